"""A damaged file is seen behind the window at each start, and on demand."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QMessageBox

from tests.windows import Driver


def told(driver: Driver) -> str:
    driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.settle()
    box = driver.window.findChild(QMessageBox, "error")
    text = box.text() if box is not None else ""
    if box is not None:
        box.close()
        driver.settle()
    return text


def damage(path: Path) -> None:
    """Break the pages of the change log, which opening a report does not read as a whole."""
    connection = sqlite3.connect(path)
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    (last,) = connection.execute("SELECT max(pageno) FROM dbstat WHERE name = 'change'").fetchone() or (0,)
    connection.close()
    content = bytearray(path.read_bytes())
    content[(last - 1) * size : last * size] = b"\xee" * size
    path.write_bytes(content)


def test_a_sound_file_is_told_only_when_asked(driver: Driver) -> None:
    assert told(driver) == ""
    driver.window.actions_by_name["integrity"].trigger()
    driver.wait(lambda: not driver.window.jobs.is_busy)
    box = driver.window.findChild(QMessageBox, "error")
    assert isinstance(box, QMessageBox)
    assert box.icon() is QMessageBox.Icon.Information
    assert "이상이 없습니다" in told(driver)


def test_a_damaged_file_is_told_at_the_start_and_stays(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    driver.window.close_workspace()
    damage(path)
    driver.window.open_path(path)
    driver.wait(lambda: driver.window.view is not None)
    assert "손상되었습니다" in told(driver)


def test_a_figure_changed_from_outside_is_told_once_by_itself_and_whenever_asked(
    driver: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "업무.seonggwa"
    driver.window.close_workspace()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE cell SET text = '41182' WHERE text = '41181'")
        connection.commit()
    for expected in ("예산 · 계 · 원인행위액", ""):
        driver.window.open_path(path)
        driver.wait(lambda: driver.window.view is not None)
        assert expected in told(driver)
    driver.window.actions_by_name["integrity"].trigger()
    sentence = told(driver)
    assert "프로그램 밖에서 바뀌었습니다" in sentence
    assert "2022년 2월 주요업무보고" in sentence
