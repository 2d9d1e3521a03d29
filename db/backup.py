"""A copy of an open workspace: whole, checked and durable before it takes its name, or not there at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from pathlib import Path

from db.connecting import Key, connect, connect_read_only
from db.errors import DamagedError, known_errors
from db.files import newly_made


def back_up(
    source: sqlite3.Connection, target: Path, standstill: AbstractContextManager[object], key: Key | None = None
) -> None:
    """Copy what `source` has committed into a new file, whose folder is made when it is missing.

    The file alone would not do: the last commits stand in its journal (traps.md, Part B, 3).

    Args:
        source: the connection of the open workspace, outside a transaction.
        target: the copy; nothing is there yet.
        standstill: held while pages are copied, so that no half step gets into the copy; not while it is checked.
        key: that of the open workspace; the copy is protected by it too.

    Raises:
        DamagedError: the copy does not pass SQLite's quick_check.
        WorkspaceError: the disk does not allow it. Whatever is raised, nothing is left under the name of the copy.
    """
    with known_errors(target):
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with newly_made(target) as unfinished:
            with standstill:
                copy_into(source, unfinished, key)
            # The disk writes while SQLite reads what still is in memory: half of the time that both take.
            with ThreadPoolExecutor(1) as disk:
                written = disk.submit(sync, unfinished)
                if not is_sound(unfinished, key):
                    raise DamagedError(target)
                written.result()


def copy_file(backup: Path, target: Path) -> None:
    """Copy a backup, which nobody writes, to another disk, whose folder is made when it is missing.

    Raises:
        WorkspaceError: the disk does not allow it; nothing is left under the name of the copy.
    """
    with known_errors(target):
        target.parent.mkdir(mode=0o700, exist_ok=True)
        with newly_made(target) as unfinished:
            shutil.copyfile(backup, unfinished)
            sync(unfinished)


def is_sound(path: Path, key: Key | None = None) -> bool:
    """Let SQLite read a whole file that nobody writes; the file and its folder stay untouched.

    Raises:
        sqlite3.DatabaseError: it is so broken that it cannot be read at all.
    """
    with closing(connect_read_only(path, key)) as connection:
        connection.text_factory = bytes  # what it quotes of a broken file may be no text
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        return bool(answer == b"ok")


def copy_into(source: sqlite3.Connection, path: Path, key: Key | None = None) -> None:
    """Copy what a connection sees into an empty file, without a journal and syncs: an unfinished one is thrown away."""
    with closing(connect(path, key)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy)


def sync(path: Path) -> None:
    """Make the content of a file durable."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
