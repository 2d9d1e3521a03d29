"""도움말 > 지원 자료 만들기: gathered behind the window, shown, and saved where the clerk wants it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

if TYPE_CHECKING:
    from desktop.services.support import SupportFile
    from desktop.ui.main_window import MainWindow

_SUFFIX = ".zip"
_FILTER = "압축 파일 (*.zip)"


def gather(window: MainWindow) -> None:
    """Gather the files behind the window, then show them."""
    window.jobs.start(lambda _job: _gathered(window), lambda files: _show(window, files))


def _gathered(window: MainWindow) -> tuple[SupportFile, ...]:
    from PySide6.QtCore import qVersion

    from desktop.services.support import SupportSource, support_files

    folder, desk = Path(window.settings.fileName()).parent, window.session.desk if window.session else None
    return support_files(SupportSource(folder, window.opener.catalog(), desk, qVersion()))


def _show(window: MainWindow, files: tuple[SupportFile, ...]) -> None:
    from desktop.ui.dialogs.support import SupportDialog

    dialog = SupportDialog(files, window)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if wanted:
        _save(window, files)


def _save(window: MainWindow, files: tuple[SupportFile, ...]) -> None:
    from desktop.services.support import write_bundle

    name = f"성과대장 지원 자료 {window.today():%Y%m%d}{_SUFFIX}"
    chosen, _ = QFileDialog.getSaveFileName(window, "지원 자료 저장", str(Path.home() / name), _FILTER)
    if chosen:
        target = Path(chosen if chosen.endswith(_SUFFIX) else chosen + _SUFFIX)
        window.jobs.start(lambda _job: write_bundle(files, target), lambda _none: None)
