"""Where the program finds its own files and puts the clerk's, on every platform and in every kind of install."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resources_dir() -> Path:
    """The folder of definitions, samples, fonts and licences.

    A frozen program carries it beside its modules, a wheel inside the package, a source tree at its top.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "resources"] if frozen else [_HERE / "resources", _HERE.parent / "resources"]
    for folder in candidates:
        if (folder / "tables").is_dir():
            return folder
    raise FileNotFoundError(candidates[-1])


def data_dir() -> Path:
    """The folder of settings and logs; not made here.

    Per user, or beside the program when a file named "portable" lies there (the ZIP for a memory stick).
    """
    program = Path(sys.executable).parent
    if getattr(sys, "frozen", False) and (program / "portable").is_file():
        return program / "settings"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Seonggwa"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "seonggwa"


def documents_dir() -> Path:
    """The folder in which new workspaces and the examples are proposed."""
    for name in ("Documents", "문서"):
        if (Path.home() / name).is_dir():
            return Path.home() / name
    return Path.home()
