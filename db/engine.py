"""The one connection to a workspace file: exclusive, durable, with real transactions (traps.md, Part B, 3)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from db.connecting import Key, connect, driver

_PRAGMAS: dict[str, tuple[str, object]] = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),
    "trusted_schema": ("OFF", 0),
}
"""What is set and what must read back. One fsync a commit (WAL), none lost at power failure (FULL), deleted text
overwritten; no second connection, whose checkpoint could meet the WAL-reset bug of SQLite before 3.51.3."""


def open_engine(path: Path, key: Key | None = None) -> Engine:
    """An engine on an existing file with exactly one connection; it is made at first use.

    Every transaction starts with BEGIN IMMEDIATE, because Python's sqlite3 starts none before SELECT and DDL.
    """
    engine = create_engine(
        "sqlite://", module=driver(by_cipher=key is not None), creator=lambda: connect(path, key), poolclass=StaticPool
    )
    event.listen(engine, "connect", _make_durable)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _make_durable(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    for name, (wanted, expected) in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={wanted}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != expected:
            raise RuntimeError(f"PRAGMA {name} is {found!r}, not {expected!r}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
