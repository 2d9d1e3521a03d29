"""행정사무감사 처리결과 at work: numbers run, the summary is counted, one answer serves several items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain import editing
from desktop.domain.layout.paper import pages
from desktop.domain.layout.plan import Look
from desktop.domain.properties import SAME_AS
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Table
from desktop.domain.values import Value
from desktop.paths import resources_dir
from desktop.services.carry_over import make_from_last
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file
from desktop.services.reports import plan_report
from desktop.services.workspaces import create_workspace, open_workspace


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 2, 9, 12, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A workspace with the report of 2022."""
    desk = create_workspace(tmp_path / "감사.seonggwa", load_catalog(resources_dir()), "서울특별시", "서무", noon)
    import_file(desk, resources_dir() / "samples" / "economy_2022.json")
    yield desk
    desk.close()


def table(desk: Desk, code: str, owner: str = "") -> Table:
    found = desk.report.owned(code, owner)
    assert found is not None
    return found


def shown(desk: Desk, code: str, row: str, column: str) -> str:
    value = desk.evaluation.shown(CellKey(table(desk, code).uid, row, column)).value
    return value.text if value else ""


def typed(desk: Desk, key: CellKey, text: str) -> None:
    changes = editing.type_text(desk.evaluation, key, text)
    assert changes is not None
    desk.apply(changes)


def answer(desk: Desk, number: int) -> Table:
    return table(desk, "audit_answer", f"audit-correction-{number}")


def texts(found: Table) -> list[str]:
    return [row.cells["text"].text for row in found.rows]


def test_the_summary_counts_what_the_items_say(desk: Desk) -> None:
    published = {"correction": "85 37 47 1 0", "suggestion": "16 6 9 1 0", "material": "79 79 0 0 0"}
    columns = ("item_count", "done", "in_progress", "under_review", "not_adopted")
    for row, figures in published.items():
        assert " ".join(shown(desk, "audit_summary", row, column) for column in columns) == figures
    typed(desk, CellKey(table(desk, "audit_items").uid, "audit-correction-1", "status"), "추진완료")
    assert shown(desk, "audit_summary", "correction", "done") == "38"
    assert shown(desk, "audit_summary", "correction", "in_progress") == "46"
    assert shown(desk, "audit_summary", TOTAL_ROW, "done") == "123"


def test_numbers_run_by_themselves_in_each_kind(desk: Desk) -> None:
    items = table(desk, "audit_items")
    before = shown(desk, "audit_items", "audit-suggestion-1", "number")
    added = editing.insert_row(desk.evaluation, items.uid, 1, "added")
    assert added is not None
    desk.apply(added)
    typed(desk, CellKey(items.uid, "added", "kind"), "시정·처리 요구사항")
    assert shown(desk, "audit_items", "added", "number") == "2"
    assert shown(desk, "audit_items", "audit-correction-85", "number") == "86"
    assert shown(desk, "audit_items", "audit-suggestion-1", "number") == before == "1"
    assert desk.report.owned("audit_answer", "added") is not None
    assert shown(desk, "audit_summary", "correction", "item_count") == "85"  # without 추진상황 it counts under none
    typed(desk, CellKey(items.uid, "added", "status"), "검토중")
    assert shown(desk, "audit_summary", "correction", "item_count") == "86"


def test_one_answer_serves_several_items_until_it_is_edited_for_one(desk: Desk) -> None:
    """시정 4 to 7 are answered alike."""
    first, other = answer(desk, 4), answer(desk, 6)
    assert other.fields.value(SAME_AS) == Value.of("audit-correction-4")
    assert texts(first) == texts(other) == texts(answer(desk, 47))
    typed(desk, CellKey(first.uid, first.rows[1].uid, "text"), "조성하지 않음")
    assert texts(answer(desk, 6))[1] == texts(answer(desk, 47))[1] == "조성하지 않음"
    typed(desk, CellKey(other.uid, other.rows[1].uid, "text"), "따로 검토함")
    assert answer(desk, 6).fields.value(SAME_AS) is None
    typed(desk, CellKey(first.uid, first.rows[1].uid, "text"), "다시 고침")
    assert [texts(answer(desk, number))[1] for number in (4, 5, 6)] == ["다시 고침", "다시 고침", "따로 검토함"]
    for _ in range(3):
        desk.undo()
    assert answer(desk, 6) == other
    assert answer(desk, 4) == first


