"""Dates in texts that the calendar does not have, or that contradict what stands right beside them.

conventions.md, Years and dates; known-inconsistencies.md, kinds date_exists, half, season, days and weekday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.domain.checks.statements import Statements, finding
from desktop.domain.dates import Moment, weekday
from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.domain.prose.lengths import Fit, lengths
from desktop.domain.prose.moments import Span, Written, spans
from desktop.domain.prose.seasons import half_before, in_season, seasons
from desktop.domain.prose.years import year_of

_A_LEAP_YEAR = 2024
_HALF_YEAR = 6
_HALVES = ("H1", "H2")
_SAYS_MORE = re.compile(r"\s*:\s*|\s*[가-힣]{0,6}\s*(?P<opens>\()\s*")
_TIME_LABEL = re.compile(r"(?:개최|행사|운영|사업)?\s?(?:기간|일시|일자|시기)")


def impossible(texts: Statements) -> Iterator[Finding]:
    """Days and months that no calendar has."""
    for passage, span in texts.dated():
        if any(side.moment(_A_LEAP_YEAR) is None for side in span.sides):
            yield finding("date.nonexistent", Severity.ERROR, passage, date=span.text)


def reversed_periods(texts: Statements) -> Iterator[Finding]:
    """Periods that end before they start; a warning only, where the end has its year from the start."""
    for passage, span in texts.dated():
        first, last = span.earliest(_A_LEAP_YEAR), span.latest(_A_LEAP_YEAR)
        if first and last and last.last < first.first:
            severity = Severity.WARNING if span.year_dropped else Severity.ERROR
            yield finding("date.end_before_start", severity, passage, date=span.text)


def weekdays(texts: Statements) -> Iterator[Finding]:
    """Days of the week in parentheses that are not those of the day; without a year, those of no year near."""
    for passage, span in texts.dated():
        for side in span.sides:
            moments = _possible(side, texts.info.fiscal_year)
            if side.weekday and moments and side.weekday not in [weekday(moment.first) for moment in moments]:
                right = weekday(moments[0].first)
                yield finding(
                    "date.weekday", Severity.ERROR, passage, date=span.text, stated=side.weekday, computed=right
                )


def stated_lengths(texts: Statements) -> Iterator[Finding]:
    """Lengths beside a period that it does not have; info where it is only about right."""
    for passage in texts.all:
        for length in lengths(passage.text, year_of(passage, texts.info.fiscal_year)):
            if length.fit is not Fit.EXACT:
                severity = Severity.ERROR if length.fit is Fit.WRONG else Severity.INFO
                values = {"date": length.span.text, "stated": length.text, "computed": length.counted}
                yield finding("date.length", severity, passage, **values)


def halves(texts: Statements) -> Iterator[Finding]:
    """상반기 or 하반기 right before a period of the other half, or behind it ("'22년 7월 … ('22 상)")."""
    for passage in texts.all:
        found = spans(passage.text)
        for span in found:
            half = half_before(passage.text, span.start)
            if half and _is_outside(span, half, texts.info.fiscal_year):
                yield finding("date.half", Severity.ERROR, passage, date=span.text, half=half)
        for named, time in _named_halves(passage.text, found):
            if _is_outside(time, named.part, named.year or 0):
                yield finding("date.half", Severity.ERROR, passage, date=time.text, half=named.part)
        marked = _marked_half(passage.text, found)
        if marked and _is_outside(marked[0], marked[1], 0):
            yield finding("date.half", Severity.ERROR, passage, date=marked[0].text, half=marked[1])


def wrong_seasons(texts: Statements) -> Iterator[Finding]:
    """춘계 and the like in a heading over the time of an event in another season."""
    for passage in texts.all:
        label, _, time = passage.text.partition(":")
        span = next(iter(spans(time)), None)
        first = span.earliest() if span else None
        if span is None or first is None or not _TIME_LABEL.fullmatch(label.strip()):
            continue
        named = next((words for above in passage.above if (words := seasons(above.text))), frozenset())
        if len(named) == 1 and not in_season(season := next(iter(named)), first):
            yield finding("date.season", Severity.ERROR, passage, date=span.text, season=season)


CHECKS = (impossible, reversed_periods, weekdays, stated_lengths, halves, wrong_seasons)


def _possible(side: Written, fiscal_year: int) -> list[Moment]:
    """The days that a written day may mean: this year's first, then those of the years beside it."""
    years = (fiscal_year, fiscal_year - 1, fiscal_year + 1) if side.year is None else (side.year,)
    found = (side.moment(year) for year in years)
    return [moment for moment in found if moment and moment.day]


def _named_halves(text: str, found: Sequence[Span]) -> Iterator[tuple[Written, Span]]:
    """Each half of a year with the time that says more of it: "'22.下 : 3월 공고", "'22.上 공모(7.1~8.31)"."""
    for named, time in pairwise(found):
        half = named.first
        is_half = half is named.last and half is not None and half.part in _HALVES and half.year is not None
        joins = _SAYS_MORE.fullmatch(text[named.end : time.start])
        is_alone = joins is not None and (joins["opens"] is None or text[time.end :].lstrip().startswith(")"))
        if half and is_half and is_alone and not time.has_year:
            yield half, time


def _marked_half(text: str, found: Sequence[Span]) -> tuple[Span, str] | None:
    """The one time of a statement and the half of its year that stands as a mark behind it: "('22 상)"."""
    match found:
        case [Span(first=Written(year=year)) as time, Span(last=Written(year=same, part="H1" | "H2" as half)) as mark]:
            is_mark = text[: mark.start].rstrip().endswith("(") and text[mark.end :].strip() == ")"
            return (time, half) if is_mark and year == same else None
    return None


def _is_outside(span: Span, half: str, year: int) -> bool:
    """Whether a mention lies wholly in the other half of its year."""
    first, last = span.earliest(year), span.latest(year)
    if first is None or last is None or first.month is None or last.month is None or first.year != last.year:
        return False
    return last.month <= _HALF_YEAR if half == "H2" else first.month > _HALF_YEAR
