"""A real window in a test: opened on a real workspace, driven by real key events."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtGui import QFont, QFontDatabase, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.report import CellKey
from desktop.opener import LocalOpener
from desktop.paths import resources_dir
from desktop.services import exchange, workspaces
from desktop.services.catalog import load_catalog
from desktop.ui.grids.view import GridView
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.tables_page import TablesPage

FONTS = (Path("/usr/share/fonts/truetype/nanum/NanumGothic.ttf"), Path("C:/Windows/Fonts/malgun.ttf"))
NOW = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the clerk's local time
_PATIENCE = 20.0


def register_fonts(app: QApplication) -> None:
    """Give the application a font with Korean letters; without one every text measures wrong."""
    font = next((path for path in FONTS if path.is_file()), None)
    if font is None:
        pytest.skip(f"no Korean font on this machine (one of {FONTS}; Debian: fonts-nanum)")
    number = QFontDatabase.addApplicationFont(str(font))
    app.setFont(QFont(QFontDatabase.applicationFontFamilies(number)[0], 10))


def sample_workspace(name: str, folder: Path) -> Path:
    """A workspace with one of the samples, entered through the services."""
    return data_workspace(resources_dir() / "samples" / f"{name}.json", folder)


def data_workspace(data: Path, folder: Path) -> Path:
    """A workspace with the report of a data file, entered through the services."""
    path = folder / f"{data.stem}.seonggwa"
    desk = workspaces.create_workspace(
        path, load_catalog(resources_dir()), exchange.organization_of(data), "tester", lambda: NOW
    )
    exchange.import_file(desk, data)
    desk.close()
    return path


def compose(text: str, widget: QWidget, *, commit: bool = True) -> None:
    """Send what an input method sends for Korean: each letter as preedit, then (or not) committed."""
    for letter in text:
        _send(QInputMethodEvent(letter, []), widget)
        if commit or letter != text[-1]:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            _send(event, widget)


def _send(event: QInputMethodEvent, widget: QWidget) -> None:
    QCoreApplication.sendEvent(widget, event)


class Driver:
    """Opens a workspace in the window and presses its keys."""

    def __init__(self, app: QApplication, path: Path, folder: Path) -> None:
        self.app = app
        settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(LocalOpener(resources_dir(), folder), settings, lambda: NOW)
        self.window.resize(1280, 800)
        self.window.show()
        self.window.activateWindow()
        self.window.open_path(path)
        self.wait(lambda: self.window.view is not None and not self.window.jobs.is_busy)
        self.wait(self.window.isActiveWindow)

    def close(self) -> None:
        """Close the window as the clerk does, and let go of it."""
        self.window.close()
        self.window.deleteLater()
        self.settle()

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + _PATIENCE
        while not until():
            assert time.monotonic() < end, "waited in vain"
            self.app.processEvents()
            time.sleep(0.002)  # lets the worker thread have the interpreter

    def settle(self) -> None:
        """Let everything that is due happen."""
        for _ in range(3):
            self.app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def table(self, code: str) -> GridView:
        """Choose a table and put the focus into its grid."""
        view, session = self.window.view, self.window.session
        assert view is not None
        assert session is not None
        table = session.report.of_code(code)[0]
        first = session.evaluation.rows(table.uid)[0].uid
        column = next(column for column in table.definition.columns if column.in_window)
        view.go_to(CellKey(table.uid, first, column.key))
        self.settle()
        page = view.current_page()
        assert isinstance(page, TablesPage)
        assert page.editor is not None
        assert page.editor.grid is not None
        return page.editor.grid

    def at(self, grid: GridView, row: int, column: int) -> None:
        """Put the cursor on a cell."""
        grid.setFocus()
        grid.setCurrentIndex(grid.table_model.index(row, column))
        self.settle()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus(), key, modifier)
            self.settle()

    def control(self, *keys: Qt.Key) -> None:
        """Press keys with Ctrl."""
        self.press(*keys, modifier=Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Type ASCII where the focus is (Hangul aborts in QTest: use `compose`)."""
        QTest.keyClicks(self.focus(), text)
        self.settle()

    def focus(self) -> QWidget:
        """The widget that has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget
