"""Amounts within running text: figure, scale words, unit, and whether they are exact.

conventions.md, Units; known-inconsistencies.md, "Right, though it looks wrong": "16개 이상", "70여개" and "약 34만평"
are not exact, and a number before 년, 월, 일, 호, 조, 항, 층, 권역 or 차 is seldom an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.domain.numbers import read_unsigned
from desktop.domain.prose.moments import spans
from desktop.domain.units import SCALES, is_exact

_CACHED = 8192
_SCALE = "천억|백억|십억|천만|백만|십만|[조억만천백십]"
_NOT_COUNTED = (
    r"년|월|일(?!자리)|호|조(?!\s?원)|항|층|권역|차(?![가-힣])|학년|급|시(?!간)|분(?!기)|번|위|도|세|단계|인승|점"
)
_UNIT = (
    r"%p|%|㎡|평(?!가|균|일)|원(?!스|금)|명|개월|개사|개소|개교|개국|개구|개\s?(?:기업|사업|과정|학과|자치구|대학|시설|기관|단체|분야|과제"
    r"|업체|브랜드|점포|제품|사업장|팀|센터|도시|법인)|개|건|회|팀|社|곳|종|편|업체|기업|가구|시간|과정|학과"
)
_AMOUNT = re.compile(
    rf"(?<![\d.,A-Za-z'’‘제])(?P<before>약\s*|최대\s*|최소\s*|최고\s*|연\s*|年\s*|매회\s*|월\s*|1인\s*)?"
    rf"(?P<figure>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d])(?!,\d{{3}})(?P<scale>(?:{_SCALE})(?=[\d천백십만억조]|여|\s?(?:{_UNIT})|[\s,)]|$))?"
    rf"(?P<rest>(?:\s?\d[\d,]*(?:\.\d+)?(?:{_SCALE}))*)(?P<odd>여\s?)?"
    rf"\s?(?P<unit>{_UNIT})?(?P<behind>여|\s?이상|\s?이하|\s?이내|\s?내외|\s?미만|\s?초과|\s?정도|\s?내(?![가-힣])|\s?[~∼〜↑])?"
)
_NUMBERED = re.compile(rf"\s?(?:{_NOT_COUNTED})")
_STEP = re.compile(rf"(\d[\d,]*(?:\.\d+)?)({_SCALE})")
_MONEY = "원"
_MONEY_SCALES = ("억", "조")


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount.

    Attributes:
        text: as it stands there, from `start` to `end`.
        value: in single units (원 for money), without the scale: "3억5천만원" is 350,000,000.
        half: half of the last printed digit in the same unit, 0 where the figure is counted and exact.
        unit: the unit without scale words and blanks: "원", "명", "개사", "%"; "" when none stands there.
        is_exact: False for 약, 여, 이상, 이내, 최대 and the like.
    """

    text: str
    start: int
    end: int
    value: Decimal
    half: Decimal
    unit: str
    scale: Decimal
    is_exact: bool

    def in_scale_of(self, other: Amount) -> Amount:
        """A bare number as one in the unit and scale of another: the parts of "262억원(조성 142, …)"."""
        if self.unit:
            return self
        half = other.scale * self.half / self.scale if other.half else Decimal(0)
        value = self.value * other.scale / self.scale
        return replace(self, value=value, half=half, unit=other.unit, scale=other.scale)


@lru_cache(maxsize=_CACHED)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount of a text that is no date, in order; bare numbers are amounts without a unit."""
    times = [(span.start, span.end) for span in spans(text)]
    return tuple(_amounts(text, times))


def _amounts(text: str, times: list[tuple[int, int]]) -> Iterator[Amount]:
    for found in _AMOUNT.finditer(text):
        start = found.start("figure")
        is_numbered = not found["unit"] and _NUMBERED.match(text, found.end())
        if is_numbered or any(first <= start < end for first, end in times):
            continue
        amount = _read(found)
        if amount:
            yield amount


def _read(found: re.Match[str]) -> Amount | None:
    steps = [(found["figure"], found["scale"] or ""), *_STEP.findall(found["rest"])]
    figures = [read_unsigned(figure) for figure, _ in steps]
    scales = [SCALES[word] for _, word in steps]
    if None in figures or any(one <= below for one, below in pairwise(scales)):
        return None
    value = sum((figure * scale for figure, scale in zip(figures, scales, strict=True) if figure), Decimal(0))
    unit = "".join((found["unit"] or "").split()) or (_MONEY if steps[-1][1] in _MONEY_SCALES else "")
    counted = scales[-1] == 1 and "." not in found["figure"] and unit != _MONEY and is_exact(unit)
    half = Decimal(0) if counted else scales[-1] * _last_digit(steps[-1][0]) / 2
    exact = not (found["odd"] or found["behind"] or _is_rough(found["before"]))
    return Amount(found[0].strip(), found.start("figure"), found.end(), value, half, unit, scales[-1], exact)


def _is_rough(before: str | None) -> bool:
    return bool(before and before.strip() in ("약", "최대", "최소", "최고"))


def _last_digit(figure: str) -> Decimal:
    places = len(figure.partition(".")[2])
    return Decimal(1).scaleb(-places)
