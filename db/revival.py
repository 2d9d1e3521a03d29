"""What the change log of a salvaged workspace tells of that is not there: put back as it was logged last."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import TypeAlias

from db.edits import STANDING_ROWS
from db.journal import logged_change
from db.mending import Known
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

Place: TypeAlias = tuple[str, str, str]
"""Table, row, column; the column of a row is "", as is the row of a table."""


@dataclass(slots=True)
class _Line:
    """A row as the log tells it: None when it came before what is left of the log."""

    record: RowRecord | None = None
    cells: dict[str, CellRecord | None] = field(default_factory=dict)


@dataclass(slots=True)
class _Told:
    """What a report consists of, as far as the log tells."""

    tables: dict[str, TableRecord] = field(default_factory=dict)
    lines: dict[tuple[str, str], _Line] = field(default_factory=dict)
    notes: dict[Place, NoteRecord | None] = field(default_factory=dict)


def revive(connection: sqlite3.Connection, known: Known) -> tuple[Place, ...]:
    """Put back tables, rows, cells and notes that are logged but lost; rows and tables are numbered anew where needed.

    Args:
        connection: a workspace of the newest schema, in a transaction.
        known: which tables can be opened.

    Returns:
        The places of what was put back.
    """
    revived: list[Place] = []
    for (report,) in connection.execute("SELECT id FROM report ORDER BY id").fetchall():
        told = _told(connection, report, known)
        revived += _revive_tables(connection, report, told)
        revived += _revive_rows(connection, told)
        revived += _revive_cells(connection, told)
        revived += _revive_notes(connection, report, told)
    _stand_rows(connection)
    _close_gaps(connection)
    return tuple(revived)


def _told(connection: sqlite3.Connection, report: int, known: Known) -> _Told:
    told = _Told()
    for kind, table, row, column, old, new in connection.execute(
        "SELECT kind, table_uid, row_uid, column_key, old, new FROM change WHERE report_id = ? ORDER BY id", (report,)
    ):
        _follow(told, logged_change(kind, table, row, column, old, new), known)
    return told


def _follow(told: _Told, change: ChangeRecord, known: Known) -> None:
    match change:
        case TableChange(uid, _, None):
            told.tables.pop(uid, None)
        case TableChange(uid, _, TableRecord() as table) if known.table(table.code, table.definition_json):
            told.tables[uid] = table
            for row in table.rows or STANDING_ROWS:
                told.lines[uid, row.uid] = _Line(row, dict(row.cells))
        case DefinitionChange(uid, _, definition) if uid in told.tables and known.table("", definition):
            told.tables[uid] = replace(told.tables[uid], definition_json=definition)
        case RowChange(table_uid, uid, _, None):
            told.lines.pop((table_uid, uid), None)
        case RowChange(table_uid, uid, old, RowRecord() as row):
            line = told.lines.setdefault((table_uid, uid), _Line())
            line.record = row
            if old is None:
                line.cells = dict(row.cells)
        case CellChange(table_uid, uid, column, _, new):
            told.lines.setdefault((table_uid, uid), _Line()).cells[column] = new
        case NoteChange(table_uid, uid, column, _, note):
            told.notes[table_uid, uid, column] = note
        case _:
            pass  # an explanation is written anew in a moment; a definition that is broken cannot be opened


def _revive_tables(connection: sqlite3.Connection, report: int, told: _Told) -> Iterator[Place]:
    for uid, table in told.tables.items():
        values = (uid, report, table.code, table.owner, table.position, table.definition_json)
        added = connection.execute(
            "INSERT OR IGNORE INTO report_table (uid, report_id, code, owner, position, definition_json)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )
        if added.rowcount:
            yield uid, "", ""


def _revive_rows(connection: sqlite3.Connection, told: _Told) -> Iterator[Place]:
    for (table, uid), line in told.lines.items():
        row = line.record
        if row is None:
            continue
        added = connection.execute(
            "INSERT OR IGNORE INTO table_row (table_id, uid, position, parent, carried_from)"
            " SELECT id, ?, ?, ?, ? FROM report_table WHERE uid = ?",
            (uid, row.position, row.parent, row.carried_from, table),
        )
        if added.rowcount:
            yield table, uid, ""


def _revive_cells(connection: sqlite3.Connection, told: _Told) -> Iterator[Place]:
    for (table, uid), line in told.lines.items():
        for column, cell in line.cells.items():
            if cell is None:
                continue
            added = connection.execute(
                "INSERT OR IGNORE INTO cell (row_id, column_key, state, text, mark)"
                " SELECT r.id, ?, ?, ?, ? FROM table_row r JOIN report_table t ON t.id = r.table_id"
                " WHERE t.uid = ? AND r.uid = ?",
                (column, cell.state, cell.text, cell.mark, table, uid),
            )
            if added.rowcount:
                yield table, uid, column


def _revive_notes(connection: sqlite3.Connection, report: int, told: _Told) -> Iterator[Place]:
    for (table, row, column), note in told.notes.items():
        if note is None:
            continue
        values = {**asdict(note), "is_question": int(note.is_question), "in": report, "t": table, "r": row, "c": column}
        added = connection.execute(
            "INSERT OR IGNORE INTO note (report_id, table_uid, row_uid, column_key, text, source, is_question, at, who,"
            " files) VALUES (:in, :t, :r, :c, :text, :source, :is_question, :at, :who, :files)",
            values,
        )
        if added.rowcount:
            yield table, row, column


def _stand_rows(connection: sqlite3.Connection) -> None:
    """Every table has its two standing rows, which have no position, and all other rows have one."""
    uids = tuple(row.uid for row in STANDING_ROWS)
    for uid in uids:
        connection.execute(
            "INSERT OR IGNORE INTO table_row (table_id, uid, position, parent)"
            " SELECT id, ?, NULL, '' FROM report_table",
            (uid,),
        )
    connection.execute("UPDATE table_row SET position = NULL WHERE uid IN (?, ?) AND position IS NOT NULL", uids)
    last = "SELECT count(*) FROM table_row"
    connection.execute(
        f"UPDATE table_row SET position = ({last}) WHERE uid NOT IN (?, ?) AND position IS NULL",  # noqa: S608 - fixed
        uids,
    )


def _close_gaps(connection: sqlite3.Connection) -> None:
    """Let positions count from 0 without gaps and doubles, as every edit takes for granted."""
    for table, within in (("table_row", "table_id"), ("report_table", "report_id")):
        connection.execute(
            f"UPDATE {table} SET position = place FROM (SELECT id AS number, row_number() OVER"  # noqa: S608 - fixed names
            f" (PARTITION BY {within} ORDER BY position, id) - 1 AS place FROM {table} WHERE position IS NOT NULL)"
            " WHERE id = number AND position <> place"
        )
