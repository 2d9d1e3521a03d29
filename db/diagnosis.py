"""What can be told of a workspace without telling anything that is in it: for those who help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, func, select

from db.models import Base
from db.schema import stored_version

_FAULTS = "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'"
"""How many; their texts may be garbage."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Numbers about an open workspace.

    Attributes:
        schema: version of its schema.
        sqlite: version of the SQLite that reads it.
        faults: how many faults quick_check found, 0 in a sound file.
        rows: how many records each table holds.
        page_count: its size in pages.
    """

    schema: int
    sqlite: str
    faults: int
    rows: Mapping[str, int]
    page_count: int


def diagnosis(connection: Connection, tables: MetaData = Base.metadata) -> Diagnosis:
    """Count what is in the tables that the program knows."""
    return Diagnosis(
        schema=stored_version(connection),
        sqlite=str(connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()),
        faults=int(connection.exec_driver_sql(_FAULTS).scalar_one()),
        rows={table.name: _count(connection, table) for table in tables.sorted_tables},
        page_count=int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()),
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
