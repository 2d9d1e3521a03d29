"""Bands of sizes as official tables write them: "10인 미만", "10~50인", "1억원 이상 3억원 미만", "3~5억".

Bands in a row divide something whole, so each begins where the one before it ends: no gap, nothing counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.domain.numbers import decimals, read_unsigned
from desktop.domain.prose.breakdowns import split
from desktop.domain.units import SCALES

_CACHED = 8192
_LEAST_BANDS = 3
_SCALE = "|".join(sorted(filter(None, SCALES), key=len, reverse=True))
_BASE = "원|명|인|개사|개소|개월|개|세|년|㎡|평|%|점|건|社"
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_BAND = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s?(?P<low_scale>{_SCALE})?\s?(?P<low_unit>{_BASE})?\s?(?P<above>이상|초과)?)?"
    rf"\s?(?P<to>[~∼〜-])?\s?"
    rf"(?:(?<![\d.,])(?P<high>{_NUMBER})\s?(?P<high_scale>{_SCALE})?\s?(?P<high_unit>{_BASE})?\s?(?P<below>미만|이하)?)?"
)


@dataclass(frozen=True, slots=True)
class Band:
    """A band from `low` to `high` in single units; None where it is open.

    `has_low` and `has_high` tell whether it holds its bounds itself (이상, 이하), or not (초과, 미만); None: not said.
    `step` is one of the last printed digit.
    """

    text: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    has_low: bool | None
    has_high: bool | None
    step: Decimal


@lru_cache(maxsize=_CACHED)
def band(text: str) -> Band | None:
    """The band that a whole text is, or None."""
    found = _BAND.fullmatch(text.strip())
    if found is None or not (found["low"] or found["high"]) or not _is_said(found):
        return None
    scale = found["high_scale"] if found["high"] else found["low_scale"]
    low = _bound(found["low"], found["low_scale"] or ("" if found["low_unit"] else scale))
    high = _bound(found["high"], scale)
    if low is not None and high is not None and low >= high:
        return None
    return Band(
        text.strip(),
        found["high_unit"] or found["low_unit"] or ("원" if scale else ""),
        low,
        high,
        _holds(found["above"], "이상"),
        _holds(found["below"], "이하"),
        SCALES[scale or ""] * Decimal(1).scaleb(-decimals(found["high"] or found["low"])),
    )


def bands_in(text: str) -> tuple[Band, ...]:
    """The bands that a list in a statement is made of, () when something else stands in it."""
    found = [band(entry) for entry in split(text.rpartition(":")[2], ",")]
    known = tuple(each for each in found if each)
    return known if len(known) == len(found) else ()


def breaks(bands: Sequence[Band]) -> Iterator[tuple[Band, Band, bool]]:
    """Neighbours with a gap (True) or an overlap (False) between them; nothing unless the bands go up, or down."""
    for line in (bands, bands[::-1]):
        if len(line) >= _LEAST_BANDS and len({each.unit for each in line}) == 1 and _goes_up(line):
            yield from _between(line)


def _is_said(found: re.Match[str]) -> bool:
    """Whether the text has two bounds with a unit, or one with a word for its side."""
    has_unit = any(found[key] for key in ("low_unit", "low_scale", "high_unit", "high_scale"))
    if found["low"] and found["high"]:
        return has_unit and bool(found["to"] or found["above"])
    return has_unit and bool(found["above"] or found["below"] or found["to"])


def _bound(figure: str | None, scale: str | None) -> Decimal | None:
    number = read_unsigned(figure) if figure else None
    return None if number is None else number * SCALES[scale or ""]


def _holds(word: str | None, holding: str) -> bool | None:
    return None if word is None else word == holding


def _goes_up(line: Sequence[Band]) -> bool:
    for before, after in pairwise(line):
        if before.high is None or after.low is None:
            return False
        if before.low is not None and before.low >= after.low:
            return False
        if after.high is not None and before.high >= after.high:
            return False
    return True


def _between(line: Sequence[Band]) -> Iterator[tuple[Band, Band, bool]]:
    for before, after in pairwise(line):
        if before.high is None or after.low is None:
            continue
        distance = after.low - before.high
        if distance < 0 or (distance == 0 and before.has_high and after.has_low):
            yield before, after, False
        elif distance > _most(before, after) or (distance == 0 and before.has_high is after.has_low is False):
            yield before, after, True


def _most(before: Band, after: Band) -> Decimal:
    """How far bands may lie apart: one step where things are counted ("10~49인, 50~99인"), nothing for money."""
    counted = before.unit != "원" and before.has_high is not False and after.has_low is not False
    return min(before.step, after.step) if counted else Decimal(0)
