"""The real window (offscreen) killed while a clerk types, pastes, takes back, backs up and closes in it."""

from __future__ import annotations

import os
import random
import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from db.canonical import digest, dump, shape_of
from desktop.services.catalog import Catalog
from desktop.services.desk import Desk
from desktop.services.workspaces import open_workspace
from tests.torture.kill import Tell, killed
from tests.torture.life import LostError, Outcome
from tests.windows import NOW

if TYPE_CHECKING:
    from tests.windows import Driver

_HORIZON = 2.0
"""Seconds of work within which the window is killed."""


class WindowLife:
    """A workspace whose window is killed, and opened again on what the kill left, without anything between them."""

    def __init__(self, sample: Path, catalog: Catalog, folder: Path) -> None:
        """Begin with a copy of a sample."""
        self.catalog, self.folder = catalog, folder
        folder.mkdir(parents=True)
        self.path = Path(shutil.copy(sample, folder / "업무.seonggwa"))
        self.was_killed, self.stored = False, self._stored()

    def close(self) -> None:
        """Nothing is held open."""

    def suffer(self, _activity: str, seed: str) -> Outcome:
        """Kill the window once and compare what is stored with what it had acknowledged.

        Raises:
            LostError: what is not as it must be.
        """

        def work(tell: Tell) -> None:
            _work_in_window(self.path, self.folder, seed, tell)

        told = killed(work, random.Random(seed).uniform(0, _HORIZON))
        said, *acknowledged = told
        if ("갑자기 끝났지만" in said) is not self.was_killed:
            raise LostError(f"the window said of the last session: {said!r}")
        # Unless it had just closed the workspace, to open it again.
        self.was_killed = self.path.with_name(f"{self.path.name}.lock").exists()
        before, self.stored = self.stored, self._stored()
        last = (acknowledged or before[:1])[-1]
        if last not in self.stored:
            raise LostError("the workspace holds neither what was acknowledged nor one step more")
        return Outcome(len(acknowledged), last != self.stored[0])

    def _stored(self) -> list[str]:
        """What a copy of the workspace holds: as it is, and before its last step (undone, or redone)."""
        copies = self.folder / "사본"
        copies.mkdir()
        for suffix in ("", "-wal", ".lock"):
            if (file := self.path.with_name(self.path.name + suffix)).exists():
                shutil.copy(file, copies)
        with closing(open_workspace(copies / self.path.name, self.catalog, "나", lambda: NOW)) as desk:
            desk.open_report(desk.reports()[-1].uid)
            desk.file.require_sound()
            found = [content_of(desk)]
            for steps in ((desk.undo,), (desk.redo, desk.redo)):
                for step in steps:
                    step()
                found.append(content_of(desk))
        shutil.rmtree(copies)
        return found


def content_of(desk: Desk) -> str:
    """Digest of all that is stored but for the log of how it came there."""
    connection = desk._store._bare()
    return digest(dump(connection, {table: told for table, told in shape_of(connection).items() if table != "change"}))


def _work_in_window(path: Path, folder: Path, seed: str, tell: Tell) -> None:
    """Tells what the status bar says of the last session, then the content after each change."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QLabel

    from desktop.app import make_application
    from tests.window_clerk import Clerk
    from tests.windows import Driver, register_fonts

    qInstallMessageHandler(lambda *_told: None)
    app = make_application(["torture"])
    register_fonts(app)
    driver = Driver(app, path, folder)
    dice = random.Random(seed)
    clerk = Clerk(driver, dice.randrange(10**6))
    label = driver.window.statusBar().findChild(QLabel, "saved")
    tell("begun")
    tell(label.text() if label else "")
    driver.window.events.changed.connect(lambda _result: tell(content_of(clerk.session.desk)))
    aside = [*4 * [driver.settle], lambda: _backs_up(driver), lambda: _closes_and_opens(driver, path)]
    while True:
        clerk.does_something()
        dice.choice(aside)()


def _backs_up(driver: Driver) -> None:
    """Half an hour is over."""
    if not driver.window.jobs.is_busy:
        driver.window._backups.timer.timeout.emit()


def _closes_and_opens(driver: Driver, path: Path) -> None:
    driver.window.close_workspace()
    driver.window.open_path(path)
    driver.wait(lambda: driver.window.view is not None)
