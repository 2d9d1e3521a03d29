"""Records of a damaged file sorted into the tables of a workspace, by their shape alone: no schema need be readable."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from db.pages import SqlValue, StoredRecord

Found: TypeAlias = dict[str, list[tuple[SqlValue, ...]]]
"""By table: records in the order of its columns, perhaps without the last ones, which came with a later schema."""

_KINDS: dict[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": bytes}


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells the records of a table from those of all others; the tables are STRICT, so types are certain.

    Attributes:
        table: its name.
        columns: names of the columns.
        kinds: for each column its type, and whether it may be NULL.
        least: how many columns a record has at least.
        has_numbers: whether its records have rowids; the first column then stands for that.
    """

    table: str
    columns: tuple[str, ...]
    kinds: tuple[tuple[type, bool], ...]
    least: int
    has_numbers: bool

    def fits(self, record: StoredRecord) -> bool:
        """Whether a record may be one of this table."""
        if (record.number is not None) is not self.has_numbers or not self.least <= len(record.values) <= len(
            self.kinds
        ):
            return False
        return all(
            isinstance(value, kind) or (value is None and may_be_null)
            for value, (kind, may_be_null) in zip(record.values, self.kinds, strict=False)
        )

    def whole(self, record: StoredRecord) -> tuple[SqlValue, ...]:
        """The values of a record with its number in the first place."""
        return (record.number, *record.values[1:]) if self.has_numbers else record.values


def shapes_of(connection: sqlite3.Connection) -> tuple[Shape, ...]:
    """The shapes of all tables of an empty workspace, tables before those that point to them."""
    found = connection.execute("SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND strict ORDER BY name")
    shapes = {name: _shape(connection, name, has_numbers=not without) for name, without in found.fetchall()}
    return tuple(shapes[name] for name in _parents_first(connection, shapes))


def _shape(connection: sqlite3.Connection, table: str, *, has_numbers: bool) -> Shape:
    columns = connection.execute(
        'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (table,)
    ).fetchall()
    kinds = tuple(
        (_KINDS[kind], not is_full and (has_numbers or not key)) for _, kind, is_full, _default, key in columns
    )
    if has_numbers:
        kinds = ((type(None), True), *kinds[1:])
    can_lack = [not is_full or default is not None for _, _, is_full, default, _ in columns]
    least = max((place + 1 for place, may in enumerate(can_lack) if not may), default=1)
    return Shape(table, tuple(column[0] for column in columns), kinds, least, has_numbers)


def _parents_first(connection: sqlite3.Connection, tables: Iterable[str]) -> Sequence[str]:
    ordered: list[str] = []

    def put(table: str) -> None:
        for (parent,) in connection.execute('SELECT "table" FROM pragma_foreign_key_list(?)', (table,)).fetchall():
            if parent != table and parent not in ordered:
                put(parent)
        if table not in ordered:
            ordered.append(table)

    for table in tables:
        put(table)
    return ordered


def sorted_out(records: Iterable[StoredRecord], shapes: Sequence[Shape]) -> Found:
    """Give each record to the table that it fits best; what fits none (indexes, the schema) is left out."""
    found: Found = {shape.table: [] for shape in shapes}
    for record in records:
        fitting = (shape for shape in shapes if shape.fits(record))
        shape = min(fitting, key=lambda shape: len(shape.columns), default=None)  # one that lacks none of its columns
        if shape is not None:
            found[shape.table].append(shape.whole(record))
    return found
