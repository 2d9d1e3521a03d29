"""Units of figures and exact conversion between them.

A unit is a base (원, 명, ㎡ …) with an optional scale word before it (천, 백만, 억 …): 백만원, 천㎡, 만명.
conventions.md, Units: 원, 천원, 백만원, 억원; 명, 개, 개사, 건, 회, ㎡ (평 = ㎡ / 3.305785).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.domain.numbers import EXACT, SIGNIFICANT_DIGITS, read_unsigned, shortest
from desktop.domain.spelling import bare, plain

SCALES = {
    "": Decimal(1),
    "십": Decimal(10),
    "백": Decimal(100),
    "천": Decimal(1_000),
    "만": Decimal(10_000),
    "십만": Decimal(100_000),
    "백만": Decimal(1_000_000),
    "천만": Decimal(10_000_000),
    "억": Decimal(100_000_000),
    "십억": Decimal(1_000_000_000),
    "백억": Decimal(10_000_000_000),
    "천억": Decimal(100_000_000_000),
    "조": Decimal(1_000_000_000_000),
}
"""Scale words before a base unit."""

_MEASURES = {
    "원": ("원", Decimal(1)),
    "m2": ("㎡", Decimal(1)),
    "제곱미터": ("㎡", Decimal(1)),
    "평": ("㎡", Decimal("3.305785")),
    "a": ("㎡", Decimal(100)),
    "ha": ("㎡", Decimal(10_000)),
    "km2": ("㎡", Decimal(1_000_000)),
    "m": ("m", Decimal(1)),
    "km": ("m", Decimal(1_000)),
}
_COUNTED = re.compile(
    "개.*|명|인|건|회|곳|대|부|종|팀|과|사|점|권|편|층|동|호|차|국|일|자리|가구|세대|기관|기업|업체|단체|학과|과정|과제|사업"
    "|시설|지점|점포|필지|그루|마리|세트"
)
_QUOTIENT = Context(prec=SIGNIFICANT_DIGITS)
_SPLIT_NUMBER = re.compile(r"[0-9.,]\s+[0-9.,]")
_STEP = re.compile(r"([0-9][0-9,.]*)(천억|백억|십억|천만|백만|십만|[조억만천백십])?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that is understood: what it measures, and how many of the base unit one of it is."""

    base: str
    factor: Decimal


def normal(text: str) -> str:
    """A unit in one spelling: "백만 원" and "백만원", "m²", "㎡" and "m2" are equal."""
    return bare(plain(text))


@lru_cache(maxsize=256)
def unit_of(text: str) -> Unit | None:
    """The unit that a text names, or None when it is none that is known."""
    spelled = normal(text)
    whole = _base(spelled)
    if whole:
        return whole
    for scale, factor in SCALES.items():
        base = _base(spelled.removeprefix(scale)) if scale and spelled.startswith(scale) else None
        if base:
            return Unit(base.base, base.factor * factor)
    return None


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """The value in another unit, or None when the two do not measure the same.

    Exact wherever the quotient ends (all money units, counts, 평 → ㎡), without trailing zeros; a quotient that does
    not end (㎡ → 평) is rounded to the 15 digits that a spreadsheet holds.
    """
    if normal(from_unit) == normal(to_unit):
        return value
    source, target = unit_of(from_unit), unit_of(to_unit)
    if source is None or target is None or source.base != target.base:
        return None
    return shortest(_quotient(EXACT.multiply(value, source.factor), target.factor))


def is_exact(unit: str) -> bool:
    """Whether figures in this unit are counted, not rounded: 명, 건, 개사 …, and single 원.

    A printed integer in such a unit stands for itself and not for an interval (conventions.md, Rounding). A scaled
    unit (천명, 백만원) is rounded.
    """
    found = unit_of(unit)
    return found is not None and found.factor == 1 and (found.base == "원" or _is_counted(found.base))


def read_amount(text: str, unit: str) -> Decimal | None:
    """A written amount with its unit, in `unit`: "85억원", "3억5천만원", "6조 2,021억", "1.5천원", "12평".

    Steps with scale words must fall from one to the next; behind a scale word the base may be left out. None when the
    text is no amount, or measures something else.
    """
    spelled, target = normal(text), unit_of(unit)
    steps, end = _steps(spelled)
    if target is None or not _falls(steps) or _SPLIT_NUMBER.search(text):
        return None
    base = _base(spelled[end:]) if spelled[end:] else _understood(steps, target)
    if base is None or base.base != target.base:
        return None
    total = sum((EXACT.multiply(number, factor) for number, factor in steps), Decimal(0))
    return shortest(_quotient(EXACT.multiply(total, base.factor), target.factor))


def _base(spelled: str) -> Unit | None:
    if spelled in _MEASURES:
        return Unit(*_MEASURES[spelled])
    return Unit(spelled, Decimal(1)) if _is_counted(spelled) else None


def _is_counted(base: str) -> bool:
    return _COUNTED.fullmatch(base) is not None


def _quotient(number: Decimal, divisor: Decimal) -> Decimal:
    """Exact for a power of ten (all scales and money), else to the digits of a spreadsheet."""
    exponent = divisor.adjusted()
    if divisor == Decimal(1).scaleb(exponent):
        return number.scaleb(-exponent, EXACT)
    return _QUOTIENT.divide(number, divisor)


def _steps(bare: str) -> tuple[list[tuple[Decimal, Decimal]], int]:
    """The numbers with their scale factors from the start of the text on, and where they end."""
    steps: list[tuple[Decimal, Decimal]] = []
    end = 0
    while found := _STEP.match(bare, end):
        number = read_unsigned(found[1])
        if number is None:
            return [], 0
        steps.append((number, SCALES[found[2] or ""]))
        end = found.end()
    return steps, end


def _falls(steps: list[tuple[Decimal, Decimal]]) -> bool:
    factors = [factor for _, factor in steps]
    return bool(steps) and all(one > below for one, below in pairwise(factors))


def _understood(steps: list[tuple[Decimal, Decimal]], target: Unit) -> Unit | None:
    """The base that goes without saying: "85억" in a column of 백만원 is money."""
    return Unit(target.base, Decimal(1)) if steps[-1][1] > 1 and target.factor in SCALES.values() else None
