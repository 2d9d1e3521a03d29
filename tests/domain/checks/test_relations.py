"""Relations between figures: what is stated against what it comes to, and what a definition declares."""

from __future__ import annotations

import pytest

from desktop.domain.checks import check_report
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, Report, Row, Table
from desktop.domain.values import NONE, NOT_APPLICABLE, Value
from tests.domain.checks.budget import INFO, definition

Cells = dict[str, Value | str | None]
ERROR, INFO_LEVEL = Severity.ERROR, Severity.INFO


def found(
    columns: list[dict[str, object]],
    rows: list[Cells],
    *,
    stated: Cells | None = None,
    single: Cells | None = None,
    **parts: object,
) -> tuple[Finding, ...]:
    """The findings of a table made of columns, rows and a stated total."""
    head = {"code": "t", "version": 1, "title": "표", "tab": "organization", "layout": "grid"}
    made = definition({**head, "columns": [{"key": "name", "label": "구분", "type": "text"}, *columns], **parts})
    stored = tuple(Row(f"r{place}", _values(cells)) for place, cells in enumerate(rows))
    totals, fields = Row(TOTAL_ROW, _values(stated or {})), Row(FIELDS_ROW, _values(single or {}))
    table = Table("t", made, rows=stored, total=totals, fields=fields)
    return check_report(evaluate(Report(INFO, {"t": table})))


def _values(cells: Cells) -> dict[str, Value]:
    return {key: Value.of(each) if isinstance(each, str) else each for key, each in cells.items() if each is not None}


def column(key: str, kind: str = "money", **parts: object) -> dict[str, object]:
    return {"key": key, "label": key, "type": kind, **parts}


def levels(findings: tuple[Finding, ...]) -> list[tuple[str, Severity, str, str]]:
    return [(each.code, each.severity, each.key.row, each.key.column) for each in findings]


SUMMED = {"label": "계", "sum": ["a"]}
STAFF = column("a", "pair", parts=["authorized", "current"])


@pytest.mark.parametrize(("total", "differences"), [("41/43", []), ("41/44", ["0/1"]), ("40/43", ["-1/0"])])
def test_each_side_of_a_pair_is_added(total: str, differences: list[str]):
    findings = found([STAFF], [{"a": "31/35"}, {"a": "10/8"}], stated={"a": total}, total=SUMMED)
    assert [each.values["difference"] for each in findings] == differences
    assert {each.severity for each in findings} <= {ERROR}


@pytest.mark.parametrize(
    ("rows", "total", "levels_found"),
    [
        (["3", NONE], "3", []),
        (["3", NONE], "5", [ERROR]),
        (["3", NOT_APPLICABLE], "3", []),
        (["3", NOT_APPLICABLE], "5", [ERROR]),
        (["3", None], "900", []),
        (["3", None], "1", [ERROR]),
        (["3", None], "-2", []),
        (["3", "-5", None], "-900", []),
        (["3", "-5", None], "-3", []),
        (["3", "4"], "8", [INFO_LEVEL]),
        (["3", "4"], "9", [ERROR]),
        (["-3", "-4"], "-9", [ERROR]),
        (["3", "4"], NONE, [ERROR]),
        (["3", "4"], NOT_APPLICABLE, []),
        (["3", "4.0"], "7.0", []),
    ],
)
def test_a_stated_total_is_judged_by_what_is_known(
    rows: list[Value | str | None], total: Value | str, levels_found: list[Severity]
):
    findings = found([column("a")], [{"a": each} for each in rows], stated={"a": total}, total=SUMMED)
    assert levels(findings) == [("total.column", level, TOTAL_ROW, "a") for level in levels_found]


def test_an_unreadable_addend_leaves_the_total_alone_and_is_said_itself():
    rows: list[Cells] = [{"a": Value.invalid("많음")}, {"a": "3"}]
    findings = found([column("a")], rows, stated={"a": "900"}, total=SUMMED)
    assert levels(findings) == [("cell.invalid", ERROR, "r0", "a")]


RATE = column("rate", "percent", places=1, formula="b / a * 100")


@pytest.mark.parametrize(
    ("a", "b", "stated", "levels_found"),
    [
        ("1000", "500", "50", []),
        ("1000", "500", "50.0", []),
        ("1000", "500", "50.00", []),
        ("1000", "501", "50.0", [INFO_LEVEL]),
        ("1000", "510", "50.0", [ERROR]),
        ("0", "510", "50.0", []),
        (NONE, "510", "50.0", []),
        (None, "510", "50.0", []),
        (NOT_APPLICABLE, "510", "50.0", []),
        ("1000", NONE, NONE, []),
        ("1000", "500", NONE, [ERROR]),
    ],
)
def test_a_stated_rate_is_judged_where_it_can_be_reckoned(
    a: Value | str | None, b: Value | str, stated: Value | str, levels_found: list[Severity]
):
    findings = found([column("a"), column("b"), RATE], [{"a": a, "b": b, "rate": stated}])
    assert levels(findings) == [("computed.figure", level, "r0", "rate") for level in levels_found]


