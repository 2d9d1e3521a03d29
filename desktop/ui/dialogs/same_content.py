"""같은 내용으로 잇기: chooses the row whose table another one is to hold the same as, until it is edited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.editing import same_as
from desktop.domain.outline import items
from desktop.domain.report import Table
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from desktop.ui.session import Session

_WIDE_CHARS, _HIGH_LINES, _NAME_CHARS = 100, 26, 48
_OWNER = int(Qt.ItemDataRole.UserRole)
_WHOLE = 2
"""Items that say in the list what a table holds: its first heading and what stands under it."""


class SameContentDialog(QDialog):
    """The other rows that own such a table and hold something in it."""

    def __init__(self, session: Session, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("same_content")
        self.setWindowTitle("같은 내용으로 잇기")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self._session, self._table = session, table
        self.search = QLineEdit(self)
        self.search.setObjectName("same_content.search")
        self.search.setAccessibleName("찾기")
        self.search.setPlaceholderText("찾을 말을 적으십시오")
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget(self)
        self.list.setObjectName("same_content.list")
        self.list.setAccessibleName("이을 수 있는 것")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.accept_button = QPushButton("잇기", self)
        self.buttons = dialog_buttons(self, self.accept_button)
        self._set_up()

    @property
    def owner(self) -> str:
        """Uid of the chosen row, "" when none is chosen."""
        item = self.list.currentItem()
        return str(item.data(0, _OWNER)) if item is not None and not item.isHidden() else ""

    def _set_up(self) -> None:
        self.list.setHeaderLabels(["이름", "내용"])
        self.list.setColumnWidth(0, _NAME_CHARS * char_width(self))
        self.list.addTopLevelItems(list(self._lines()))
        self.search.textChanged.connect(self._narrow)
        self.list.currentItemChanged.connect(self._offer)
        self.list.itemActivated.connect(self._take)
        text = QLabel("고른 것의 내용을 그대로 씁니다. 그것을 고치면 따라 바뀌고, 여기를 따로 고치면 이음이 풀립니다.")
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        for widget in (text, self.search, self.list, self.buttons):
            layout.addWidget(widget, int(widget is self.list))
        self._offer()

    def _lines(self) -> Iterator[QTreeWidgetItem]:
        evaluation, definition = self._session.evaluation, self._table.definition
        for owners in self._session.report.of_code(definition.owner):
            for row in evaluation.rows(owners.uid):
                other = self._session.report.owned(definition.code, row.uid)
                if other is None or not other.rows or same_as(evaluation, self._table.uid, row.uid) is None:
                    continue
                line = QTreeWidgetItem([row.label, " ".join(item.printed for item in items(other)[:_WHOLE])])
                line.setData(0, _OWNER, row.uid)
                line.setToolTip(0, row.label)
                yield line

    def _narrow(self, wanted: str) -> None:
        """Show the lines in which the words stand, blanks aside."""
        words = "".join(wanted.split())
        for place in range(self.list.topLevelItemCount()):
            line = self.list.topLevelItem(place)
            if line is not None:
                line.setHidden(words not in "".join(f"{line.text(0)}{line.text(1)}".split()))
        self._offer()

    def _offer(self) -> None:
        self.accept_button.setEnabled(bool(self.owner))

    def _take(self) -> None:
        if self.owner:
            self.accept()
