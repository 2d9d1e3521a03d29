"""The checks of the whole report: what they find is told from what single tables do, and kept while it may hold."""

from __future__ import annotations

import pytest

from desktop.domain.checks import check_report, check_whole, recheck, with_whole
from desktop.domain.checks.whole import REPORT_CODES
from desktop.domain.evaluation import Evaluation, evaluate, reevaluate
from desktop.domain.report import Row
from desktop.domain.values import Value
from tests.domain.checks.test_appropriations import CODES, bureau
from tests.measure_recall import taken_in


@pytest.mark.parametrize("sample", ["economy_2022", "jobs_2018"])
def test_their_codes_are_their_own(sample: str):
    evaluation = evaluate(taken_in(sample))
    of_whole = {each.code for each in check_whole(evaluation) or ()}
    of_tables = {each.code for each in recheck(evaluation, (), frozenset(evaluation.report.tables))}
    assert of_whole <= REPORT_CODES
    assert not of_tables & REPORT_CODES


def before_and_after(column: str, text: str, *, in_page: bool) -> tuple[Evaluation, Evaluation, frozenset[str]]:
    """A department whose program needs too much, before and after a change of its money or of an item on the page."""
    before = evaluate(bureau("19490", "소요예산 : 23,768백만원"))
    uid = "page-p-0" if in_page else "budget"
    table = before.report.tables[uid]
    row = table.rows[0]
    changed = table.with_row(Row(row.uid, {**row.cells, column: Value.of(text)}))
    return before, reevaluate(before, before.report.with_table(changed), frozenset({uid})), frozenset({uid})


def test_a_finding_stays_while_its_cells_say_the_same():
    before, after, tables = before_and_after("mark", "-", in_page=True)
    kept = recheck(after, check_report(before), tables, before)
    assert kept == check_report(before)
    assert CODES[0] in {each.code for each in kept}


@pytest.mark.parametrize(
    ("column", "text", "in_page"), [("text", "소요예산 : 1백만원", True), ("appropriation", "30000", False)]
)
def test_a_finding_goes_with_the_figure_that_it_speaks_of(column: str, text: str, *, in_page: bool):
    before, after, tables = before_and_after(column, text, in_page=in_page)
    assert not [each for each in recheck(after, check_report(before), tables, before) if each.code in CODES]


def test_what_a_whole_check_finds_takes_the_place_of_what_was_kept():
    before, after, tables = before_and_after("appropriation", "20000", in_page=False)
    kept = recheck(after, check_report(before), tables, before)
    assert with_whole(after, kept, check_whole(after) or ()) == check_report(after)
    assert with_whole(after, kept, ()) == ()


def test_a_check_that_nobody_wants_any_more_is_given_up():
    answers = iter([True, False])
    assert check_whole(evaluate(bureau("19490")), lambda: next(answers)) is None
    assert not list(answers), "asked before each check"
