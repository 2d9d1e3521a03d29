"""Questions to the change log. Each goes along an index: a cell's place, or the steps of a report."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, text

from db.journal import logged_change
from db.models import Change, Report
from db.records import LogFilter, LogRecord, StepName, StepRecord

_COLUMNS = (
    Change.step,
    Change.at,
    Change.who,
    Change.action,
    Change.label,
    Change.why,
    Change.kind,
    Change.table_uid,
    Change.row_uid,
    Change.column_key,
    Change.old,
    Change.new,
)
_LAST_STEPS = text("""
    WITH RECURSIVE last(step) AS (
        SELECT max(step) FROM change WHERE report_id = :report
        UNION ALL
        SELECT (SELECT max(step) FROM change WHERE report_id = :report AND step < last.step)
        FROM last WHERE last.step IS NOT NULL
        LIMIT :most
    )
    SELECT step,
        (SELECT action FROM change WHERE report_id = :report AND change.step = last.step LIMIT 1),
        (SELECT label FROM change WHERE report_id = :report AND change.step = last.step LIMIT 1)
    FROM last WHERE step IS NOT NULL ORDER BY step
""")
"""One seek in the index for each step, however many cells a step has."""


def last_steps(connection: Connection, report: str, most: int) -> tuple[StepName, ...]:
    """The last steps of a report, oldest first."""
    found = connection.execute(_LAST_STEPS, {"report": _report_id(connection, report), "most": most})
    return tuple(StepName(number, action, label) for number, action, label in found)


def first_step(connection: Connection, report: str) -> int:
    """Number of the step that made a report; 0 when nothing is logged."""
    of_report = Change.report_id == _report_id(connection, report)
    return int(connection.execute(select(func.coalesce(func.min(Change.step), 0)).where(of_report)).scalar_one())


def step_changes(connection: Connection, report: str, number: int) -> tuple[LogRecord, ...]:
    """The changes of one step, in the order in which they were carried out."""
    wanted = select(*_COLUMNS).where(Change.report_id == _report_id(connection, report), Change.step == number)
    return _records(connection, wanted.order_by(Change.id))


def cell_log(connection: Connection, table: str, row: str, column: str) -> tuple[LogRecord, ...]:
    """Everything that happened to one cell or to its row as a whole, newest first."""
    here = (Change.table_uid == table, Change.row_uid == row, Change.column_key.in_((column, "")))
    return _records(connection, select(*_COLUMNS).where(*here).order_by(Change.id.desc()))


def report_log(connection: Connection, report: str, wanted: LogFilter) -> tuple[LogRecord, ...]:
    """The changes of a report that a filter lets through, newest first."""
    query = select(*_COLUMNS).where(*_conditions(_report_id(connection, report), wanted))
    return _records(connection, query.order_by(Change.step.desc(), Change.id.desc()).limit(wanted.most))


def changes_after(connection: Connection, report: str, day: str) -> tuple[LogRecord, ...]:
    """Every change after the last step of a day (ISO), newest first.

    Steps decide, not clocks: what was logged between two steps of that day counts as of that day.
    """
    report_id = _report_id(connection, report)
    until = select(func.max(Change.step)).where(Change.report_id == report_id, func.substr(Change.at, 1, 10) <= day)
    last = connection.execute(until).scalar_one()
    later = select(*_COLUMNS).where(Change.report_id == report_id, Change.step > (0 if last is None else last))
    return _records(connection, later.order_by(Change.step.desc(), Change.id.desc()))


def people_and_days(connection: Connection, report: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who worked on a report, and on which days (ISO, newest first)."""
    of_report = Change.report_id == _report_id(connection, report)
    day = func.substr(Change.at, 1, 10)
    people = connection.execute(select(Change.who).where(of_report).distinct().order_by(Change.who)).scalars()
    days = connection.execute(select(day).where(of_report).distinct().order_by(day.desc())).scalars()
    return tuple(people), tuple(days)


def _conditions(report_id: int, wanted: LogFilter) -> list[ColumnElement[bool]]:
    exact = ((Change.who, wanted.who), (Change.action, wanted.action))
    # The table alone says which report it is; naming both would lead SQLite along the steps of the whole report.
    where = Change.table_uid == wanted.table if wanted.table else Change.report_id == report_id
    conditions = [where, *(column == value for column, value in exact if value)]
    if wanted.row:
        conditions += [Change.row_uid == wanted.row]
    if wanted.after:
        conditions += [Change.step > wanted.after]
    if wanted.day:
        conditions += [func.substr(Change.at, 1, 10) == wanted.day]
    return conditions


def _report_id(connection: Connection, report: str) -> int:
    return int(connection.execute(select(Report.id).where(Report.uid == report)).scalar_one())


def _records(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[LogRecord, ...]:
    return tuple(map(_record, connection.execute(query).all()))


def _record(line: Row[*tuple[object, ...]] | Sequence[object]) -> LogRecord:
    number, at, who, action, label, why, *change = line
    return LogRecord(number, StepRecord(at, who, action, label, why), logged_change(*change))  # type: ignore[arg-type]