def test_a_link_takes_the_tables_along_and_lasts(desk: Desk) -> None:
    """시정 3 has a table in its answer."""
    mine = answer(desk, 1)
    changes = editing.same_as(desk.evaluation, mine.uid, "audit-correction-3")
    assert changes is not None
    desk.apply(changes)
    place = answer(desk, 1).rows[3].uid
    copied, original = table(desk, "custom", place), table(desk, "custom", "table-audit-job-kinds")
    assert [dict(row.cells) for row in copied.rows] == [dict(row.cells) for row in original.rows]
    typed(desk, CellKey(original.uid, original.rows[1].uid, "project_count"), "21")
    assert table(desk, "custom", place).rows[1].cells["project_count"] == Value.of("21")
    path, uid, before = desk.path, desk.report.info.uid, answer(desk, 1)
    desk.close()
    again = open_workspace(path, load_catalog(resources_dir()), "서무", noon)
    try:
        again.open_report(uid)
        assert answer(again, 1) == before
        unlinked = editing.unlink(again.evaluation, before.uid)
        assert unlinked is not None
        again.apply(unlinked)
        assert answer(again, 1).rows == before.rows
    finally:
        again.close()


def test_an_answer_is_not_linked_to_itself_nor_in_a_circle(desk: Desk) -> None:
    assert editing.same_as(desk.evaluation, answer(desk, 4).uid, "audit-correction-4") is None
    assert editing.same_as(desk.evaluation, answer(desk, 4).uid, "audit-correction-5") is None
    assert editing.same_as(desk.evaluation, answer(desk, 4).uid, "nobody") is None
    assert editing.unlink(desk.evaluation, answer(desk, 4).uid) is None


def test_an_item_whose_answer_others_take_can_go(desk: Desk) -> None:
    removed = editing.remove_rows(desk.evaluation, table(desk, "audit_items").uid, ["audit-correction-4"])
    assert removed is not None
    kept = texts(answer(desk, 5))
    desk.apply(removed)
    assert texts(answer(desk, 5)) == kept
    assert answer(desk, 5).fields.value(SAME_AS) is None
    assert shown(desk, "audit_items", "audit-correction-5", "number") == "4"


def test_no_item_is_parted_where_it_fits_and_the_header_prints_on_every_page(desk: Desk) -> None:
    plan = plan_report(desk.evaluation, desk.catalog.templates["work_report_2022"])
    wanted = ("시정·처리 요구사항", "건의사항", "기타(자료제출)", "기타사항(자료제출)")
    lists = [page for page in pages(plan) if page.sheet.name in wanted]
    assert len({page.sheet.name for page in lists}) == 3
    assert all(page.repeated is not None for page in lists if page.rows[0] > 0)
    assert not any(page.sheet.landscape for page in lists)
    for page in lists:
        heights = page.sheet.heights
        sides = [cell for cell in page.sheet.cells if cell.look is Look.SIDE]
        parted = [cell for cell in sides if cell.row < page.rows[0] < cell.row + cell.rowspan]
        assert all(sum(heights[cell.row : cell.row + cell.rowspan]) > 675 for cell in parted)


def test_the_note_on_additions_is_counted_and_goes_with_them(desk: Desk) -> None:
    template = desk.catalog.tables["audit_summary"].print.footnotes[0]
    summary = table(desk, "audit_summary")
    said = desk.evaluation.fill(template, summary.uid)
    assert said.endswith("시정처리사항 1건, 건의사항 1건 등 총 2건이 추가됨(178건 → 180건)")
    items = table(desk, "audit_items").uid
    for row in ("audit-correction-85", "audit-suggestion-16"):
        typed(desk, CellKey(items, row, "addition"), "")
    typed(desk, CellKey(summary.uid, FIELDS_ROW, "addition_reason"), "")
    assert desk.evaluation.fill(template, summary.uid) == ""


def test_links_go_along_into_the_report_of_the_next_year(desk: Desk) -> None:
    info = replace(desk.report.info, uid=desk.new_uid(), title="2023년 2월 주요업무보고", fiscal_year=2023)
    make_from_last(desk, info)
    first, other = answer(desk, 4), answer(desk, 6)
    assert other.fields.value(SAME_AS) == Value.of("audit-correction-4")
    assert texts(first) == texts(other)
    typed(desk, CellKey(first.uid, first.rows[1].uid, "text"), "조성함")
    assert texts(answer(desk, 6))[1] == "조성함"