def test_a_pair_that_a_formula_makes_one_figure_of_is_left_alone():
    columns = [STAFF, column("b", "integer", formula="a * 2"), {**STAFF, "key": "c", "formula": "a.current + 1"}]
    assert found(columns, [{"a": "1/2", "b": "9", "c": "9/9"}]) == ()


def test_a_text_typed_over_a_derived_one_is_a_warning_unless_only_its_blanks_differ():
    columns = [column("said", "text", text="{name}과")]
    assert found(columns, [{"name": "금융투자", "said": "금 융 투 자 과"}]) == ()
    (warning,) = found(columns, [{"name": "금융투자", "said": "금융과"}])
    assert (warning.code, warning.severity) == ("computed.text", Severity.WARNING)


def check(expr: str, scope: str = "row", **parts: object) -> list[dict[str, object]]:
    return [{"code": "t.rule", "severity": "error", "expr": expr, "scope": scope, **parts}]


AB = [column("a"), column("b")]


@pytest.mark.parametrize(
    ("scope", "rows"),
    [("row", ["r1"]), ("all", [TOTAL_ROW, "r1"])],
)
def test_a_relation_is_judged_where_its_scope_says(scope: str, rows: list[str]):
    total = {"label": "계", "sum": ["a", "b"]}
    findings = found(AB, [{"a": "1", "b": "1"}, {"a": "9", "b": "1"}], checks=check("a <= b", scope), total=total)
    assert sorted(each.key.row for each in findings) == sorted(rows)


def test_a_relation_of_the_table_is_judged_once_and_shown_where_something_can_be_typed():
    parts = {"checks": check("total(a) = whole", "table"), "fields": [column("whole")], "total": SUMMED}
    (finding,) = found([column("a")], [{"a": "3"}, {"a": "4"}], single={"whole": "20"}, **parts)
    assert (finding.key.row, finding.key.column) == (FIELDS_ROW, "whole")
    assert {(cell.row, cell.column) for cell in finding.cells} == {(TOTAL_ROW, "a"), (FIELDS_ROW, "whole")}


@pytest.mark.parametrize(
    ("expr", "cells"),
    [
        ("sum(a) = b", {("r0", "a"), ("r1", "a"), ("r0", "b")}),
        ("sum(a, c) = b", {("r0", "a"), ("r0", "c"), ("r0", "b")}),
        ("max(a, c) = b", {("r0", "a"), ("r0", "c"), ("r0", "b")}),
        ("-a = b", {("r0", "a"), ("r0", "b")}),
        ("share(a) = b", {("r0", "a"), (TOTAL_ROW, "a"), ("r0", "b")}),
        ("a = c = b", {("r0", "c"), ("r0", "b")}),
    ],
)
def test_a_finding_names_every_cell_that_takes_part(expr: str, cells: set[tuple[str, str]]):
    columns = [*AB, column("c")]
    rows: list[Cells] = [{"a": "3", "b": "900", "c": "3"}, {"a": "4"}]
    findings = found(columns, rows, checks=check(expr), total=SUMMED)
    (finding,) = [each for each in findings if each.values["row"] == "r0"]
    assert {(cell.row, cell.column) for cell in finding.cells} == cells


@pytest.mark.parametrize(("kind", "judged"), [(None, False), ("누적", True)])
def test_a_relation_may_wait_for_a_column_to_hold_something(kind: str | None, *, judged: bool):
    columns = [column("kind", "text"), *AB]
    findings = found(columns, [{"kind": kind, "a": "9", "b": "1"}], checks=check("a <= b", when="kind"))
    assert bool(findings) is judged


@pytest.mark.parametrize("expr", ["a <= c", "a = b - c", "a / c = 3", "sum(a, c) <= b"])
def test_a_relation_with_a_blank_is_not_judged(expr: str):
    assert found([*AB, column("c")], [{"a": "9", "b": "1"}], checks=check(expr)) == ()


def test_a_declared_level_and_sentence_go_with_the_finding():
    rule = {"severity": "warning", "message": "{a}이 {b}보다 큽니다."}
    (finding,) = found(AB, [{"a": "9", "b": "1"}], checks=[check("a <= b")[0] | rule])
    assert (finding.severity, finding.message) == (Severity.WARNING, rule["message"])


def test_a_declared_relation_within_rounding_is_a_note():
    (finding,) = found(AB, [{"a": "2", "b": "1"}], checks=check("a <= b"))
    assert (finding.severity, finding.values["relation"]) == (INFO_LEVEL, "rounding")
