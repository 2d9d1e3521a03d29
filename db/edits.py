"""Change records carried out on the tables of an open transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TypeAlias

from sqlalchemy import Connection, Executable

from db import statements
from db.records import (
    FIELDS_ROW,
    TOTAL_ROW,
    CellChange,
    CellRecord,
    ChangeRecord,
    DefinitionChange,
    ExplanationChange,
    NoteChange,
    RowChange,
    RowRecord,
    TableChange,
    TableRecord,
)

_Values: TypeAlias = dict[str, object]

STANDING_ROWS = (RowRecord(TOTAL_ROW, None), RowRecord(FIELDS_ROW, None))
"""The rows that every table has from the start."""


def carry_out(connection: Connection, report: str, changes: Iterable[ChangeRecord]) -> None:
    """Carry out changes in order; cells that follow one another go to the database at once."""
    for shared, run in groupby(changes, key=_batch):
        if shared is None:
            for change in run:
                _one(connection, report, change)
        else:
            _execute_all(connection, shared, [_cell_values(change) for change in run if isinstance(change, CellChange)])


def _batch(change: ChangeRecord) -> Executable | None:
    """The statement of a change that can share one execution with its neighbours."""
    if not isinstance(change, CellChange):
        return None
    return statements.CLEAR_CELL if change.new is None else statements.SET_CELL


def _cell_values(change: CellChange) -> _Values:
    place: _Values = {"in_table": change.table, "in_row": change.row, "in_column": change.column}
    return place if change.new is None else {**place, **_content(change.new)}


def _content(cell: CellRecord) -> _Values:
    return {"state": cell.state, "text": cell.text, "mark": cell.mark}


def _one(connection: Connection, report: str, change: ChangeRecord) -> None:
    match change:
        case RowChange(table, _, None, RowRecord() as new):
            _add_row(connection, table, new)
        case RowChange(table, _, RowRecord() as old, None):
            _remove_row(connection, table, old)
        case RowChange(table, _, RowRecord() as old, RowRecord() as new):
            _move_row(connection, table, old, new)
        case TableChange(_, None, TableRecord() as new_table):
            _add_table(connection, report, new_table)
        case TableChange(_, TableRecord() as old_table, None):
            _remove_table(connection, report, old_table)
        case DefinitionChange(table, _, new_json):
            connection.execute(statements.SET_DEFINITION, {"in_table": table, "json": new_json})
        case NoteChange():
            _set_note(connection, report, change)
        case ExplanationChange():
            _set_explanation(connection, report, change)
        case _:
            raise ValueError(f"a change from nothing to nothing: {change}")


def _add_row(connection: Connection, table: str, row: RowRecord) -> None:
    _shift_rows(connection, table, row.position, 1)
    _store_rows(connection, table, [row])


def _store_rows(connection: Connection, table: str, rows: Sequence[RowRecord]) -> None:
    places: list[_Values] = [
        {
            "in_table": table,
            "uid": row.uid,
            "position": row.position,
            "parent": row.parent,
            "carried_from": row.carried_from,
        }
        for row in rows
    ]
    _execute_all(connection, statements.ADD_ROW, places)
    cells = [
        {"in_table": table, "in_row": row.uid, "in_column": key, **_content(cell)}
        for row in rows
        for key, cell in row.cells.items()
    ]
    _execute_all(connection, statements.SET_CELL, cells)


def _remove_row(connection: Connection, table: str, row: RowRecord) -> None:
    place = {"in_table": table, "in_row": row.uid}
    connection.execute(statements.CLEAR_ROW, place)
    connection.execute(statements.REMOVE_ROW, place)
    _shift_rows(connection, table, row.position, -1)


def _move_row(connection: Connection, table: str, old: RowRecord, new: RowRecord) -> None:
    """Take the row out, close the gap, open another one, put it in: as `list.pop` and `list.insert` do."""
    if old.position != new.position:
        _place_row(connection, table, new, None)
        _shift_rows(connection, table, old.position, -1)
        _shift_rows(connection, table, new.position, 1)
    _place_row(connection, table, new, new.position)


def _place_row(connection: Connection, table: str, row: RowRecord, position: int | None) -> None:
    values = {"in_table": table, "in_row": row.uid, "at_position": position, "under": row.parent}
    connection.execute(statements.PLACE_ROW, values)


def _shift_rows(connection: Connection, table: str, position: int | None, by: int) -> None:
    connection.execute(statements.SHIFT_ROWS, {"in_table": table, "at_position": position, "by": by})


def _set_note(connection: Connection, report: str, change: NoteChange) -> None:
    place = {"in_report": report, "in_table": change.table, "in_row": change.row, "in_column": change.column}
    connection.execute(statements.CLEAR_NOTE, place)
    if change.new is not None:
        connection.execute(statements.ADD_NOTE, {**place, **asdict(change.new)})


def _set_explanation(connection: Connection, report: str, change: ExplanationChange) -> None:
    place = {"in_report": report, "in_table": change.table, "in_row": change.row, "in_column": change.column}
    if change.old is not None:
        subject = {**place, "of_code": change.old.code, "of_digest": change.old.digest}
        connection.execute(statements.CLEAR_EXPLANATION, subject)
    if change.new is not None:
        connection.execute(statements.ADD_EXPLANATION, {**place, **asdict(change.new)})


def _add_table(connection: Connection, report: str, table: TableRecord) -> None:
    """Put a table in at its position, with its standing rows and whatever rows it brings."""
    _shift_tables(connection, report, table.position, 1)
    values = {
        "in_report": report,
        "uid": table.uid,
        "code": table.code,
        "owner": table.owner,
        "position": table.position,
        "definition_json": table.definition_json,
    }
    connection.execute(statements.ADD_TABLE, values)
    _store_rows(connection, table.uid, table.rows or STANDING_ROWS)


def _remove_table(connection: Connection, report: str, table: TableRecord) -> None:
    """Take an empty table out: a cell still in it breaks a foreign key and so the transaction."""
    connection.execute(statements.REMOVE_ROWS, {"in_table": table.uid})
    connection.execute(statements.REMOVE_TABLE, {"in_table": table.uid})
    _shift_tables(connection, report, table.position, -1)


def _shift_tables(connection: Connection, report: str, position: int, by: int) -> None:
    connection.execute(statements.SHIFT_TABLES, {"in_report": report, "at_position": position, "by": by})


def _execute_all(connection: Connection, statement: Executable, values: list[_Values]) -> None:
    if values:
        connection.execute(statement, values)
