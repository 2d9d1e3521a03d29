"""장 구성 belongs to the report: it comes back from a data file, goes into the next report, and stands in the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.records import LogFilter
from desktop.domain.changes import ChangeSet
from desktop.paths import resources_dir
from desktop.services.carry_over import make_from_last
from desktop.services.catalog import load_catalog
from desktop.services.change_texts import change_text
from desktop.services.chapters import as_template, chapters_of, move, switch
from desktop.services.desk import Desk
from desktop.services.exchange import export_data, import_file
from desktop.services.workspaces import create_workspace


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 2, 9, 12, tzinfo=UTC)


def workspace(path: Path) -> Desk:
    return create_workspace(path, load_catalog(resources_dir()), "서울특별시", "서무", noon)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The report of 2018 with one chapter switched off and the last one moved up."""
    desk = workspace(tmp_path / "장.seonggwa")
    import_file(desk, resources_dir() / "samples" / "jobs_2018.json")
    taken(desk, switch(desk, "goals", is_printed=False))
    taken(desk, move(desk, "programs", -1))
    yield desk
    desk.close()


def taken(desk: Desk, step: ChangeSet | None) -> None:
    assert step is not None
    desk.apply(step)


def arranged(desk: Desk) -> list[tuple[str, bool]]:
    return [(each.chapter.key, each.is_printed) for each in chapters_of(desk)]


WANTED_TITLE = "사업"
WANTED = [("general", True), ("goals", False), ("programs", True), ("program_list", True)]


def test_it_comes_back_from_a_data_file(desk: Desk, tmp_path: Path) -> None:
    assert arranged(desk) == WANTED
    path = tmp_path / "보고.json"
    path.write_text(json.dumps(export_data(desk), ensure_ascii=False), encoding="utf-8")
    other = workspace(tmp_path / "다른.seonggwa")
    import_file(other, path)
    assert arranged(other) == WANTED
    other.close()


@pytest.mark.parametrize(("template", "carries"), [("work_report_2018", True), ("work_report_2022", False)])
def test_the_next_report_takes_it_over_when_it_has_the_same_chapters(desk: Desk, template: str, carries: bool) -> None:  # noqa: FBT001 - a parameter of the test
    last = desk.report.info
    make_from_last(desk, replace(last, uid=desk.new_uid(), title="다음 보고", fiscal_year=2019, template=template))
    assert (arranged(desk) == WANTED) is carries
    assert carries or all(is_printed for _, is_printed in arranged(desk))


def test_the_log_says_which_chapter_and_undo_takes_one_step_back(desk: Desk) -> None:
    texts = [change_text(entry.change, desk.evaluation) for entry in desk.log.entries(LogFilter())]
    assert any("비전 및 목표" in text.place + text.after and "찍지 않음" in text.after for text in texts)
    assert desk.undo_label == f"장 '{WANTED_TITLE}' 옮기기"
    desk.undo()
    assert arranged(desk)[2:] == WANTED[:1:-1]


def test_nothing_to_change_is_no_step(desk: Desk) -> None:
    assert switch(desk, "goals", is_printed=False) is None
    assert move(desk, "general", -1) is None
    taken(desk, as_template(desk))
    assert as_template(desk) is None
