"""Names of sheets: legal in a spreadsheet and unique in the workbook."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 31
_RESERVED = frozenset({"history", "_자료"})
"""Excel keeps "History" for itself; "_자료" is the program's own hidden sheet."""


def sheet_names(titles: Sequence[str]) -> tuple[str, ...]:
    """A legal name for each title, in order: at most 31 UTF-16 units, unique without regard to case."""
    taken = set(_RESERVED)
    names: list[str] = []
    for title in titles:
        name = _unique(_legal(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _legal(title: str) -> str:
    bare = " ".join(_ILLEGAL.sub(" ", title).split()).strip("'")
    return bare.strip() or "시트"


def _unique(title: str, taken: set[str]) -> str:
    name, number = _cut(title, _LONGEST), 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = _cut(title, _LONGEST - len(ending)) + ending
    return name


def _cut(text: str, units: int) -> str:
    """The text, cut to so many UTF-16 units without parting a character."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.rstrip().rstrip("'")
