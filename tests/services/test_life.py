"""The life of a report in a real file: nothing leads around a closing, and every correction says why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.changes import AddRow, ChangeSet, SetNote
from desktop.domain.digest import content_digest
from desktop.domain.editing import insert_row, paste, type_text
from desktop.domain.life import Status
from desktop.domain.report import CellKey, Note, Report, Row
from desktop.domain.values import Value
from desktop.services import life
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.explaining import switch_off
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon


def filled(report: Report) -> ChangeSet:
    table = report.of_code("departments")[0].uid
    names = ("경제정책과", "금융투자과")
    rows = [AddRow(table, Row(f"d{n}", {"name": Value.of(name)}), n) for n, name in enumerate(names)]
    return ChangeSet("만들기", tuple(rows))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", noon)
    desk.create_report(an_info(), filled)
    yield desk
    desk.close()


def cell(desk: Desk, column: str = "expenditure", row: str = "d0") -> CellKey:
    return CellKey(desk.report.of_code("budget")[0].uid, row, column)


def type_in(desk: Desk, key: CellKey, typed: str) -> None:
    changes = type_text(desk.evaluation, key, typed)
    assert changes is not None
    desk.apply(changes)


def with_an_error(desk: Desk) -> tuple[str, CellKey]:
    type_in(desk, cell(desk), "300")
    type_in(desk, cell(desk, "appropriation"), "200")
    (error,) = life.open_errors(desk)
    return error.code, error.key


def test_closing_needs_no_error_or_a_reason_for_each(desk: Desk) -> None:
    place = with_an_error(desk)
    for reasons in ({}, {place: "  "}, {("other", place[1]): "맞습니다"}):
        with pytest.raises(UserError, match="오류 1건"):
            life.close_report(desk, reasons)
    assert desk.life.status is Status.DRAFT
    life.close_report(desk, {place: "추경 반영 전 예산"})
    assert desk.life.status is Status.CLOSED
    assert desk.life.reasons() == {place: "추경 반영 전 예산"}
    assert desk.life.closings[0].digest == content_digest(desk.report)


def test_a_closed_report_takes_no_change_on_any_way(desk: Desk) -> None:
    type_in(desk, cell(desk), "300")
    life.close_report(desk, {})
    before = desk.report
    departments = desk.report.of_code("departments")[0].uid
    pasted = paste(desk.evaluation, cell(desk), [["1", "2"]], desk.new_uid).changes
    ways = (
        type_text(desk.evaluation, cell(desk), "301"),
        pasted,
        insert_row(desk.evaluation, departments, 0, "neu"),
        ChangeSet("메모", (SetNote(cell(desk), None, Note("나중")),)),
    )
    for way in ways:
        assert way is not None
        with pytest.raises(UserError, match=r"2022\. 1\. 21\. 마감"):
            desk.apply(way)
    assert (desk.undo_label, desk.undo()) == ("", None)
    with pytest.raises(UserError, match="마감"):
        desk.take_back(desk.log.of_cell(cell(desk))[0].step)
    assert desk.report == before
    desk.close()
    again = open_workspace(desk.path, CATALOG, "kim", noon)
    again.open_report("r1")
    assert (again.undo_label, again.life.status, again.report) == ("", Status.CLOSED, before)
    assert again.reports()[0].status == "closed"
    again.close()


def test_a_correction_opens_one_cell_with_a_reason_until_the_report_is_closed_again(desk: Desk) -> None:
    type_in(desk, cell(desk), "300")
    life.close_report(desk, {})
    with pytest.raises(UserError, match="사유"):
        life.reopen_cell(desk, cell(desk), " ")
    life.reopen_cell(desk, cell(desk), "결산 확정")
    assert desk.life.status is Status.CORRECTED
    assert (desk.life.is_locked(cell(desk)), desk.life.is_locked(cell(desk, row="d1"))) == (False, True)
    with pytest.raises(UserError, match="이미"):
        life.reopen_cell(desk, cell(desk), "또")
    type_in(desk, cell(desk), "301")
    with pytest.raises(UserError, match="마감"):
        type_in(desk, cell(desk, row="d1"), "5")
    desk.undo()
    assert desk.undo() is None, "what stood there at the closing stays"
    desk.redo()
    life.close_report(desk, {})
    assert desk.life.is_locked(cell(desk))
    assert len({each.digest for each in desk.life.closings}) == 2


def test_a_reopened_cell_of_a_row_that_follows_may_bring_its_row_into_store(desk: Desk) -> None:
    life.close_report(desk, {})
    life.reopen_cell(desk, cell(desk, row="d1"), "누락")
    type_in(desk, cell(desk, row="d1"), "7")
    assert desk.report.value(cell(desk, row="d1")) == Value.of("7")


def test_checked_goes_back_to_draft_but_closed_does_not(desk: Desk) -> None:
    life.mark_checked(desk, {})
    assert desk.life.status is Status.CHECKED
    life.back_to_draft(desk, "추가 자료")
    assert (desk.life.status, desk.report.info.status) == (Status.DRAFT, "draft")
    with pytest.raises(UserError, match="마감한 보고가 아니므로"):
        life.reopen_cell(desk, cell(desk), "정정")
    life.close_report(desk, {})
    with pytest.raises(UserError, match="이미 마감"):
        life.close_report(desk, {})
    for step in (lambda: life.mark_checked(desk, {}), lambda: life.back_to_draft(desk, "왜")):
        with pytest.raises(UserError, match="되돌릴 수 없습니다"):
            step()


def test_a_figure_changed_from_outside_is_seen(desk: Desk) -> None:
    type_in(desk, cell(desk), "300")
    life.close_report(desk, {})
    assert not life.is_altered(desk.report, desk.life)
    desk.close()
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE cell SET text = '301' WHERE text = '300'")
    connection.commit()
    connection.close()
    again = open_workspace(desk.path, CATALOG, "kim", noon)
    again.open_report("r1")
    assert life.is_altered(again.report, again.life)
    again.close()


def test_the_stamp_says_when_it_was_closed_and_its_hash(desk: Desk) -> None:
    assert life.stamp(desk.life) == ""
    life.close_report(desk, {})
    digest = content_digest(desk.report)[:12]
    assert life.stamp(desk.life) == f"마감 2022. 1. 21. 12:00 · 확인값 {digest}"
    life.reopen_cell(desk, cell(desk), "정정")
    assert life.stamp(desk.life).endswith("정정 중")


def test_a_note_is_a_step_that_can_be_undone_and_survives(desk: Desk) -> None:
    note = Note("공문 확인", "e호조 2022. 1. 21. 3쪽", is_question=True, at="2022-01-21T12:00:00", who="hong")
    desk.apply(ChangeSet("메모", (SetNote(cell(desk), None, note),)))
    desk.undo()
    assert desk.report.notes == {}
    desk.redo()
    desk.close()
    again = open_workspace(desk.path, CATALOG, "kim", noon)
    again.open_report("r1")
    assert again.report.notes == {cell(again): note}
    again.undo()
    assert again.report.notes == {}
    again.close()


def test_errors_of_a_rule_that_is_switched_off_are_closed_with_its_reason(desk: Desk) -> None:
    code, key = with_an_error(desk)
    desk.apply(switch_off(desk, code, "이 서식은 순서가 다름"))
    assert life.open_errors(desk) == ()
    (silenced,) = life.silenced_errors(desk)
    assert (silenced.code, silenced.errors, silenced.why) == (code, 1, "이 서식은 순서가 다름")
    life.close_report(desk, {})
    assert desk.life.reasons() == {(code, key): "끈 규칙: 이 서식은 순서가 다름"}
    assert desk.life.status is Status.CLOSED
