from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import count

import pytest

from desktop.domain.carry_over import CarriedOver, carry_over, is_untouched, rule
from desktop.domain.changes import AddRow, AddTable, ChangeSet, SetCell
from desktop.domain.checks import check_report
from desktop.domain.checks.cells import CARRIED
from desktop.domain.definition_parser import DefinitionError, parse_definition
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.editing import apply, type_text
from desktop.domain.evaluation import evaluate
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row
from desktop.domain.values import Value
from desktop.services.catalog import Catalog
from tests.services.desk_data import CATALOG as SMALL
from tests.services.desk_data import OWN_TABLES, an_info

_TARGETS = """
title = "목표"
tab = "indicators"
layout = "grid"
columns = [
    { key = "name", label = "지표", type = "text" },
    { key = "previous", label = "전년 실적", type = "count", carry = "actual" },
    { key = "target", label = "목표", type = "count", carry = "keep" },
    { key = "actual", label = "실적", type = "count" },
    { key = "remark", label = "비고", type = "text", carry = "empty" },
    { key = "day", label = "날짜", type = "date" },
]
"""
TARGETS = parse_definition({"code": "targets", "version": 1, **tomllib.loads(_TARGETS)}, "목표")
CATALOG = Catalog(tables={**SMALL.tables, "targets": TARGETS}, templates=SMALL.templates)
CODES = frozenset({"departments", "budget", "indicators", "programs", "program_page", "targets"})


def v(text: str) -> Value:
    return Value.of(text)


LAST = ChangeSet(
    "",
    (
        AddTable("d", "departments", "", 0),
        AddTable("b", "budget", "", 1),
        AddTable("i", "indicators", "", 2),
        AddTable("p", "programs", "", 3),
        AddTable("g", "program_page", "p1", 4),
        AddTable("t", "targets", "", 5),
        AddTable("o", "custom", "item2", 6, OWN_TABLES[1]),
        AddRow("d", Row("d1", {"name": v("경제정책과")}), 0),
        AddRow("b", Row("d1", {"appropriation": v("300"), "expenditure": v("269"), "rate": v("89.7")}), 0),
        SetCell(CellKey("b", TOTAL_ROW, "expenditure"), None, v("269")),
        SetCell(CellKey("b", FIELDS_ROW, "original_budget"), None, v("300")),
        SetCell(CellKey("b", FIELDS_ROW, "footnotes"), None, v("1) 본예산")),
        SetCell(CellKey("b", FIELDS_ROW, "as_of"), None, v("2022-01-21")),
        AddRow("i", Row("i1", {"name": v("고용률"), "value@2021": v("59.8"), "value@2022": v("60.1")}), 0),
        AddRow("p", Row("p1", {"name": v("매출 지원")}), 0),
        AddRow("p", Row("p2", {}, "p1"), 1),
        AddRow("g", Row("item1", {"mark": v("□"), "text": v("3월까지 공모")}), 0),
        AddRow("g", Row("item2", {"mark": v("표")}), 1),
        AddRow(
            "t",
            Row(
                "t1",
                {
                    "name": v("일자리"),
                    "previous": v("70"),
                    "target": v("100"),
                    "actual": v("90"),
                    "remark": v("잠정"),
                    "day": v("2022-01-01"),
                },
            ),
            0,
        ),
        AddRow("o", Row("o1", {"c1": v("융자"), "c2": v("500")}), 0),
    ),
)


def carried() -> tuple[Report, CarriedOver]:
    last = apply(Report(an_info()), LAST, CATALOG)
    made = ChangeSet("", (AddTable("nd", "departments", "", 0), AddTable("nb", "budget", "", 1)))
    into = apply(Report(an_info("r2", 2023)), made, CATALOG)
    numbers = count()
    over = carry_over(last, into, CODES, CATALOG, lambda: f"n{next(numbers)}")
    return apply(into, over.changes, CATALOG), over


def cells(report: Report, code: str, row: str) -> dict[str, str]:
    (table,) = report.of_code(code)
    found = table.row(row)
    return {key: value.text for key, value in found.cells.items()} if found else {}


def test_divisions_programs_and_texts_come_along_results_do_not() -> None:
    report, _ = carried()
    assert cells(report, "departments", "d1") == {"name": "경제정책과"}
    (budget,) = report.of_code("budget")
    assert (budget.uid, budget.rows, budget.total.cells) == ("nb", (), {})
    assert cells(report, "budget", FIELDS_ROW) == {"footnotes": "1) 본예산"}
    assert [(row.uid, row.parent) for row in report.of_code("programs")[0].rows] == [("p1", ""), ("p2", "p1")]
    assert report.of_code("program_page")[0].owner == "p1"
    assert cells(report, "custom", "o1") == {"c1": "융자"}
    assert report.of_code("custom")[0].owner == "item2"


def test_year_columns_keep_their_years_and_declared_columns_shift() -> None:
    report, _ = carried()
    assert cells(report, "indicators", "i1") == {"name": "고용률", "value@2022": "60.1"}
    assert [column.key for column in report.of_code("indicators")[0].definition.columns][1:] == [
        "value@2022",
        "value@2023",
    ]
    assert cells(report, "targets", "t1") == {"name": "일자리", "previous": "90", "target": "100"}


def test_a_carried_text_is_marked_until_it_is_touched_and_again_when_that_is_taken_back() -> None:
    report, _ = carried()
    evaluation = evaluate(report)
    (page,) = report.of_code("program_page")
    key = CellKey(page.uid, "item1", "text")
    assert [finding.key for finding in check_report(evaluation) if finding.code == CARRIED] == [key]
    changes = type_text(evaluation, key, "4월까지 공모")
    assert changes is not None
    touched = apply(report, changes, CATALOG)
    assert not [finding for finding in check_report(evaluate(touched)) if finding.code == CARRIED]
    back = apply(touched, changes.inverse(), CATALOG)
    assert is_untouched(back.of_code("program_page")[0].rows[0], page.definition)


def test_what_came_along_is_told_table_by_table() -> None:
    _, over = carried()
    told = {table.code: (table.rows, table.kept, table.emptied) for table in over.tables}
    assert told["departments"] == (1, 1, 0)
    assert told["budget"] == (0, 1, 6)
    assert told["targets"] == (1, 3, 3)
    assert all(table.is_known for table in over.tables)


def test_a_table_that_the_new_form_lacks_is_left_behind_and_said() -> None:
    last = apply(Report(an_info()), LAST, CATALOG)
    over = carry_over(last, Report(an_info("r2", 2023)), CODES - {"targets"}, CATALOG, lambda: "n")
    (left,) = [table for table in over.tables if not table.is_known]
    assert (left.code, left.kept, left.emptied) == ("targets", 0, 6)


def test_the_rule_of_a_column_follows_its_type_unless_declared() -> None:
    kept = {kind for kind in ColumnType if rule(Column("a", ("가",), kind)) == "keep"}
    assert kept == {ColumnType.TEXT, ColumnType.LONG_TEXT, ColumnType.ENUM}
    money = Column("a", ("가",), ColumnType.MONEY)
    assert rule(replace(money, year=2022)) == "keep"
    assert rule(replace(money, carry="b")) == "b"
    assert rule(replace(money, year=2022, formula="b")) == "empty"


def test_a_rule_that_names_no_column_is_refused() -> None:
    data = tomllib.loads(_TARGETS.replace('carry = "actual"', 'carry = "aktual"'))
    with pytest.raises(DefinitionError, match="aktual"):
        parse_definition({"code": "targets", "version": 1, **data}, "목표")
