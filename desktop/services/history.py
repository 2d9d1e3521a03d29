"""Undo and redo. The steps stand in the workspace's change log; this only knows the way back, across restarts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Self

from db.records import Action, StepName

__all__ = ["KEPT_STEPS", "READ_STEPS", "Action", "History", "label_of"]

KEPT_STEPS = 500
"""How many steps can be taken back."""

READ_STEPS = 4 * KEPT_STEPS
"""How far back the log is read: steps that were undone and redone stand in it too."""


class History:
    """The steps that can be taken back, and those that can be done again, of one open report.

    A step is first looked at (`to_undo`), carried out elsewhere, and then confirmed (`undone`), so that a step that
    could not be stored stays where it was. `StepName.number` leads to its changes in the log.
    """

    def __init__(self) -> None:
        self._done: deque[StepName] = deque(maxlen=KEPT_STEPS)
        self._undone: list[StepName] = []

    @classmethod
    def of(cls, steps: Iterable[StepName]) -> Self:
        """The way back as it was when the workspace was closed.

        Args:
            steps: the last steps of the report, oldest first. Nothing goes back behind a step of the program itself
                (`Action.MADE`); what was undone before the first of them is forgotten.
        """
        history = cls()
        for step in steps:
            history._take(step)
        return history

    def done(self, step: StepName) -> None:
        """A new step was carried out; what was undone before can no longer be redone."""
        self._done.append(step)
        self._undone.clear()

    def sealed(self) -> None:
        """Nothing goes back behind this moment."""
        self._done.clear()
        self._undone.clear()

    @property
    def to_undo(self) -> StepName | None:
        """The step that undo takes back, or None."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> StepName | None:
        """The step that redo does again, or None."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """`to_undo` was taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """`to_redo` was done again."""
        self._done.append(self._undone.pop())

    def _take(self, step: StepName) -> None:
        match step.action:
            case Action.MADE:
                self.sealed()
            case Action.UNDONE if self._done:
                self.undone()
            case Action.REDONE if self._undone:
                self.redone()
            case Action.REDONE:
                self._done.append(step)
            case Action.UNDONE:
                pass
            case _:
                self.done(step)


def label_of(step: StepName | None) -> str:
    """The clerk's word for a step, "" for none."""
    return step.label if step else ""
