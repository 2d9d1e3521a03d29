"""A clerk's morning in the window, taken back step by step and done again, across tabs and a restart of the program."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.digest import content_digest
from desktop.domain.report import Note
from desktop.services.notes import note_change
from desktop.ui.outline.item_edit import ItemEdit
from desktop.ui.session import Session
from tests.windows import Driver, compose

Key = Qt.Key
STEPS = 30
BLOCK = "\r\n".join("\t".join(str(100 * row + column) for column in range(3)) for row in range(1, 14))


class Clerk:
    """Does one thing after another in the window, by keys."""

    def __init__(self, driver: Driver, seed: int) -> None:
        self.driver, self.random = driver, random.Random(seed)
        self.things = (self.types, self.types, self.pastes, self.clears, self.adds_a_row, self.writes, self.notes)

    @property
    def session(self) -> Session:
        assert self.driver.window.session is not None
        return self.driver.window.session

    def does_something(self) -> None:
        self.random.choice(self.things)()
        self.driver.settle()

    def types(self) -> None:
        self.cell("budget")
        self.driver.type(str(self.random.randrange(10**6)))
        self.driver.press(Key.Key_Return)

    def pastes(self) -> None:
        self.driver.at(self.driver.table("budget"), 0, 1)
        QGuiApplication.clipboard().setText(BLOCK)
        self.driver.control(Key.Key_V)

    def clears(self) -> None:
        self.cell("personnel")
        self.driver.press(Key.Key_Delete)

    def adds_a_row(self) -> None:
        self.driver.at(self.driver.table("departments"), self.random.randrange(5), 0)
        self.driver.control(Key.Key_Insert)
        editor = self.driver.focus()
        compose("새 과", editor)
        self.driver.press(Key.Key_Return)

    def writes(self) -> None:
        self.driver.control(Key.Key_3)
        view = self.driver.window.view
        assert view is not None
        item = self.random.choice(view.findChildren(ItemEdit)[:5])
        item.setFocus()
        compose("덧붙임", item)
        self.driver.press(Key.Key_Return)

    def notes(self) -> None:
        self.cell("budget")
        view = self.driver.window.view
        assert view is not None
        key = view.focused_key()
        assert key is not None
        note = Note(f"메모 {self.random.random()}", is_question=True)
        self.session.apply(note_change(self.session.desk, key, note))

    def cell(self, code: str) -> None:
        grid = self.driver.table(code)
        self.driver.at(grid, self.random.randrange(1, 10), self.random.randrange(1, 4))

    def undoes_all(self) -> int:
        steps = 0
        while self.session.desk.undo_label:
            self.driver.control(Key.Key_Z)
            steps += 1
            assert steps < 10 * STEPS
        return steps

    def redoes(self, steps: int) -> None:
        for _ in range(steps):
            self.driver.control(Key.Key_Y)


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
    steps = clerk.undoes_all()
    assert content_digest(clerk.session.report) == first
    assert clerk.session.report.notes == {}
    clerk.redoes(steps)
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
