"""A workspace in the folder of a cloud service: the clerk is warned until it is copied or meant to stay there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from desktop.ui.errors import Offer
from desktop.ui.recent import stored_paths

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

_KEY = "files/synced"
_FILTER = "업무 파일 (*.seonggwa)"


def warn_of_sync(window: MainWindow, settings: QSettings) -> None:
    """Look behind the window where the open workspace lies, and ask what to do when a cloud service may touch it."""
    from desktop.services.workspaces import synced_sentence

    if window.session is None or (path := window.session.desk.path) in stored_paths(settings, _KEY):
        return
    window.jobs.start(lambda _job: synced_sentence(path), lambda sentence: _ask(window, settings, path, sentence))


def _ask(window: MainWindow, settings: QSettings, path: Path, sentence: str) -> None:
    if sentence and window.session is not None and window.session.desk.path == path:
        copy = Offer("이 PC로 복사해서 열기(&C)…", lambda: _copy(window))
        keep = Offer("그대로 쓰기(&K)", lambda: _accept(settings, path))
        window.errors.show(sentence, offers=(copy, keep), dismiss="나중에(&L)")


def _copy(window: MainWindow) -> None:
    """Copy the open workspace to where the clerk says, and open the copy; the file in the synced folder stays."""
    from desktop.services.workspaces import copy_workspace

    if window.session is None:
        return
    desk = window.session.desk
    no_question = QFileDialog.Option.DontConfirmOverwrite  # nothing is ever overwritten
    name, _ = QFileDialog.getSaveFileName(
        window, "이 PC로 복사", str(Path.home() / desk.path.name), _FILTER, options=no_question
    )
    if name:
        target = Path(name)
        window.jobs.start(lambda _job: copy_workspace(desk, target), lambda _none: window.open_path(target))


def _accept(settings: QSettings, path: Path) -> None:
    """Not asked again about this file."""
    settings.setValue(_KEY, [str(each) for each in (*stored_paths(settings, _KEY), path)])
