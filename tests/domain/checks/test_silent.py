"""Relations that were judged and hold are not judged again, and are as soon as a figure of theirs changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.checks import check_report, recheck
from desktop.domain.evaluation import evaluate, reevaluate
from desktop.domain.report import Report, Row, Table
from desktop.domain.values import Value
from tests.domain.checks.budget import INFO, definition

DEFINITION = definition(
    {
        "code": "made",
        "version": 1,
        "title": "예산",
        "tab": "organization",
        "layout": "grid",
        "total": {"label": "계", "sum": ["whole", "spent"]},
        "columns": [
            {"key": "name", "label": "구분", "type": "text"},
            {"key": "whole", "label": "예산", "type": "count"},
            {"key": "spent", "label": "지출", "type": "count"},
        ],
        "fields": [{"key": "most", "label": "한도", "type": "count"}],
        "checks": [
            {"code": "made.order", "severity": "error", "expr": "spent <= whole"},
            {"code": "made.part", "severity": "error", "expr": "spent <= total(whole) / 2"},
            {"code": "made.most", "severity": "error", "expr": "spent <= most"},
        ],
    }
)


def report(*rows: tuple[int, int], most: int = 1000) -> Report:
    """A table of wholes and what is spent of them, under a limit."""
    cells = [{"whole": Value.of(str(whole)), "spent": Value.of(str(spent))} for whole, spent in rows]
    body = tuple(Row(f"r{at}", each) for at, each in enumerate(cells))
    fields = Row("@table", {"most": Value.of(str(most))})
    return Report(INFO, {"t": Table("t", DEFINITION, rows=body, fields=fields)})


@pytest.mark.parametrize(
    "after",
    [
        report((100, 50), (100, 150)),
        report((100, 50), (10, 20)),
        report((20, 50), (10, 20)),
        report((100, 50), (100, 50), most=49),
        report((98, 50)),
        report((100, 50), (100, 50), (1, 2)),
    ],
)
def test_an_edit_finds_what_the_whole_check_finds(after: Report):
    before = evaluate(report((100, 50), (100, 50)))
    old, new = before.report.tables["t"], after.tables["t"]
    rows = tuple(next((row for row in old.rows if row == each), each) for each in new.rows)
    fields = old.fields if old.fields == new.fields else new.fields
    changed = before.report.with_table(replace(old, rows=rows, fields=fields))
    found = recheck(reevaluate(before, changed, frozenset({"t"})), check_report(before), frozenset({"t"}))
    assert found
    assert found == check_report(evaluate(changed))


def test_a_relation_of_one_row_is_judged_once():
    before = evaluate(report((100, 50), (100, 50)))
    check_report(before)
    row = Row("r1", {"whole": Value.of("90"), "spent": Value.of("50")})
    changed = before.report.with_table(before.report.tables["t"].with_row(row))
    kept = reevaluate(before, changed, frozenset({"t"})).sheet("t").worked_out.silent
    assert kept == {("spent <= whole", "r0"), ("spent <= most", "r0")}
