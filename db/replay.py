"""The change log played from its beginning: what a report holds, as far as the log tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from db.edits import STANDING_ROWS
from db.journal import logged_change
from db.records import (
    CellChange,
    CellRecord,
    ChangeRecord,
    DefinitionChange,
    NoteChange,
    NoteRecord,
    RowChange,
    RowRecord,
    TableChange,
    TableRecord,
)

Address: TypeAlias = tuple[str, str, str]
"""Table, row, column; the column of a row is "", as is the row of a table."""
Entry: TypeAlias = tuple[str, str, str, str, str | None, str | None]
"""Kind, table, row, column, old and new, as `ENTRIES` gives them."""

ENTRIES = (
    "SELECT kind, table_uid, row_uid, column_key, old, new FROM change"
    " WHERE report_id = (SELECT id FROM report WHERE uid = ?) ORDER BY id"
)
"""The log of a report, oldest first."""


@dataclass(slots=True)
class Line:
    """A row as the log tells it: None when it came before what is left of the log; a cell is None when blanked."""

    record: RowRecord | None = None
    cells: dict[str, CellRecord | None] = field(default_factory=dict)


@dataclass(slots=True)
class Told:
    """What a report consists of, as far as the log tells."""

    tables: dict[str, TableRecord] = field(default_factory=dict)
    lines: dict[tuple[str, str], Line] = field(default_factory=dict)
    notes: dict[Address, NoteRecord | None] = field(default_factory=dict)


def replayed(entries: Iterable[Entry], knows: Callable[[str, str], bool] = lambda _code, _definition: True) -> Told:
    """Play a log.

    Args:
        entries: the entries of one report, oldest first.
        knows: whether a table (its code, its definition as JSON) can be opened; others are left out.
    """
    told = Told()
    for entry in entries:
        _follow(told, logged_change(*entry), knows)
    return told


def _follow(told: Told, change: ChangeRecord, knows: Callable[[str, str], bool]) -> None:
    match change:
        case TableChange(uid, _, None):
            told.tables.pop(uid, None)
        case TableChange(uid, _, TableRecord() as table) if knows(table.code, table.definition_json):
            told.tables[uid] = table
            for row in table.rows or STANDING_ROWS:
                told.lines[uid, row.uid] = Line(row, dict(row.cells))
        case DefinitionChange(uid, _, definition) if uid in told.tables and knows("", definition):
            told.tables[uid] = replace(told.tables[uid], definition_json=definition)
        case RowChange(table_uid, uid, _, None):
            told.lines.pop((table_uid, uid), None)
        case RowChange(table_uid, uid, old, RowRecord() as row):
            line = told.lines.setdefault((table_uid, uid), Line())
            line.record = row
            if old is None:
                line.cells = dict(row.cells)
        case CellChange(table_uid, uid, column, _, new):
            told.lines.setdefault((table_uid, uid), Line()).cells[column] = new
        case NoteChange(table_uid, uid, column, _, note):
            told.notes[table_uid, uid, column] = note
        case _:
            pass  # an explanation is written anew in a moment; a definition that is broken cannot be opened


def contradictions(tables: Iterable[TableRecord], entries: Iterable[Entry]) -> Iterator[Address]:
    """Where a stored report is not what its log tells: somebody changed it without this program."""
    told, lines = replayed(entries), defaultdict[str, dict[str, Line]](dict)
    for (table_uid, row), line in told.lines.items():
        if line.record is not None:
            lines[table_uid][row] = line
    stored = {table.uid: table for table in tables}
    for uid in {**told.tables, **stored}:
        if uid not in stored or uid not in told.tables or _kind(stored[uid]) != _kind(told.tables[uid]):
            yield uid, "", ""
        else:
            yield from _contradicted_rows(stored[uid], lines[uid])


def _kind(table: TableRecord) -> tuple[str, str, str]:
    return table.code, table.owner, table.definition_json


def _contradicted_rows(table: TableRecord, lines: Mapping[str, Line]) -> Iterator[Address]:
    rows = {row.uid: row for row in table.rows}
    for uid in {**lines, **rows}:
        if uid not in rows or uid not in lines:
            yield table.uid, uid, ""
        else:
            cells = {column: cell for column, cell in lines[uid].cells.items() if cell}
            for column in {**cells, **rows[uid].cells}:
                if cells.get(column) != rows[uid].cells.get(column):
                    yield table.uid, uid, column
