"""What two tables of a report say of one thing: steps with two times, one answer with two statuses.

known-inconsistencies.json, kinds duplicate_answer and date_range. Offered as info: two places may mean two things.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from desktop.domain.checks.statements import finding
from desktop.domain.definitions import ColumnType, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.prose.dated import DatedStep, dated_steps
from desktop.domain.prose.passages import all_passages
from desktop.domain.report import CellKey
from desktop.domain.spelling import bare

CONFLICT = "date.conflict"
SAME_ANSWER = "text.same_answer"
_SHORTEST_SUBJECT = 8
_SHORTEST_ANSWER = 30


def same_step_twice(evaluation: Evaluation) -> Iterator[Finding]:
    """One step, letter by letter, with times in two places that exclude one another."""
    places: dict[str, list[DatedStep]] = {}
    for passage in all_passages(evaluation.report):
        for dated in dated_steps(passage):
            subject = bare(dated.step.subject)
            if len(subject) >= _SHORTEST_SUBJECT:
                places.setdefault(subject, []).append(dated)
    for one, other in (pair for group in places.values() for pair in pairwise(group)):
        if one.passage.key != other.passage.key and one.excludes(other):
            values = {"date": other.step.span.text, "other": one.step.span.text, "name": other.step.subject}
            yield finding(CONFLICT, Severity.INFO, other.passage, one.passage, **values)


def same_answer_twice(evaluation: Evaluation) -> Iterator[Finding]:
    """One long text in two rows whose statuses differ."""
    first: dict[tuple[str, str], tuple[CellKey, str]] = {}
    for key, answer, status in _answers(evaluation):
        known = first.setdefault((key.column, bare(answer)), (key, status))
        if bare(known[1]) != bare(status):
            values = {"name": answer, "status": status, "other": known[1]}
            yield Finding(SAME_ANSWER, Severity.INFO, key, (key, known[0]), values)


CHECKS = (same_step_twice, same_answer_twice)
CODES = frozenset({CONFLICT, SAME_ANSWER})


def still_said(finding: Finding, evaluation: Evaluation) -> bool:
    """Whether the cell of a finding still holds the name that it speaks of."""
    name = finding.values.get("name")
    value = evaluation.shown(finding.key).value if name else None
    return name is not None and value is not None and name in value.text


def _answers(evaluation: Evaluation) -> Iterator[tuple[CellKey, str, str]]:
    """The long texts of rows that have a status, with the status."""
    for table in evaluation.report.tables.values():
        statuses = [column.key for column in table.definition.columns if column.type is ColumnType.ENUM]
        texts = [column.key for column in table.definition.columns if column.type is ColumnType.LONG_TEXT]
        for row in table.rows if len(statuses) == 1 else ():
            status = row.value(statuses[0])
            for column in texts if status else ():
                value = row.value(column)
                if status and value and len(value.text) >= _SHORTEST_ANSWER:
                    yield CellKey(table.uid, row.uid, column), value.text, status.text
