"""Windows manners that Qt 6 leaves to the program; nothing happens on other systems."""

from __future__ import annotations

import sys
from pathlib import Path

APP_ID = "Seonggwa.Daejang"
_SHARD_PATHW = 3


def claim_taskbar_button() -> None:
    """Give the program its own button and jump list on the taskbar, also when it is started by another program."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def remember_document(path: Path) -> None:
    """Put a workspace into the jump list of recent files; the installer has registered the file type."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SHAddToRecentDocs(_SHARD_PATHW, ctypes.c_wchar_p(str(path)))
