"""The log: a rotating file beside the settings. It holds what the program did and where it failed, never a figure."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path

_SIZE = 512 * 1024
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_log(folder: Path) -> Path | None:
    """Log into a folder, and the stacks of a crash too.

    Returns:
        The log file; None when the folder cannot be written (the program works without a log).
    """
    from logging.handlers import RotatingFileHandler

    path = folder / "seonggwa.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        crash = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    faulthandler.enable(crash)
    return path
