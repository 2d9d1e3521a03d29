"""The one cell that cures a broken total: proposed only when it alone does, and when it breaks nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checks import check_report
from desktop.domain.checks.cure import proposed
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate
from desktop.domain.numbers import canonical, rounded
from desktop.domain.report import TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.values import Value
from tests.domain.checks.budget import FINANCE, INFO, definition, published, with_cells

MADE = definition(
    {
        "code": "made",
        "version": 1,
        "title": "예산",
        "tab": "organization",
        "layout": "grid",
        "total": {"label": "계", "sum": ["whole", "spent"]},
        "columns": [
            {"key": "name", "label": "구분", "type": "text"},
            {"key": "whole", "label": "예산현액", "type": "money", "unit": "원"},
            {"key": "spent", "label": "지출액", "type": "money", "unit": "원"},
            {"key": "rate", "label": "집행률", "type": "percent", "places": 1, "formula": "spent / whole * 100"},
        ],
        "checks": [{"code": "order", "severity": "error", "expr": "0 <= spent <= whole"}],
    }
)


def made(lines: list[tuple[int, int]], typed: dict[int, int]) -> Report:
    """A report with true totals and rates stated beside the lines; `typed` are slips in the amounts spent."""
    rows = tuple(
        Row(f"r{place}", _cells(whole=whole, spent=typed.get(place, spent)) | _rate(spent, whole))
        for place, (whole, spent) in enumerate(lines)
    )
    whole, spent = (sum(column) for column in zip(*lines, strict=True))
    total = Row(TOTAL_ROW, _cells(whole=whole, spent=spent))
    return Report(INFO, {"made": Table("made", MADE, rows=rows, total=total)})


def _cells(**numbers: int) -> dict[str, Value]:
    return {key: Value.of(str(number)) for key, number in numbers.items()}


def _rate(spent: int, whole: int) -> dict[str, Value]:
    return {"rate": Value.of(canonical(rounded(Decimal(spent) * 100 / whole, 1)))}


def cures(report: Report) -> set[tuple[CellKey, str] | None]:
    """What is proposed for the errors of a report."""
    errors = (each for each in check_report(evaluate(report)) if each.severity is Severity.ERROR)
    return {proposed(each) for each in errors}


LINES = st.lists(st.integers(1000, 10**6).flatmap(lambda whole: st.tuples(st.just(whole), st.integers(0, whole))))


@given(LINES.filter(bool), st.data())
def test_a_slip_in_one_cell_is_cured_by_the_true_figure(lines: list[tuple[int, int]], data: st.DataObject):
    place = data.draw(st.integers(0, len(lines) - 1))
    whole, spent = lines[place]
    slip = whole * 2 + data.draw(st.integers(1, 10**6))
    assert cures(made(lines, {place: slip})) == {(CellKey("made", f"r{place}", "spent"), str(spent))}


def test_two_slips_have_no_single_cure():
    lines = [(1000, 100), (2000, 200), (3000, 300)]
    assert cures(made(lines, {0: 5000, 1: 9000})) == {None}


def test_a_gap_that_no_row_explains_has_no_cure():
    report = made([(1000, 100), (2000, 200)], {})
    total = report.tables["made"].total.cells | _cells(spent=301)
    table = report.tables["made"].with_row(Row(TOTAL_ROW, total))
    assert cures(report.with_table(table)) == {None}


def test_no_figure_below_zero_is_proposed_where_none_stood():
    report = with_cells(published(), TOTAL_ROW, obligated_amount="100")
    assert None in cures(report)
    assert not [each for each in cures(report) if each and each[1].startswith("-")]


@pytest.mark.parametrize("figure", ["26", "2700", "0"])
def test_whatever_was_typed_the_budget_is_cured_by_the_same_figure(figure: str):
    proposals = cures(published(obligated_amount=figure))
    assert (CellKey("budget", FINANCE, "obligated_amount"), "270") in proposals


def test_a_finding_without_a_proposal_has_none():
    assert cures(published(obligated_amount="270")) == set()
