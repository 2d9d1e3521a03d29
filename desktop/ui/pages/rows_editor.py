"""Tables that hang under rows: the list of the rows, and beside or below it the page of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.domain.definitions import TableDefinition
from desktop.domain.report import CellKey, Table
from desktop.ui.metrics import char_width, line_height
from desktop.ui.outline.panel import OutlinePanel
from desktop.ui.pages.row_list import RowList
from desktop.ui.pages.table_editor import TableEditor

if TYPE_CHECKING:
    from desktop.ui.session import Session

_LIST_CHARS, _PAGE_CHARS, _LIST_LINES, _PAGE_LINES = 28, 90, 16, 22


class RowsEditor(QWidget):
    """Edits the tables of one row at a time. A definition with filters lies over its rows, which are edited too."""

    moved = Signal(object)

    def __init__(
        self,
        session: Session,
        definition: TableDefinition,
        codes: Collection[str],
        ask_definition: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        """Edit what hangs under the rows of a table.

        Args:
            session: the open report.
            definition: of the table whose rows are chosen.
            codes: the owned tables that are shown.
            ask_definition: asks the clerk for the form of an own table within an outline.
            parent: as always in Qt.
        """
        super().__init__(parent)
        self._session, self._codes = session, codes
        self._edits_rows = bool(definition.filter)
        self.list = RowList(session, definition, self)
        self.panel = OutlinePanel(session, ask_definition, self)
        self.panel.moved.connect(self.moved)
        self.list.chosen.connect(self._show)
        self.list.added.connect(self._name)
        self.list.view.activated.connect(self.enter)
        self._lay_out()
        self.list.choose_first()

    @property
    def editor(self) -> TableEditor | None:
        """The editor of the first table of the chosen row."""
        return self.panel.editors[0] if self.panel.editors else None

    def start(self) -> None:
        """Begin with the list."""
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Go from the list into the page of the row."""
        self.panel.start()

    def go_to(self, key: CellKey) -> bool:
        """Go to a cell of a row, of a table under it, or of a clerk's own table there. False when it has none of it."""
        table = self._session.table(key.table)
        if table is None:
            return False
        home = self._session.home(table)
        return self.list.choose(home.owner or key.row) and self.panel.go_to(key)

    # ------------------------------------------------------------ parts

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical if self._edits_rows else Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(1, 1)
        if self._edits_rows:
            splitter.setSizes([_LIST_LINES * line_height(self), _PAGE_LINES * line_height(self)])
        else:
            splitter.setSizes([_LIST_CHARS * char_width(self), _PAGE_CHARS * char_width(self)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _name(self) -> None:
        """A new row is written from its first field."""
        if self.panel.form is not None:
            self.panel.form.start()

    def _show(self, uid: str) -> None:
        tables = [table for table in self._session.report.tables.values() if self._is_shown(table, uid)]
        line = self.list.model.place(uid)
        row = CellKey(self.list.model.rows[line].table, uid, "") if self._edits_rows and line >= 0 else None
        self.panel.show_page(tables, row)
        self.moved.emit(None)

    def _is_shown(self, table: Table, uid: str) -> bool:
        return bool(uid) and table.owner == uid and table.code in self._codes
