"""What is done to whole rows of a grid and to blocks of cells: add, remove, move, copy, cut, paste."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject
from PySide6.QtGui import QGuiApplication

from desktop.ui.grids.model import CellKind

if TYPE_CHECKING:
    from desktop.domain.editing import PastePlan
    from desktop.ui.grids.view import GridView


class RowCommands(QObject):
    """Commands on the rows and blocks of one grid."""

    def __init__(self, grid: GridView) -> None:
        super().__init__(grid)
        self._grid = grid
        self._model = grid.table_model
        self._session = grid.table_model.session
        grid.row_wanted.connect(self.add)

    def add(self) -> None:
        """A new row below the current one, or at the end; the cursor goes into it."""
        from desktop.domain.editing import insert_row

        table, uid = self._model.table, self._session.desk.new_uid()
        if table is None or not self._model.takes_rows:
            return
        current = self._current_row()
        stored = [row.uid for row in table.rows]
        place = stored.index(current) + 1 if current in stored else len(stored)
        parent = table.rows[place - 1].parent if place else ""
        self._session.apply(insert_row(self._session.evaluation, table.uid, place, uid, parent))
        self._go_into(uid)

    def remove(self) -> None:
        """Remove the rows of the selected cells; undo brings them back."""
        from desktop.domain.editing import remove_rows

        rows = {self._model.rows[row] for row, _ in self._grid.selected_cells()}
        uids = [row.uid for row in self._model.rows if row in rows and not row.is_total]
        if uids and self._model.takes_rows:
            self._session.apply(remove_rows(self._session.evaluation, self._model.table_uid, uids))

    def up(self) -> None:
        """Move the current row up."""
        self._move(-1)

    def down(self) -> None:
        """Move the current row down."""
        self._move(1)

    def copy(self) -> None:
        """Copy the selected cells as Excel takes them."""
        from desktop.domain.clipboard import to_tsv

        lines: dict[int, list[str]] = {}
        for row, column in self._grid.selected_cells():
            lines.setdefault(row, []).append(self._model.face(row, column).text)
        if lines:
            QGuiApplication.clipboard().setText(to_tsv(list(lines.values())).removesuffix("\r\n"))

    def cut(self) -> None:
        """Copy and clear."""
        self.copy()
        self._grid.clear_selected()

    def paste(self, allowed: Callable[[PastePlan], bool]) -> None:
        """Paste from the current cell on; `allowed` is asked when something does not fit."""
        from desktop.domain.clipboard import read
        from desktop.domain.editing import paste
        from desktop.services.history import Action

        cells, mime = self._grid.selected_cells(), QGuiApplication.clipboard().mimeData()
        if not cells or mime is None:
            return
        texts = read(mime.text(), mime.html() if mime.hasHtml() else "")
        plan = paste(self._session.evaluation, self._model.key(*cells[0]), texts, self._session.desk.new_uid)
        if not plan.refused or allowed(plan):
            self._session.apply(plan.changes, Action.PASTED)
        self._select_block(cells[0], texts)

    def _select_block(self, start: tuple[int, int], texts: list[list[str]]) -> None:
        """Show where the pasted block went."""
        if not texts or (len(texts) == 1 and len(texts[0]) == 1):
            return
        last_row = min(start[0] + len(texts), len(self._model.rows)) - 1
        last_column = min(start[1] + len(texts[0]), len(self._model.columns)) - 1
        first, last = self._model.index(*start), self._model.index(last_row, last_column)
        from PySide6.QtCore import QItemSelection

        self._grid.selectionModel().select(
            QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _move(self, step: int) -> None:
        from desktop.domain.editing import move_row

        table, uid = self._model.table, self._current_row()
        order = [row.uid for row in self._model.rows if not row.is_total]
        if table is None or uid not in order:
            return
        column = self._grid.currentIndex().column()
        moved = self._session.apply(move_row(self._session.evaluation, table.uid, uid, order.index(uid) + step))
        row = next((place for place, row in enumerate(self._model.rows) if row.uid == uid), -1)
        if moved and row >= 0:
            self._grid.setCurrentIndex(self._model.index(row, column))

    def _current_row(self) -> str:
        index = self._grid.currentIndex()
        return self._model.rows[index.row()].uid if index.isValid() else ""

    def _go_into(self, uid: str) -> None:
        row = next((place for place, row in enumerate(self._model.rows) if row.uid == uid), -1)
        if row < 0:
            return
        columns = range(len(self._model.columns))
        first = next((column for column in columns if self._model.kind(row, column) is CellKind.ENTERED), 0)
        self._grid.setFocus()
        self._grid.setCurrentIndex(self._model.index(row, first))
