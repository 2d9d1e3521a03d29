"""Dates and periods as Korean offices write them, and their canonical ISO text.

Written forms: conventions.md, Years and dates ("'22. 1. 21.", "'22.3월", "'22.上", "'22.1.10. ~ 6.30.", "~'22.6.",
"'22.6.30.限", 연중, (예정)); the years '50 to '99 are 19xx. New texts: 행정업무의 운영 및 혁신에 관한 규정 art. 7(5).

Canonical text of a moment: "2022-01-21", "2022-01", "2022", "2022-H1" (상반기), "2022-Q3" (3분기).
Canonical text of a period: a moment, "2022-01-10/2022-06-30", "2022-03/..", "../2022-06", or one of `STANDING`;
with " (예정)" behind it when it is only planned.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from desktop.domain.spelling import plain

WEEKDAYS = ("월", "화", "수", "목", "금", "토", "일")
"""Short Korean names of the days of the week, Monday first (as `date.weekday` counts)."""

STANDING = ("연중", "상시", "수시")
"""Periods that are a word: all year round, at all times, as needed."""

PLANNED = "(예정)"
_OPEN = ".."
_CENTURY_TURN = 50
_SHORT_YEAR, _FULL_YEAR = 2, 4
_MONTHS = 12
_DAY_PARTS = 3

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?|-(H[12]|Q[1-4]))?", re.ASCII)
_DASHED = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBER = re.compile(r"(')?\s*(\d{4}|\d{1,2})(?!\d)\s*(?:(년)도?|(월|일))?\s*\.?\s*", re.ASCII)
_PART = re.compile(r"(상반기|하반기|상|하|上|下)\s*\.?\s*|([1-4])\s*(?:/\s*4\s*)?분기\s*", re.ASCII)
_TAIL = re.compile(r"(중)?\s*(?:\(([월화수목금토일])\))?")
_TO = re.compile(r"\s*[~∼〜]\s*")
_DAYS_BY_HYPHEN = re.compile(r"(.*\.\s*\d{1,2}\.?\s*)[-–](\s*\d{1,2}\.?)", re.ASCII)
_DEADLINE = re.compile(r"\s*(?:限|까지)$")
_FROM_ON = re.compile(r"\s*부터$")
_APOSTROPHES = str.maketrans("’‘`´′＇", "''''''")
_PARTS = {"상": "H1", "上": "H1", "하": "H2", "下": "H2"}
_PART_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_PART_WORDS = {"H1": "상반기", "H2": "하반기", "Q1": "1분기", "Q2": "2분기", "Q3": "3분기", "Q4": "4분기"}
_TOKEN = re.compile(r"yyyy|yy|mm|m|dd|d")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time as exact as it was written: a day, a month, a part of a year (H1, H2, Q1 … Q4) or a year."""

    year: int
    month: int | None = None
    day: int | None = None
    part: str = ""

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or _PART_MONTHS.get(self.part, (1, 12))[0], self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        month = self.month or _PART_MONTHS.get(self.part, (1, 12))[1]
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """The canonical text."""
        if self.part:
            return f"{self.year:04d}-{self.part}"
        numbers = [f"{number:02d}" for number in (self.month, self.day) if number is not None]
        return "-".join([f"{self.year:04d}", *numbers])

    @property
    def text(self) -> str:
        """As it is written in new texts: "2022. 1. 21.", "2022. 1.", "2022년", "2022년 상반기"."""
        if self.part:
            return f"{self.year}년 {_PART_WORDS[self.part]}"
        if self.month is None:
            return f"{self.year}년"
        return " ".join(f"{number}." for number in (self.year, self.month, self.day) if number is not None)

    def written(self, pattern: str) -> str:
        """By a pattern of its days (see `format_date`), a month by what the pattern has before the day.

        A year, a part of one, or anything without a pattern reads as in new texts.
        """
        if not pattern or not self.month:
            return self.text
        return format_date(self.first, pattern if self.day else pattern.partition("d")[0].rstrip())


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time. None on one side means open; `word` is one of `STANDING` and then both are None.

    A single moment has the same start and end. `is_planned` is (예정).
    """

    start: Moment | None = None
    end: Moment | None = None
    word: str = ""
    is_planned: bool = False

    @property
    def iso(self) -> str:
        """The canonical text."""
        return self._iso + (f" {PLANNED}" if self.is_planned else "")

    @property
    def _iso(self) -> str:
        if self.word:
            return self.word
        if self.start is not None and self.start == self.end:
            return self.start.iso
        return "/".join(side.iso if side else _OPEN for side in (self.start, self.end))

    @property
    def text(self) -> str:
        """As it is written in new texts, repeated parts dropped: "2022. 1. 10. ~ 6. 30.", "2022. 3. ~"."""
        return self._text + (PLANNED if self.is_planned else "")

    @property
    def _text(self) -> str:
        if self.word:
            return self.word
        if self.start is not None and self.start == self.end:
            return self.start.text
        start = self.start.text if self.start else ""
        end = _end_text(self.start, self.end) if self.end else ""
        return f"{start} ~ {end}".strip()

    def written(self, pattern: str) -> str:
        """Both sides in full by a pattern of their days ("'16.3.1~'19.2.28", "'22.3.~"), or as in new texts."""
        if not pattern or not any(side and side.month for side in (self.start, self.end)):
            return self.text
        sides = dict.fromkeys(side.written(pattern) if side else "" for side in (self.start, self.end))
        return "~".join(sides) + (PLANNED if self.is_planned else "")


def parse_date(text: str) -> Moment | None:
    """The day, month or year that a text names, or None when it names none that exists."""
    moment = _moment(_plain(text))
    return None if moment is None or moment.part else moment


def parse_period(text: str) -> Period | None:
    """The period that a text names, or None when it names none, or one that ends before it starts."""
    plain = _plain(text)
    bare = plain.removesuffix(PLANNED).rstrip()
    period = _iso_period(bare) or _written_period(bare)
    return replace(period, is_planned=True) if period and bare != plain else period


@lru_cache(maxsize=4096)
def moment_of(iso: str) -> Moment | None:
    """The moment with this canonical text, or None."""
    found = _ISO.fullmatch(iso)
    if not found:
        return None
    year, month, day, part = found.groups()
    return _existing(int(year), int(month) if month else None, int(day) if day else None, part=part or "")


@lru_cache(maxsize=4096)
def period_of(iso: str) -> Period | None:
    """The period with this canonical text, or None."""
    bare = iso.removesuffix(PLANNED)
    period = _iso_period(bare.rstrip())
    return replace(period, is_planned=True) if period and bare != iso else period


def format_date(day: date, pattern: str) -> str:
    """A date by a pattern of yyyy, yy, m, mm, d and dd: "'yy. m. d." gives "'22. 1. 21."."""
    values = {
        "yyyy": f"{day.year:04d}",
        "yy": f"{day.year % 100:02d}",
        "mm": f"{day.month:02d}",
        "m": str(day.month),
        "dd": f"{day.day:02d}",
        "d": str(day.day),
    }
    return _TOKEN.sub(lambda token: values[token[0]], pattern)


def weekday(day: date) -> str:
    """The short Korean name of the day of the week: "월" … "일"."""
    return WEEKDAYS[day.weekday()]


def full_year(digits: str) -> int:
    """The year that two or four digits name; two digits from 50 on are 19xx (conventions.md, Years and dates)."""
    number = int(digits)
    if len(digits) == _FULL_YEAR:
        return number
    return number + (1900 if number >= _CENTURY_TURN else 2000)


def part_of_year(written: str) -> str:
    """H1, H2 or Q1 … Q4 for a written part of a year: 상반기, 상, 上, 하반기, 하, 下, 3분기, 3/4분기."""
    return f"Q{written[0]}" if written[0].isdigit() else _PARTS[written[0]]


def _plain(text: str) -> str:
    """One spelling of apostrophes, widths and blanks."""
    return " ".join(plain(text.translate(_APOSTROPHES)).translate(_APOSTROPHES).split())


def _existing(year: int, month: int | None = None, day: int | None = None, *, part: str = "") -> Moment | None:
    """The moment, or None when the calendar does not have it."""
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return Moment(year, month, day, part)


def _end_text(start: Moment | None, end: Moment) -> str:
    """The end of a period without the year, and the month, that it shares with the start."""
    if start is None or start.year != end.year or start.month is None or end.month is None:
        return end.text
    if end.day is None:
        return f"{end.month}." if start.day is None else end.text
    if start.day is None:
        return end.text
    return f"{end.day}." if start.month == end.month else f"{end.month}. {end.day}."


def _iso_period(text: str) -> Period | None:
    if text in STANDING:
        return Period(word=text)
    left, slash, right = text.partition("/")
    start, end = moment_of(left), moment_of(right if slash else left)
    if (start is None and left != _OPEN) or (end is None and right != _OPEN):
        return None
    return _span(start, end)


def _span(start: Moment | None, end: Moment | None) -> Period | None:
    """The period between two sides; None when both are open or it would end before it starts."""
    if start is None and end is None:
        return None
    return None if start and end and end.last < start.first else Period(start, end)


def _written_period(text: str) -> Period | None:
    if (found := _DEADLINE.search(text)) and not _TO.search(text):
        return _span(None, _moment(text[: found.start()]))
    if found := _FROM_ON.search(text):
        return _span(_moment(text[: found.start()]), None)
    sides = _TO.split(_DEADLINE.sub("", text))
    if len(sides) == 1 and (days := _DAYS_BY_HYPHEN.fullmatch(text)):
        sides = [days[1], days[2]]
    match sides:
        case [single]:
            moment = _moment(single.removesuffix("연중"))
            return _span(moment, moment)
        case [left, right]:
            return _between(left, right)
    return None


def _between(left: str, right: str) -> Period | None:
    """The period between two written sides, where either may be blank."""
    start = _moment(left) if left else None
    end = _moment(right, start) if right else None
    if (left and start is None) or (right and end is None):
        return None
    return _span(start, end)


def _moment(text: str, start: Moment | None = None) -> Moment | None:
    """The moment that a text names; parts that it drops come from the start of its period."""
    text = text.strip()
    if found := _DASHED.fullmatch(text):
        year, month, day = (found[index] or found[index + 3] for index in (1, 2, 3))
        return _existing(int(year), int(month), int(day) if day else None)
    numbers, rest = _numbers(text)
    part, rest = _part(rest)
    tail = _TAIL.fullmatch(rest)
    if tail is None:
        return None
    moment = _assemble(numbers, part, start)
    return moment if moment and _weekday_fits(moment, tail[2]) else None


@dataclass(frozen=True, slots=True)
class _Number:
    """One number of a written date: 22 with an apostrophe, 1 with 월, and so on."""

    digits: str
    is_year: bool = False
    unit: str = ""

    @property
    def value(self) -> int:
        """The number, of a year with its century."""
        return full_year(self.digits) if self.is_year else int(self.digits)


def _numbers(text: str) -> tuple[list[_Number], str]:
    """The numbers at the start of a text, and what stands behind them."""
    numbers: list[_Number] = []
    end = 0
    while not _PART.match(text, end) and (found := _NUMBER.match(text, end)):
        apostrophe, digits, year_unit, unit = found.groups()
        numbers.append(_Number(digits, bool(apostrophe or year_unit) or len(digits) == _FULL_YEAR, unit or ""))
        end = found.end()
    return numbers, text[end:]


def _part(text: str) -> tuple[str, str]:
    """The part of the year (H1 … Q4) at the start of a text, and what stands behind it."""
    found = _PART.match(text)
    if not found:
        return "", text
    return part_of_year(found[2] or found[1]), text[found.end() :]


def _assemble(numbers: list[_Number], part: str, start: Moment | None) -> Moment | None:
    """Give each number its role; what is left out comes from the start of the period."""
    numbers = _with_bare_year(numbers, start)
    if start and (numbers or part) and not (numbers and numbers[0].is_year):
        numbers = [_Number(f"{start.year:04d}", is_year=True), *_with_start_month(numbers, start)]
    if not _roles_fit(numbers) or (part and len(numbers) > 1):
        return None
    return _existing(*(number.value for number in numbers), part=part)


def _with_bare_year(numbers: list[_Number], start: Moment | None) -> list[_Number]:
    """A two-digit year without an apostrophe ("22.1.21.", "'22~24") is a year where nothing else fits."""
    if not numbers or numbers[0].is_year or numbers[0].unit or len(numbers[0].digits) != _SHORT_YEAR:
        return numbers
    alone = len(numbers) == 1 and start is not None and start.month is None and not start.part
    beyond_months = len(numbers) > 1 and numbers[0].value > _MONTHS
    if len(numbers) == _DAY_PARTS or beyond_months or alone:
        return [replace(numbers[0], is_year=True), *numbers[1:]]
    return numbers


def _with_start_month(numbers: list[_Number], start: Moment) -> list[_Number]:
    """A lone day gets the month of the start: "'22.2.9.~15."."""
    if len(numbers) == 1 and start.day and start.month and numbers[0].unit != "월":
        return [_Number(str(start.month)), *numbers]
    return numbers


def _roles_fit(numbers: list[_Number]) -> bool:
    """Whether the numbers can be a year, a month (월) and a day (일), in this order."""
    units = ("", "월", "일")
    if not numbers or len(numbers) > len(units):
        return False
    return [number.is_year for number in numbers] == [True, False, False][: len(numbers)] and all(
        number.unit in ("", unit) for number, unit in zip(numbers, units, strict=False)
    )


def _weekday_fits(moment: Moment, name: str | None) -> bool:
    """Whether the weekday in parentheses, if there is one, is that of the day."""
    return not name or (moment.day is not None and weekday(moment.first) == name)
