"""지난 보고에서 새 보고: asks what the new report is called, and afterwards shows what came along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.josa import josa
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.dialogs.new_report import NewReportDialog
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.report import ReportInfo
    from desktop.services.carry_over import CarriedTable
    from desktop.services.catalog import Catalog

_WIDE_CHARS, _HIGH_LINES = 110, 28
_HEADERS = ("표", "가져온 행", "둔 칸", "비운 칸", "비고")
_WIDTHS = (44, 12, 12, 12)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CarryOverDialog(NewReportDialog):
    """The form of a new report, filled with what follows from the last one."""

    def __init__(self, catalog: Catalog, last: ReportInfo, today: date, parent: QWidget | None = None) -> None:
        super().__init__(catalog, today, last.organization, parent)
        self.setObjectName("carry_over")
        self.setWindowTitle("지난 보고에서 새 보고")
        year = last.fiscal_year + 1
        self.title.setText(last.title.replace(str(last.fiscal_year), str(year)))
        self.fiscal_year.setText(str(year))
        self.template.setCurrentIndex(max(0, self.template.findData(last.template)))
        form = self.findChild(QFormLayout)
        if form is not None:
            form.setRowVisible(self.divisions, False)  # noqa: FBT003 - Qt takes no keyword here
            form.insertRow(0, "지난 보고", QLabel(last.title, self))


class CarriedDialog(QDialog):
    """What came along, table by table."""

    def __init__(self, title: str, tables: Sequence[tuple[str, CarriedTable]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("carried")
        self.setWindowTitle("가져온 것")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self.list = QTreeWidget(self)
        self.list.setObjectName("carried.list")
        self.list.setAccessibleName("가져온 것")
        self.list.setHeaderLabels(list(_HEADERS))
        self.list.setRootIsDecorated(False)
        for column, chars in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, chars * char_width(self))
        for name, table in tables:
            self.list.addTopLevelItem(_item(name, table))
        text = QLabel(
            f"보고 '{title}'{josa(title, '을/를')} 만들었습니다. "
            "부서, 지표, 사업, 목표와 글은 가져오고 실적과 금액은 비웠습니다. "
            "가져온 글은 고칠 때까지 점검에 '전년도 문구'로 나옵니다."
        )
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(self.list, 1)
        layout.addWidget(dialog_buttons(self, "확인", leave=""))


def _item(name: str, table: CarriedTable) -> QTreeWidgetItem:
    remark = "" if table.is_known else "새 서식에 없는 표라 가져오지 않았습니다"
    counts = (f"{count:,}" for count in (table.rows, table.kept, table.emptied))
    item = QTreeWidgetItem([name, *counts, remark])
    for column in range(1, 4):
        item.setTextAlignment(column, _RIGHT)
    return item
