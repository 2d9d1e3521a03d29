"""The published budget of 2022 contradicts itself three times, in one cell, and nowhere else."""

from __future__ import annotations

from desktop.domain.checks import check_report, recheck
from desktop.domain.checks.cure import proposed
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate, reevaluate
from desktop.domain.findings import Finding
from desktop.domain.report import TOTAL_ROW, CellKey, Report
from tests.domain.checks.budget import FINANCE, published, with_cells

CELL = CellKey("budget", FINANCE, "obligated_amount")


def found(report: Report) -> tuple[Finding, ...]:
    """The findings of a report."""
    return check_report(evaluate(report))


def test_exactly_the_three_contradictions_are_found():
    places = [(each.code, each.severity, each.key.row, each.key.column) for each in found(published())]
    assert sorted(places) == [
        ("budget.order", Severity.ERROR, FINANCE, "expenditure"),
        ("computed.figure", Severity.ERROR, FINANCE, "obligation_rate"),
        ("total.column", Severity.ERROR, TOTAL_ROW, "obligated_amount"),
    ]


def test_the_broken_total_tells_its_arithmetic():
    (total,) = [each for each in found(published()) if each.code == "total.column"]
    assert {key: total.values[key] for key in ("stated", "computed", "difference")} == {
        "stated": "41181",
        "computed": "40937",
        "difference": "244",
    }
    assert len(total.cells) == 13


def test_all_three_are_cured_by_270_in_one_cell():
    assert {proposed(each) for each in found(published())} == {(CELL, "270")}


def test_the_proposed_figure_leaves_nothing_to_find():
    assert found(published(obligated_amount="270")) == ()


def test_no_cure_is_proposed_that_breaks_something_else():
    report = with_cells(published(obligated_amount="270"), TOTAL_ROW, obligated_amount="999999")
    assert {proposed(each) for each in found(report)} == {None}


def test_a_difference_within_rounding_is_a_note_and_no_error():
    (note,) = found(published(obligated_amount="269"))
    assert (note.code, note.severity, note.values["difference"]) == ("total.column", Severity.INFO, "1")


def test_a_total_with_a_blank_addend_is_not_judged():
    findings = found(with_cells(published(), FINANCE, obligated_amount=None))
    assert [each.code for each in findings] == ["cell.required"]


def test_a_total_that_is_exceeded_without_its_blank_addend_is_wrong_all_the_same():
    report = with_cells(published(), FINANCE, obligated_amount=None)
    report = with_cells(report, TOTAL_ROW, obligated_amount="40000", obligation_rate=None)
    assert "total.column" in {each.code for each in found(report)}


def test_the_sources_are_held_against_the_total():
    report = with_cells(published(obligated_amount="270"), "@table", carried_over_budget="42668")
    assert [each.code for each in found(report)] == ["budget.sources"]


def test_after_an_edit_the_findings_are_those_of_a_whole_check():
    before = evaluate(published())
    for figure in ("270", "269", "26", "26921"):
        report = published(obligated_amount=figure)
        after = reevaluate(before, report, frozenset({"budget"}))
        assert recheck(after, check_report(before), frozenset({"budget"})) == found(report)
