"""Sums among rows and columns that no definition declares: found where the others of the table come out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checks import check_report
from desktop.domain.checks.own_totals import OWN_TOTAL
from desktop.domain.definitions import Column, ColumnType, Layout, TableDefinition
from desktop.domain.evaluation import evaluate
from desktop.domain.report import Row, Table
from desktop.domain.tab import Tab
from desktop.domain.values import Value
from tests.domain.checks.texts import report


def wrong(labels: Sequence[str], *rows: Sequence[str]) -> list[tuple[str, str, str]]:
    """What is said of a table: row, column and computed sum."""
    columns = [Column("c0", (labels[0],), ColumnType.TEXT)]
    columns += [Column(f"c{n}", (each,), ColumnType.COUNT, unit="명") for n, each in enumerate(labels[1:], start=1)]
    made = TableDefinition("custom", 1, "현황", Tab.PROGRAMS, Layout.GRID, columns=tuple(columns))
    cells = [{f"c{n}": Value.of(text) for n, text in enumerate(row) if text} for row in rows]
    table = Table(
        "t-1", made, rows=tuple(Row(row["c0"].text + str(n), row) for n, row in enumerate(cells)), is_custom=True
    )
    found = [each for each in check_report(evaluate(report(table))) if each.code == OWN_TOTAL]
    return [(each.key.row, each.key.column, each.values["computed"]) for each in found]


THREE = ("구분", "2020", "2021", "2022")


@pytest.mark.parametrize(
    ("labels", "rows", "said"),
    [
        (THREE, (("가", "1", "2", "3"), ("나", "4", "5", "6"), ("소계", "5", "7", "10")), [("소계2", "c3", "9")]),
        (THREE, (("계", "5", "8", "9"), ("가", "1", "2", "3"), ("나", "4", "5", "6")), [("계0", "c2", "7")]),
        (THREE, (("가", "1", "2", "3"), ("나", "4", "5", "6"), ("소계", "5", "7", "9")), []),
        (THREE, (("가", "1", "2", "3"), ("나", "4", "5", "6"), ("계", "50", "70", "90")), []),  # no sum of these
        (
            THREE,
            (
                *(("가", "1", "2", "3"), ("나", "4", "5", "6"), ("소계", "5", "7", "9")),
                *(("다", "1", "1", "1"), ("라", "2", "2", "2"), ("소계", "3", "3", "4")),
                ("합계", "8", "10", "12"),
            ),
            [("소계5", "c3", "3")],
        ),
        (
            ("구분", "계", "남", "여"),
            (("가", "3", "1", "2"), ("나", "7", "3", "4"), ("다", "12", "5", "6")),
            [("다2", "c1", "11")],
        ),
        (
            ("구분", "남", "여", "합계"),
            (("가", "1", "2", "3"), ("나", "3", "4", "7"), ("다", "5", "", "6")),
            [],
        ),
        (
            ("구분", "1분기", "2분기", "계"),
            (("가", "1", "2", "2"), ("나", "3", "4", "4"), ("다", "5", "6", "7")),  # cumulative: never summed
            [],
        ),
    ],
)
def test_a_sum_is_judged_as_the_others_of_its_table(
    labels: tuple[str, ...], rows: tuple[tuple[str, ...], ...], said: list[tuple[str, str, str]]
):
    assert wrong(labels, *rows) == said


@given(st.lists(st.lists(st.integers(1, 10**6), min_size=3, max_size=3), min_size=2, max_size=8), st.data())
def test_one_digit_in_a_right_table_is_found_and_the_right_table_is_silent(parts: list[list[int]], data: st.DataObject):
    rows = [(f"부문 {n}", *map(str, row)) for n, row in enumerate(parts)]
    sums = [sum(column) for column in zip(*parts, strict=True)]
    assert wrong(THREE, *rows, ("합계", *map(str, sums))) == []
    place = data.draw(st.integers(0, 2))
    slipped = [total + (10 ** data.draw(st.integers(7, 9)) if n == place else 0) for n, total in enumerate(sums)]
    assert wrong(THREE, *rows, ("합계", *map(str, slipped))) == [
        (f"합계{len(rows)}", f"c{place + 1}", str(sums[place]))
    ]
