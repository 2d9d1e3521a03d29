"""Changes and rates in one statement: "127명 → 175명 (38% 증가)", "500백만원 증액(550 → 1,050)", "목표 대비 124%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.moments import spans
from desktop.domain.units import unit_of

_CACHED = 8192
_ARROW = re.compile(r"\s*[)\]]?\s*(?:→|⇒|⇨|➡|->|=>|에서(?=\s))\s*[(\[]?\s*")
_UP = re.compile(r"\s*(?:증가|상승|증액|확대|늘|↑|증(?![가-힣]))")
_DOWN = re.compile(r"\s*(?:감소|하락|감액|축소|줄|↓|감(?![가-힣]))")
_SEPARATOR = re.compile(r"(?:으로|로)?[\s,(]*(?:전년\s*(?:대비|比)|대비)?\s*")
_GOAL = re.compile(r"목표\s*(?:인원|액|치|량)?\s*[(:]?\s*$")
_AGAINST = re.compile(r"\)?\s*대비\s*(?:약\s*)?(?P<figure>\d+(?:\.\d+)?)\s*%\s*(?:를\s*|을\s*)?(?P<over>초과)?")
_TO_GOAL = re.compile(r"목표\s?대비\s*(?:약\s*)?(?P<figure>\d+(?:\.\d+)?)\s*%\s*(?:를\s*|을\s*)?(?P<over>초과|달성)")
_OF = re.compile(r"\s*중\s*")
_SPENT = re.compile(r"(\d+(?:\.\d+)?)%\s*(?:를\s*|을\s*)?(?:집행|지출|교부|완료|달성)")
_BEHIND = re.compile(r"\s*\(\s*(?P<figure>\d+(?:\.\d+)?)\s*%\s*\)")
_ALONE = re.compile(r"\s*\(\s*(?:약|=)?\s*")
_AREAS = {"㎡", "평"}
_MONEY = "원"
_ABOUT = Decimal("0.01")
_ALL = Decimal(100)
_GOAL_AND_RESULT = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that became another, with what the text says the change is.

    `stated` is a difference in the unit of the two, or with `is_rate` a percentage of the first.
    """

    before: Amount
    after: Amount
    stated: Amount
    is_rate: bool
    falls: bool

    @property
    def real(self) -> Decimal:
        """The change as the two figures have it, in what it is stated in; positive when it goes as the text says."""
        gap = self.after.value - self.before.value
        real = gap / self.before.value * _ALL if self.is_rate else gap
        return -real if self.falls else real

    @property
    def is_broken(self) -> bool:
        """Whether no values within the printed digits make the stated change."""
        if self.is_rate:
            low = _rate(self.after.value - self.after.half, self.before.value + self.before.half, falls=self.falls)
            high = _rate(self.after.value + self.after.half, self.before.value - self.before.half, falls=self.falls)
            low, high = min(low, high), max(low, high)
        else:
            slack = self.before.half + self.after.half
            low, high = self.real - slack, self.real + slack
        slack = self.stated.half * (1 if self.stated.is_exact else 2)
        return not low - slack <= self.stated.value <= high + slack


