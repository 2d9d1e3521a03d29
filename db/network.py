"""Places on another computer, where SQLite's locks do not hold (traps.md, Part B, 3)."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from db.errors import NetworkPathError

_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/mounts")
_REMOTE_SYSTEMS = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "davfs", "fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse")
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def require_local(path: Path) -> None:
    """Refuse network shares.

    Raises:
        NetworkPathError: a UNC path, a drive letter that stands for a share, or a folder on a mounted share.
    """
    if is_unc(str(path)) or _is_on_a_share(path):
        raise NetworkPathError(path)


def is_unc(path: str) -> bool:
    r"""Whether a path names a server. `\\?\C:\…` is a long path of this machine, `\\?\UNC\…` is not."""
    slashed = path.replace("\\", "/").upper()
    if slashed.startswith(("//?/", "//./")):
        return slashed.startswith("//?/UNC/")
    return slashed.startswith("//")


def is_mounted_share(path: PurePosixPath, mounts: str) -> bool:
    """Whether an absolute path is on a network file system.

    Args:
        path: without symbolic links.
        mounts: the table of mounts as Linux tells it in /proc/mounts.
    """
    places = [(point, system) for point, system in _mounted(mounts) if path.is_relative_to(point)]
    _, system = max(places, key=lambda place: len(place[0].parts), default=(path, ""))
    return system in _REMOTE_SYSTEMS


def _is_on_a_share(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        anchor = path.resolve().anchor
        return is_unc(anchor) or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
    with contextlib.suppress(OSError):
        return is_mounted_share(PurePosixPath(path.resolve()), _MOUNTS.read_text(encoding="utf-8", errors="replace"))
    return False


def _mounted(mounts: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Mount points, later ones over earlier ones of the same place, with their file systems."""
    for line in reversed(mounts.splitlines()):
        match line.split(" "):
            case [_, point, system, *_]:
                yield PurePosixPath(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), point)), system
