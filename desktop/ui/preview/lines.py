"""A text as lines within a width, and where each piece of a line stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QFontMetricsF

from desktop.domain.definitions import Align

_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that are painted at one go: `x` from the left edge of the room, `line` from the top."""

    x: float
    line: int
    text: str


def broken(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """The lines of a text: broken at blanks, a word longer than the line anywhere."""
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, metrics, width + _SLACK)]


def placed(lines: list[str], metrics: QFontMetricsF, width: float, align: Align) -> Iterator[Run]:
    """Where the lines stand between the left and right edge; spread lines letter by letter."""
    for number, line in enumerate(lines):
        if align is Align.SPREAD and len(line) > 1:
            yield from _spread(line, number, metrics, width)
        else:
            yield from _words(line, number, metrics, _start(align, width - metrics.horizontalAdvance(line)))


def _words(line: str, number: int, metrics: QFontMetricsF, start: float) -> Iterator[Run]:
    """Word by word: Qt's PDF names a painted blank by whatever else has its glyph (U+0001 in 나눔고딕).

    A reader finds blanks by the gaps.
    """
    end = 0
    for word in line.split(" "):
        if word:
            yield Run(start + metrics.horizontalAdvance(line[:end]), number, word)
        end += len(word) + 1


def _start(align: Align, rest: float) -> float:
    return {Align.LEFT: 0.0, Align.RIGHT: rest}.get(align, rest / 2)


def _spread(line: str, number: int, metrics: QFontMetricsF, width: float) -> Iterator[Run]:
    """균등배분: the same gap between all letters, from edge to edge."""
    gap = max(0.0, (width - metrics.horizontalAdvance(line)) / (len(line) - 1))
    for place, letter in enumerate(line):
        if letter != " ":
            yield Run(metrics.horizontalAdvance(line[:place]) + gap * place, number, letter)


def _wrapped(paragraph: str, metrics: QFontMetricsF, width: float) -> Iterator[str]:
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if not line or metrics.horizontalAdvance(longer) <= width:
            line = longer
        else:
            yield line.rstrip()
            line = word
        while len(line) > 1 and metrics.horizontalAdvance(line) > width:
            end = _fitting(line, metrics, width)
            yield line[:end]
            line = line[end:]
    yield line.rstrip()


def _fitting(line: str, metrics: QFontMetricsF, width: float) -> int:
    """How many letters fit, one at least."""
    end = 1
    while end < len(line) and metrics.horizontalAdvance(line[: end + 1]) <= width:
        end += 1
    return end
