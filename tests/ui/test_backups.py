"""Backups of a window at work: every half hour, at closing, and never in the clerk's way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.services.backups import FOLDER, backups_of
from tests.windows import NOW, Driver

THIRTY_MINUTES_MS = 1_800_000


def type_figure(driver: Driver, figure: str) -> None:
    driver.at(driver.table("budget"), 2, 2)
    driver.type(figure)
    driver.press(Qt.Key.Key_Return)


def half_an_hour_later(driver: Driver) -> None:
    timer = driver.window.findChild(type(driver.window._backups)).timer
    assert timer.isActive()
    assert timer.interval() == THIRTY_MINUTES_MS
    timer.timeout.emit()
    driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.settle()


def figures(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {text for (text,) in connection.execute("SELECT text FROM cell WHERE text LIKE '98765%'")}
    finally:
        connection.close()


def test_work_is_backed_up_after_half_an_hour_and_at_closing(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    half_an_hour_later(driver)
    assert backups_of(path) == ()
    type_figure(driver, "98765")
    half_an_hour_later(driver)
    assert [each.taken for each in backups_of(path)] == [NOW]
    half_an_hour_later(driver)
    assert len(backups_of(path)) == 1
    type_figure(driver, "98765432")
    driver.control(Qt.Key.Key_W)
    assert [figures(each.path) for each in backups_of(path)] == [{"98765432"}, {"98765"}]
    assert not driver.window._backups.timer.isActive()


def test_a_disk_that_allows_no_backup_is_told_once_and_work_goes_on(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / FOLDER).touch()
    for figure in ("98765", "987654"):
        type_figure(driver, figure)
        half_an_hour_later(driver)
        boxes = driver.window.findChildren(QMessageBox, "error")
        assert len(boxes) == (1 if figure == "98765" else 0)
        for box in boxes:
            assert "그대로 저장되어 있습니다" in box.text()
            box.close()
            driver.window.activateWindow()
            driver.wait(driver.window.isActiveWindow)
    (tmp_path / FOLDER).unlink()
    driver.window.close_workspace()
    assert [figures(each.path) for each in backups_of(tmp_path / "업무.seonggwa")] == [{"987654"}]