@dataclass(frozen=True, slots=True)
class Achievement:
    """A result against its target: `stated` percent, said to be so much over it where `says_over`."""

    result: Amount
    target: Amount
    stated: Decimal
    half: Decimal
    says_over: bool

    @property
    def rate(self) -> Decimal:
        """The result in percent of the target."""
        return self.result.value / self.target.value * _ALL

    @property
    def is_mixed_up(self) -> bool:
        """Whether the rate of achievement is called an excess: 124 % of the target is 24 % over it."""
        return self.says_over and abs(self.rate - self.stated) <= self.half

    @property
    def is_broken(self) -> bool:
        """Whether the figures make another percentage than the stated one."""
        real = self.rate - _ALL if self.says_over else self.rate
        return abs(real - self.stated) > self.half


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with the percentage that stands beside it: "72,281백만원 중 72,059백만원 (99.7%)"."""

    whole: Amount
    part: Amount
    stated: Decimal
    half: Decimal

    @property
    def rate(self) -> Decimal:
        """The part in percent of the whole."""
        return self.part.value / self.whole.value * _ALL

    @property
    def is_broken(self) -> bool:
        """Whether no values within the printed digits make the percentage."""
        low = (self.part.value - self.part.half) / (self.whole.value + self.whole.half) * _ALL
        high = (self.part.value + self.part.half) / (self.whole.value - self.whole.half) * _ALL
        return not low - self.half <= self.stated <= high + self.half


@dataclass(frozen=True, slots=True)
class Conversion:
    """One figure in two units: "1,950백만원(19.5억)", "1,369㎡(약 415평)"."""

    one: Amount
    other: Amount

    @property
    def is_broken(self) -> bool:
        """Whether no values within the printed digits are the same; 평 (often ㎡ / 3.3) is always 약."""
        first, second = _in_base(self.one), _in_base(self.other)
        is_about = not self.other.is_exact or self.one.unit != self.other.unit
        slack = first[1] + second[1] + (first[0] * _ABOUT if is_about else Decimal(0))
        return abs(first[0] - second[0]) > slack


@lru_cache(maxsize=_CACHED)
def conversions(text: str) -> tuple[Conversion, ...]:
    """Every figure of a text that stands again in parentheses behind it, alone and in another unit of its kind."""
    return tuple(_conversions(text))


def _conversions(text: str) -> Iterator[Conversion]:
    for one, other in pairwise(amounts(text)):
        closes = text[other.end :].lstrip().startswith(")")
        alone = _ALONE.fullmatch(text[one.end : other.start]) is not None
        same = one.unit == other.unit and one.scale != other.scale and one.unit == _MONEY
        if closes and alone and one.is_exact and (same or {one.unit, other.unit} == _AREAS):
            yield Conversion(one, other)


def _in_base(amount: Amount) -> tuple[Decimal, Decimal]:
    """The value of an amount and half of its last digit in the base of its unit (㎡ for 평)."""
    unit = unit_of(amount.unit)
    factor = unit.factor if unit else Decimal(1)
    return amount.value * factor, amount.half * factor


@lru_cache(maxsize=_CACHED)
def changes(text: str) -> tuple[Change, ...]:
    """Every change of a text whose size the text states right behind or right before it."""
    return tuple(_changes(text))


def _changes(text: str) -> Iterator[Change]:
    found = _without_times(text)
    for position, (before, after) in enumerate(pairwise(found)):
        if not joined(text, before, after):
            continue
        if position and joined(text, found[position - 1], before):
            continue
        neighbours = [*found[max(position - 1, 0) : position], *found[position + 2 : position + 3]]
        yield from (change for stated in neighbours if (change := _change(text, before, after, stated)))


@lru_cache(maxsize=_CACHED)
def achievements(text: str) -> tuple[Achievement, ...]:
    """Every "목표(N) 대비 …% 달성|초과" of a text that also has the one result in the same unit."""
    return tuple(_achievements(text))


def _achievements(text: str) -> Iterator[Achievement]:
    found = amounts(text)
    yield from _against_the_goal(text, found)
    for target in found:
        against = _AGAINST.match(text, target.start + len(target.text.rstrip(")")))
        if not against or not _GOAL.search(text[: target.start]) or not target.unit or target.value <= 0:
            continue
        results = [each for each in found if each.unit == target.unit and each is not target]
        if len(results) == 1 and results[0].is_exact and target.is_exact:
            stated, half = _percent(against["figure"])
            yield Achievement(results[0], target, stated, half, bool(against["over"]))


def _against_the_goal(text: str, found: Sequence[Amount]) -> Iterator[Achievement]:
    """A goal, a result and behind them what it makes of the goal: "목표 100명 → 실적 124명(목표 대비 …)"."""
    rates = list(_TO_GOAL.finditer(text))
    known = [each for each in found if each.unit not in ("", "%", "%p")]
    if len(rates) == 1 and len(known) == _GOAL_AND_RESULT and known[-1].end <= rates[0].start():
        goal, result = known
        is_goal = _GOAL.search(text[: goal.start]) is not None and goal.value > 0
        if is_goal and goal.unit == result.unit and goal.is_exact and result.is_exact:
            stated, half = _percent(rates[0]["figure"])
            yield Achievement(result, goal, stated, half, rates[0]["over"] == "초과")


@lru_cache(maxsize=_CACHED)
def shares(text: str) -> tuple[Share, ...]:
    """Every "A 중 B" of a text with one percentage that is spent, paid or done."""
    return tuple(_shares(text))


def _shares(text: str) -> Iterator[Share]:
    rates = _SPENT.findall(text)
    found = amounts(text)
    for whole, part in pairwise(found):
        is_of = _OF.fullmatch(text[whole.end : part.start]) and whole.unit == part.unit not in ("", "%")
        if is_of and len(rates) == 1 and whole.is_exact and part.is_exact and whole.value > whole.half:
            stated, half = _percent(rates[0])
            yield Share(whole, part, stated, half)


@lru_cache(maxsize=_CACHED)
def implied_shares(text: str) -> tuple[Share, ...]:
    """Every part with its percentage behind the one whole of its unit: "267명 매칭, 148명(55.4%) 정규직 전환"."""
    return tuple(_implied_shares(text))


def _implied_shares(text: str) -> Iterator[Share]:
    found = [each for each in amounts(text) if each.unit not in ("", "%")]
    for part in found:
        behind = _BEHIND.match(text, part.end)
        wholes = [each for each in found if each.start < part.start and each.unit == part.unit]
        if behind and len(wholes) == 1 and part.is_exact and wholes[0].is_exact and wholes[0].value > part.value:
            stated, half = _percent(behind["figure"])
            yield Share(wholes[0], part, stated, half)


def _percent(figure: str) -> tuple[Decimal, Decimal]:
    """A written percentage and half of its last digit."""
    return Decimal(figure), Decimal(1).scaleb(-len(figure.partition(".")[2])) / 2


def _rate(after: Decimal, before: Decimal, *, falls: bool) -> Decimal:
    rate = (after - before) / before * _ALL if before else Decimal(0)
    return -rate if falls else rate


def _without_times(text: str) -> list[Amount]:
    return [amount for amount in amounts(text) if amount.is_exact or amount.unit == "%"]


def joined(text: str, before: Amount, after: Amount) -> bool:
    """Whether only an arrow (and the time of the second) stands between two amounts of one unit."""
    if before.unit == "%" or after.unit == "%" or (before.unit and after.unit and before.unit != after.unit):
        return False
    between = text[before.end : after.start]
    for span in spans(text):
        if before.end <= span.start and span.end <= after.start:
            between = between.replace(span.text, "").replace("()", "")
    return _ARROW.fullmatch(between) is not None


def _change(text: str, before: Amount, after: Amount, stated: Amount) -> Change | None:
    direction = _direction(text, stated)
    is_behind = stated.start > after.end
    between = text[after.end : stated.start] if is_behind else text[stated.end : before.start]
    if direction is None or (is_behind and not _SEPARATOR.fullmatch(between.rstrip("약 ").lstrip("명개건원 "))):
        return None
    if not is_behind and ("(" not in between or len(between) > len("증가 ('17년 ")):
        return None
    left, right = before.in_scale_of(stated), after.in_scale_of(stated)
    if stated.unit == "%":
        comparable = before.unit == after.unit and before.value > before.half
        return Change(before, after, stated, is_rate=True, falls=direction) if comparable else None
    same = left.unit == right.unit == stated.unit
    return Change(left, right, stated, is_rate=False, falls=direction) if same and stated.unit else None


def _direction(text: str, stated: Amount) -> bool | None:
    """Whether a stated change falls (True) or rises (False); None where the text says neither."""
    if _DOWN.match(text, stated.end):
        return True
    return False if _UP.match(text, stated.end) else None
