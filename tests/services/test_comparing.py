from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.digest import content_digest
from desktop.domain.editing import remove_rows, type_text
from desktop.domain.report import CellKey
from desktop.services.carry_over import make_from_last
from desktop.services.comparing import export_comparison, previous_report, report_on, with_day, with_report
from desktop.services.desk import Desk
from desktop.services.workspaces import create_workspace
from tests.services.desk_data import CATALOG, an_info
from tests.services.test_life import filled

START = datetime(2022, 1, 20, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def next_day(self) -> None:
        self.now += timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", clock)
    desk.create_report(an_info(), filled)
    yield desk
    desk.close()


def cell(desk: Desk, column: str = "expenditure", row: str = "d0") -> CellKey:
    return CellKey(desk.report.of_code("budget")[0].uid, row, column)


def type_in(desk: Desk, key: CellKey, typed: str) -> None:
    changes = type_text(desk.evaluation, key, typed)
    assert changes is not None
    desk.apply(changes)


def test_the_report_as_it_was_at_the_end_of_a_day_comes_from_the_log(desk: Desk, clock: Clock) -> None:
    type_in(desk, cell(desk), "269")
    first = content_digest(desk.report)
    clock.next_day()
    type_in(desk, cell(desk), "300")
    removed = remove_rows(desk.evaluation, desk.report.of_code("departments")[0].uid, ["d1"])
    assert removed is not None
    desk.apply(removed)
    desk.undo()
    desk.redo()
    second = content_digest(desk.report)
    clock.next_day()
    type_in(desk, cell(desk), "301")
    assert content_digest(report_on(desk, "2022-01-20")) == first
    assert content_digest(report_on(desk, "2022-01-21")) == second
    assert content_digest(report_on(desk, "2022-01-22")) == content_digest(desk.report)
    comparison = with_day(desk, "2022-01-20")
    texts = [comparison.line(each).texts for each in comparison.changed]
    assert ("예산", "경제정책과", "지출액", "269", "301", "32", "11.9") in texts
    assert any(line[1] == "금융투자과" and line[4] == "" for line in texts), "the row that is gone"


def test_this_report_beside_the_last_one(desk: Desk) -> None:
    assert previous_report(desk) == ""
    type_in(desk, cell(desk), "269")
    info = desk.report.info
    make_from_last(desk, replace(info, uid="r2", title="2023년 업무보고", fiscal_year=2023))
    type_in(desk, cell(desk), "200")
    assert previous_report(desk) == "r1"
    comparison = with_report(desk, "r1")
    line = next(comparison.line(each) for each in comparison.changed if each.key == cell(desk))
    assert line.texts[3:] == ("269", "200", "△69", "△25.7")
    assert comparison.title == f"{info.title} → 2023년 업무보고"


def test_the_comparison_goes_into_a_workbook_as_numbers(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    type_in(desk, cell(desk), "2690")
    clock.next_day()
    type_in(desk, cell(desk), "3000")
    comparison = with_day(desk, "2022-01-20")
    path = tmp_path / "비교.xlsx"
    export_comparison(comparison, comparison.changed, desk, path, lambda _done, _all: None)
    sheet = openpyxl.load_workbook(path)["비교"]
    lines = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert ["예산", "경제정책과", "지출액", 2690, 3000, 310, 11.5] in lines
