"""A table with an item tree in each row: the frame around the lines, the header, and what a page break parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.definition_values import DefinitionError
from desktop.domain.definitions import Chapter, ReportTemplate, TableDefinition
from desktop.domain.evaluation import evaluate
from desktop.domain.layout.plan import Look, PlanCell, SheetPlan
from desktop.domain.layout.workbook import workbook_plan
from desktop.domain.report import Report, Row, Table
from desktop.domain.values import Value
from tests.domain.checks.budget import INFO, definition


def _definition(code: str, columns: list[dict[str, object]], **parts: object) -> TableDefinition:
    head = {"code": code, "version": 1, "title": code, "tab": "audit", "layout": "grid"}
    return definition({**head, "columns": columns, **parts})


def _column(key: str, kind: str = "text", **parts: object) -> dict[str, object]:
    return {"key": key, "label": key, "type": kind, **parts}


ITEMS = _definition("items", [_column("status"), _column("requirement", "long_text")])
ANSWERS = _definition(
    "answers",
    [_column("mark"), _column("label"), _column("text", "long_text")],
    layout="outline",
    owner="items",
    marks=[
        {"mark": "□", "level": 1},
        {"mark": "○", "level": 2},
        {"mark": "상자 ○", "shows": "○", "level": 3},
        {"mark": "-", "level": 3},
    ],
    print={"lead": "□ 추진상황 : {owner.status}"},
)
VIEW = _definition(
    "view",
    [
        _column("requirement", "long_text", follows="requirement", width=26),
        _column("answer", "long_text", outline="answers", width=62),
    ],
    rows={"kind": "follow", "source": "items"},
)


def _row(uid: str, **cells: str) -> Row:
    return Row(uid, {key: Value.of(text) for key, text in cells.items()})


def sheet(*answers: int, requirement: str = "요구사항") -> SheetPlan:
    """The sheet of a table whose rows have answers of so many lines."""
    items = tuple(_row(f"i{n}", status="추진중", requirement=f"{n}. {requirement}") for n, _ in enumerate(answers))
    owned = [
        Table(
            f"a{n}",
            ANSWERS,
            owner=f"i{n}",
            rows=(
                _row(f"h{n}", mark="□", text="추진내용"),
                *(_row(f"r{n}-{k}", mark="○", text=f"{n}의 {k}번째") for k in range(count)),
            ),
        )
        for n, count in enumerate(answers)
    ]
    tables = [Table("items", ITEMS, rows=items), Table("view", VIEW), *owned]
    report = Report(INFO, {table.uid: table for table in tables})
    template = ReportTemplate("t", 1, "보고", (Chapter("view", "처리결과", ("view",)),))
    return workbook_plan(evaluate(report), template).sheets[0]


def sides(plan: SheetPlan) -> list[PlanCell]:
    """The merged cells beside the trees."""
    return [cell for cell in plan.cells if cell.look is Look.SIDE]


def height(plan: SheetPlan, cell: PlanCell) -> float:
    return sum(plan.heights[cell.row : cell.row + cell.rowspan])


def test_the_lead_comes_first_and_every_line_stands_beside_the_requirement():
    plan = sheet(2, 1)
    first, second = sides(plan)
    assert (first.content, second.content) == ("0. 요구사항", "1. 요구사항")
    assert second.row == first.row + first.rowspan + 1  # the space above its first line
    texts = [
        cell.content for cell in plan.cells if first.row <= cell.row < second.row and isinstance(cell.content, str)
    ]
    assert texts == ["0. 요구사항", "□", "추진상황 : 추진중", "□", "추진내용", "○", "0의 0번째", "○", "0의 1번째"]


def test_the_lines_stand_in_a_frame_that_is_open_between_them_and_closed_below():
    plan = sheet(2)
    (side,) = sides(plan)
    rows = range(side.row - 1, side.row + side.rowspan)
    right = len(plan.widths)
    for row in rows:
        line = sorted((c for c in plan.cells if c.row == row and c.col > side.col), key=lambda cell: cell.col)
        assert (line[0].col, line[-1].col + line[-1].colspan) == (side.col + side.colspan, right)
        assert all(one.col + one.colspan <= other.col for one, other in pairwise(line))
        assert "l" in line[0].edges
        assert "r" in line[-1].edges
        assert ("b" in line[0].edges) == (row == rows[-1])


def test_a_long_requirement_stretches_its_row():
    short, long = sheet(1), sheet(1, requirement="가나다라마바사 " * 40)
    assert height(long, sides(long)[0]) > 2 * height(short, sides(short)[0])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=12))
@example([0, 20])
def test_no_row_that_fits_on_a_page_is_parted_and_the_header_repeats(answers: list[int]):
    plan = sheet(*answers)
    for cell in sides(plan):
        assert not any(cell.row < row < cell.row + cell.rowspan for row in plan.breaks), height(plan, cell)
    assert (plan.repeat_rows is not None) == bool(plan.breaks)


def test_a_row_higher_than_a_page_runs_on_with_lines_on_both_pages():
    plan = sheet(1, 60, 1)
    _, long, _ = sides(plan)
    within = [row for row in plan.breaks if long.row < row < long.row + long.rowspan]
    assert within
    assert all(long.row + 5 < row < long.row + long.rowspan - 1 for row in within)


@pytest.mark.parametrize(
    "columns",
    [
        [_column("answer", "long_text", outline="answers"), _column("last")],
        [_column("first"), _column("answer", "text", outline="answers")],
        [_column("first"), _column("answer", "long_text", outline="answers", follows="first")],
    ],
)
def test_a_tree_stands_only_in_a_last_column_of_long_text(columns: list[dict[str, object]]):
    with pytest.raises(DefinitionError) as refused:
        _definition("view", columns, rows={"kind": "follow", "source": "items"})
    assert any(each.startswith("columns[") and ".outline" in each for each in refused.value.problems)
