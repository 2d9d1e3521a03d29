"""What one cell of an official table holds: a figure, a text, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Why a cell reads as it does. A blank cell has no `Value` at all.

    conventions.md, Numbers: "-" is none (zero), 미집계 and 해당없음 are states of their own, never zero.
    """

    VALUE = "value"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Value:
    """The content of one cell.

    `text` is canonical: a plain decimal ("753976", "-9", "69.4"), a pair of them ("307/295"), an ISO date
    or period, or the text itself. With `State.INVALID` it is what the clerk typed, kept as it was.
    `mark` is a footnote mark printed behind the figure ("**").
    """

    state: State
    text: str = ""
    mark: str = ""

    @classmethod
    def of(cls, text: str, mark: str = "") -> Value:
        """A value in the state VALUE."""
        return cls(State.VALUE, text, mark)

    @classmethod
    def invalid(cls, typed: str) -> Value:
        """What was typed into a cell whose type cannot take it."""
        return cls(State.INVALID, typed)

    @property
    def is_known(self) -> bool:
        """Whether arithmetic may use it: a value, or "-" which counts as zero."""
        return self.state in (State.VALUE, State.NONE)

    def marked(self, mark: str) -> Value:
        """The same value with a footnote mark."""
        return replace(self, mark=mark)


NONE = Value(State.NONE)
NOT_APPLICABLE = Value(State.NOT_APPLICABLE)
NOT_YET = Value(State.NOT_YET)
