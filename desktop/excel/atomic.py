"""Write a file so that its place holds either the whole old one or the whole new one.

A program that is killed while it writes leaves a temporary file, which the next one clears away. Who writes holds the
file open (on Windows that alone keeps others from removing it) and locked, so that nobody takes it for a leftover.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
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

if sys.platform == "win32":

    def _lock(_handle: int) -> None:
        """An open file cannot be removed there; nothing more is needed."""

    def _is_held(_path: Path) -> bool:
        """Removing it fails if it is."""
        return False

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_held(path: Path) -> bool:
        """Whether a program writes this file now."""
        try:
            with path.open("rb") as file:
                _lock(file.fileno())
        except BlockingIOError:
            return True
        return False


_BEFORE, _AFTER = ".seonggwa-", ".tmp"
"""How the name of a temporary file begins, and what stands before its suffix."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_atomically(target: Path, write: Callable[[Path], None], *, private: bool = False) -> None:
    """Let `write` fill a temporary file in the target's folder, make it durable, and put it at the target's place.

    A `private` file can only be read by this user of the computer.

    Raises:
        WriteError: the folder or the disk does not allow it.
        Exception: whatever `write` raises. In every case nothing new is left behind and the old file is intact.
    """
    clear_leftovers(target.parent)
    temporary = _temporary(target)
    try:
        with _disk_errors(target), _held(temporary):
            write(temporary)
            _sync(temporary)
        _replace(temporary, target, private=private)
    finally:
        with contextlib.suppress(OSError):  # it must not hide why nothing was written
            temporary.unlink()
    _sync_folder(target.parent)


def clear_leftovers(folder: Path) -> None:
    """Remove the temporary files of programs that were killed while they wrote into a folder, as far as it allows."""
    with contextlib.suppress(OSError):
        for leftover in tuple(folder.glob(f"{_BEFORE}*{_AFTER}*")):
            if not _is_held(leftover):
                leftover.unlink()


def _temporary(target: Path) -> Path:
    """An empty file of our own beside the target."""
    try:
        handle, name = tempfile.mkstemp(prefix=_BEFORE, suffix=_AFTER + target.suffix, dir=target.parent)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFolderError(target) from error
    except OSError as error:
        raise _folder_error(target, error) from error
    os.close(handle)
    return Path(name)


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Show others that a file is being written; until it is put in its place, which Windows does not allow before."""
    with path.open("r+b") as file:
        _lock(file.fileno())
        yield


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


def _replace(temporary: Path, target: Path, *, private: bool) -> None:
    """Put the file in its place, readable as any file that the user makes unless it is `private`."""
    try:
        if os.name == "posix" and not private:
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
