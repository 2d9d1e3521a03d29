"""The window says that the last session was cut off, and clears away what it left half-made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel

from desktop.ui.pages.export_page import FOLDER
from tests.windows import Driver


def said(driver: Driver) -> str:
    label = driver.window.statusBar().findChild(QLabel, "saved")
    assert label is not None
    return label.text()


def cut_off(driver: Driver, path: Path) -> None:
    """The workspace as a killed program leaves it, opened again."""
    driver.window.close_workspace()
    path.with_name(f"{path.name}.lock").write_text("죽은 프로그램")
    driver.window.open_path(path)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)


def test_it_is_said_until_the_next_change(driver: Driver, tmp_path: Path) -> None:
    assert "갑자기" not in said(driver)
    exported_to = tmp_path / "보고서"
    exported_to.mkdir()
    leftover = exported_to / ".seonggwa-a1b2.tmp.xlsx"
    leftover.touch()
    QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat).setValue(FOLDER, str(exported_to))
    driver.window.settings.sync()
    cut_off(driver, tmp_path / "업무.seonggwa")
    assert "지난번에 성과대장이 갑자기 끝났지만" in said(driver)
    driver.wait(lambda: not leftover.exists())
    driver.at(driver.table("budget"), 1, 1)
    driver.type("7")
    driver.press(Qt.Key.Key_Return)
    assert said(driver).startswith("저장됨")
