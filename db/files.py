"""A workspace as a file: what is refused before SQLite sees it, and how a new one comes into being."""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.connecting import Key
from db.errors import (
    EmptyFileError,
    ExistsError,
    ForeignDatabaseError,
    MissingError,
    MissingFolderError,
    NewerError,
    NotADatabaseError,
    PasswordNeededError,
    StorageError,
    WorkspaceError,
    known_errors,
)
from db.schema import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE, _PAGE_SIZE = 100, 4096
_BYTES_BY_CHANCE = 250
"""Different bytes in a page: 4096 random ones as good as always have all 256, plain pages and texts far fewer."""
_USER_VERSION_AT, _APPLICATION_ID_AT = 60, 68

UNFINISHED = ".{}.new"
"""What a file is called while it is being made."""


def needed_key(path: Path, given: Key | None) -> Key | None:
    """Refuse what is no workspace of this program without letting SQLite touch (and perhaps change) it.

    Of an encrypted file the beginning tells nothing; what it is shows when it is opened.

    Returns:
        The key to open it with: the given one of an encrypted file, None of a plain one.

    Raises:
        PasswordNeededError: it is encrypted, and no key is given.
        MissingError, EmptyFileError, NotADatabaseError, ForeignDatabaseError, NewerError: what is wrong.
        WorkspaceError: the file cannot be read.
    """
    if not path.exists():
        raise MissingError(path)
    if not path.is_file():
        raise NotADatabaseError(path)
    header = _header(path)
    if not header:
        raise EmptyFileError(path)
    if _looks_encrypted(header, path.stat().st_size):
        if given is None:
            raise PasswordNeededError(path)
        return given
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise NotADatabaseError(path)
    if _number(header, _APPLICATION_ID_AT) != APPLICATION_ID:
        raise ForeignDatabaseError(path)
    if _number(header, _USER_VERSION_AT) > SCHEMA_VERSION:
        raise NewerError(path)
    return None


def is_encrypted(path: Path) -> bool:
    """Whether a file can only be read with a password; False when it cannot be read at all."""
    try:
        return _looks_encrypted(_header(path), path.stat().st_size)
    except (WorkspaceError, OSError):
        return False


def _looks_encrypted(page: bytes, size: int) -> bool:
    """An encrypted file is whole pages that look like chance from the first byte; nothing else that is met does."""
    is_plain = page.startswith(_MAGIC)
    return not is_plain and len(page) == _PAGE_SIZE and size % _PAGE_SIZE == 0 and len(set(page)) >= _BYTES_BY_CHANCE


def _header(path: Path) -> bytes:
    """The first bytes of a file that can be written: SQLite itself would say of a read-only one "disk I/O error"."""
    with known_errors(path), path.open("r+b") as file:
        return file.read(_PAGE_SIZE)


def _number(header: bytes, offset: int) -> int:
    (number,) = struct.unpack_from(">i", header, offset)
    return int(number)


def require_free(path: Path) -> None:
    """Refuse to make a workspace where something is, also where only the journal of a lost one is left.

    Raises:
        MissingFolderError, ExistsError: what is wrong.
    """
    if not path.parent.is_dir():
        raise MissingFolderError(path.parent)
    for taken in (path, beside(path, "-wal")):
        if os.path.lexists(taken):
            raise ExistsError(taken)


@contextmanager
def newly_made(path: Path, *, replaces: bool = False) -> Iterator[Path]:
    """A private, empty file to fill, which takes the name `path` when it is complete and closed.

    A crash leaves no half-written workspace under that name. What is there gives way only when the new file `replaces`
    it: Windows would refuse, other systems would not ask.
    """
    unfinished = path.with_name(UNFINISHED.format(path.name))
    clear_unfinished(path)
    os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield unfinished
        (unfinished.replace if replaces else unfinished.rename)(path)
    except BaseException:
        _remove(unfinished)
        raise
    _sync_folder(path.parent)


def clear_unfinished(path: Path) -> None:
    """Remove what a crash left when the file `path` was being made; nobody may be making it now.

    Raises:
        WorkspaceError: the folder cannot be written.
    """
    with known_errors(path):
        _remove(path.with_name(UNFINISHED.format(path.name)))


def _remove(path: Path) -> None:
    for leftover in (path, beside(path, "-wal")):
        with contextlib.suppress(FileNotFoundError):
            leftover.unlink()


def beside(path: Path, suffix: str) -> Path:
    """A file that belongs to another one, such as its journal (`-wal`)."""
    return path.with_name(path.name + suffix)


def require_folded(path: Path) -> None:
    """Make sure that a closed workspace is one file: a journal that stayed would be played into what replaces it.

    Raises:
        StorageError: there is a journal.
    """
    if beside(path, "-wal").exists():
        raise StorageError(path)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
