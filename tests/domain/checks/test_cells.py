"""Single cells: what cannot be read, what is missing, what cannot be counted."""

from __future__ import annotations

import pytest

from desktop.domain.checks import check_report
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.report import Report, Row, Table
from desktop.domain.values import NOT_APPLICABLE, Value
from desktop.services import messages
from tests.domain.checks.budget import INFO, definition

PEOPLE = definition(
    {
        "code": "people",
        "version": 1,
        "title": "인력",
        "tab": "organization",
        "layout": "grid",
        "columns": [
            {"key": "officials", "label": "일반직", "type": "pair", "parts": ["authorized", "current"]},
            {"key": "since", "label": "발령일", "type": "date", "required": True},
            {"key": "note", "label": "비고", "type": "text"},
        ],
    }
)


def report(**cells: Value) -> Report:
    """One division of the 인력현황."""
    return Report(INFO, {"people": Table("people", PEOPLE, rows=(Row("a", cells),))})


def found(**cells: Value) -> list[tuple[str, Severity, str]]:
    """Code, severity and column of every finding."""
    return [(each.code, each.severity, each.key.column) for each in _findings(**cells)]


def _findings(**cells: Value) -> tuple[Finding, ...]:
    return check_report(evaluate(report(**cells)))


@pytest.mark.parametrize("pair", ["-1/5", "5/-1"])
def test_a_negative_side_of_a_pair_is_wrong(pair: str):
    cells = {"officials": Value.of(pair), "since": Value.of("2022-01-01")}
    assert found(**cells) == [("pair.negative", Severity.ERROR, "officials")]
    said = messages.sentence(_findings(**cells)[0], evaluate(report(**cells)))
    assert pair.replace("-", "△") in said


def test_a_pair_of_counted_figures_is_fine_also_when_more_are_there_than_authorized():
    assert found(officials=Value.of("31/35"), since=Value.of("2022-01-01")) == []


def test_a_date_that_does_not_exist_is_wrong_and_not_missing():
    assert found(since=Value.invalid("2022. 2. 30.")) == [("cell.invalid", Severity.ERROR, "since")]


def test_a_missing_required_cell_warns_once_its_row_holds_something():
    assert found(note=Value.of("겸임")) == [("cell.required", Severity.WARNING, "since")]
    assert found() == [("cell.required", Severity.INFO, "since")]


def test_a_cell_that_does_not_apply_is_not_missing():
    assert found(since=NOT_APPLICABLE) == []
