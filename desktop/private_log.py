"""The handler of the log, imported once the window shows: logging.handlers brings half of the standard library."""

from __future__ import annotations

from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from typing import cast

from desktop.private import open_private


class PrivateLogHandler(RotatingFileHandler):
    """Each file that it begins is this user's alone."""

    def _open(self) -> TextIOWrapper:
        opened = open(self.baseFilename, self.mode, encoding=self.encoding, opener=open_private)  # noqa: SIM115 - Path.open takes no opener
        return cast("TextIOWrapper", opened)
