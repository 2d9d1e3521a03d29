"""Backups while the clerk works: every half hour behind the window, and at closing; and the way back to them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QDialog

from desktop.ui.actions import ActionSpec
from desktop.ui.errors import Offer

if TYPE_CHECKING:
    from desktop.services.backups import Backups
    from desktop.services.desk import Desk
    from desktop.services.outside import Outside
    from desktop.ui.main_window import MainWindow

_LOG = logging.getLogger(__name__)
_FILE = "파일(&F)"
_TOLD = "integrity/told"
_EVERY_MS = 30 * 60 * 1000


def safety_specs(window: MainWindow) -> list[ActionSpec]:
    """The actions of this module."""
    return [
        ActionSpec("backups", _FILE, "백업 열기…", lambda: ask_backup(window), needs_report=False),
        ActionSpec("integrity", _FILE, "무결성 검사", lambda: check_integrity(window, tell=True)),
    ]


def look_after(window: MainWindow, settings: QSettings) -> None:
    """After a session that was cut off: say so, and clear away behind the window what it left half-made."""
    from desktop.services import aftermath

    if window.session is None or not (sentence := aftermath.sentence(window.session.desk)):
        return
    from desktop.ui.pages.export_page import FOLDER

    desk, folder = window.session.desk, str(settings.value(FOLDER, ""))
    window.say(sentence)
    exported_to = (Path(folder),) if folder else ()
    window.jobs.start(lambda _job: aftermath.clear_leftovers(desk, *exported_to), lambda _none: None)


def check_integrity(window: MainWindow, *, tell: bool) -> None:
    """Let the open workspace be read to its end behind the window; faults are always told, soundness when asked.

    What was changed without the program is looked for in the open report, when asked in all; it is told once by itself.
    """
    from desktop.services.outside import looked_at

    if window.session is None:
        return
    desk = window.session.desk
    uids = [info.uid for info in desk.reports()] if tell else [window.session.report.info.uid]

    def work(_job: object) -> Outside:
        desk.file.require_sound()
        return looked_at(desk, uids)

    window.jobs.start(work, lambda found: _tell_integrity(window, desk.path, found, tell=tell))


def _tell_integrity(window: MainWindow, path: Path, found: Outside, *, tell: bool) -> None:
    known = f"{_TOLD}/{path.name}"
    if tell and not found.sentences:
        gaps = " 변경 이력에 빠진 것이 있어 프로그램 밖의 변경은 찾지 못합니다." if found.has_gaps else ""
        window.errors.tell(f"'{path.name}' 파일을 끝까지 읽어 보았고 이상이 없습니다.{gaps}")
    elif found.sentences and (tell or window.settings.value(known, "") != found.digest):
        window.settings.setValue(known, found.digest)
        window.errors.show("\n\n".join(found.sentences))


def ask_backup(window: MainWindow, workspace: Path | None = None) -> None:
    """Show the backups of a workspace, else of the open one, else of one that the clerk chooses; bring one back."""
    from desktop.ui.dialogs.backups import BackupsDialog
    from desktop.ui.second_folder import SecondFolder

    if workspace is None:
        workspace = window.session.desk.path if window.session else window.ask_path("백업을 열 업무 파일")
    if workspace is None:
        return
    password = window.session.desk.file.password if window.session else ""
    dialog = BackupsDialog(workspace, window.jobs, SecondFolder(window.settings), window, password)
    wish = dialog.wish() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    if wish is not None:
        window.restore(workspace, wish, dialog.password)


def tell_failure(window: MainWindow, error: BaseException) -> None:
    """Show why a job failed; when a workspace is broken, offer its backups and what is readable in it."""
    broken = getattr(error, "broken", None)
    if broken is None:
        window.errors.fail(error)
        return
    from desktop.services.backups import backups_of

    offers = [Offer("백업 보기…", lambda: ask_backup(window, broken))] if backups_of(broken) else []
    if broken.is_file() and broken.stat().st_size and not window.opener.is_protected(broken):
        offers.append(Offer("자료 복구", lambda: window.salvage(broken)))
    window.errors.show(str(error), offers=offers)


class BackupTimer(QObject):
    """Follows one open workspace. A disk that allows no backup is told once for each opening, then only logged."""

    def __init__(self, window: MainWindow, clock: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._backups: Backups | None = None
        self._is_told = False
        self.timer = QTimer(self, interval=_EVERY_MS)
        self.timer.timeout.connect(self._take_behind)

    def follow(self, desk: Desk) -> None:
        """Take the backups of a workspace from now on."""
        from desktop.services.backups import Backups

        self._backups, self._is_told = Backups(desk, self._clock), False
        self.timer.start()

    def forget(self) -> None:
        """Take no further backup of the workspace."""
        self._backups = None
        self.timer.stop()

    def finish(self) -> None:
        """Take the last backup of the workspace, which closes next; no job is at work on it."""
        backups = self._backups
        self.forget()
        if backups is not None:
            self._tell(self._trouble(backups))
            self._copy_behind(backups)

    def _take_behind(self) -> None:
        backups = self._backups
        if backups is not None:
            self._window.jobs.start(lambda _job: self._trouble(backups), lambda trouble: self._taken(backups, trouble))

    def _taken(self, backups: Backups, trouble: str) -> None:
        self._tell(trouble)
        self._copy_behind(backups)

    def _copy_behind(self, backups: Backups) -> None:
        """Bring the newest backup to the folder that the clerk chose too; the window waits for it when it closes."""
        from desktop.ui.second_folder import SecondFolder

        folder, path, now = SecondFolder(self._window.settings).path, backups.workspace, self._clock()
        if folder is not None:
            self._window.jobs.start(lambda _job: self._trouble_of_copy(path, folder, now), self._say)

    def _say(self, sentence: str) -> None:
        """Quietly: the backup itself is there."""
        if sentence:
            self._window.say(sentence)

    @staticmethod
    def _trouble_of_copy(workspace: Path, folder: Path, now: datetime) -> str:
        """Copy; the sentence that says why there is no copy, or ""."""
        from desktop.services.errors import UserError
        from desktop.services.second_folder import copy_newest

        try:
            copy_newest(workspace, folder, now)
        except UserError as error:
            _LOG.warning("no second backup: %s", type(error.__cause__).__name__)
            return error.sentence
        return ""

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
            self._window.errors.show(sentence)
