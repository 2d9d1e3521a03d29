"""One step of the clerk in the making: changes are tried on a draft and collected under one label."""

from __future__ import annotations

from functools import cache

from desktop.domain.changes import AddRow, Change, ChangeSet, SetCell
from desktop.domain.definitions import RowsKind
from desktop.domain.editing.draft import Draft
from desktop.domain.evaluation import Evaluation
from desktop.domain.report import CellKey, Row, Table
from desktop.domain.values import Value


class Step:
    """Collects the changes of one undo step; each is applied to a draft, so that the next knows the positions."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.draft = Draft(evaluation.report)
        self.body_rows = cache(self._body_rows)

    def do(self, change: Change) -> None:
        """One more change."""
        self.draft.do(change)

    def changed(self, label: str) -> ChangeSet | None:
        """The change set of the step, or None when nothing changed."""
        return ChangeSet(label, tuple(self.draft.changes)) if self.draft.changes else None

    def table(self, uid: str) -> Table | None:
        """A table instance as it was before the step, or None."""
        return self.evaluation.report.tables.get(uid)

    def set_cell(self, key: CellKey, value: Value | None) -> bool:
        """Set one cell, storing its row first when it only follows or is prescribed. True when something changes."""
        old = self.draft.value(key)
        if old == value:
            return False
        if not self.draft.has_row(key.table, key.row) and not self.store_row(key.table, key.row):
            return False
        self.do(SetCell(key, old, value))
        return True

    def store_row(self, table_uid: str, uid: str) -> bool:
        """Store a row that is shown without being stored; False when the table shows no such row.

        Stored rows stand before those that are not (docs/architecture.md, Data types), so in a table that
        follows another the rows above are stored too: else the row would jump to the top.
        """
        shown = self.body_rows(table_uid)
        if uid not in shown:
            return False
        above = shown[: shown.index(uid)] if self._follows(table_uid) else ()
        for each in (*above, uid):
            if not self.draft.has_row(table_uid, each):
                self.do(AddRow(table_uid, Row(each), self._place(table_uid, each)))
        return True

    def store_all(self, table_uid: str) -> None:
        """Store every shown row of a table, in the shown order."""
        for uid in self.body_rows(table_uid)[-1:]:
            self.store_row(table_uid, uid)

    def _body_rows(self, table_uid: str) -> tuple[str, ...]:
        """Uids of the shown rows without the total row, as they were before the step."""
        return tuple(row.uid for row in self.evaluation.rows(table_uid) if not row.is_total)

    def _follows(self, table_uid: str) -> bool:
        table = self.table(table_uid)
        return table is not None and table.definition.rows.kind is RowsKind.FOLLOW

    def _place(self, table_uid: str, uid: str) -> int:
        """Where a row goes among the stored ones: last when the table follows, else in the shown order."""
        if self._follows(table_uid):
            return self.draft.size(table_uid)
        shown = self.body_rows(table_uid)
        return sum(self.draft.has_row(table_uid, above) for above in shown[: shown.index(uid)])
