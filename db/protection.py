"""A workspace given a password, another one, or none: by a verified copy that takes its place in one step."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from db import files
from db.backup import is_sound, sync
from db.canonical import digest, dump, dump_file
from db.connecting import Key, connect, known_errors_of, quoted, require_fit, uri
from db.errors import DamagedError
from db.lock import WorkspaceLock
from db.network import require_local

_CARRIED_PRAGMAS = ("application_id", "user_version")
"""What stands in the header only, and an export leaves behind."""


def change_key(path: Path, holder: str, old: Key | None, new: Key | None) -> None:
    """Let a copy with another key (None: plain) take the place of a workspace that nobody has open.

    Args:
        path: the workspace.
        holder: who does it, for whoever tries to open the workspace meanwhile.
        old: opens it as it is.
        new: will open it.

    Raises:
        WorkspaceError: see `db.errors`; the file is as it was.
    """
    require_local(path)
    old = files.needed_key(path, old)
    lock = WorkspaceLock.take(path, holder)
    try:
        with known_errors_of(path, old), files.newly_made(path, replaces=True) as unfinished:
            content = _export(path, unfinished, old, new)
            sync(unfinished)
            if not is_sound(unfinished, new) or digest(dump_file(unfinished, key=new)) != content:
                raise DamagedError(path)
            files.require_folded(path)
    finally:
        lock.release()


def _export(path: Path, target: Path, old: Key | None, new: Key | None) -> str:
    """Write all that a workspace holds into an empty file, a journal that was left included; its digest."""
    with closing(connect(path, old, by_cipher=True)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        key = quoted(new.password if new else "")
        connection.execute(f"ATTACH {quoted(uri(target) + '?mode=rw')} AS target KEY {key}")
        connection.execute("PRAGMA target.journal_mode=OFF")
        connection.execute("SELECT sqlcipher_export('target')").fetchone()
        for name in _CARRIED_PRAGMAS:
            (value,) = connection.execute(f"PRAGMA main.{name}").fetchone()
            connection.execute(f"PRAGMA target.{name}={value}")
        connection.execute("DETACH target")
        return digest(dump(connection))


def require_key(path: Path, key: Key | None) -> None:
    """Try whether a key opens a workspace; the file stays untouched, and somebody may have it open.

    Raises:
        PasswordNeededError: it is encrypted, and the key is missing or wrong.
        WorkspaceError: see `db.errors`.
    """
    require_fit(path, files.needed_key(path, key))
