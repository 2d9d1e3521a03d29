"""What may go wrong with a workspace file although the program is right. Anything else is a bug and passes through."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WorkspaceError(Exception):
    """A known trouble with a workspace file; `path` is the file or folder that is meant."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class MissingError(WorkspaceError):
    """There is no file at this path."""


class MissingFolderError(WorkspaceError):
    """The folder for a new file is not there."""


class ExistsError(WorkspaceError):
    """There is already something where a new workspace should be made."""


class EmptyFileError(WorkspaceError):
    """The file has zero bytes."""


class NotADatabaseError(WorkspaceError):
    """The file is no SQLite database."""


class ForeignDatabaseError(WorkspaceError):
    """The file is a SQLite database of another program."""


class NewerError(WorkspaceError):
    """The file was written by a newer version of this program."""


class UpgradeError(WorkspaceError):
    """The file is of an older version and could not be brought to the newest schema; it is as it was."""


class GoneError(WorkspaceError):
    """The file that is open was moved, removed or replaced; all that was stored can still be read."""


class DamagedError(WorkspaceError):
    """The file is a workspace, but its contents are broken."""


class UnsalvageableError(WorkspaceError):
    """Nothing of a workspace is readable in the file."""


class ReadOnlyError(WorkspaceError):
    """The file or its folder cannot be written."""


class LongPathError(WorkspaceError):
    """The path, or the name of the file in it, is longer than the system or SQLite allows."""


class LockedError(WorkspaceError):
    """Another program, or another window of this one, has the file open; `holder` says who, as far as known."""

    def __init__(self, path: Path, holder: str = "") -> None:
        super().__init__(path)
        self.holder = holder


class NetworkPathError(WorkspaceError):
    """The path is on a network share, where SQLite's locks do not hold."""


class PasswordNeededError(WorkspaceError):
    """The file is encrypted, and no password was given."""


class WrongPasswordError(PasswordNeededError):
    """The file is encrypted with another password, or its beginning is damaged beyond telling."""


class DiskFullError(WorkspaceError):
    """The disk has no room for the change, which was rolled back."""


class StorageError(WorkspaceError):
    """The disk refused to read or write."""


_BY_CODE: dict[int, type[WorkspaceError]] = {
    sqlite3.SQLITE_BUSY: LockedError,
    sqlite3.SQLITE_LOCKED: LockedError,
    sqlite3.SQLITE_FULL: DiskFullError,
    sqlite3.SQLITE_READONLY: ReadOnlyError,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyError,
    sqlite3.SQLITE_PERM: ReadOnlyError,
    sqlite3.SQLITE_CORRUPT: DamagedError,
    sqlite3.SQLITE_NOTADB: NotADatabaseError,
    sqlite3.SQLITE_IOERR: StorageError,
}
_PRIMARY_CODE = 0xFF
_NO_TEXT = "Could not decode to UTF-8"
"""What Python's sqlite3 says, without a code, of a text whose bytes are none: all that is stored is UTF-8."""
_BY_ERRNO: dict[int | None, type[WorkspaceError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EACCES: ReadOnlyError,
    errno.EPERM: ReadOnlyError,
    errno.EROFS: ReadOnlyError,
    errno.ENAMETOOLONG: LongPathError,
}
_MOST_BYTES, _MOST_CHARACTERS = 500, 248
"""SQLite takes 512 bytes on Unix, Windows 260 characters; something may be added, such as "-wal"."""


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite or the operating system reports about the file into one of the classes above.

    Raises:
        WorkspaceError: with the error of SQLite as its cause.
    """
    try:
        yield
    except Exception as error:
        kind = _kind(error)
        if kind is None:
            raise
        if kind in (ReadOnlyError, StorageError) and _is_too_long(path):
            kind = LongPathError  # nobody says so
        raise kind(path) from error


def _is_too_long(path: Path) -> bool:
    if sys.platform == "win32":
        return len(str(path)) > _MOST_CHARACTERS
    return len(os.fsencode(path)) > _MOST_BYTES


def _kind(error: Exception) -> type[WorkspaceError] | None:
    """The class of an error of sqlite3, bare or wrapped by SQLAlchemy (`orig`), or of a file call; None for a bug."""
    if isinstance(error, WorkspaceError):
        return None
    bare = getattr(error, "orig", error)
    if isinstance(bare, UnicodeDecodeError) or _NO_TEXT in str(bare):
        return DamagedError
    code = getattr(bare, "sqlite_errorcode", None)  # errors of SQLCipher are none of sqlite3's
    if code is not None or isinstance(bare, sqlite3.Error):
        return _BY_CODE.get((code or 0) & _PRIMARY_CODE)
    return _BY_ERRNO.get(bare.errno, StorageError) if isinstance(bare, OSError) else None
