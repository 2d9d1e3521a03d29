"""A report while it is being changed: the one place that knows how each kind of change is done and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.changes import (
    AddRow,
    AddTable,
    Change,
    MoveRow,
    RemoveRow,
    RemoveTable,
    SetCell,
    SetDefinition,
    SetExplanation,
    SetNote,
)
from desktop.domain.definitions import TableDefinition
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Explanation, Note, Report, Row, Subject, Table
from desktop.domain.values import Value

PSEUDO_ROWS = (TOTAL_ROW, FIELDS_ROW)


class DefinitionSource(Protocol):
    """Where the definition of a new table comes from; `services.catalog.Catalog` is one."""

    def definition(self, code: str, fiscal_year: int) -> TableDefinition:
        """The official definition of a code, expanded for a fiscal year. Raises KeyError when there is none."""
        ...

    def custom(self, json_text: str, fiscal_year: int) -> TableDefinition:
        """A clerk's own definition, expanded for a fiscal year. Raises DefinitionError when it cannot be read."""
        ...


class ChangeConflict(Exception):  # noqa: N818 - the name that docs/architecture.md fixes
    """A change does not fit the report that it is applied to; the report stays as it was."""

    def __init__(self, change: Change, reason: str) -> None:
        super().__init__(f"{reason}: {change}")
        self.change = change
        self.reason = reason


@dataclass
class _TableDraft:
    """One table being changed: row uids in order, and the rows by uid (with the two pseudo rows)."""

    table: Table
    order: list[str]
    rows: dict[str, Row]
    cells: dict[str, dict[str, Value]]

    @classmethod
    def of(cls, table: Table) -> _TableDraft:
        rows = {row.uid: row for row in (*table.rows, table.total, table.fields)}
        return cls(table, [row.uid for row in table.rows], rows, {})

    def open_cells(self, uid: str) -> dict[str, Value]:
        """The cells of a row, now changeable."""
        if uid not in self.cells:
            self.cells[uid] = dict(self.rows[uid].cells)
        return self.cells[uid]

    def row(self, uid: str) -> Row:
        """The row as it stands now."""
        cells = self.cells.pop(uid, None)
        if cells is not None:
            self.rows[uid] = replace(self.rows[uid], cells=cells)
        return self.rows[uid]

    def value(self, uid: str, column: str) -> Value | None:
        """A cell as it stands now."""
        return (self.cells[uid] if uid in self.cells else self.rows[uid].cells).get(column)

    def is_empty(self) -> bool:
        return not self.order and not any(self.row(uid).cells for uid in PSEUDO_ROWS)

    def finished(self) -> Table:
        total, fields = self.row(TOTAL_ROW), self.row(FIELDS_ROW)
        return replace(self.table, rows=tuple(self.row(uid) for uid in self.order), total=total, fields=fields)


