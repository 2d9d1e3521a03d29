"""Work off the window's thread: opening, importing, exporting. Workers get and give plain values, never widgets."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal

Result = TypeVar("Result")

_COLLECT_EVERY_MS = 10_000


class Job(QThread, Generic[Result]):
    """One piece of work in its own thread; `done` or `failed` arrive in the thread of the window.

    It keeps itself alive until it has ended (traps.md: drop thread references only on `finished`).
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, work: Callable[[Job[Result]], Result], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.finished.connect(self.deleteLater)

    def run(self) -> None:
        """Carry out the work (Qt calls this in the worker thread)."""
        try:
            result = self._work(self)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the window tells it
            self.failed.emit(error)
        else:
            self.done.emit(result)


class Jobs(QObject):
    """Starts jobs one after the other and waits for them when the window closes."""

    busy_changed = Signal(bool)

    def __init__(self, failed: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._failed = failed
        self._running: set[QThread] = set()

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work."""
        return bool(self._running)

    def start(
        self,
        work: Callable[[Job[Result]], Result],
        done: Callable[[Result], None],
        progress: Callable[[int, int], None] | None = None,
        ended: Callable[[], None] | None = None,
    ) -> None:
        """Do `work` in a worker thread, then in the thread of the window `done` with its result, and `ended` always."""
        job: Job[Result] = Job(work, self)
        job.done.connect(done)
        job.failed.connect(self._failed)
        if progress is not None:
            job.progressed.connect(progress)
        job.finished.connect(lambda: self._ended(job))
        if ended is not None:
            job.finished.connect(ended)
        self._running.add(job)
        self.busy_changed.emit(True)  # noqa: FBT003 - a signal takes no keywords
        job.start()

    def wait(self) -> None:
        """Wait until every job has ended."""
        for job in tuple(self._running):
            job.wait()

    def _ended(self, job: Job[Result]) -> None:
        self._running.discard(job)
        self.busy_changed.emit(self.is_busy)


class MainThreadCollector(QObject):
    """Collects Python's garbage in the thread of the window only.

    Python's own collector runs in whatever thread allocates, and would destroy Qt objects in a worker (traps.md,
    "Lifetimes and threads").
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_COLLECT_EVERY_MS)
        self._timer.timeout.connect(gc.collect)
        self._timer.start()
        self.destroyed.connect(gc.enable)
