"""A clerk's morning in the window, taken back step by step and done again, across tabs and a restart of the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.domain.digest import content_digest
from tests.window_clerk import Clerk
from tests.windows import Driver

Key = Qt.Key
STEPS = 30


@pytest.mark.parametrize("seed", [2])
def test_all_of_it_is_taken_back_and_done_again_also_after_a_restart(driver: Driver, seed: int) -> None:
    clerk = Clerk(driver, seed)
    first = content_digest(clerk.session.report)
    for _ in range(STEPS):
        clerk.does_something()
    last, notes = content_digest(clerk.session.report), clerk.session.report.notes
    assert last != first
    path = clerk.session.desk.path
    driver.window.close_workspace()
    driver.window.open_path(path)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    driver.table("budget")
    clerk.redoes_all()
    last, notes = content_digest(clerk.session.report), clerk.session.report.notes
    steps = clerk.undoes_all()
    assert steps > STEPS // 2
    assert content_digest(clerk.session.report) == first
    assert clerk.session.report.notes == {}
    assert clerk.redoes_all() == steps
    assert content_digest(clerk.session.report) == last
    assert clerk.session.report.notes == notes


def test_the_menu_names_what_is_taken_back(driver: Driver) -> None:
    clerk = Clerk(driver, 0)
    undo, redo = (driver.window.actions_by_name[name] for name in ("undo", "redo"))
    assert not undo.isEnabled()
    clerk.pastes()
    assert undo.text() == "실행 취소: 붙여넣기 39칸"
    driver.control(Key.Key_2)
    driver.control(Key.Key_Z)
    assert (undo.text(), redo.text()) == ("실행 취소", "다시 실행: 붙여넣기 39칸")
    assert redo.isEnabled()
