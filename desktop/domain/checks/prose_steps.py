"""Dated steps against the day of the report, against one another, and against the status of what they belong to.

known-inconsistencies.json, kinds date_range, date_order, d_minus, duplicate_answer, status_conflict,
required_missing; conventions.md, Years and dates. A step is a statement whose whole sense is a subject and its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from desktop.domain.checks.statements import Statements, finding
from desktop.domain.definitions import ColumnType, Severity
from desktop.domain.findings import Finding
from desktop.domain.prose.dated import DatedStep, dated_steps
from desktop.domain.prose.moments import Span, spans
from desktop.domain.prose.passages import Passage, siblings
from desktop.domain.prose.steps import chain, step
from desktop.domain.prose.years import named_year
from desktop.domain.report import CellKey
from desktop.domain.spelling import bare

_PLAN = re.compile(r"(?:향후|추진)\s*(?:추진)?\s*(?:계획|일정)")
_RESULTS = re.compile(r"추진\s*(?:현황|실적|경과|사항)")
_BOTH = re.compile(r"추진\s*내용\s*및")
"""A heading over what was done and what is planned together (entities_s003b.md, section_mode joined)."""
_COURSE = re.compile(r"^추진\s*(?:내용|경과|사항)$")
_PLANNED = re.compile(r"예정|계획|목표|전망|까지|이후|향후|부터")
_DAYS_BEFORE = re.compile(r"D\s*-\s*(\d{1,3})(?!\d)")
_EVENT = re.compile(r"개최|개막|개관|개소|오픈|D-?day", re.IGNORECASE)
_ALWAYS = re.compile(r"연중|상시|수시|매년|매월|매주|분기|지속|계속|완료")
_LONGEST_HEADING = 24
_GRACE = timedelta(days=31)
_FINISHED = frozenset({"추진완료", "완료", "조치완료"})
_UNFINISHED = frozenset({"추진중", "검토중"})


def results_to_come(texts: Statements) -> Iterator[Finding]:
    """What is reported as done or under way, with a time wholly behind the day of the report."""
    latest = _reported_on(texts)
    for passage in texts.all:
        if latest is None or not _is_under(passage, _RESULTS, _PLAN) or _PLANNED.search(passage.text):
            continue
        late = next((span for span in spans(passage.text) if _is_behind(span, latest)), None)
        if late:
            yield finding("date.after_as_of", Severity.WARNING, passage, date=late.text, as_of=latest.isoformat())


def plans_gone_by(texts: Statements) -> Iterator[Finding]:
    """Steps of a plan that ended before the 기준일, or that had begun before it (info)."""
    as_of = texts.info.as_of
    if as_of is None:
        return
    for dated in (dated for passage in texts.all for dated in dated_steps(passage)):
        if _is_under(dated.passage, _PLAN, _RESULTS):
            yield from _gone_by(dated, as_of, texts.info.reported_on or as_of)


def falling_steps(texts: Statements) -> Iterator[Finding]:
    """Steps that stand in another order than their times; info, for a list may have another order on purpose.

    Steps beside one another are compared, and all that tell one course of things (추진경과, 추진내용).
    """
    told: dict[int, list[Passage]] = {}
    for passage in texts.all:
        course = next((above for above in passage.above if _COURSE.search(above.text)), None)
        if course:
            told.setdefault(id(course), []).append(passage)
    pairs = [pair for group in (*siblings(texts.all), *told.values()) for pair in _pairs(group)]
    for before, after in {(before.passage, after.passage): (before, after) for before, after in pairs}.values():
        if before.first and after.last and after.last.last < before.first.first:
            values = {"before": before.step.span.text, "after": after.step.span.text}
            yield finding("date.order", Severity.INFO, after.passage, before.passage, **values)


def falling_chains(texts: Statements) -> Iterator[Finding]:
    """Steps within one statement that do not follow one another in time."""
    for passage in texts.all:
        year = named_year(passage)
        for before, after in pairwise(chain(passage.text)):
            first, last = before.span.earliest(year), after.span.latest(year)
            if first and last and before.span.has_year == after.span.has_year and last.last < first.first:
                values = {"before": before.span.text, "after": after.span.text}
                yield finding("date.order", Severity.INFO, passage, **values)


def days_before(texts: Statements) -> Iterator[Finding]:
    """A step marked D-n that does not begin n days before the one event beside it."""
    for group in siblings(texts.all):
        steps = [dated for passage in group for dated in dated_steps(passage)]
        events = [each for each in steps if _EVENT.search(each.step.subject) and each.first and each.first.day]
        counted = [(each, found) for each in steps if (found := _DAYS_BEFORE.search(each.step.subject)) and each.first]
        if len(events) != 1 or events[0].first is None:
            continue
        for each, found in counted:
            day = events[0].first.first - timedelta(days=int(found[1]))
            if each.passage is not events[0].passage and each.first and not each.first.first <= day <= each.first.last:
                values = {"date": each.step.span.text, "mark": found[0], "computed": day.isoformat()}
                yield finding("date.dday", Severity.ERROR, each.passage, events[0].passage, **values)


def finished_with_plans(texts: Statements) -> Iterator[Finding]:
    """What is marked as done although its plan has times that are not over yet."""
    as_of = texts.info.as_of
    for status, plans in _with_status(texts, _FINISHED):
        open_plans = [plan for plan in plans if as_of and _is_open(plan, as_of)]
        if open_plans:
            values = {"status": status.text, "plan": open_plans[0].text, "count": str(len(open_plans))}
            yield finding("date.done_with_plan", Severity.INFO, status, *open_plans, **values)


def plans_without_time(texts: Statements) -> Iterator[Finding]:
    """What is still open, with a plan that says no time at all."""
    for status, plans in _with_status(texts, _UNFINISHED):
        if plans and not any(spans(plan.text) or _ALWAYS.search(plan.text) for plan in plans):
            yield finding("date.none_in_plan", Severity.WARNING, status, *plans, status=status.text)


def plans_without_year(texts: Statements) -> Iterator[Finding]:
    """Times in a plan that neither say their year nor stand under one that does."""
    for passage in texts.all:
        bare_spans = [span for span in spans(passage.text) if not span.has_year]
        if bare_spans and _is_under(passage, _PLAN, _RESULTS) and _has_no_year(passage):
            yield finding("date.no_year", Severity.INFO, passage, date=bare_spans[0].text)


CHECKS = (
    results_to_come,
    plans_gone_by,
    falling_steps,
    falling_chains,
    days_before,
    finished_with_plans,
    plans_without_time,
    plans_without_year,
)


def _reported_on(texts: Statements) -> date | None:
    """The day of the report; a month behind the 기준일 where it is not known."""
    info = texts.info
    return info.reported_on or (info.as_of + _GRACE if info.as_of else None)


def _is_under(passage: Passage, wanted: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether the nearest heading that is one of the two kinds is of the wanted kind."""
    for above in passage.above:
        if len(above.text) <= _LONGEST_HEADING:
            if wanted.search(above.text):
                return not (other.search(above.text) or _BOTH.search(above.text))
            if other.search(above.text):
                return False
    return False


