"""Backups while the clerk works: every half hour in the worker thread, and at closing. They never stop the work."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.ui.errors import ErrorDialogs
from desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from desktop.services.backups import Backups
    from desktop.services.desk import Desk

_LOG = logging.getLogger(__name__)
_EVERY_MS = 30 * 60 * 1000


class BackupTimer(QObject):
    """Follows one open workspace. A disk that allows no backup is told once for each opening, then only logged."""

    def __init__(self, jobs: Jobs, errors: ErrorDialogs, clock: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._errors, self._clock = jobs, errors, clock
        self._backups: Backups | None = None
        self._is_told = False
        self.timer = QTimer(self, interval=_EVERY_MS)
        self.timer.timeout.connect(self._take_behind)

    def follow(self, desk: Desk) -> None:
        """Take the backups of a workspace from now on."""
        from desktop.services.backups import Backups

        self._backups, self._is_told = Backups(desk, self._clock), False
        self.timer.start()

    def finish(self) -> None:
        """Take the last backup of the workspace, which closes next; no job is at work on it."""
        backups, self._backups = self._backups, None
        self.timer.stop()
        if backups is not None:
            self._tell(self._trouble(backups))

    def _take_behind(self) -> None:
        backups = self._backups
        if backups is not None:
            self._jobs.start(lambda _job: self._trouble(backups), self._tell)

    @staticmethod
    def _trouble(backups: Backups) -> str:
        """Take a backup; the sentence that says why there is none, or ""."""
        from desktop.services.errors import UserError

        try:
            backups.take()
        except UserError as error:
            _LOG.warning("no backup: %s", type(error.__cause__).__name__)
            return error.sentence
        return ""

    def _tell(self, sentence: str) -> None:
        if sentence and not self._is_told:
            self._is_told = True
            self._errors.show(sentence)
