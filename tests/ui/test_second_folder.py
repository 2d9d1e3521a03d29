"""The clerk chooses a second folder for backups in the dialog; copies go there behind the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton

from desktop.services.backups import backups_of
from desktop.services.second_folder import all_backups, place_in
from desktop.ui.dialogs.backups import BackupsDialog
from desktop.ui.second_folder import SecondFolder
from tests.ui.test_backups import figures, half_an_hour_later, type_figure
from tests.windows import Driver


def a_dialog(driver: Driver, path: Path) -> BackupsDialog:
    dialog = BackupsDialog(path, driver.window.jobs, SecondFolder(driver.window.settings), driver.window)
    dialog.show()
    dialog.activateWindow()
    driver.wait(lambda: dialog.isActiveWindow() and not driver.window.jobs.is_busy)
    return dialog


def press(driver: Driver, dialog: BackupsDialog, name: str) -> str:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.setFocus()
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: not driver.window.jobs.is_busy)
    place = dialog.findChild(QLabel, "second.place")
    assert place is not None
    return place.text()


def test_a_folder_is_chosen_filled_and_given_up(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, stick = tmp_path / "업무.seonggwa", tmp_path / "USB 메모리"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    dialog = a_dialog(driver, path)
    assert press(driver, dialog, "second.choose") == str(stick)
    dialog.reject()
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)
    type_figure(driver, "98765")
    half_an_hour_later(driver)
    (copied,) = place_in(stick, path).iterdir()
    assert figures(copied) == {"98765"}
    stick.rename(tmp_path / "뽑힘")
    type_figure(driver, "98765432")
    half_an_hour_later(driver)
    assert driver.window.findChild(QMessageBox, "error") is None
    said = driver.window.findChild(QLabel, "saved")
    assert said is not None
    assert "복사하지 못했습니다" in said.text()
    (tmp_path / "뽑힘").rename(stick)
    driver.window.close_workspace()
    driver.wait(lambda: not driver.window.jobs.is_busy)
    assert sorted(map(max, map(figures, place_in(stick, path).iterdir()))) == ["98765", "98765432"]
    for backup in backups_of(path):
        backup.path.unlink()
    dialog = a_dialog(driver, path)
    assert [dialog.list.topLevelItem(0).text(3).strip()] == [str(place_in(stick, path))]
    assert dialog.rehearsal.text().startswith("온전한 백업입니다")
    assert press(driver, dialog, "second.stop") == "정하지 않음"
    assert dialog.list.topLevelItemCount() == 0
    assert all_backups(path, SecondFolder(driver.window.settings).path) == ()
    dialog.close()
