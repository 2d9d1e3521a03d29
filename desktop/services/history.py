"""Undo and redo of change sets. What happened stays in the workspace's change log; this only knows the way back."""

from __future__ import annotations

from collections import deque

from db.records import Action
from desktop.domain.changes import ChangeSet

__all__ = ["Action", "History"]

_MOST_STEPS = 500


class History:
    """The steps that can be taken back, and those that can be done again, of one open report.

    A step is first looked at (`to_undo`), carried out elsewhere, and then confirmed (`undone`), so that a step that
    could not be stored stays where it was.
    """

    def __init__(self) -> None:
        self._done: deque[ChangeSet] = deque(maxlen=_MOST_STEPS)
        self._undone: list[ChangeSet] = []

    def done(self, changes: ChangeSet) -> None:
        """A new step was carried out; what was undone before can no longer be redone."""
        self._done.append(changes)
        self._undone.clear()

    @property
    def to_undo(self) -> ChangeSet | None:
        """The step that undo takes back, or None."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> ChangeSet | None:
        """The step that redo does again, or None."""
        return self._undone[-1] if self._undone else None

    def undone(self) -> None:
        """`to_undo` was taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """`to_redo` was done again."""
        self._done.append(self._undone.pop())
