"""After an edit, once the clerk pauses: the checks that compare all tables, behind the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.findings import Finding
    from desktop.ui.jobs import Job, Jobs
    from desktop.ui.session import Session

_PAUSE_MS = 1000


class Rechecker(QObject):
    """Keeps the findings of the whole report up to date; one check at a time, given up when the clerk goes on."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._is_checking = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        session.events.changed.connect(self._wait)
        self._wait()

    def check(self) -> None:
        """Check the whole report in a worker thread, unless that is being done or not needed."""
        desk = self._session.desk
        if self._is_checking or not desk.has_report or desk.checked.is_whole:
            return
        checked = desk.checked

        def work(_job: Job[Sequence[Finding] | None]) -> Sequence[Finding] | None:
            return checked.found_in_whole(lambda: desk.lays_open(checked))

        def take(found: Sequence[Finding] | None) -> None:
            if found is not None:
                self._session.take_whole(found, checked)

        self._is_checking = True
        self._jobs.start(work, take, ended=self._ended)

    def _wait(self) -> None:
        """Begin the pause anew."""
        desk = self._session.desk
        if desk.has_report and not desk.checked.is_whole:
            self._pause.start()

    def _ended(self) -> None:
        self._is_checking = False
        self._wait()