class Draft:
    """A report being changed, one change after the other.

    Builders use it to know positions after earlier changes of the same step: `do` also records.
    Rows and tables that no change touches keep their identity.
    """

    def __init__(self, report: Report, definitions: DefinitionSource | None = None) -> None:
        self._report = report
        self._definitions = definitions
        self._tables: dict[str, Table] = dict(report.tables)
        self._notes: Mapping[CellKey, Note] = report.notes
        self._explanations: Mapping[Subject, Explanation] = report.explanations
        self._open: dict[str, _TableDraft] = {}
        self.changes: list[Change] = []

    def do(self, change: Change) -> None:
        """Apply one change. Raises ChangeConflict when it does not fit what is there."""
        match change:
            case SetCell():
                self._set_cell(change)
            case AddRow():
                self._add_row(change)
            case RemoveRow():
                self._remove_row(change)
            case MoveRow():
                self._move_row(change)
            case AddTable():
                self._add_table(change)
            case RemoveTable():
                self._remove_table(change)
            case SetDefinition():
                self._set_definition(change)
            case SetNote():
                self._set_note(change)
            case SetExplanation():
                self._set_explanation(change)
        self.changes.append(change)

    def has_row(self, table: str, uid: str) -> bool:
        """Whether a row is stored now; the pseudo rows always are."""
        draft = self._open_table(table)
        return draft is not None and uid in draft.rows

    def value(self, key: CellKey) -> Value | None:
        """The stored value of a cell as it stands now, None when blank or not stored."""
        draft = self._open_table(key.table)
        return draft.value(key.row, key.column) if draft and key.row in draft.rows else None

    def row(self, table: str, uid: str) -> Row | None:
        """A stored row (or pseudo row) as it stands now, or None."""
        draft = self._open_table(table)
        return draft.row(uid) if draft and uid in draft.rows else None

    def body_row(self, table: str, uid: str) -> Row | None:
        """A stored row of the body as it stands now, or None."""
        return None if uid in PSEUDO_ROWS else self.row(table, uid)

    def order(self, table: str) -> tuple[str, ...]:
        """Uids of the stored rows of a table as they stand now."""
        draft = self._open_table(table)
        return tuple(draft.order) if draft else ()

    def size(self, table: str) -> int:
        """How many rows of a table are stored now."""
        draft = self._open_table(table)
        return len(draft.order) if draft else 0

    @property
    def count(self) -> int:
        """How many table instances the report has now."""
        return len(self._tables)

    def position(self, table: str) -> int:
        """Where a table instance stands among all of the report now."""
        return list(self._tables).index(table)

    def finished(self) -> Report:
        """The changed report."""
        for uid, draft in self._open.items():
            self._tables[uid] = draft.finished()
        self._open.clear()
        return replace(self._report, tables=dict(self._tables), notes=self._notes, explanations=self._explanations)

    def _open_table(self, uid: str) -> _TableDraft | None:
        if uid not in self._open and uid in self._tables:
            self._open[uid] = _TableDraft.of(self._tables[uid])
        return self._open.get(uid)

    def _table(self, uid: str, change: Change) -> _TableDraft:
        draft = self._open_table(uid)
        if draft is None:
            raise ChangeConflict(change, "no such table")
        return draft

    def _set_cell(self, change: SetCell) -> None:
        draft, key = self._table(change.key.table, change), change.key
        if key.row not in draft.rows:
            raise ChangeConflict(change, "no such row")
        cells = draft.open_cells(key.row)
        if cells.get(key.column) != change.old:
            raise ChangeConflict(change, "the cell holds another value")
        if change.new is None:
            cells.pop(key.column, None)
        else:
            cells[key.column] = change.new

    def _add_row(self, change: AddRow) -> None:
        draft = self._table(change.table, change)
        if change.row.uid in draft.rows or not change.row.uid:
            raise ChangeConflict(change, "the row is there already")
        if not 0 <= change.position <= len(draft.order):
            raise ChangeConflict(change, "no such position")
        draft.order.insert(change.position, change.row.uid)
        draft.rows[change.row.uid] = change.row

    def _remove_row(self, change: RemoveRow) -> None:
        draft, uid = self._table(change.table, change), change.row.uid
        self._check_position(draft, uid, change.position, change)
        if draft.row(uid) != change.row:
            raise ChangeConflict(change, "the row holds other values")
        del draft.order[change.position]
        del draft.rows[uid]

    def _move_row(self, change: MoveRow) -> None:
        draft = self._table(change.table, change)
        self._check_position(draft, change.row, change.old_position, change)
        row = draft.row(change.row)
        if row.parent != change.old_parent:
            raise ChangeConflict(change, "the row hangs under another parent")
        if not 0 <= change.new_position < len(draft.order):
            raise ChangeConflict(change, "no such position")
        draft.order.insert(change.new_position, draft.order.pop(change.old_position))
        draft.rows[change.row] = replace(row, parent=change.new_parent)

    def _add_table(self, change: AddTable) -> None:
        if change.table in self._tables or not change.table:
            raise ChangeConflict(change, "the table is there already")
        if not 0 <= change.position <= len(self._tables):
            raise ChangeConflict(change, "no such position")
        table = Table(
            change.table,
            self._definition(change.code, change.definition_json),
            owner=change.owner,
            is_custom=bool(change.definition_json),
            definition_json=change.definition_json,
        )
        tables = list(self._tables.items())
        tables.insert(change.position, (change.table, table))
        self._tables = dict(tables)

    def _remove_table(self, change: RemoveTable) -> None:
        draft = self._table(change.table, change)
        table = draft.table
        if (table.code, table.owner, table.definition_json) != (change.code, change.owner, change.definition_json):
            raise ChangeConflict(change, "the table is another one")
        if self.position(change.table) != change.position:
            raise ChangeConflict(change, "the table stands elsewhere")
        if not draft.is_empty():
            raise ChangeConflict(change, "the table is not empty")
        del self._tables[change.table]
        del self._open[change.table]

    def _set_definition(self, change: SetDefinition) -> None:
        draft = self._table(change.table, change)
        if not draft.table.is_custom or draft.table.definition_json != change.old_json:
            raise ChangeConflict(change, "the table has another definition")
        definition = self._definition(draft.table.code, change.new_json)
        draft.table = replace(draft.table, definition=definition, definition_json=change.new_json)

    def _set_note(self, change: SetNote) -> None:
        if self._notes.get(change.key) != change.old:
            raise ChangeConflict(change, "the note is another one")
        notes = {key: note for key, note in self._notes.items() if key != change.key}
        self._notes = notes if change.new is None else {**notes, change.key: change.new}

    def _set_explanation(self, change: SetExplanation) -> None:
        if self._explanations.get(change.subject) != change.old:
            raise ChangeConflict(change, "the explanation is another one")
        kept = {subject: each for subject, each in self._explanations.items() if subject != change.subject}
        self._explanations = kept if change.new is None else {**kept, change.subject: change.new}

    def _definition(self, code: str, definition_json: str) -> TableDefinition:
        if self._definitions is None:
            raise TypeError("a draft without definitions cannot take tables")
        year = self._report.info.fiscal_year
        if definition_json:
            return self._definitions.custom(definition_json, year)
        return self._definitions.definition(code, year)

    @staticmethod
    def _check_position(draft: _TableDraft, uid: str, position: int, change: Change) -> None:
        if not 0 <= position < len(draft.order) or draft.order[position] != uid:
            raise ChangeConflict(change, "the row stands elsewhere")
