"""A backup put in the place of a workspace, which is set aside and never overwritten."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from db import files
from db.backup import is_sound, sync
from db.connecting import Key, connect_read_only, known_errors_of
from db.errors import DamagedError, ExistsError, ForeignDatabaseError, known_errors
from db.lock import WorkspaceLock
from db.network import require_local
from db.schema import APPLICATION_ID

_COUNTS = (
    "SELECT count(*) FROM report",
    "SELECT count(*) FROM table_row WHERE position IS NOT NULL",
    "SELECT count(*) FROM cell",
)
"""In the order of `Contents`; rows like `@total` are the tables' own."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much is in a workspace."""

    reports: int
    rows: int
    cells: int


def contents(path: Path, key: Key | None = None) -> Contents:
    """Read a workspace that nobody has open from end to end, without touching it.

    Raises:
        DamagedError: it does not pass SQLite's quick_check.
        PasswordNeededError: it is encrypted, and the key is missing or wrong.
        WorkspaceError: it is no workspace, or cannot be read.
    """
    key = files.needed_key(path, key)
    with known_errors_of(path, key):
        if not is_sound(path, key):
            raise DamagedError(path)
        with closing(connect_read_only(path, key)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                raise ForeignDatabaseError(path)
            return Contents(*(connection.execute(query).fetchone()[0] for query in _COUNTS))


def restore(backup: Path, workspace: Path, aside: Path, holder: str, key: Key | None = None) -> None:
    """Put a copy of a backup in the place of a workspace. What is there, with its journal, moves to `aside` first.

    Args:
        backup: stays where it is.
        workspace: nobody has it open; it may be damaged, or missing.
        aside: a path in the same folder at which nothing is yet.
        holder: who does it, for whoever tries to open the workspace meanwhile.
        key: that of the backup, when it is encrypted.

    Raises:
        WorkspaceError: see `db.errors`; everything is as it was before.
    """
    require_local(workspace)
    key = files.needed_key(backup, key)
    if aside.exists():
        raise ExistsError(aside)
    lock = WorkspaceLock.take(workspace, holder)
    try:
        with known_errors(workspace), ExitStack() as way_back:
            with files.newly_made(workspace) as unfinished:
                _copy(backup, unfinished, key)
                _set_aside(workspace, aside, way_back)
            way_back.pop_all()
    finally:
        lock.release()


def _copy(backup: Path, unfinished: Path, key: Key | None) -> None:
    with known_errors_of(backup, key):
        shutil.copyfile(backup, unfinished)
        sync(unfinished)
        if not is_sound(unfinished, key):
            raise DamagedError(backup)


def _set_aside(workspace: Path, aside: Path, way_back: ExitStack) -> None:
    """A journal that stayed behind would be played into the backup."""
    for suffix in ("", "-wal"):
        present, moved = files.beside(workspace, suffix), files.beside(aside, suffix)
        if present.exists():
            present.rename(moved)
            way_back.callback(moved.rename, present)
