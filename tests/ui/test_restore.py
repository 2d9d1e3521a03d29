"""Going back to a backup with the keys, from the menu and from the sentence about a damaged file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop.services.backups import backups_of
from desktop.ui.dialogs.backups import BackupsDialog
from tests.ui.test_backups import figures, half_an_hour_later, type_figure
from tests.windows import Driver

Key = Qt.Key


def answer(driver: Driver, *keys: Qt.Key) -> list[str]:
    """Press keys in the dialog of backups once it opens and its rehearsal has ended; what it said."""
    said: list[str] = []

    def press() -> None:
        dialog = driver.window.findChild(BackupsDialog)
        if dialog is None:
            QTimer.singleShot(1, press)
            return
        driver.wait(lambda: not driver.window.jobs.is_busy and dialog.isActiveWindow())
        said.append(dialog.rehearsal.text())
        driver.press(*keys)

    QTimer.singleShot(0, press)
    return said


def opened(driver: Driver) -> None:
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)


def test_the_menu_brings_a_backup_back_and_keeps_the_present_file(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    type_figure(driver, "98765")
    half_an_hour_later(driver)
    type_figure(driver, "98765432")
    said = answer(driver, Key.Key_Return)
    driver.window.actions_by_name["backups"].trigger()
    opened(driver)
    assert said[0].startswith("온전한 백업입니다: 보고 1건, 행 ")
    assert len(backups_of(path)) == 1
    driver.window.close_workspace()
    assert figures(path) == {"98765"}
    assert figures(tmp_path / "업무 복원 전 2026-03-02 093000.seonggwa") == {"98765432"}


def test_leaving_the_dialog_changes_nothing(driver: Driver, tmp_path: Path) -> None:
    type_figure(driver, "98765")
    said = answer(driver, Key.Key_Escape)
    driver.window.actions_by_name["backups"].trigger()
    assert "백업이 없습니다" in said[0]
    assert driver.window.session is not None
    assert not list(tmp_path.glob("*복원 전*"))


def test_a_damaged_file_offers_its_backups(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    type_figure(driver, "98765")
    driver.window.close_workspace()
    path.write_bytes(b"")
    driver.window.open_path(path)
    driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.settle()
    box = driver.window.findChild(QMessageBox, "error")
    assert box is not None
    assert "빈 파일" in box.text()
    said = answer(driver, Key.Key_Return)
    offer = box.findChild(QPushButton, "offer")
    assert offer is not None
    offer.setFocus()
    driver.press(Key.Key_Space)
    opened(driver)
    assert said
    driver.window.close_workspace()
    assert figures(path) == {"98765"}
    assert (tmp_path / "업무 복원 전 2026-03-02 093000.seonggwa").read_bytes() == b""
