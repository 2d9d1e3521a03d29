"""The total row of a pasted table: by its label and by its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.definitions import ColumnType, Place
from desktop.domain.recognition.figures import Figures, added, agrees, is_zero, read_figures
from desktop.domain.recognition.found import FoundColumn, FoundTotal, Proof, Sure
from desktop.domain.spelling import bare

_TOTALS = frozenset({"계", "합계", "총계", "총", "총합계", "전체", "총괄"})
_SUBTOTALS = frozenset({"소계", "부분합", "중계"})
_ADDED = (ColumnType.MONEY, ColumnType.COUNT, ColumnType.INTEGER, ColumnType.AREA, ColumnType.PAIR)
_FEWEST = 2


def label_of(columns: Sequence[FoundColumn], line: Sequence[str]) -> str:
    """The first text of a line in a column of words."""
    return next((line[place] for place, each in enumerate(columns) if each.type.is_worded and line[place].strip()), "")


def is_total_name(text: str) -> bool:
    """Whether a text says that it is a total: 계, 합 계, 총계."""
    return bare(text).rstrip(":") in _TOTALS


def is_subtotal_name(text: str) -> bool:
    """Whether a text says that it is a subtotal."""
    return bare(text) in _SUBTOTALS


def has_subtotals(columns: Sequence[FoundColumn], lines: Sequence[Sequence[str]]) -> bool:
    """Whether rows of the body are subtotals."""
    words = [place for place, each in enumerate(columns) if each.type.is_worded]
    return any(is_subtotal_name(line[place]) for line in lines for place in words)


def find_total(columns: Sequence[FoundColumn], lines: Sequence[Sequence[str]]) -> FoundTotal | None:
    """The total row, first or last; where no label says so, all of its figures (two or more) must be sums."""
    if len(lines) <= _FEWEST:
        return None
    figures = read_figures(columns, lines)
    ends = ((0, Place.FIRST), (len(lines) - 1, Place.LAST))
    named = [end for end in ends if is_total_name(label_of(columns, lines[end[0]]))]
    for row, place in named or ends:
        found = _judged(columns, lines, figures, row, place, is_named=bool(named))
        if found:
            return found
    return None


def _judged(
    columns: Sequence[FoundColumn],
    lines: Sequence[Sequence[str]],
    figures: Figures,
    row: int,
    place: Place,
    *,
    is_named: bool,
) -> FoundTotal | None:
    body = [line for line in range(len(lines)) if line != row]
    once = {each.key: _adds_up(figures, each.key, row, body) for each in columns if each.key in figures.by_key}
    held = [key for key, holds in once.items() if holds]
    told = [key for key, holds in once.items() if holds is not None]
    twice = _twice(figures, told, row, body) if has_subtotals(columns, [lines[line] for line in body]) else ()
    label, proof = label_of(columns, lines[row]), Proof(len(held), len(told))
    if twice:
        return FoundTotal(row, label, place, (), (), Proof(len(twice), len(told)), Sure.LABEL, twice)
    if not is_named:
        is_sum = bool(held) and len(held) == len(told) and len(body) >= _FEWEST
        return FoundTotal(row, label, place, tuple(held), (), proof, Sure.FIGURES) if is_sum else None
    expected = {each.key for each in columns if each.type in _ADDED and not _is_ordinal(each)}
    broken = tuple(key for key in told if key in expected and key not in held)
    sure = Sure.LABEL if held or not broken else Sure.AGAINST
    summed = tuple(key for key in once if key in held or key in broken)
    return FoundTotal(row, label, place, summed, broken, Proof(len(held), len(summed)), sure)


def _adds_up(figures: Figures, key: str, row: int, body: Sequence[int]) -> bool | None:
    """Whether the row holds the sum of the others in a column; None when nothing is to be added."""
    parts = [part for line in body if (part := figures.at(key, line)) is not None]
    if len(parts) < _FEWEST or all(map(is_zero, parts)):
        return None
    return agrees(figures.at(key, row), added(parts))


def _twice(figures: Figures, keys: Sequence[str], row: int, body: Sequence[int]) -> tuple[str, ...]:
    """The columns whose rows, subtotals among them, add up to twice the total."""
    found = []
    for key in keys:
        total, parts = figures.at(key, row), [p for line in body if (p := figures.at(key, line)) is not None]
        if total is not None and agrees(added([total, total]), added(parts)):
            found.append(key)
    return tuple(found)


def _is_ordinal(column: FoundColumn) -> bool:
    return bare(column.label[-1]) in ("번호", "순번", "연번", "순위", "No", "NO", "no")
