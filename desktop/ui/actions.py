"""The menu as a table: every action stores what is being typed before it does anything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop.ui.flush import finish_typing


class ActionSpec(NamedTuple):
    """One menu entry.

    `name` is its objectName, `needs_report` whether it is only there while a report is open.

    Not a dataclass: making one costs a start of the program more than the menu itself.
    """

    name: str
    menu: str
    text: str
    handler: Callable[[], None]
    shortcut: str = ""
    needs_report: bool = True


class Actions:
    """The actions of the window, by name."""

    def __init__(self, window: QMainWindow, specs: Iterable[ActionSpec]) -> None:
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self._specs = tuple(specs)
        self._actions = {spec.name: self._made(spec) for spec in self._specs}

    def __getitem__(self, name: str) -> QAction:
        """The action of a name."""
        return self._actions[name]

    def set_has_report(self, has_report: bool) -> None:  # noqa: FBT001 - reads like the Qt setters
        """Enable what works on a report only while there is one."""
        for spec in self._specs:
            self._actions[spec.name].setEnabled(has_report or not spec.needs_report)

    def menu(self, title: str) -> QMenu:
        """A menu of the window, made when it is not there yet."""
        if title not in self._menus:
            self._menus[title] = self._window.menuBar().addMenu(title)
        return self._menus[title]

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self._window)
        action.setObjectName(spec.name)
        if spec.shortcut:
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcut.split("; ")])
        action.triggered.connect(lambda _checked=False: _after_typing(spec.handler))
        self.menu(spec.menu).addAction(action)
        return action


def _after_typing(handler: Callable[[], None]) -> None:
    finish_typing()
    handler()
