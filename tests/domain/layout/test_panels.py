"""A table in panels side by side: every row stands once, each panel under its own header."""

import pytest

from desktop.domain.layout.plan import SheetPlan
from desktop.domain.report import Table
from tests.domain.layout import reports
from tests.domain.layout.reports import plan, texts

SCHEDULE = """
code = "schedule"
version = 1
title = "일정"
tab = "programs"
layout = "grid"
rows = { kind = "entered" }
[[columns]]
key = "month"
label = "시기"
type = "text"
merge = true
[[columns]]
key = "event"
label = "사업명"
type = "text"
[print]
title_printed = false
panels = 2
"""
MONTHS = ("1월", "1월", "2월", "2월", "3월")


def schedule(count: int) -> Table:
    rows = {f"e{n}": {"month": month, "event": f"행사 {n}"} for n, month in enumerate(MONTHS[:count])}
    return reports.table("schedule", SCHEDULE, rows)


@pytest.fixture
def sheet() -> SheetPlan:
    return plan(schedule(5)).sheets[0]


def test_rows_run_down_the_first_panel_and_on_in_the_second(sheet: SheetPlan):
    places = {cell.content: (cell.row, cell.col) for cell in sheet.cells if "행사" in cell.text}
    first = places["행사 0"][0]
    left, right = places["행사 0"][1], places["행사 3"][1]
    assert left < right
    assert places == {
        **{f"행사 {n}": (first + n, left) for n in range(3)},
        **{f"행사 {n}": (first + n - 3, right) for n in (3, 4)},
    }


def test_each_panel_has_the_header(sheet: SheetPlan):
    assert [text for text in texts(sheet) if text in ("시기", "사업명")] == ["시기", "사업명"] * 2


def test_cells_merge_within_a_panel_only(sheet: SheetPlan):
    assert [(cell.text, cell.rowspan) for cell in sheet.cells if cell.text.endswith("월")] == [
        *(("1월", 2), ("2월", 1)),
        *(("2월", 1), ("3월", 1)),
    ]


@pytest.mark.parametrize("count", range(1, 6))
def test_the_grid_has_no_hole(count: int):
    """What a panel has too few rows for are empty cells with lines."""
    printed = plan(schedule(count)).sheets[0]
    header = next(cell.row for cell in printed.cells if cell.text == "시기")
    area = [cell for cell in printed.cells if cell.row >= header]
    covered = sum(cell.rowspan * cell.colspan for cell in area)
    height = max(cell.row + cell.rowspan for cell in area) - header
    assert covered == height * len(printed.widths)
