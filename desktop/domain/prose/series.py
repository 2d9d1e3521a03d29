"""Figures of one statement in an order that they must keep: series that only grow, parts within a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.changes import joined

_CACHED = 8192
_CUMULATIVE = re.compile(r"누적|누계")
_MAY_FALL = re.compile(r"감소|축소|줄|적자|부채|체납|잔액|미납|↓|△")
_WHOLE = re.compile(r"(?:총\s*(?:사업비|예산|공사비)?|총액)\s*:?\s*$")
_YEAR_OF = re.compile(r"\s*['’]?\d{2,4}\s*년도?\s*:?\s*")
_INCLUDED = re.compile(r"\s*포함\s*")
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")


@lru_cache(maxsize=_CACHED)
def falls(text: str) -> tuple[tuple[Amount, Amount], ...]:
    """Neighbours of a cumulative series joined by arrows of which the later is certainly smaller."""
    if not _CUMULATIVE.search(text) or _MAY_FALL.search(text):
        return ()
    series = [pair for pair in pairwise(amounts(text)) if joined(text, *pair)]
    return tuple((one, other) for one, other in series if _is_less(other, one))


def _is_less(one: Amount, other: Amount) -> bool:
    is_known = one.is_exact and other.is_exact and bool(one.unit) and one.unit == other.unit
    return is_known and one.value + one.half < other.value - other.half


@lru_cache(maxsize=_CACHED)
def contained(text: str) -> tuple[tuple[Amount, Amount], ...]:
    """Each whole with the one part of it in the parenthesis behind: of a year, or said to be in it (포함)."""
    return tuple(_contained(text))


def _contained(text: str) -> Iterator[tuple[Amount, Amount]]:
    for whole in amounts(text):
        found = _PARENTHESIS.match(text, whole.end) if whole.unit and whole.is_exact else None
        if not found:
            continue
        inside = [each for each in amounts(text) if found.start(1) <= each.start < found.end(1)]
        if len(inside) == 1 and inside[0].unit == whole.unit and _is_part(text, whole, inside[0], found.end(1)):
            yield whole, inside[0]


def _is_part(text: str, whole: Amount, part: Amount, end: int) -> bool:
    if _INCLUDED.fullmatch(text, part.end, end):
        return True
    before = text[whole.end : part.start].partition("(")[2]
    is_all = not text[part.end : end].strip() and _YEAR_OF.fullmatch(before) is not None
    return is_all and _WHOLE.search(text[: whole.start]) is not None
