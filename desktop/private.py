"""Files that only this user of the computer may read: settings and logs (traps.md, Part B, 6)."""

from __future__ import annotations

import os
from pathlib import Path


def make_private(path: Path) -> None:
    """Make an empty file, and its folder, for this user alone; what is there becomes so too.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(open_private(str(path), os.O_RDWR | os.O_CREAT))
    if os.name == "posix":  # elsewhere the user's own folder is private by itself
        path.parent.chmod(0o700)
        path.chmod(0o600)


def open_private(path: str, flags: int) -> int:
    """An opener for `open`: a file that is made by it is this user's alone."""
    return os.open(path, flags, 0o600)
