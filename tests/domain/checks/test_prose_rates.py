"""A rate over a table against the rates in it: its range, or the means of as many things as it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checks import check_report, recheck
from desktop.domain.definitions import Column, ColumnType, Layout, Severity, TableDefinition
from desktop.domain.evaluation import evaluate
from desktop.domain.numbers import rounded
from desktop.domain.report import Report, Row, Table
from desktop.domain.tab import Tab
from desktop.domain.values import Value
from tests.domain.checks.texts import found, page, report

NAME = Column("name", ("구분",), ColumnType.TEXT)
SPENT = Column("spent", ("지출액",), ColumnType.MONEY, unit="백만원")
RATE = Column("rate", ("집행률(B/A)",), ColumnType.PERCENT, unit="%", places=1)
CODE = "text.table_rate"


def schools(count: int) -> tuple[Column, ...]:
    """An amount for each school, its rate printed inside it: 5,298(99.2)."""
    spent = [replace(SPENT, key=f"spent{at}", label=(f"{at}교",)) for at in range(count)]
    rates = [replace(RATE, key=f"rate{at}", label=(f"{at}교 집행률",), inside=f"spent{at}") for at in range(count)]
    return (NAME, *(column for pair in zip(spent, rates, strict=True) for column in pair))


def over(text: str, columns: Sequence[Column], *rows: Sequence[str]) -> Report:
    """A table under an item of a page that says this."""
    made = TableDefinition("custom", 1, "현황", Tab.PROGRAMS, Layout.GRID, columns=tuple(columns))
    cells = [{each.key: Value.of(text) for each, text in zip(columns, row, strict=True) if text} for row in rows]
    body = tuple(Row(f"r-{place}", each) for place, each in enumerate(cells))
    base = page(f"○ {text}", "표 여기")
    return report(*base.tables.values(), Table("t-1", made, owner="i-1", rows=body, is_custom=True))


def said(of: Report) -> list[str]:
    """What the table makes of the rate, where that is another one."""
    return [each.values["computed"] for each in found(of, CODE)]


SCHOOLS = (("3분기", "45000", "90.0", "8000", "40.0"), ("4분기", "49500", "99.0", "18000", "90.0"))
"""Of 50,000 and 20,000: 53,000 of 70,000 (75.7 %, mean 65.0), then 67,500 of 70,000 (96.4 %, mean 94.5)."""


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("2개 학교 예산집행률은 약 96.4%임", []),
        ("2개 학교 예산집행율은 94.5%임", []),  # the mean, not weighted
        ("2개 학교 집행률 : 75.7%", []),
        ("2개 학교 예산집행률은 99.0%임", []),  # one of them
        ("2개 학교 예산집행률은 약 97.4%임", ["94.5~96.7%"]),
        ("2개 학교 예산집행률은 85%임", ["65.0~82.5%"]),
        ("3개 학교 예산집행률은 97.4%임", []),  # of others, within the range
        ("예산집행률은 97.4%임", []),
        ("예산집행률은 99.4%임", ["40.0~99.1%"]),
        ("2개 학교 예산집행률은 97.4% 이상임", []),
        ("2개 학교 예산집행률 목표 97.4%", []),
        ("2개 학교 취업률은 97.4%임", []),
        ("2개 학교 집행률은 97.4%, 97.5%임", []),
    ],
)
def test_a_rate_of_so_many_things_is_one_of_their_means(text: str, computed: list[str]):
    assert said(over(text, schools(2), *SCHOOLS)) == computed


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("집행률 : 53.5%", []),
        ("집행률은 71.3%임", []),
        ("집행률은 80.1%임", ["53.5~71.4%"]),
        ("전년 집행률은 80.1%임", []),
        ("집행률은 80.1%로 전년 대비 증가", []),
        ("달성률은 80.1%임", []),
    ],
)
def test_a_rate_of_all_lies_within_those_of_the_table(text: str, computed: list[str]):
    rows = (("가", "100", "53.5"), ("나", "200", "71.3"))
    assert said(over(text, (NAME, SPENT, RATE), *rows)) == computed


def test_what_it_says_stands_at_the_table_and_is_a_warning():
    wrong = found(over("2개 학교 예산집행률은 약 97.4%임", schools(2), *SCHOOLS), CODE)
    assert [(each.severity, each.key.table, each.key.row, each.values["stated"]) for each in wrong] == [
        (Severity.WARNING, "t-1", "r-1", "약 97.4%")
    ]
    assert {cell.table for cell in wrong[0].cells} == {"t-1", "page"}


def test_a_rate_that_was_put_right_is_silent_after_the_edit():
    before = over("2개 학교 예산집행률은 약 97.4%임", schools(2), *SCHOOLS)
    first = check_report(evaluate(before))
    assert [each.code for each in first] == [CODE]
    right = Row("i-0", {"mark": Value.of("○"), "text": Value.of("2개 학교 예산집행률은 약 96.4%임")})
    after = evaluate(before.with_table(before.tables["page"].with_row(right)))
    assert recheck(after, first, frozenset({"page"})) == check_report(after) == ()


_FIGURES = st.tuples(st.integers(10_000, 900_000), st.integers(1, 100))


@given(st.lists(_FIGURES, min_size=2, max_size=5), st.sampled_from(("parts", "wholes", "mean")))
def test_no_mean_of_true_figures_is_doubted_however_it_is_rounded(budgets: list[tuple[int, int]], way: str):
    wholes = [Decimal(whole) for whole, _ in budgets]
    parts = [Decimal(whole * share) / 100 for whole, share in budgets]
    rates = [part / whole * 100 for part, whole in zip(parts, wholes, strict=True)]
    mean = sum(rates) / len(rates) if way == "mean" else sum(parts) / sum(wholes) * 100
    amounts = wholes if way == "wholes" else parts
    row = [
        "4분기",
        *(str(rounded(each, at % 2)) for pair in zip(amounts, rates, strict=True) for at, each in enumerate(pair)),
    ]
    text = f"{len(budgets)}개 학교 예산집행률은 {rounded(mean, 1)}%임"
    assert said(over(text, schools(len(budgets)), row)) == []
