"""The lock beside an open workspace: says at once, and by name, that somebody else has it open.

The operating system frees it when the program dies, so nobody ever has to delete it by hand.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from db.errors import LockedError, known_errors

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        """Lock one byte far behind the text, which stays readable for others."""
        os.lseek(handle, 1 << 30, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_LONGEST_NAME = 200


class WorkspaceLock:
    """Held from opening to closing; `release` may be called more than once.

    `was_left` says whether the last holder ended without releasing it: it was killed, or the power failed.
    """

    def __init__(self, path: Path, handle: int, *, was_left: bool) -> None:
        self._path = path
        self._handle: int | None = handle
        self.was_left = was_left

    @classmethod
    def take(cls, workspace: Path, holder: str) -> WorkspaceLock:
        """Lock a workspace in the name of `holder`.

        Raises:
            LockedError: somebody has it open; names the holder.
            WorkspaceError: the folder cannot be written.
        """
        path = workspace.with_name(f"{workspace.name}.lock")
        while True:
            was_left = os.path.lexists(path)
            handle = _locked(path, workspace)
            if _is_at(path, handle):
                _write(handle, holder)
                return cls(path, handle, was_left=was_left)
            os.close(handle)

    def release(self) -> None:
        """Free the workspace for others."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        if sys.platform == "win32":
            os.close(handle)
            with contextlib.suppress(OSError):
                self._path.unlink()
        else:
            with contextlib.suppress(OSError):
                self._path.unlink()
            os.close(handle)


def _locked(path: Path, workspace: Path) -> int:
    with known_errors(workspace):
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
    except OSError as error:
        holder = _read(handle)
        os.close(handle)
        raise LockedError(workspace, holder) from error
    return handle


def _is_at(path: Path, handle: int) -> bool:
    """Whether the locked file still is the one at the path: its last holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _write(handle: int, holder: str) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, holder.encode())


def _read(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, _LONGEST_NAME).decode(errors="replace").strip()
