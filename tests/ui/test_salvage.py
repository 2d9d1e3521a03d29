"""A damaged file is salvaged from the sentence that tells of it: the rest is opened, and what was lost is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from tests.windows import Driver


@pytest.mark.parametrize("driver", ["sba_2020"], indirect=True)
def test_a_file_with_a_broken_beginning_is_salvaged_and_opened(driver: Driver, tmp_path: Path) -> None:
    session = driver.window.session
    assert session is not None
    before = session.report.tables
    path = tmp_path / "업무.seonggwa"
    driver.window.close_workspace()
    damaged = b"\0" * 8192 + path.read_bytes()[8192:]
    path.write_bytes(damaged)
    driver.window.open_path(path)
    box = dialog(driver)
    assert "앞부분이 손상" in box.text()
    offer = next(each for each in box.findChildren(QPushButton) if each.text() == "자료 복구")
    offer.setFocus()
    driver.press(Qt.Key.Key_Space)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    assert "'업무 (복구).seonggwa'" in dialog(driver).text()
    assert driver.window.session is not None
    assert driver.window.session.desk.path == tmp_path / "업무 (복구).seonggwa"
    assert driver.window.session.report.tables == before
    assert (tmp_path / "업무 (복구) 목록.txt").is_file()
    assert path.read_bytes() == damaged


def dialog(driver: Driver) -> QMessageBox:
    driver.settle()
    driver.wait(lambda: driver.window.findChild(QMessageBox, "error") is not None and not driver.window.jobs.is_busy)
    found = driver.window.findChild(QMessageBox, "error")
    assert found is not None
    return found
