"""How wide a text prints and how many lines it takes: an estimate on the safe side, without a font.

Merged cells do not grow with their text, so a sheet needs row heights before anyone has rendered it. One unit is the
width of a digit of the default font (맑은 고딕 10), the unit of column widths in a spreadsheet.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import ceil

POINTS_PER_UNIT = 5.25
"""A unit is 7 pixels of 1/96 inch."""

PADDING = 1.4
"""Units that a cell keeps free at its sides."""

INDENT = 1.4
"""Units that one level of indentation takes."""

_LINE_SPACING = 1.5
_CELL_SPACE = 5.0
_NARROW = frozenset(" .,:;'`|!()[]{}il·‘’“”‧")
_BROAD = frozenset("WM@%mw…")
_NARROW_EM, _USUAL_EM, _CAPITAL_EM, _BROAD_EM, _WIDE_EM = 0.36, 0.58, 0.72, 0.95, 1.0


def text_width(text: str, size: float) -> float:
    """Units that the longest line of a text takes at a font size in points."""
    return max((_line_width(line) for line in text.split("\n")), default=0.0) * size / POINTS_PER_UNIT


def line_count(text: str, size: float, width: float) -> int:
    """Lines that a text takes when it wraps at `width` units."""
    room = max((width - PADDING) * POINTS_PER_UNIT / size, _WIDE_EM)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def text_height(text: str, size: float, width: float) -> float:
    """Points that a cell with this text needs."""
    return line_count(text, size, width) * size * _LINE_SPACING + _CELL_SPACE


def longest_word(text: str, size: float) -> float:
    """Units of the longest part that should not be broken."""
    return max((_line_width(word) for word in text.split()), default=0.0) * size / POINTS_PER_UNIT


def _wrapped(line: str, room: float) -> int:
    """Lines of one paragraph, broken at blanks; a word longer than the line is broken anywhere."""
    lines, used = 1, 0.0
    for word in line.split(" "):
        width = _line_width(word)
        reach = used + _NARROW_EM + width if used else width
        if used and reach > room:
            lines, reach = lines + 1, width
        full = ceil(reach / room) - 1 if reach > room else 0
        lines, used = lines + full, reach - full * room
    return lines


@lru_cache(maxsize=16384)
def _line_width(line: str) -> float:
    """Cached: a report is made of few words, each measured for its width, its height and its longest word."""
    return sum(map(_em, line))


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if letter in _NARROW:
        return _NARROW_EM
    if letter in _BROAD:
        return _BROAD_EM
    if unicodedata.east_asian_width(letter) in "WFA":
        return _WIDE_EM
    return _CAPITAL_EM if letter.isupper() else _USUAL_EM
