"""What the change log of a salvaged workspace tells of that is not there: put back as it was logged last."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import asdict

from db.edits import STANDING_ROWS
from db.mending import Known
from db.replay import ENTRIES, Address, Told, replayed


def revive(connection: sqlite3.Connection, known: Known) -> tuple[Address, ...]:
    """Put back tables, rows, cells and notes that are logged but lost; rows and tables are numbered anew where needed.

    Args:
        connection: a workspace of the newest schema, in a transaction.
        known: which tables can be opened.

    Returns:
        The places of what was put back.
    """
    revived: list[Address] = []
    for report, uid in connection.execute("SELECT id, uid FROM report ORDER BY id").fetchall():
        told = replayed(connection.execute(ENTRIES, (uid,)), known.table)
        revived += _revive_tables(connection, report, told)
        revived += _revive_rows(connection, told)
        revived += _revive_cells(connection, told)
        revived += _revive_notes(connection, report, told)
    _stand_rows(connection)
    _close_gaps(connection)
    return tuple(revived)


def _revive_tables(connection: sqlite3.Connection, report: int, told: Told) -> Iterator[Address]:
    for uid, table in told.tables.items():
        values = (uid, report, table.code, table.owner, table.position, table.definition_json)
        added = connection.execute(
            "INSERT OR IGNORE INTO report_table (uid, report_id, code, owner, position, definition_json)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )
        if added.rowcount:
            yield uid, "", ""


def _revive_rows(connection: sqlite3.Connection, told: Told) -> Iterator[Address]:
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


def _revive_cells(connection: sqlite3.Connection, told: Told) -> Iterator[Address]:
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


def _revive_notes(connection: sqlite3.Connection, report: int, told: Told) -> Iterator[Address]:
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
