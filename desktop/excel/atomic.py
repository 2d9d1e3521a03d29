"""Write a file so that its place holds either the whole old one or the whole new one."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.excel.errors import (
    DiskError,
    DiskFullError,
    MissingFolderError,
    ReadOnlyFolderError,
    TargetInUseError,
    WriteError,
)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_atomically(target: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file in the target's folder, make it durable, and put it at the target's place.

    Raises:
        WriteError: the folder or the disk does not allow it.
        Exception: whatever `write` raises. In every case nothing new is left behind and the old file is intact.
    """
    temporary = _temporary(target)
    try:
        with _disk_errors(target):
            write(temporary)
            _sync(temporary)
        _replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _temporary(target: Path) -> Path:
    """An empty file of our own beside the target."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=f".tmp{target.suffix}", dir=target.parent)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFolderError(target) from error
    except OSError as error:
        raise _folder_error(target, error) from error
    os.close(handle)
    return Path(name)


def _folder_error(target: Path, error: OSError) -> WriteError:
    if error.errno in _FULL:
        return DiskFullError(target)
    return ReadOnlyFolderError(target) if error.errno in _READ_ONLY else DiskError(target)


@contextmanager
def _disk_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise (DiskFullError(target) if error.errno in _FULL else DiskError(target)) from error


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _replace(temporary: Path, target: Path) -> None:
    """Put the file in its place, readable as any file that the user makes."""
    try:
        if os.name == "posix":
            temporary.chmod(0o666 & ~_umask())
        os.replace(temporary, target)  # noqa: PTH105 - Path.replace hides which of the two is meant
    except (PermissionError, IsADirectoryError) as error:
        raise TargetInUseError(target) from error
    except OSError as error:
        raise _folder_error(target, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too; Windows does so by itself and cannot open folders."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
