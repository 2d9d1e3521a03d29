"""What names mean in rows that share their owner or source: targets by date, the row above, cut-offs, choices."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.calculation import Relation, calculate, judge, wording
from desktop.domain.checks import check_report
from desktop.domain.definition_values import DefinitionError
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.expressions import ExpressionError, parse
from desktop.domain.naming import Names
from desktop.domain.quantities import Figure
from desktop.domain.report import FIELDS_ROW, Report, Row, Table
from desktop.domain.values import NOT_YET, Value
from desktop.services.catalog import Catalog
from tests.domain.checks.budget import INFO
from tests.domain.test_sheet import column, row, table

AS_OF = date(2022, 7, 31)
DAY = st.dates(date(2022, 1, 1), date(2022, 12, 31))

INDICATORS = table(
    "indicators",
    column("name", "text"),
    column("way", "enum", options=["합계", "최종값"]),
    column("original", formula="first(revisions.target)"),
    column("target", formula="last(revisions.target, decided_on <= as_of)"),
    column("result", formula="if(way = '합계', so_far(q1, q2), last(q1, q2))"),
    column("rate", "percent", formula="result / target * 100"),
    column("grade", "text", formula="lookup(rate, grades.least, grades.grade)"),
    column("word", "text", formula="if(grade = 'S', '확대', last(revisions.reason))"),
    column("q1"),
    column("q2"),
)
REVISIONS = table(
    "revisions",
    column("target"),
    column("decided_on", "date"),
    column("reason", "text"),
    column("before", formula="above(target)"),
    column("way", "text", formula="owner.way"),
    column("sibling", formula="last(notes.amount)"),
    owner="indicators",
    checks=[
        {"code": "order", "severity": "error", "expr": "above(decided_on) <= decided_on"},
        {"code": "reason", "severity": "error", "expr": "reason != ''", "when": "before != target"},
    ],
)
NOTES = table("notes", column("amount"), owner="indicators")
GRADES = table("grades", column("grade", "text"), column("least", "percent"))
VIEW = table(
    "view",
    column("name", "text", follows="name"),
    column("rate", "percent", formula="indicators.rate"),
    column("last_target", formula="last(revisions.target)"),
    rows={"kind": "follow", "source": "indicators", "where": "rate >= 100"},
)


def indicators(
    *revisions: tuple[str, str, str], as_of: date | None = AS_OF, grades: tuple[tuple[str, str], ...] = (), **cells: str
) -> Evaluation:
    """One indicator with its revisions (target, day, reason) and cut-offs."""
    rows = tuple(
        row(f"v{n}", **{key: text for key, text in zip(("target", "decided_on", "reason"), each, strict=True) if text})
        for n, each in enumerate(revisions)
    )
    tables = (
        Table("g", GRADES, rows=tuple(row(f"g{n}", grade=name, least=least) for n, (name, least) in enumerate(grades))),
        Table("i", INDICATORS, rows=(row("one", name="일자리", **cells), row("two", name="매출"))),
        Table("r", REVISIONS, owner="one", rows=rows),
        Table("r2", REVISIONS, owner="two", rows=(row("other", target="7777", decided_on="2022-01-01"),)),
        Table("n", NOTES, owner="one", rows=(row("n1", amount="11"),)),
        Table("n2", NOTES, owner="two", rows=(row("n2", amount="22"),)),
        Table("w", VIEW),
    )
    return evaluate(Report(replace(INFO, as_of=as_of), {each.uid: each for each in tables}))


FULL = indicators(("100", "2022-01-05", "당초"), grades=(("S", "100"), ("A", "0")), way="합계", q1="30", q2="80")


def shown(evaluation: Evaluation, key: str, uid: str = "one", table_uid: str = "i") -> str | None:
    value = evaluation.sheet(table_uid).shown(uid, key).value
    return value.text if value else None


@given(st.lists(st.tuples(st.integers(1, 9999), DAY), min_size=1, max_size=6), DAY)
def test_the_target_in_force_is_the_last_one_decided_by_then(revisions: list[tuple[int, date]], as_of: date):
    evaluation = indicators(*((str(target), day.isoformat(), "") for target, day in revisions), as_of=as_of)
    decided = [target for target, day in revisions if day <= as_of]
    assert shown(evaluation, "original") == str(revisions[0][0])
    assert shown(evaluation, "target") == (str(decided[-1]) if decided else None)


def test_the_as_of_of_the_table_goes_before_that_of_the_report_and_none_of_them_leaves_it_unknown():
    revisions = (("100", "2022-01-05", ""), ("120", "2022-07-01", "수요 증가"))
    evaluation = indicators(*revisions)
    assert shown(evaluation, "target") == "120"
    own = replace(evaluation.report.tables["i"], fields=Row(FIELDS_ROW, {"as_of": Value.of("2022-06-30")}))
    tables = {**evaluation.report.tables, "i": own}
    assert shown(evaluate(replace(evaluation.report, tables=tables)), "target") == "100"
    assert shown(indicators(*revisions, as_of=None), "target") is None


@pytest.mark.parametrize(
    ("cells", "result"),
    [
        ({"way": "합계", "q1": "30", "q2": "50"}, "80"),
        ({"way": "최종값", "q1": "30", "q2": "50"}, "50"),
        ({"way": "합계", "q1": "30"}, "30"),
        ({"way": "최종값", "q1": "30"}, "30"),
        ({"way": "합계"}, None),
        ({"q1": "30"}, None),
    ],
)
def test_quarters_that_are_not_there_yet_are_passed_over(cells: dict[str, str], result: str | None):
    assert shown(indicators(("100", "2022-01-05", ""), **cells), "result") == result


def test_a_quarter_marked_as_not_yet_is_no_zero():
    evaluation = indicators(("100", "2022-01-05", ""), way="최종값", q1="30")
    one, two = evaluation.report.tables["i"].rows
    changed = replace(evaluation.report.tables["i"], rows=(Row("one", {**one.cells, "q2": NOT_YET}), two))
    tables = {**evaluation.report.tables, "i": changed}
    assert shown(evaluate(replace(evaluation.report, tables=tables)), "result") == "30"


@given(
    st.lists(st.integers(0, 150), min_size=1, max_size=5, unique=True),
    st.integers(0, 200),
)
def test_the_grade_is_that_of_the_highest_bound_reached(bounds: list[int], result: int):
    grades = tuple((f"등급{bound}", str(bound)) for bound in bounds)
    evaluation = indicators(("100", "2022-01-05", ""), grades=grades, way="합계", q1=str(result))
    reached = [bound for bound in bounds if bound <= result]
    assert shown(evaluation, "grade") == (f"등급{max(reached)}" if reached else None)


def test_a_choice_takes_texts_and_passes_blank_ones_over():
    grades = (("S", "100"), ("A", "0"))
    first, second = ("100", "2022-01-05", "당초"), ("50", "2022-07-01", "")
    assert shown(indicators(first, grades=grades, way="합계", q1="100"), "word") == "확대"
    assert shown(indicators(first, second, grades=grades, way="합계", q1="40"), "word") == "당초"


def test_rows_name_the_row_above_the_owner_and_the_tables_beside_them():
    evaluation = indicators(("100", "2022-01-05", ""), ("", "2022-05-01", ""), ("120", "2022-07-01", ""), way="합계")
    assert [shown(evaluation, "before", f"v{n}", "r") for n in range(3)] == [None, "100", "100"]
    assert shown(evaluation, "way", "v0", "r") == "합계"
    assert [shown(evaluation, "sibling", "v0", "r"), shown(evaluation, "sibling", "other", "r2")] == ["11", "22"]


def test_a_view_shares_the_rows_of_its_source_and_what_hangs_under_them():
    reached = indicators(("100", "2022-01-05", ""), ("110", "2022-12-01", ""), way="합계", q1="100")
    assert reached.sheet("w").body == ("one",)
    assert [shown(reached, key, "one", "w") for key in ("name", "rate", "last_target")] == ["일자리", "100", "110"]
    assert indicators(("100", "2022-01-05", ""), way="합계", q1="99").sheet("w").body == ()


@given(st.lists(DAY, min_size=1, max_size=5))
def test_a_revision_is_not_dated_before_the_one_above(days: list[date]):
    evaluation = indicators(*(("100", day.isoformat(), "") for day in days))
    wrong = {f"v{n}" for n in range(1, len(days)) if days[n] - days[n - 1] < timedelta(0)}
    assert {finding.key.row for finding in check_report(evaluation) if finding.code == "order"} == wrong


def test_a_check_is_judged_only_where_its_own_relation_holds():
    evaluation = indicators(("100", "2022-01-05", ""), ("100", "2022-05-01", ""), ("120", "2022-07-01", ""))
    assert [f.key.row for f in check_report(evaluation) if f.code == "reason"] == ["v2"]


@pytest.mark.parametrize(
    ("formula", "word"),
    [
        ("last(revisions.nothing)", "nothing"),
        ("last(revisions.target, nothing <= as_of)", "nothing"),
        ("above(nothing)", "nothing"),
        ("if(q1, 1, 2)", "비교"),
        ("if(q1 > 1, 2)", "식 셋"),
        ("lookup(q1, grades, grades.grade)", "표.하한"),
        ("q1 + '가'", "이름"),
        ("q1 = 'a'", "비교가 아니라"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_may_stand_there(formula: str, word: str):
    catalog = Catalog({each.code: each for each in (INDICATORS, REVISIONS, NOTES, GRADES)}, {})
    own = {"title": "표", "layout": "grid", "columns": [column("q1"), column("x", formula=formula)]}
    with pytest.raises(DefinitionError) as refused:
        catalog.custom(json.dumps(own), 2022)
    assert any(word in each for each in refused.value.problems)


_SIGNS = "+ - * / ( ) , < = != <="
_NAMES = "q1 q2 way name target as_of owner.way indicators.q1 revisions.target revisions.decided_on"
_WORDS = "grades.least grades.grade 0 1.5 '합계' '' last( first( above( so_far( if( lookup( count( number( sum( max("
_PIECES = st.sampled_from(f"{_SIGNS} {_NAMES} {_WORDS}".split())


@given(st.lists(_PIECES, max_size=14).map(" ".join))
@example("if ( way = '합계' , lookup ( q1 , grades.least , grades.grade ) , owner.way )")
@example("last ( revisions.target , decided_on <= as_of ) / 0")
def test_whatever_the_grammar_takes_is_worked_out_and_nothing_else_happens(text: str):
    try:
        expression = parse(text)
    except ExpressionError:
        return
    for table_uid, uid in (("i", "one"), ("r", "v0"), ("r", FIELDS_ROW), ("w", "two")):
        names = Names(FULL.sheet(table_uid), uid)
        quantity, words = calculate(expression, names), wording(expression, names)
        assert quantity is None or all(isinstance(figure, Figure) for figure in quantity)
        assert words is None or isinstance(words, str)
        assert judge(expression, names) in Relation


@pytest.mark.parametrize(("result", "grade"), [("99.4", "A"), ("100", "S")])
def test_a_choice_goes_by_the_printed_figure_and_not_by_its_rounding_interval(result: str, grade: str):
    grades = (("S", "100"), ("A", "0"))
    evaluation = indicators(("100", "2022-01-05", "당초"), grades=grades, way="합계", q1=result)
    assert shown(evaluation, "grade") == grade
    assert evaluation.sheet("w").body == (("one",) if grade == "S" else ())
