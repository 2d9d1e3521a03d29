"""The log: a rotating file beside the settings. It holds what the program did and where it failed, never a figure."""

from __future__ import annotations

import faulthandler
import logging
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import TypeAlias

from desktop.private import make_private

_SIZE = 512 * 1024
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_OWN = ("desktop.", "db.")
_ErrorInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
LOG, CRASHES = "seonggwa.log", "crash.log"
"""Names of the files in the folder of the log."""


def start_log(folder: Path) -> Path | None:
    """Log into a folder, and the stacks of a crash too; nobody else can read it.

    Returns:
        The log file; None when the folder cannot be written (the program works without a log).
    """
    from desktop.private_log import PrivateLogHandler

    path = folder / LOG
    try:
        for name in (LOG, CRASHES):
            make_private(folder / name)
        handler = PrivateLogHandler(path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        crash = (folder / CRASHES).open("a", encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(DiscreetFormatter(_FORMAT))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    faulthandler.enable(crash)
    return path


class DiscreetFormatter(logging.Formatter):
    """Tells of an error its kind and its frames, not its message: that may quote a cell, a name or a path.

    What a library logs is told by its fixed words, without what it puts into them. The program's own loggers put in
    nothing but ids and kinds.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the frames of the error below it."""
        words = record.getMessage() if record.name.startswith(_OWN) else _fixed_words(record)
        plain = {"msg": words, "args": (), "exc_text": None, "stack_info": None}
        return super().format(logging.makeLogRecord({**record.__dict__, **plain}))

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802 - overrides that of logging
        """The kind of the error and of those that led to it, each with the places that it passed."""
        return "\n".join(_told(ei[1]))


def _fixed_words(record: logging.LogRecord) -> str:
    """Of a text that was put together before it came here, nobody knows what is in it."""
    return str(record.msg) if record.args else "(…)"


def _told(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        for frame, line in walk_tb(error.__traceback__):
            yield f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        error = error.__cause__ or error.__context__