def _is_behind(span: Span, latest: date) -> bool:
    moment = span.latest() or span.earliest()
    return moment is not None and moment.first > latest and moment.month is not None


def _gone_by(dated: DatedStep, as_of: date, reported_on: date) -> Iterator[Finding]:
    values = {"date": dated.step.span.text, "as_of": as_of.isoformat()}
    if all(side.month is None and not side.part for side in dated.step.span.sides):
        return
    if dated.last and dated.last.last < as_of:
        severity = Severity.ERROR if dated.step.is_planned or dated.first is None else Severity.WARNING
        yield finding("date.before_as_of", severity, dated.passage, **values)
    elif dated.last and dated.last.last < reported_on:
        yield finding("date.before_as_of", Severity.INFO, dated.passage, **values)
    elif dated.first and dated.first.last < as_of and dated.first.month:
        yield finding("date.begun", Severity.INFO, dated.passage, **values)


def _pairs(group: Sequence[Passage]) -> Iterator[tuple[DatedStep, DatedStep]]:
    return pairwise(dated for passage in group for dated in dated_steps(passage))


def _with_status(texts: Statements, wanted: frozenset[str]) -> Iterator[tuple[Passage, Sequence[Passage]]]:
    """Each status of a wanted kind, with the plans of its row; where these hang under the row, the first of them."""
    plans: dict[str, list[Passage]] = {}
    owner = texts.sheet.table.owner
    for passage in texts.all:
        if _is_under(passage, _PLAN, _RESULTS):
            plans.setdefault(owner or passage.key.row, []).append(passage)
    for row, group in plans.items():
        for key, text in _statuses(texts, row):
            if bare(text) in wanted:
                yield Passage(group[0].key if owner else key, text), group


def _statuses(texts: Statements, uid: str) -> Iterator[tuple[CellKey, str]]:
    own = texts.sheet.table
    for table in texts.evaluation.report.tables.values() if own.owner else (own,):
        row = table.row(uid)
        for column in table.definition.columns if row else ():
            value = row.value(column.key) if row and column.type is ColumnType.ENUM else None
            if value:
                yield CellKey(table.uid, uid, column.key), value.text


def _is_open(plan: Passage, as_of: date) -> bool:
    exact = (span for span in spans(plan.text) if span.has_year and (step(plan.text) or span.sides[0].month))
    ends = [span.latest() for span in exact]
    return any(end is None or end.last >= as_of for end in ends)


def _has_no_year(passage: Passage) -> bool:
    return not any(span.has_year for each in (passage, *passage.above) for span in spans(each.text))
