"""Dates and periods within running text, as they are written there, right or wrong.

Written forms: conventions.md, Years and dates. `domain.dates` reads a text that is one date; here dates stand among
other words, and what the calendar does not have, or what ends before it starts, is read too, so that it can be judged.
A number is a date only where nothing else is possible: "'17. 2.4조원" is a year and an amount, "3.5" is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from desktop.domain.dates import Moment, full_year, moment_of, part_of_year

_CACHED = 8192
_LAST_MONTH, _LAST_DAY = 12, 31

_COUNTER = (
    r"개(?![최관막편발선방통])|명(?!칭)|건(?![립축설])|회(?![의원])|차(?!량)|억|조(?![성사직례])|천|백|만(?!족)|팀|곳|종(?![합료])"
    r"|대(?![상회학])|점(?!검)|층|평(?!가)|배(?![치포])|위(?![원촉탁])|권|인|社|년|시(?![행범작상])|%|[A-Za-z]"
)
"""What makes a number an amount and not a month or day, unless a word begins with it (개최, 조성 …)."""

_END = rf"(?!\d|,\d|[.:/]\s?\d|\s?(?:{_COUNTER}))"
_PART = r"(?:상반기|하반기|上|下|[상하](?![가-힣])|[1-4]\s*(?:/\s*4\s*)?분기)"
_YEAR = (
    r"(?:['’‘`´′＇]\s?(?P<yy>\d{2})(?!\d|\s?(?:[개명건회차층억조천만%]|시간))"
    r"|(?<![\d.,])(?P<yyyy>(?:19|20)\d{2})(?=\s*[.년])"
    r"|(?<![\d.,~∼〜가-힣])(?P<bare_yy>\d{2})(?=년도?\s*(?:\d{1,2}\s*월|상반기|하반기)))"
)
_MONTH = r"(?P<month>\d{1,2})"
_DAY = r"(?P<day>\d{1,2})"
_SHORT_MONTH = rf"{_MONTH}(?:\s*월(?!\s*\d{{1,2}}\s*일)(?!평균)|\.(?!\s?\d)|{_END})"
_FULL_DAY = rf"{_MONTH}\s*(?:월|\.)\s*{_DAY}(?:\s*일(?!간)|\.(?!\d)|{_END})"
_OF_YEAR = r"(?:\s*년도?\s*(?=\d{1,2}\s*월)|\s*\.\s*)"
_DATED_DAY = re.compile(rf"{_YEAR}{_OF_YEAR}{_FULL_DAY}")
_DATED_MONTH = re.compile(rf"{_YEAR}{_OF_YEAR}{_SHORT_MONTH}")
_DATED_PART = re.compile(rf"{_YEAR}(?:\s*년도?)?\s*\.?\s*(?P<part>{_PART})")
_DATED = re.compile(rf"{_YEAR}(?:\s*년도?)?")
_SPOKEN = re.compile(
    rf"(?<![\d.,])(?<!\d[~∼〜]){_MONTH}\s*월(?:\s*{_DAY}\s*일(?!간))?(?![가-힣]*\s?평균)(?!\s*\d{{1,2}}\s*일)"
)
_DOTTED = re.compile(
    rf"(?<![\d.,~∼〜']){_MONTH}\.\s?{_DAY}\.?(?=\s*[~∼〜]\s*(?:\d{{1,2}}\.\s?)?\d{{1,2}}\.?{_END}|\s?\([월화수목금토일]\))(?!\d)"
)
_CLOSED_DOTTED = re.compile(rf"(?<![\d.,~∼〜']){_MONTH}\.\s?{_DAY}\.(?!\d)")
_MONTHS = re.compile(rf"(?<![\d.,']){_MONTH}(?=\s*월?\s*[~∼〜]\s*\d{{1,2}}\s*월)")
_WEEKDAY = re.compile(r"\s?\((?P<weekday>[월화수목금토일])[),]")
_TO = re.compile(r"\s*[~∼〜]\s*")
_TIME = re.compile(r"\s*\d{1,2}:\d{2}(?:\s*[~∼〜]\s*\d{1,2}:\d{2})?")
_RIGHT_DAY = re.compile(rf"{_FULL_DAY}")
_RIGHT_MONTH = re.compile(rf"{_MONTH}\s*월")
_RIGHT_PART = re.compile(rf"(?P<part>{_PART})")
_RIGHT_BARE = re.compile(rf"(?P<bare>\d{{1,2}})(?P<unit>\s*[년일]|\.(?!\d)|{_END})")
_UNTIL = re.compile(r"\s*(?:초|중순|말)?\s*(?:까지|限|한(?![가-힣]))")


@dataclass(frozen=True, slots=True)
class Written:
    """A moment as it is written: every part that is left out is None (or "").

    `part` is H1, H2 or Q1 … Q4; `weekday` is the name in parentheses behind it. `start` and `end` are its place.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    weekday: str = ""

    def moment(self, year: int | None = None) -> Moment | None:
        """The moment, in the given year where none is written; None when the calendar does not have it."""
        of_year = self.year if self.year is not None else year
        if of_year is None:
            return None
        numbers = [f"{number:02d}" for number in (self.month, self.day) if number is not None]
        return moment_of("-".join([f"{of_year:04d}", *([self.part] if self.part else numbers)]))


