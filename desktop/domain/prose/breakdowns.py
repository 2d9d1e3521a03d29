"""Totals with their parts in one statement: "총 4,004명(市 2,230, 자치구 571, …)", "51개: 시설(42개), 기업(9개)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from desktop.domain.prose.amounts import Amount, amounts

_CACHED = 8192
_TOTAL = re.compile(r"(?:총|계|합계|전체|모두)\s*$")
_OPEN_LIST = re.compile(r"등(?:\s|$|[.)])")
_REST = re.compile(r"기타|그 외|그외")
_COMPARED = re.compile(r"전년|당초|목표|기준|대비|누적|누계|평균|현재|이상|이하|→|⇒|⇨|中|중\s*$|\+|×|단위\s*:|당\s*\d")
_LEAST_PARTS = 2
_LONGEST_VERB = 12
_VERB = re.compile(r"[가-힣\s]+")
_SEPARATORS = ("/", ",", ",/", ",·")
_COLON = re.compile(r"\s*\)?\s*:\s*")
_ASIDE = re.compile(r"\([^()]*\)")
_SPOKEN_BETWEEN = re.compile(r"[가-힣·\s]{1,16}")
_CLOSE = Decimal("0.5")
"""How far from the total the parts may come out and still be taken for its parts, where nothing says 총."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and what stands there as its parts.

    `is_open` tells that the list ends with 등 and names no rest, so that it may come out smaller; `is_certain` is False
    where words stand between the total and its parts, or an entry has no figure of its own (VC, Acc(16개)).
    """

    total: Amount
    parts: tuple[Amount, ...]
    is_open: bool
    is_certain: bool = True

    @property
    def sum(self) -> Decimal:
        """The sum of the parts in single units."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def is_broken(self) -> bool:
        """Whether no values within the printed digits make the parts come out at the total."""
        slack = self.total.half + sum((part.half for part in self.parts), Decimal(0))
        gap = self.sum - self.total.value
        return gap > slack or (gap < -slack and not self.is_open)


@lru_cache(maxsize=_CACHED)
def breakdowns(text: str) -> tuple[Breakdown, ...]:
    """Every total of a text whose parts stand in parentheses right behind it."""
    return tuple(_breakdowns(text))


def _breakdowns(text: str) -> Iterator[Breakdown]:
    for start, end in _parentheses(text):
        for total in _before(text, start):
            found = read_parts(text[start + 1 : end], total, says_total=_says_total(text, total))
            if found:
                yield replace(found, is_certain=found.is_certain and not text[total.end : start].strip(" ,/·"))
    for total in amounts(text):
        colon = _COLON.match(text, total.end) if total.unit and total.is_exact else None
        listed = read_parts(text[colon.end() :], total, says_total=False) if colon else None
        if listed:
            yield listed


def read_parts(listed: str, total: Amount, *, says_total: bool) -> Breakdown | None:
    """A list as the parts of a total, or None where it is not certainly one.

    Each entry has to hold exactly one amount of the unit of the total (or bare, when no entry says a unit), and a name.
    """
    for separators in _SEPARATORS:
        listed_entries = split(listed, separators)
        entries = _with_figures(listed_entries)
        parts = [_part(entry, total) for entry in entries]
        if len(entries) >= _LEAST_PARTS and all(parts):
            sure = tuple(part for part in parts if part)
            found = Breakdown(total, sure, _is_open(entries[-1]), len(entries) == len(listed_entries))
            if _is_sure(found, listed, says_total=says_total):
                return found
    return None


def _is_open(last: str) -> bool:
    """Whether the last entry ends a list with 등 that names no rest; 등 in an aside speaks of the entry only."""
    return bool(_OPEN_LIST.search(_ASIDE.sub("", last))) and not _REST.search(last)


def _with_figures(entries: list[str]) -> list[str]:
    """The entries, those without any figure as names before the next one's: "VC, Acc(16개)"."""
    found: list[str] = []
    names = ""
    for entry in entries:
        if amounts(entry):
            found.append(names + entry)
            names = ""
        else:
            names += f"{entry}, "
    return [*found, names] if names else found


def split(listed: str, separators: str) -> list[str]:
    """The entries of a list, without splitting inside parentheses or within a figure ("2,230")."""
    entries, depth, last = [], 0, 0
    for position, character in enumerate(listed):
        depth += (character in "([") - (character in ")]")
        inside = (
            character == ","
            and listed[position + 1 : position + 4].isdigit()
            and listed[position - 1 : position].isdigit()
        )
        if depth == 0 and character in separators and not inside:
            entries.append(listed[last:position].strip())
            last = position + 1
    return [entry for entry in (*entries, listed[last:].strip()) if entry]


def _part(entry: str, total: Amount) -> Amount | None:
    """The one amount of an entry that can be a part of the total, with its name before it."""
    found = amounts(entry)
    of_unit = [amount for amount in found if _counts_alike(amount.unit, total.unit)]
    bare = [amount for amount in found if not amount.unit and amount.end >= len(entry.rstrip(" 등.)"))]
    chosen = of_unit or ([bare[-1].in_scale_of(total)] if bare and len(found) == 1 else [])
    if len(chosen) != 1 or not chosen[0].is_exact or not entry[: chosen[0].start].strip(" (:"):
        return None
    return chosen[0]


def _counts_alike(part: str, total: str) -> bool:
    """Whether parts may be counted in a unit: companies (개사) and places (개소) also as 개."""
    return part == total or (part == "개" and total in ("개사", "개소"))


def _is_sure(found: Breakdown, listed: str, *, says_total: bool) -> bool:
    if not found.is_broken:
        return True
    if _COMPARED.search(listed):
        return False
    return says_total or abs(found.sum - found.total.value) <= found.total.value * _CLOSE


def _before(text: str, start: int) -> list[Amount]:
    """The amounts right before a parenthesis: in "12개 과정, 273명 (…)" both; or the only one, some words before it."""
    found: list[Amount] = []
    position = start
    for amount in reversed([each for each in amounts(text) if each.end <= start]):
        between = text[amount.end : position].strip(" ,/·")
        is_said = len(between) <= _LONGEST_VERB and _VERB.fullmatch(between) and _says_total(text, amount)
        if (between and not is_said) or not amount.is_exact or not amount.unit:
            break
        found.append(amount)
        position = amount.start
    return found[::-1] or _some_words_before(text, start)


def _some_words_before(text: str, start: int) -> list[Amount]:
    """The only amount before a parenthesis, with its object between: "32개소 캠퍼스타운 조성 (종합형 15, …)"."""
    before = [each for each in amounts(text) if each.end <= start]
    if len(before) != 1 or not before[0].unit or not before[0].is_exact:
        return []
    return before if _SPOKEN_BETWEEN.fullmatch(text[before[0].end : start]) else []


def _says_total(text: str, total: Amount) -> bool:
    return _TOTAL.search(text[: total.start]) is not None


def _parentheses(text: str) -> Iterator[tuple[int, int]]:
    """Where the outermost parentheses open and close."""
    depth, start = 0, -1
    for position, character in enumerate(text):
        if character == "(":
            start = position if depth == 0 else start
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                yield start, position
