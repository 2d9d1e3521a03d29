"""A clerk who works in the window by keys, one random thing after another."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.report import Note
from desktop.services.notes import note_change
from desktop.ui.outline.item_edit import ItemEdit
from desktop.ui.session import Session
from tests.windows import Driver, compose

Key = Qt.Key
BLOCK = "\r\n".join("\t".join(str(100 * row + column) for column in range(3)) for row in range(1, 14))


class Clerk:
    """Does one thing after another in the window, by keys."""

    def __init__(self, driver: Driver, seed: int) -> None:
        self.driver, self.random = driver, random.Random(seed)
        self.things = (
            self.types,
            self.types,
            self.pastes,
            self.clears,
            self.adds_a_row,
            self.writes,
            self.notes,
            self.wavers,
        )

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

    def wavers(self) -> None:
        """Take some steps back, and do some of them again."""
        for _ in range(self.random.randrange(1, 4)):
            self.choose("undo")
        for _ in range(self.random.randrange(3)):
            self.choose("redo")

    def undoes_all(self) -> int:
        steps = 0
        while self.session.desk.undo_label:
            self.choose("undo")
            steps += 1
        return steps

    def redoes_all(self) -> int:
        steps = 0
        while self.session.desk.redo_label:
            self.choose("redo")
            steps += 1
        return steps

    def choose(self, name: str) -> None:
        """Choose something from the menu; what is greyed there does nothing."""
        self.driver.window.actions_by_name[name].trigger()
        self.driver.settle()
