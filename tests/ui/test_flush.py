"""No way out of an editor loses what was typed, the syllable in composition among it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.paths import resources_dir
from desktop.services import workspaces
from desktop.services.catalog import load_catalog
from desktop.ui.grids.view import GridView
from tests.windows import NOW, Driver, compose

Key = Qt.Key


class InputMethod(QObject):
    """Acts as every real input method does when the focus goes: it commits the syllable in composition.

    The offscreen platform has none; the real one is driven in tests/e2e/test_korean_typing.py.
    """

    def __init__(self, editor: QWidget, composing: str) -> None:
        super().__init__(editor)
        self._composing = composing
        compose(composing, editor, commit=False)
        editor.installEventFilter(self)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.FocusAboutToChange and self._composing:
            commit = QInputMethodEvent()
            commit.setCommitString(self._composing)
            self._composing = ""
            QApplication.sendEvent(editor, commit)
        return False


def type_half(driver: Driver) -> GridView:
    """Type 한글 into the first department; 글 is still being composed."""
    grid = driver.table("departments")
    driver.at(grid, 0, 0)
    editor = driver.focus()
    compose("한", editor)
    InputMethod(editor, "글")
    return grid


def stored_names(path: Path) -> list[str]:
    desk = workspaces.open_workspace(path, load_catalog(resources_dir()), "tester", lambda: NOW)
    try:
        desk.open_report(desk.reports()[0].uid)
        rows = desk.report.of_code("departments")[0].rows
        return [value.text for row in rows if (value := row.value("name"))]
    finally:
        desk.close()


@pytest.mark.parametrize("way", ["save", "undo_menu", "tab", "cell", "other_table"])
def test_the_last_syllable_is_kept(driver: Driver, way: str) -> None:
    grid = type_half(driver)
    view = driver.window.view
    assert view is not None
    if way == "save":
        driver.control(Key.Key_S)
    elif way == "undo_menu":
        driver.window.actions_by_name["copy"].trigger()
    elif way == "tab":
        QTest.mouseClick(view.tabs.tabBar(), Qt.MouseButton.LeftButton, pos=view.tabs.tabBar().tabRect(3).center())
    elif way == "cell":
        other = grid.visualRect(grid.table_model.index(4, 1)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(other.x(), other.y()))
    else:
        driver.table("budget")
    driver.settle()
    assert grid.table_model.face(0, 0).text == "한글"


def test_closing_the_window_keeps_it_too(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    path = session.desk.path
    type_half(driver)
    driver.window.close()
    assert stored_names(path)[0] == "한글"


def test_ctrl_s_says_saved_and_stays_in_the_cell(driver: Driver) -> None:
    grid = driver.table("departments")
    driver.at(grid, 2, 0)
    driver.type("abc")
    driver.control(Key.Key_S)
    driver.settle()
    assert grid.table_model.face(2, 0).text == "abc"
    assert grid.currentIndex().row() == 2
    assert grid.isAncestorOf(driver.focus()), "ready for the next key"
    assert QGuiApplication.focusObject() is driver.focus()
