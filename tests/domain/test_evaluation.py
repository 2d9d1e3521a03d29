"""What a report shows of what was entered: totals, rates, followed rows, filled texts, and what a change touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.evaluation import Evaluation, evaluate, reevaluate
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.values import NONE, NOT_YET, Value
from tests.domain.checks.budget import FINANCE, INFO, PUBLISHED, definition, published, with_cells

AS_OF = replace(INFO, as_of=date(2022, 1, 21))
DIVISION, RATE = "경제정책과", "obligation_rate"


def text(evaluation: Evaluation, row: str, column: str, table: str = "budget") -> str | None:
    """The canonical text that a cell shows, None when it is blank."""
    value = evaluation.shown(CellKey(table, row, column)).value
    return value.text if value else None


def unstated(report: Report) -> Report:
    """The budget without anything published in computed cells."""
    budget = report.tables["budget"]
    rows = tuple(Row(row.uid, {k: v for k, v in row.cells.items() if "rate" not in k}) for row in budget.rows)
    return report.with_table(replace(budget, rows=rows, total=Row(TOTAL_ROW)))


@pytest.fixture
def computed() -> Evaluation:
    """The budget as the program reckons it."""
    return evaluate(unstated(published()))


def test_totals_add_up_and_rates_of_the_total_are_those_of_the_totals(computed: Evaluation):
    assert text(computed, TOTAL_ROW, "obligated_amount") == "40937"
    assert text(computed, TOTAL_ROW, RATE) == "5.4"
    assert text(computed, FINANCE, RATE) == "0.1"


def test_a_stated_value_shows_and_the_computed_one_stays_known():
    shown = evaluate(published()).shown(CellKey("budget", FINANCE, RATE))
    assert (shown.value, shown.computed, shown.is_stated) == (Value.of("1.0"), Value.of("0.1"), True)


def test_rates_round_half_up():
    report = with_cells(unstated(published()), DIVISION, appropriation="2000", obligated_amount="1")
    assert text(evaluate(report), DIVISION, RATE) == "0.1"


@pytest.mark.parametrize("divisor", [None, "0"])
def test_what_cannot_be_divided_is_blank(divisor: str | None):
    evaluation = evaluate(with_cells(unstated(published()), DIVISION, appropriation=divisor))
    assert text(evaluation, DIVISION, RATE) is None


def test_what_cannot_be_read_is_blank_and_left_out_of_the_total():
    budget = unstated(published()).tables["budget"]
    row = Row(DIVISION, {"appropriation": Value.of("10"), "obligated_amount": Value.invalid("많음")})
    evaluation = evaluate(published().with_table(budget.with_row(row)))
    assert text(evaluation, DIVISION, RATE) is None
    assert text(evaluation, TOTAL_ROW, "obligated_amount") == "40817"


@pytest.mark.parametrize(("value", "rate"), [(NONE, "0.0"), (NOT_YET, None)])
def test_a_dash_counts_as_zero_and_not_yet_does_not(value: Value, rate: str | None):
    budget = unstated(published()).tables["budget"]
    row = Row(DIVISION, {"appropriation": Value.of("10"), "obligated_amount": value})
    assert text(evaluate(published().with_table(budget.with_row(row))), DIVISION, RATE) == rate


def test_a_column_without_a_figure_has_no_total():
    budget = replace(unstated(published()).tables["budget"], rows=())
    assert text(evaluate(published().with_table(budget)), TOTAL_ROW, "appropriation") is None


def test_rows_follow_their_source_with_its_names_the_stored_ones_first(computed: Evaluation):
    names = list(PUBLISHED)
    budget = published().tables["budget"]
    moved = replace(budget, rows=(budget.rows[3], budget.rows[1]))
    uids = [row.uid for row in evaluate(published().with_table(moved)).rows("budget")]
    assert uids == [TOTAL_ROW, names[3], names[1], names[0], names[2], *names[4:]]
    assert text(computed, FINANCE, "department") == FINANCE
    assert text(computed, TOTAL_ROW, "department") == "계"


def test_templates_read_row_total_table_and_report(computed: Evaluation):
    filled = evaluate(replace(computed.report, info=AS_OF))
    assert filled.fill("{department} {appropriation}", "budget", FINANCE) == "금융투자과 26,920"
    assert filled.fill("예산 {total.appropriation} ({original_budget})", "budget") == "예산 753,976 (708,321)"
    assert filled.fill("{{'{as_of:yy. m. d.} 기준}} {year} {yy} {title}", "budget") == (
        "{'22. 1. 21. 기준} 2022 22 2022년 2월 주요업무보고"
    )
    assert filled.fill("{budget.carried_over_budget}", "departments") == "42,568"


def test_a_table_of_its_own_date_prints_that(computed: Evaluation):
    budget = computed.report.tables["budget"]
    dated = budget.with_row(Row(FIELDS_ROW, {"as_of": Value.of("2022-02-01")}))
    report = replace(computed.report.with_table(dated), info=AS_OF)
    assert evaluate(report).fill("{as_of:m. d.}", "budget") == "2. 1."


def test_names_that_are_all_blank_print_nothing():
    evaluation = evaluate(with_cells(published(), FIELDS_ROW, original_budget=None))
    assert evaluation.fill("본예산({original_budget}백만원)", "budget") == ""


HEADCOUNT = definition(
    {
        "code": "people",
        "version": 1,
        "title": "인력",
        "tab": "organization",
        "layout": "grid",
        "total": {"label": "계", "place": "last", "sum": ["officials"]},
        "columns": [
            {"key": "name", "label": "구분", "type": "text"},
            {"key": "officials", "label": "정원/현원", "type": "pair", "parts": ["authorized", "current"]},
            {"key": "gap", "label": "과부족", "type": "integer", "formula": "officials.current - officials.authorized"},
            {"key": "ring", "label": "고리", "type": "integer", "formula": "ring + 1"},
        ],
    }
)


def people() -> Evaluation:
    """Two divisions with 정원/현원."""
    rows = (Row("a", {"officials": Value.of("31/35")}), Row("b", {"officials": Value.of("10/8")}))
    return evaluate(Report(INFO, {"people": Table("people", HEADCOUNT, rows=rows)}))


def test_pairs_add_side_by_side_and_a_side_can_be_named():
    evaluation = people()
    assert text(evaluation, TOTAL_ROW, "officials", "people") == "41/43"
    assert [text(evaluation, row, "gap", "people") for row in ("a", "b", TOTAL_ROW)] == ["4", "-2", "2"]
    assert [row.uid for row in evaluation.rows("people")] == ["a", "b", TOTAL_ROW]


def test_a_cell_that_depends_on_itself_is_blank():
    assert text(people(), "a", "ring", "people") is None


def test_a_change_shows_wherever_it_is_read(computed: Evaluation):
    before = {row.uid: text(computed, row.uid, RATE) for row in computed.rows("budget")}
    report = with_cells(computed.report, FINANCE, obligated_amount="270")
    after = reevaluate(computed, report, frozenset({"budget"}))
    assert before[FINANCE] == "0.1"
    assert (text(after, FINANCE, RATE), text(after, TOTAL_ROW, "obligated_amount")) == ("1.0", "41181")
    assert text(computed, FINANCE, RATE) == "0.1"


def test_a_renamed_division_is_renamed_in_the_table_that_follows(computed: Evaluation):
    assert text(computed, FINANCE, "department") == FINANCE
    names = computed.report.tables["departments"].with_row(Row(FINANCE, {"name": Value.of("금융과")}))
    after = reevaluate(computed, computed.report.with_table(names), frozenset({"departments"}))
    assert text(after, FINANCE, "department") == "금융과"


def test_what_does_not_read_the_changed_table_is_taken_over(computed: Evaluation):
    rows = computed.rows("departments")
    report = with_cells(computed.report, FINANCE, obligated_amount="270")
    after = reevaluate(computed, report, frozenset({"budget"}))
    assert after.rows("departments") is rows
    assert after.rows("budget") is not computed.rows("budget")
