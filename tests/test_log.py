"""The log tells where the program failed, and nothing of what the clerk wrote."""

from __future__ import annotations

import faulthandler
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox

from desktop.domain.changes import ChangeSet, SetCell
from desktop.domain.report import CellKey, Note
from desktop.domain.values import Value
from desktop.log import start_log
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.exchange import import_file
from desktop.services.notes import note_change
from desktop.services.reports import export_report
from tests.windows import Driver, compose

SECRET = "극비단어"  # noqa: S105 - no password


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's log while the test runs; crashes go on to pytest, which has faulthandler for itself."""
    crashes: list[IO[str]] = []
    monkeypatch.setattr(faulthandler, "enable", crashes.append)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    path = start_log(tmp_path / f"{SECRET} 기록")
    assert path is not None
    yield path
    for handler in root.handlers[:]:
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(level)
    crashes[0].close()


def failing(secret: str) -> None:
    try:
        {}[secret]
    except KeyError as error:
        raise ValueError(f"cannot use {secret}") from error


def test_an_error_is_told_by_kinds_and_frames(log: Path) -> None:
    try:
        failing(SECRET)
    except ValueError as error:
        logging.getLogger("desktop.test").exception("unexpected", exc_info=error)
    told = log.read_text(encoding="utf-8")
    assert "desktop.test unexpected\nbuiltins.ValueError\n  tests.test_log:" in told
    assert " failing\nbuiltins.KeyError\n" in told
    assert SECRET not in told


def test_a_library_is_told_by_its_fixed_words(log: Path) -> None:
    logging.getLogger("sqlalchemy").warning("SELECT %s", SECRET)
    logging.getLogger("somebody").warning(f"found {SECRET}")  # noqa: G004 - what a library might do
    told = log.read_text(encoding="utf-8")
    assert "sqlalchemy SELECT %s" in told
    assert "somebody (…)" in told
    assert SECRET not in told


def _write_the_secret_everywhere(driver: Driver, desk: Desk) -> None:
    grid = driver.table("departments")
    driver.at(grid, 0, 0)
    compose(SECRET, driver.focus())
    driver.press(Qt.Key.Key_Return)
    session = driver.window.session
    assert session is not None
    page = next(table for table in session.report.tables.values() if table.code == "program_page" and table.rows)
    session.type(CellKey(page.uid, page.rows[0].uid, "text"), f"{SECRET} 추진")
    session.type(CellKey(page.uid, "@table", "title"), SECRET)
    assert session.apply(note_change(desk, CellKey(page.uid, page.rows[0].uid, ""), Note(SECRET, SECRET)))
    desk.work_as(SECRET)


def _fail_in_every_way(driver: Driver, desk: Desk, folder: Path) -> None:
    bad = folder / f"{SECRET}.json"
    bad.write_text(f'{{"format": "{SECRET}"}}', encoding="utf-8")
    window = driver.window
    window.jobs.start(lambda _job: import_file(desk, bad), lambda _result: None)
    window.jobs.start(lambda _job: export_report(desk, folder / "없는 폴더" / f"{SECRET}.xlsx"), lambda _result: None)
    window.jobs.start(lambda _job: failing(SECRET), lambda _result: None)
    key = CellKey(desk.report.of_code("departments")[0].uid, SECRET, "name")
    conflict = ChangeSet(SECRET, (SetCell(key, Value.of(SECRET), None),))
    QTimer.singleShot(0, lambda: window.session and window.session.apply(conflict))
    QTimer.singleShot(0, lambda: failing(SECRET))
    QTimer.singleShot(0, lambda: desk._store._engine.raw_connection().execute(f"SELECT {SECRET}"))  # type: ignore[attr-defined]


def test_a_secret_word_is_nowhere_in_the_log(
    log: Path, driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, session = driver.window, driver.window.session
    assert session is not None
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(window.errors, "show", lambda *_args, **_more: None)
    window.errors.catch_all()
    _write_the_secret_everywhere(driver, session.desk)
    _fail_in_every_way(driver, session.desk, tmp_path)
    driver.wait(lambda: not window.jobs.is_busy)
    driver.settle()
    told = "".join(each.read_text(encoding="utf-8") for each in log.parent.iterdir())
    assert told.count("desktop.ui.errors unexpected") >= 4
    for kind in ("ChangeConflict", "builtins.ValueError", "OperationalError"):
        assert kind in told
    assert SECRET not in told


def test_user_errors_are_told_to_the_clerk_and_not_logged(log: Path, driver: Driver) -> None:
    driver.window.errors.fail(UserError(f"'{SECRET}' 파일이 없습니다."))
    box = driver.window.findChild(QMessageBox, "error")
    assert isinstance(box, QMessageBox)
    assert SECRET in box.text()
    box.accept()
    driver.settle()
    assert SECRET not in log.read_text(encoding="utf-8")
