"""비교: this report beside another one, or beside itself as it was on a day; the list goes into a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.services.errors import UserError
from desktop.ui.metrics import char_width
from desktop.ui.pages.comparison_model import ComparisonModel

if TYPE_CHECKING:
    from desktop.services.comparing import Comparison
    from desktop.ui.session import Session

_WIDTHS = (36, 30, 22, 22, 22, 16, 14)
_OTHER_REPORT, _DAY = "report", "day"
_FILTER = "엑셀 파일 (*.xlsx)"


class ComparisonPage(QWidget):
    """A tab that stands as long as the clerk wants it; Enter goes to the cell."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.comparison: Comparison | None = None
        self.model = ComparisonModel(self)
        self.list = QTreeView(self)
        self.other = QComboBox(self)
        self.only_changed = QCheckBox("바뀐 칸만", self)
        self.count = QLabel(self)
        self._set_up()

    def start(self) -> None:
        """The tab came to the front: compare with the figures of now."""
        self.compare()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def compare(self) -> None:
        """Compare with what is chosen."""
        from desktop.services.comparing import with_day, with_report

        kind, _, name = str(self.other.currentData() or "").partition(":")
        if not name:
            return
        try:
            desk = self._session.desk
            self.comparison = with_report(desk, name) if kind == _OTHER_REPORT else with_day(desk, name)
        except UserError as error:
            self._session.events.refused.emit(error.sentence)
            return
        self._show()

    def export(self) -> None:
        """Write what is shown into a workbook."""
        name = f"비교_{self._session.report.info.title}.xlsx"
        path, _ = QFileDialog.getSaveFileName(self, "비교 내보내기", name, _FILTER)
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Write what is shown into a workbook at this place."""
        from desktop.services.comparing import export_comparison

        if self.comparison is None:
            return
        try:
            export_comparison(self.comparison, self.model.cells, self._session.desk, path, lambda _done, _all: None)
        except UserError as error:
            self._session.events.refused.emit(error.sentence)
            return
        self.count.setText(f"{len(self.model.cells):,}칸을 '{path.name}'에 내보냈습니다.")

    # ------------------------------------------------------------ parts

    def _show(self) -> None:
        if self.comparison is None:
            return
        cells = self.comparison.changed if self.only_changed.isChecked() else self.comparison.cells
        self.model.show(self.comparison, cells)
        if cells:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.count.setText(f"{len(self.comparison.cells):,}칸 가운데 {len(self.comparison.changed):,}칸이 다릅니다.")

    def _go(self) -> None:
        cell = self.model.cell(self.list.currentIndex().row())
        if cell is not None and not cell.is_gone:
            self._session.events.jump.emit(cell.key)

    def _fill(self) -> None:
        from desktop.services.comparing import previous_report

        desk, info = self._session.desk, self._session.report.info
        for each in desk.reports():
            if each.uid != info.uid:
                self.other.addItem(each.title, f"{_OTHER_REPORT}:{each.uid}")
        for day in desk.log.people_and_days()[1]:
            dotted = ". ".join(str(int(part)) for part in day.split("-"))
            self.other.addItem(f"{dotted}. 하루를 마쳤을 때의 이 보고", f"{_DAY}:{day}")
        last = self.other.findData(f"{_OTHER_REPORT}:{previous_report(desk)}")
        self.other.setCurrentIndex(max(0, last))

    def _set_up(self) -> None:
        self._fill()
        self.only_changed.setChecked(True)
        self.only_changed.setObjectName("comparison.only_changed")
        self.other.setObjectName("comparison.other")
        self.other.setAccessibleName("비교할 보고")
        self.list.setObjectName("comparison.list")
        self.list.setAccessibleName("비교")
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        for column, chars in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, chars * char_width(self))
        self.other.activated.connect(self.compare)
        self.only_changed.toggled.connect(self._show)
        self.list.activated.connect(self._go)
        layout = QVBoxLayout(self)
        layout.addLayout(self._line(QLabel("비교할 보고"), self.other, self.only_changed))
        layout.addWidget(self.list, 1)
        layout.addLayout(self._line(self.count, None, *self._buttons()))

    def _buttons(self) -> list[QPushButton]:
        made = []
        for name, text, step in (("export", "엑셀로 내보내기…", self.export), ("close", "비교 닫기", self.closed.emit)):
            button = QPushButton(text, self)
            button.setObjectName(f"comparison.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, step=step: step())
            made.append(button)
        return made

    def _line(self, *widgets: QWidget | None) -> QHBoxLayout:
        line = QHBoxLayout()
        for widget in widgets:
            if widget is None:
                line.addStretch(1)
            else:
                line.addWidget(widget, 1 if widget is self.other else 0)
        return line
