"""What programs need against what their department has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.checks import check_report, recheck
from desktop.domain.definitions import Column, ColumnType, Rows, RowsKind
from desktop.domain.evaluation import evaluate, reevaluate
from desktop.domain.report import Report, Row, Table
from desktop.domain.values import Value
from tests.domain.checks.texts import DEPARTMENTS, NAME, PAGE, PROGRAMS, report

CODES = ("text.appropriation", "text.appropriations")
BUDGET = replace(
    DEPARTMENTS,
    code="budget",
    rows=Rows(RowsKind.FOLLOW, "departments"),
    columns=(
        Column("department", ("구분",), ColumnType.TEXT, follows="name"),
        Column("appropriation", ("예산현액\n(A)",), ColumnType.MONEY, unit="백만원", limit=True),
    ),
)
IN_CHARGE = Column("department", ("주관부서",), ColumnType.TEXT, names="departments")
WITH_DEPARTMENT = replace(PROGRAMS, columns=(*NAME, IN_CHARGE))


def bureau(appropriation: str, *needs: str) -> Report:
    """A department with its money, and a program page for each budget."""
    names = [f"p-{at}" for at in range(len(needs))]
    programs = [Row(name, {"name": Value.of(name), "department": Value.of("노동 정책과")}) for name in names]
    return report(
        Table("departments", DEPARTMENTS, rows=(Row("d-1", {"name": Value.of("노동정책과")}),)),
        Table("budget", BUDGET, rows=(Row("d-1", {"appropriation": Value.of(appropriation)}),)),
        Table("programs", WITH_DEPARTMENT, rows=tuple(programs)),
        *(_page(name, need) for name, need in zip(names, needs, strict=True)),
    )


def _page(owner: str, text: str) -> Table:
    return Table(f"page-{owner}", PAGE, owner, (Row(f"i-{owner}", {"mark": Value.of("○"), "text": Value.of(text)}),))


@pytest.mark.parametrize(
    ("needs", "codes"),
    [
        (("소요예산 : 23,768백만원",), ["text.appropriation"]),
        (("소요예산 : 120억원", "사업예산 : 8,000백만원"), ["text.appropriations"]),
        (("소요예산 : 19,490백만원",), []),
        (("소요예산 : 194.9억원",), []),
        (("소요예산 : 약 300억원",), []),
        (("총사업비 : 23,768백만원",), []),
        (("소요예산 : 9,000백만원", "소요예산 : 9,000백만원"), []),
    ],
)
def test_programs_need_no_more_than_their_department_has(needs: tuple[str, ...], codes: list[str]):
    found = [each.code for each in check_report(evaluate(bureau("19490", *needs))) if each.code in CODES]
    assert found == codes


def test_it_goes_when_the_money_changes():
    before = evaluate(bureau("19490", "소요예산 : 23,768백만원"))
    richer = before.report.with_table(bureau("30000").tables["budget"])
    after = reevaluate(before, richer, frozenset({"budget"}))
    assert not [each for each in recheck(after, check_report(before), frozenset({"budget"})) if each.code in CODES]
