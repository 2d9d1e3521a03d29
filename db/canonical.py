"""All that a workspace holds as text, a line for each record, so that two files can be compared.

Two files with the same content give the same lines, however their pages, rowids and indexes are laid out. The tables
are read from the file itself, so that a file of any schema can be dumped.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from db.connecting import Key, connect_read_only

Shape: TypeAlias = Mapping[str, tuple[str, ...]]
"""The columns of each table that are dumped."""

_UNTOLD_TABLES = frozenset({"alembic_version"})
_UNTOLD_COLUMNS = frozenset({("workspace", "views_digest")})
"""What the program makes anew by itself."""


def dump_file(path: Path, shape: Shape | None = None, key: Key | None = None) -> Iterator[str]:
    """The lines of a workspace that nobody has open; the file stays untouched.

    Raises:
        sqlite3.DatabaseError: it is no database or damaged.
    """
    with closing(connect_read_only(path, key)) as connection:
        yield from dump(connection, shape)


def dump(connection: sqlite3.Connection, shape: Shape | None = None) -> Iterator[str]:
    """The records of all tables, tables in order of their names: name, tab, columns as a JSON list.

    Numbers that SQLite gave away are not told: a record that another one points to is told by what makes it unique
    (its uid), and records of a table in which nothing is unique (the log) come in the order in which they were stored.
    An attached content is told by its SHA-256.

    Args:
        connection: an open workspace.
        shape: which tables and columns; all when left out. With the shape of an older file, a newer one tells as much.
    """
    for table, columns in sorted((shape_of(connection) if shape is None else shape).items()):
        for record in connection.execute(_query(connection, table, columns)):
            yield f"{table}\t{json.dumps(record, ensure_ascii=False, default=_hash)}"


def shape_of(connection: sqlite3.Connection) -> Shape:
    """What there is to tell in a file."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite$_%' ESCAPE '$'"
    )
    told = {table: tuple(_columns(connection, table)) for (table,) in names if table not in _UNTOLD_TABLES}
    return {table: columns for table, columns in told.items() if columns}


def digest(lines: Iterable[str]) -> str:
    """SHA-256 over the lines of a dump: equal for files of equal content."""
    whole = hashlib.sha256()
    for line in lines:
        whole.update(line.encode() + b"\n")
    return whole.hexdigest()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _columns(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    """The columns of a table without its number."""
    columns = connection.execute("SELECT name, pk, type FROM pragma_table_info(?)", (table,)).fetchall()
    has_one_key = sum(bool(place) for _, place, _ in columns) == 1
    for name, place, kind in columns:
        is_number = bool(place) and has_one_key and kind == "INTEGER"
        if not is_number and (table, name) not in _UNTOLD_COLUMNS:
            yield name


@dataclass(slots=True)
class _Parts:
    """A query in the making: what it tells, and the tables that it has to look into."""

    told: list[str] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)


def _query(connection: sqlite3.Connection, table: str, columns: Iterable[str]) -> str:
    parts = _Parts()
    _tell(connection, table, '"t"', columns, parts)
    order = parts.told if _unique(connection, table) or _has_no_rowid(connection, table) else ['"t".rowid']
    told, joins, ordered = ", ".join(parts.told), " ".join(parts.joins), ", ".join(order)
    return f'SELECT {told} FROM {_quoted(table)} AS "t" {joins} ORDER BY {ordered}'  # noqa: S608 - names, all quoted


def _tell(connection: sqlite3.Connection, table: str, alias: str, columns: Iterable[str], parts: _Parts) -> None:
    """Add the columns of a table; of a column that points elsewhere, what is unique there."""
    pointers = _pointers(connection, table)
    for column in columns:
        if column not in pointers:
            parts.told.append(f"{alias}.{_quoted(column)}")
            continue
        other, key = pointers[column]
        joined = f'"j{len(parts.joins)}"'
        parts.joins.append(
            f"LEFT JOIN {_quoted(other)} AS {joined} ON {joined}.{_quoted(key)} = {alias}.{_quoted(column)}"
        )
        _tell(connection, other, joined, _unique(connection, other) or (key,), parts)


def _pointers(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, str]]:
    found = connection.execute('SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', (table,))
    return {column: (other, key or "id") for column, other, key in found}


def _unique(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of the first UNIQUE constraint of a table; none when it has none."""
    index = connection.execute("SELECT name FROM pragma_index_list(?) WHERE origin = 'u' ORDER BY name", (table,))
    return tuple(
        column
        for (name,) in index.fetchmany(1)
        for (column,) in connection.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,))
    )


def _has_no_rowid(connection: sqlite3.Connection, table: str) -> bool:
    return bool(connection.execute("SELECT wr FROM pragma_table_list WHERE name = ?", (table,)).fetchone()[0])


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
