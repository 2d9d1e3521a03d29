"""The tables of a report as they are stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection

from db import statements
from db.records import CellRecord, RowRecord, TableRecord


def load_tables(connection: Connection, report: str) -> tuple[TableRecord, ...]:
    """All tables of a report with their rows and cells, in stored order, in three queries."""
    of_report = {"in_report": report}
    cells: dict[int, dict[str, CellRecord]] = defaultdict(dict)
    for row_id, column, state, text, mark in connection.execute(statements.CELLS, of_report):
        cells[row_id][column] = CellRecord(state, text, mark)
    rows = _load_rows(connection, of_report, cells)
    return tuple(
        TableRecord(uid, code, owner, position, definition_json, tuple(rows[table_id]))
        for table_id, uid, code, owner, position, definition_json in connection.execute(statements.TABLES, of_report)
    )


def _load_rows(
    connection: Connection, of_report: Mapping[str, str], cells: Mapping[int, Mapping[str, CellRecord]]
) -> dict[int, list[RowRecord]]:
    rows: dict[int, list[RowRecord]] = defaultdict(list)
    for row_id, table_id, uid, position, parent, carried in connection.execute(statements.ROWS, of_report):
        rows[table_id].append(RowRecord(uid, position, parent, cells.get(row_id, {}), carried))
    return rows
