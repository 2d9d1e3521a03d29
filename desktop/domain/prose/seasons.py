"""Words for a part of the year, and the months that they can mean."""

from __future__ import annotations

import re

from desktop.domain.dates import Moment

_SEASONS = {
    "춘계": (2, 3, 4, 5, 6),
    "하계": (5, 6, 7, 8, 9),
    "추계": (8, 9, 10, 11, 12),
    "동계": (11, 12, 1, 2, 3),
}
"""Each season with the month before and the month behind it, which some calendars count in."""

_WORD = re.compile("|".join(_SEASONS))
_HALF_BEFORE = re.compile(r"(?<![가-힣·/])(상반기|하반기)\s*[)\]】:]?\s*:?\s*$")


def seasons(text: str) -> frozenset[str]:
    """The seasons that a text names."""
    return frozenset(_WORD.findall(text))


def in_season(season: str, moment: Moment) -> bool:
    """Whether the month of a moment can belong to a season; True where it says no month."""
    return moment.month is None or moment.month in _SEASONS[season]


def half_before(text: str, position: int) -> str:
    """The half of the year ("H1", "H2") that stands right before a place, "" when none does."""
    found = _HALF_BEFORE.search(text, 0, position)
    return "" if found is None else "H1" if found[1] == "상반기" else "H2"
