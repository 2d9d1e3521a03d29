"""자료형: one table per sheet, every cell by itself, numbers as numbers, a contents sheet that leads to all."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

import pytest

from desktop.domain.definitions import Chapter, ReportTemplate
from desktop.domain.layout.data_sheets import CONTENTS, data_plan
from desktop.domain.layout.plan import Look, PlanCell, SheetPlan, WorkbookPlan
from desktop.domain.report import Table
from tests.domain.layout import reports

TEAMS = """
code = "teams"
version = 1
title = "팀별 인력"
tab = "organization"
layout = "grid"
rows = { kind = "entered" }

[[columns]]
key = "name"
label = "팀"
type = "text"

[[columns]]
key = "headcount"
label = "인원"
type = "pair"
parts = ["정원", "현원"]
unit = "명"

[[columns]]
key = "remark"
label = "비고"
type = "text"
printed = false
"""


def data(*tables: Table, wanted: tuple[str, ...] | None = None) -> WorkbookPlan:
    chapters = tuple(Chapter(each.code, each.definition.title, (each.code,)) for each in tables)
    return data_plan(reports.evaluation(*tables), ReportTemplate("test", 1, "시험", chapters), wanted)


def lines(sheet: SheetPlan) -> list[list[str]]:
    """What a reader sees, row by row."""
    return [[cell.text for cell in row] for _, row in groupby(sheet.cells, key=lambda cell: cell.row)]


@pytest.fixture
def teams() -> Table:
    rows = {
        "a": {"name": "총괄팀", "headcount": "12/1100", "remark": "신설"},
        "b": {"name": "지원팀", "headcount": "7/7"},
    }
    return reports.table("teams", TEAMS, rows)


def test_a_pair_is_two_numbers_and_what_does_not_print_stands_too(teams: Table) -> None:
    sheet = data(teams).sheets[1]
    assert lines(sheet) == [
        ["팀", "인원 정원 (명)", "인원 현원 (명)", "비고"],
        ["총괄팀", "12", "1,100", "신설"],
        ["지원팀", "7", "7", ""],
    ]
    assert [cell.content for cell in sheet.cells if cell.row == 1][1:3] == [Decimal(12), Decimal(1100)]


def test_total_rows_come_last_and_are_not_filtered() -> None:
    sheet = data(reports.budget()).sheets[1]
    totals = {cell.row for cell in sheet.cells if cell.look is Look.TOTAL}
    assert totals == {len(sheet.heights) - 1}
    assert sheet.filter == (0, min(totals) - 1)
    assert sheet.repeat_rows == (0, 0)


def test_nothing_is_merged_and_every_row_is_whole(teams: Table) -> None:
    for sheet in data(teams, reports.budget(), reports.groups(), reports.form()).sheets:
        assert all(cell.rowspan == cell.colspan == 1 for cell in sheet.cells)
        assert {len(row) for row in lines(sheet)} == {len(sheet.widths)}


def test_the_contents_lead_to_every_sheet(teams: Table) -> None:
    contents, *others = data(teams, reports.budget()).sheets
    assert contents.name == CONTENTS
    assert [cell.link for cell in contents.cells if cell.link] == [sheet.name for sheet in others]
    assert lines(contents)[1] == ["1", "팀별 인력", "2"]


def test_only_the_wanted_chapters(teams: Table) -> None:
    plan = data(teams, reports.budget(), wanted=("budget",))
    assert [sheet.name for sheet in plan.sheets] == [CONTENTS, "예산"]


def test_every_figure_of_a_table_stands_once_with_its_key() -> None:
    table = reports.budget()
    keys = [cell.key for cell in data(table).sheets[1].cells if cell.key]
    assert len(keys) == len(set(keys))
    assert {(key.row, key.column) for key in keys} >= {(row.uid, column) for row in table.rows for column in row.cells}


def test_texts_are_as_high_as_they_need(teams: Table) -> None:
    def height(text: str) -> float:
        rows = {"a": {"name": text, "headcount": "1/1"}}
        return data(reports.table("teams", TEAMS, rows)).sheets[1].heights[1]

    assert height("가나다라 " * 60) > 3 * height("가")
    assert isinstance(data(teams).sheets[1].cells[0], PlanCell)
