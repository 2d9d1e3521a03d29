"""Composition of the window: the application, its settings, and the services behind it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop.opener import LocalOpener
from desktop.paths import data_dir, documents_dir, resources_dir
from desktop.private import make_private
from desktop.ui.jobs import MainThreadCollector
from desktop.ui.look import set_accent
from desktop.ui.main_window import MainWindow
from desktop.windows import claim_taskbar_button, remember_document

SAMPLES_FOLDER = "성과대장 예제"


def run_window(path: str | None = None) -> int:
    """Show the window, open a workspace behind it when one is named, and run until it is closed."""
    claim_taskbar_button()
    app = make_application(sys.argv)
    window = make_window(data_dir(), documents_dir() / SAMPLES_FOLDER)
    window.events.workspace_opened.connect(remember_document)
    window.errors.catch_all()
    MainThreadCollector(window)
    window.show()
    QTimer.singleShot(0, lambda: _behind_the_window(window, path))
    return app.exec()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application: Fusion with the system's palette, Korean numbers, dates and dialogs."""
    app = QApplication(list(arguments))
    app.setApplicationName("seonggwa")
    app.setApplicationDisplayName("성과대장")
    app.setDesktopFileName("seonggwa")
    app.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Korean, QLocale.Country.SouthKorea))
    _speak_korean(app)
    app.setWindowIcon(QIcon(str(resources_dir() / "icons" / "seonggwa.ico")))
    set_accent()
    return app


def make_window(settings_folder: Path, samples_folder: Path) -> MainWindow:
    """The main window, not shown yet.

    Args:
        settings_folder: where window size and recent files are remembered.
        samples_folder: where the examples are made.
    """
    path = settings_folder / "settings.ini"
    with contextlib.suppress(OSError):  # a program on a write-protected stick forgets its settings
        make_private(path)
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    return MainWindow(LocalOpener(resources_dir(), samples_folder), settings, datetime.now)


def _speak_korean(app: QApplication) -> None:
    """Qt's own dialogs in Korean."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_ko", folder):
        app.installTranslator(translator)


def _behind_the_window(window: MainWindow, path: str | None) -> None:
    """What may wait until the clerk sees the window."""
    from desktop.log import start_log

    window.errors.point_to(start_log(data_dir()))
    if path is not None:
        window.open_path(Path(path))