@dataclass(frozen=True, slots=True)
class Span:
    """One mention of time: a moment (`first` is `last`), or a period, open where a side is None.

    `text` is what stands there, from `start` to `end` of the whole text; `year_dropped` tells that the end has its
    year from the start.
    """

    text: str
    start: int
    end: int
    first: Written | None
    last: Written | None
    year_dropped: bool = False

    @property
    def is_period(self) -> bool:
        """Whether it has two sides, or one that is open."""
        return self.first is not self.last

    @property
    def sides(self) -> tuple[Written, ...]:
        """The written moments, each once."""
        both = (self.first,) if self.first is self.last else (self.first, self.last)
        return tuple(side for side in both if side is not None)

    @property
    def has_year(self) -> bool:
        """Whether it says its year."""
        return any(side.year is not None for side in self.sides)

    def earliest(self, year: int | None = None) -> Moment | None:
        """The moment it starts, None when it is open, has no year or does not exist."""
        return self.first.moment(year) if self.first else None

    def latest(self, year: int | None = None) -> Moment | None:
        """The moment it ends, None when it is open, has no year or does not exist."""
        return self.last.moment(year) if self.last else None


@lru_cache(maxsize=_CACHED)
def spans(text: str) -> tuple[Span, ...]:
    """Every date and period of a text, in order."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Span]:
    position = 0
    while (first := _next(text, position)) is not None:
        span = _with_end(text, first)
        yield span
        position = span.end


def _next(text: str, position: int) -> Written | None:
    """The next moment from a position on: of all kinds the one that stands first, the longest of these."""
    matches = [found for kind in _KINDS if (found := kind.search(text, position)) and _is_possible(found)]
    best = min(matches, key=lambda found: (found.start(), -found.end()), default=None)
    return _with_weekday(text, _written(best)) if best else None


_WITH_YEAR = (_DATED_DAY, _DATED_MONTH, _DATED_PART, _DATED)
_KINDS = (*_WITH_YEAR, _SPOKEN, _DOTTED, _CLOSED_DOTTED, _MONTHS)


def _is_possible(found: re.Match[str]) -> bool:
    """Whether numbers without a year can be a month and a day at all; with a year they may be wrong."""
    groups = found.groupdict()
    if _year_of(groups) or "월" in found[0]:
        return True
    return 1 <= int(groups["month"]) <= _LAST_MONTH and 1 <= int(groups.get("day") or 1) <= _LAST_DAY


def _written(found: re.Match[str]) -> Written:
    groups: Mapping[str, str | None] = found.groupdict()
    year = _year_of(groups)
    part = groups.get("part")
    return Written(
        found.start(),
        found.end(),
        full_year(year) if year else None,
        _number(groups.get("month")),
        _number(groups.get("day")),
        part_of_year(part) if part else "",
    )


def _year_of(groups: Mapping[str, str | None]) -> str | None:
    return groups.get("yy") or groups.get("yyyy") or groups.get("bare_yy")


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _with_weekday(text: str, written: Written) -> Written:
    found = _WEEKDAY.match(text, written.end) if written.day is not None else None
    return replace(written, end=found.end(), weekday=found["weekday"]) if found else written


def _with_end(text: str, first: Written) -> Span:
    """The mention that starts (or, behind "~", ends) with a moment."""
    before = _open_before(text, first.start)
    if before is not None:
        end = _UNTIL.match(text, first.end)
        return _span(text, before, end.end() if end else first.end, None, first)
    time = _TIME.match(text, first.end)
    to = _TO.match(text, time.end() if time else first.end)
    if to is None:
        end = _UNTIL.match(text, first.end)
        return _span(text, first.start, end.end() if end else first.end, None if end else first, first)
    last = _right_side(text, to.end(), first)
    if last is None:
        return _span(text, first.start, to.end() - len(to[0]) + len(to[0].rstrip()), first, None)
    end = _UNTIL.match(text, last.end)
    dropped = last.year is None
    last = replace(last, year=first.year) if dropped else last
    return replace(_span(text, first.start, end.end() if end else last.end, first, last), year_dropped=dropped)


def _open_before(text: str, start: int) -> int | None:
    """Where a "~" without a left side stands right before a position."""
    while start and text[start - 1] == " ":
        start -= 1
    return start - 1 if start and text[start - 1] in "~∼〜" else None


def _span(text: str, start: int, end: int, first: Written | None, last: Written | None) -> Span:
    return Span(text[start:end], start, end, first, last)


def _right_side(text: str, position: int, first: Written) -> Written | None:
    """The end of a period; month and year that it leaves out come from the start."""
    for kind in _WITH_YEAR:
        if found := kind.match(text, position):
            return _with_weekday(text, _written(found))
    for kind in (_RIGHT_DAY, _RIGHT_MONTH, _RIGHT_PART):
        if (found := kind.match(text, position)) and (first.month is not None or first.part):
            return _with_weekday(text, _written(found))
    bare = _RIGHT_BARE.match(text, position)
    return _with_weekday(text, _bare(bare, first)) if bare and _bare_fits(bare, first) else None


def _bare_fits(found: re.Match[str], first: Written) -> bool:
    """Whether one number can be the end: a year behind a year, a day behind a day, a month behind a month.

    Without a year and without a unit ("7.5~6") it is one only where it goes on from the start.
    """
    unit, number = found["unit"].strip(), int(found["bare"])
    if unit == "년":
        return first.month is None and not first.part
    if first.month is None or (unit == "일" and first.day is None):
        return False
    return first.year is not None or unit == "일" or number > (first.day or first.month)


def _bare(found: re.Match[str], first: Written) -> Written:
    start, end, number = found.start(), found.end(), int(found["bare"])
    if found["unit"].strip() == "년":
        return Written(start, end, full_year(found["bare"]))
    if first.day is not None:
        return Written(start, end, None, first.month, number)
    return Written(start, end, None, number)
