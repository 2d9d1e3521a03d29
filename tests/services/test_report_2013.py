"""The report of 2013 as a clerk changes it: one entry, and list, contents, numbers and schedule follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.editing import move_row, type_text
from desktop.domain.report import CellKey
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file
from desktop.services.reports import plan_report
from desktop.services.workspaces import create_workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A workspace with the report of 2013."""
    path = tmp_path / "보기.seonggwa"
    clock = lambda: datetime(2013, 1, 22, tzinfo=UTC)  # noqa: E731
    made = create_workspace(path, load_catalog(resources_dir()), "서울특별시", "서무", clock)
    import_file(made, resources_dir() / "samples" / "promotion_2013.json")
    yield made
    made.close()


def lines(desk: Desk, chapters: tuple[str, ...] | None = None) -> list[list[str]]:
    """The texts of each sheet in order."""
    template = desk.catalog.templates[desk.report.info.template]
    return [[cell.text for cell in sheet.cells] for sheet in plan_report(desk.evaluation, template, chapters).sheets]


def typed(desk: Desk, code: str, row: str, column: str, text: str) -> None:
    """What the clerk does: a text into one cell."""
    (table,) = desk.report.of_code(code)
    changes = type_text(desk.evaluation, CellKey(table.uid, row, column), text)
    assert changes is not None
    desk.apply(changes)


def test_a_task_is_renamed_and_marked_once_and_everywhere(desk: Desk):
    typed(desk, "programs", "program-livelihood", "name", "민생대책")
    typed(desk, "programs", "program-livelihood", "badge", "희망")
    sheets = lines(desk)
    assert "민생대책" in sheets[3]
    assert sheets[9][:2] == ["과제6", "민생대책 희망"]


def test_a_task_that_is_moved_takes_the_number_of_its_place(desk: Desk):
    (programs,) = desk.report.of_code("programs")
    desk.apply(move_row(desk.evaluation, programs.uid, "program-job-paradigm", 1))
    assert [sheet[:2] for sheet in lines(desk)[4:6]] == [
        ["과제1", "근로환경 개선 등 “좋은 일터” 조성"],
        ["과제2", "일자리정책의 패러다임 전환 : 개념 재정립 및 영역 확대"],
    ]


def test_the_contents_follow_the_chapters_that_are_chosen(desk: Desk):
    cover = lines(desk, ("cover", "strategy", "communication"))[0]
    assert cover[cover.index("보고 순서") + 1 :] == [
        *("Ⅱ. 정책목표 및 추진전략", "1"),
        *("Ⅳ. 현장소통 및 협업체계", "2"),
    ]


def test_an_event_that_stands_before_an_earlier_one_is_told(desk: Desk):
    (events,) = desk.report.of_code("schedule_events")
    assert not [finding for finding in desk.findings if finding.code == "schedule_events.order"]
    typed(desk, "schedule_events", events.rows[4].uid, "event_month", "2013. 1.")
    found = [finding.key.row for finding in desk.findings if finding.code == "schedule_events.order"]
    assert found == [events.rows[4].uid]


def test_a_support_matrix_with_an_empty_cell_is_told(desk: Desk):
    matrix = next(table for table in desk.report.tables.values() if table.owner == "table-support-matrix")
    changes = type_text(desk.evaluation, CellKey(matrix.uid, matrix.rows[0].uid, "growth"), "")
    assert changes is not None
    desk.apply(changes)
    found = [(finding.key.table, finding.key.column) for finding in desk.findings if finding.code == "cell.required"]
    assert (matrix.uid, "growth") in found
