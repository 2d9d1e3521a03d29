"""Connections to workspace files, plain ones and those with a password (docs/adr/0007-a-password-on-the-workspace.md).

SQLCipher is imported only when a file has a password: most have none, and Python's own SQLite starts faster.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

from db.errors import DamagedError, NotADatabaseError, WrongPasswordError, known_errors

_BUSY_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Key:
    """What opens an encrypted file. It is never part of a message or a log."""

    password: str = field(repr=False)


def connect(path: Path, key: Key | None = None, *, by_cipher: bool = False) -> sqlite3.Connection:
    """A connection to an existing file that may be written; its transactions are begun by whoever uses it.

    `by_cipher` lets SQLCipher read a plain file too, to export it.
    """
    return _connected(f"{uri(path)}?mode=rw", key, by_cipher=by_cipher)


def connect_read_only(path: Path, key: Key | None = None) -> sqlite3.Connection:
    """A connection to a file that nobody writes, read without lock and journal; file and folder stay untouched."""
    return _connected(f"{uri(path)}?immutable=1", key)


def driver(*, by_cipher: bool) -> ModuleType:
    """The DB-API module that reads a file: that of SQLCipher, or Python's own."""
    return import_module("sqlcipher3.dbapi2") if by_cipher else sqlite3


def uri(path: Path) -> str:
    """The name of a file for SQLite, without parameters."""
    return f"file:{quote(path.resolve().as_posix())}"


@contextmanager
def known_errors_of(path: Path, key: Key | None) -> Iterator[None]:
    """`known_errors`, which of an encrypted file tell a wrong password from a damaged beginning.

    SQLCipher says the same of both; but when the key proves any other page of the file, it is the right one.
    """
    try:
        with known_errors(path):
            yield
    except NotADatabaseError as error:
        if key is None:
            raise
        raise (DamagedError if _proves_a_page(path, key) else WrongPasswordError)(path) from error


def require_fit(path: Path, key: Key | None) -> None:
    """Try a key on a file, which stays untouched with its journal; somebody may have it open.

    Raises:
        WrongPasswordError, DamagedError: see `known_errors_of`.
    """
    with known_errors_of(path, key), closing(connect_read_only(path, key)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def quoted(text: str) -> str:
    """A text as a literal of SQL, for statements that take no parameters."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _connected(address: str, key: Key | None, *, by_cipher: bool = False) -> sqlite3.Connection:
    module = driver(by_cipher=by_cipher or key is not None)
    connection: sqlite3.Connection = module.connect(
        address, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
    )
    if module is not sqlite3:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to the terminal
    if key is not None:
        connection.execute(f"PRAGMA key={quoted(key.password)}")
    return connection


def _proves_a_page(path: Path, key: Key) -> bool:
    """Whether the key fits the proof (HMAC) of at least one page; the others are damaged then."""
    with closing(connect_read_only(path, key)) as connection:
        failed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        (page_size,) = connection.execute("PRAGMA cipher_page_size").fetchone()
    return 0 < len(failed) < path.stat().st_size // int(page_size)
