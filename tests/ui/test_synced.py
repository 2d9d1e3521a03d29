"""A workspace in a synced folder: warned of behind the window, copied on a key, or left and never asked about again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from tests.windows import Driver


def opened(driver: Driver, path: Path) -> QMessageBox | None:
    driver.window.open_path(path)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    driver.settle()
    return driver.window.findChild(QMessageBox, "error")


@pytest.fixture
def synced(driver: Driver, tmp_path: Path) -> Path:
    driver.window.close_workspace()
    path = tmp_path / "OneDrive - 서울특별시" / "업무.seonggwa"
    path.parent.mkdir()
    return Path(shutil.copy(tmp_path / "업무.seonggwa", path))


def press(driver: Driver, box: QMessageBox, text: str) -> None:
    button = next(each for each in box.findChildren(QPushButton) if each.text().startswith(text))
    button.setFocus()
    driver.press(Qt.Key.Key_Space)
    driver.settle()


def test_a_file_elsewhere_is_not_warned_of(driver: Driver) -> None:
    assert driver.window.findChild(QMessageBox, "error") is None


def test_the_file_may_stay_and_is_not_asked_about_again(driver: Driver, synced: Path) -> None:
    box = opened(driver, synced)
    assert box is not None
    assert "OneDrive 동기화 폴더" in box.text()
    assert str(synced) in box.text()
    press(driver, box, "그대로 쓰기")
    assert opened(driver, synced) is None


def test_later_asks_again(driver: Driver, synced: Path) -> None:
    box = opened(driver, synced)
    assert box is not None
    driver.press(Qt.Key.Key_Escape)
    driver.settle()
    assert driver.window.session is not None
    assert opened(driver, synced) is not None


@pytest.mark.parametrize("taken", [False, True])
def test_the_copy_is_opened_and_overwrites_nothing(
    driver: Driver, synced: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    target = tmp_path / "내 PC" / "업무.seonggwa"
    target.parent.mkdir()
    if taken:
        target.write_text("다른 자료")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(target), ""))
    box = opened(driver, synced)
    assert box is not None
    assert driver.window.session is not None
    before = driver.window.session.report
    press(driver, box, "이 PC로")
    driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.settle()
    session = driver.window.session
    assert session is not None
    assert session.desk.path == (synced if taken else target)
    assert session.report == before
    assert synced.exists()
    if taken:
        assert target.read_text() == "다른 자료"
        box = driver.window.findChild(QMessageBox, "error")
        assert box is not None
        assert "이미 있어" in box.text()
