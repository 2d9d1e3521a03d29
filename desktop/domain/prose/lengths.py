"""Stated lengths beside a period ("…, 10일간", "(3년)", "총 22개월(…)") and whether the period has that length."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from desktop.domain.dates import Moment
from desktop.domain.prose.moments import Span, spans

_LENGTH = (
    r"(?P<number>\d{1,3})\s*(?P<unit>일간|일(?!\s*[0-9차자])|주간|주(?![가-힣])|개월|년)(?:간|\s*동안)?"
    r"(?!\s*(?:이|내|미만|차|[0-9]))"
)
_BEHIND = re.compile(rf"\s*[,(]?\s*[(]?\s*(?P<total>총\s*)?{_LENGTH}(?:(?<=간)\s|(?=\s*(?:[,)(※]|$)))")
_BEFORE = re.compile(rf"(?P<total>총\s*|각\s*)?{_LENGTH}\s*\((?:(?:상|하)반기\s*)?$")
_NEXT = re.compile(r"\s*[,/]\s*(?:[상하]반기\s*)?")
_SATURDAY = 5
_MONTHS = 12
_SLACK_DAYS = 16
_DAYS_OF_WEEK = 7


class Fit(IntEnum):
    """How a stated length fits its period: exactly, about (10. 1. to 30. 6. called six months), or not at all."""

    EXACT = 0
    ABOUT = 1
    WRONG = 2


@dataclass(frozen=True, slots=True)
class Length:
    """A stated length with the period it speaks of.

    `counted` is what the period really is, in the stated unit or in days where it is no whole number of it.
    """

    text: str
    span: Span
    fit: Fit
    counted: str


def lengths(text: str, year: int) -> Iterator[Length]:
    """All stated lengths of a text that stand right beside a closed period; `year` where the period has none.

    A length of each (각 6개월) holds for every period of the list behind it.
    """
    before: re.Match[str] | None = None
    end = 0
    for span in spans(text):
        first, last = span.earliest(year), span.latest(year)
        is_next = before and "각" in (before["total"] or "") and _NEXT.fullmatch(text, end, span.start)
        before = before if is_next else _BEFORE.search(text, 0, span.start)
        found, end = _BEHIND.match(text, span.end) or before, span.end
        if span.is_period and found and first and last and first.first <= last.last:
            yield _judged(found, span, first, last)


def _judged(found: re.Match[str], span: Span, first: Moment, last: Moment) -> Length:
    number, unit = int(found["number"]), found["unit"][0] if found["unit"] != "개월" else "월"
    fit, counted = _FITS[unit](number, first, last)
    if "총" in (found["total"] or ""):
        fit = Fit.EXACT  # A total may leave out gaps.
    return Length(found["number"] + found["unit"], span, fit, counted)


def _days(number: int, first: Moment, last: Moment) -> tuple[Fit, str]:
    """Days count both ends; working days are taken for meant where they come out."""
    if first.day is None or last.day is None:
        return Fit.EXACT, ""
    days = [first.first + timedelta(offset) for offset in range((last.first - first.first).days + 1)]
    working = sum(day.weekday() < _SATURDAY for day in days)
    return Fit.EXACT if number in (len(days), working) else Fit.WRONG, f"{len(days)}일"


def _weeks(number: int, first: Moment, last: Moment) -> tuple[Fit, str]:
    """Weeks may be begun: Monday to Friday of the third week are three weeks."""
    if first.day is None or last.day is None:
        return Fit.EXACT, ""
    days = (last.first - first.first).days + 1
    fits = (number - 1) * _DAYS_OF_WEEK < days <= number * _DAYS_OF_WEEK + 1
    return Fit.EXACT if fits else Fit.WRONG, f"{days}일"


def _months(number: int, first: Moment, last: Moment) -> tuple[Fit, str]:
    """Whole months from day to day, or first and last month counted; half a month more or less is about right."""
    if first.day is None or last.day is None:
        return _whole_months(number, first, last)
    wanted = _later(first.first, number)
    days = (wanted - last.first).days
    counted = f"{(last.first - first.first).days + 1}일"
    if days in (0, 1):
        return Fit.EXACT, counted
    return Fit.ABOUT if abs(days) <= _SLACK_DAYS else Fit.WRONG, counted


def _whole_months(number: int, first: Moment, last: Moment) -> tuple[Fit, str]:
    if first.month is None and not first.part:
        return Fit.EXACT, ""
    count = (last.last.year - first.first.year) * _MONTHS + last.last.month - first.first.month + 1
    if number == count:
        return Fit.EXACT, f"{count}개월"
    return Fit.ABOUT if abs(number - count) == 1 else Fit.WRONG, f"{count}개월"


def _years(number: int, first: Moment, last: Moment) -> tuple[Fit, str]:
    """Whole years; between bare years both ends may count or not."""
    if first.month is None and last.month is None:
        years = last.year - first.year
        return Fit.EXACT if number in (years, years + 1) else Fit.WRONG, f"{years + 1}년"
    fit, counted = _months(number * _MONTHS, first, last)
    return fit, counted


_FITS = {"일": _days, "주": _weeks, "월": _months, "년": _years}


def _later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
