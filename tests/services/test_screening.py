"""Whatever way a resident registration number takes into a workspace, the file never holds it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.changes import AddRow, ChangeSet, SetCell
from desktop.domain.editing import add_table, insert_row, paste, paste_items, set_definition, type_new_row, type_text
from desktop.domain.report import TOTAL_ROW, CellKey, Note, Report, Row
from desktop.domain.values import State, Value
from desktop.services import life
from desktop.services.carry_over import make_from_last
from desktop.services.desk import Desk
from desktop.services.explaining import switch_off
from desktop.services.notes import keep_evidence, note_change
from desktop.services.workspaces import create_workspace
from tests.services.desk_data import CATALOG, OWN_TABLES, an_info, noon

NUMBER, MASKED = "900101-1234567", "900101-1******"
BACK = b"1234567"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", noon)
    desk.create_report(an_info())
    for code, uid in (("departments", "d1"), ("programs", "p1"), ("indicators", "i1")):
        changes = insert_row(desk.evaluation, table(desk, code), 0, uid)
        assert changes is not None
        desk.apply(changes)
    yield desk
    desk.close()


def table(desk: Desk, code: str) -> str:
    return desk.report.of_code(code)[0].uid


def do(desk: Desk, changes: ChangeSet | None) -> None:
    assert changes is not None
    desk.apply(changes)


def type_at(code: str, row: str, column: str, typed: str) -> Callable[[Desk], None]:
    return lambda desk: do(desk, type_text(desk.evaluation, CellKey(table(desk, code), row, column), typed))


def _own_table(desk: Desk) -> None:
    do(desk, add_table(desk.evaluation, "custom", "p1", "own", OWN_TABLES[0]))
    titled = json.loads(OWN_TABLES[0]) | {"title": f"{NUMBER} 현황"}
    do(desk, set_definition(desk.evaluation, "own", json.dumps(titled), CATALOG))


def _new_own_table(desk: Desk) -> None:
    titled = json.loads(OWN_TABLES[0]) | {"title": f"{NUMBER} 현황"}
    do(desk, add_table(desk.evaluation, "custom", "p1", "own", json.dumps(titled)))


def _pasted(desk: Desk) -> None:
    key = CellKey(table(desk, "departments"), "d1", "name")
    plan = paste(desk.evaluation, key, [[f"홍길동 {NUMBER}"]], desk.new_uid)
    desk.apply(plan.changes)


def _note(desk: Desk) -> None:
    do(desk, note_change(desk, CellKey(table(desk, "budget"), "d1", ""), Note(NUMBER, f"{NUMBER} 등본")))


def _evidence(desk: Desk) -> None:
    proof = desk.path.with_name(f"등본 {NUMBER}.txt")
    proof.write_text("내용", encoding="utf-8")
    key = CellKey(table(desk, "budget"), "d1", "expenditure")
    kept = keep_evidence(desk, key, proof)
    do(desk, note_change(desk, key, Note("붙임", files=(kept,))))


def _filled(report: Report) -> ChangeSet:
    uid = report.of_code("departments")[0].uid
    return ChangeSet("가져오기", (AddRow(uid, Row("d9", {"name": Value.of(NUMBER)}), 0),))


def _carried(desk: Desk) -> None:
    make_from_last(desk, an_info("r2", 2023, occasion=f"{NUMBER} 임시회"))


WAYS: dict[str, Callable[[Desk], None]] = {
    "a text": type_at("departments", "d1", "name", f"홍길동({NUMBER})"),
    "a long text": type_at("budget", "@table", "footnotes", f"1) 가\n2) {NUMBER}"),
    "a title": type_at("budget", "@table", "title", NUMBER),
    "a cell of figures": type_at("budget", "d1", "expenditure", NUMBER),
    "a year column": type_at("indicators", "i1", "value@2022", "900101 - 1234567"),
    "a new row": lambda desk: do(
        desk, type_new_row(desk.evaluation, table(desk, "departments"), "name", NUMBER, desk.new_uid())
    ),
    "a footnote mark": lambda desk: do(
        desk,
        ChangeSet(
            "표시",
            (SetCell(CellKey(table(desk, "budget"), TOTAL_ROW, "expenditure"), None, Value.of("1", NUMBER)),),
        ),
    ),
    "a paste": _pasted,
    "an item": lambda desk: do(
        desk, paste_items(desk.evaluation, table(desk, "program_page"), "", [f"□ {NUMBER}"], desk.new_uid)
    ),
    "a new table of the clerk's": _new_own_table,
    "a clerk's own table": _own_table,
    "a note": _note,
    "evidence": _evidence,
    "a rule": lambda desk: do(desk, switch_off(desk, "budget.order", NUMBER)),
    "a reason": lambda desk: life.back_to_draft(desk, NUMBER),
    "a reason for a step": lambda desk: desk.apply(_filled(desk.report), why=NUMBER) and None,
    "a report": lambda desk: desk.create_report(an_info("r3", occasion=f"{NUMBER} 회의")),
    "a filled report": lambda desk: desk.create_report(an_info("r3", 2019), _filled),
    "a carried report": _carried,
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_in_goes_around_the_screen(desk: Desk, way: str) -> None:
    WAYS[way](desk)
    sentence = desk.screening.tell(desk.evaluation)
    assert "주민등록번호" in sentence
    assert desk.screening.tell(desk.evaluation) == "", "it is told once"
    desk.close()
    stored = desk.path.read_bytes()
    assert MASKED.encode() in stored
    assert BACK not in stored


def test_the_name_of_the_clerk_and_of_the_organization_pass_it_too(tmp_path: Path) -> None:
    desk = create_workspace(tmp_path / "b.seonggwa", CATALOG, f"기관 {NUMBER}", "hong", noon)
    desk.work_as(f"홍길동 {NUMBER}")
    desk.create_report(an_info())
    desk.close()
    assert BACK not in desk.path.read_bytes()


def test_the_sentence_names_the_cell(desk: Desk) -> None:
    WAYS["a cell of figures"](desk)
    assert "예산 · 지출액" in desk.screening.tell(desk.evaluation)
    key = CellKey(table(desk, "budget"), "d1", "expenditure")
    assert desk.report.value(key) == Value(State.INVALID, MASKED)
    assert desk.undo_label == f"지출액 {MASKED}"


def test_an_amount_of_thirteen_digits_is_no_number(desk: Desk) -> None:
    """8501011234566 has a day of birth, a century and the check digit of a resident."""
    key = CellKey(table(desk, "budget"), "d1", "expenditure")
    do(desk, type_text(desk.evaluation, key, "8501011234566"))
    assert desk.report.value(key) == Value.of("8501011234566")
    assert desk.screening.tell(desk.evaluation) == ""
    do(desk, type_text(desk.evaluation, CellKey(table(desk, "departments"), "d1", "name"), "8501011234566"))
    assert "부서" in desk.screening.tell(desk.evaluation)


def test_what_was_masked_is_undone_and_done_again(desk: Desk) -> None:
    before = desk.report
    WAYS["a text"](desk)
    after = desk.report
    desk.undo()
    assert desk.report == before
    desk.redo()
    assert desk.report == after


def test_a_step_that_sets_a_cell_twice_still_fits(desk: Desk) -> None:
    key = CellKey(table(desk, "departments"), "d1", "name")
    first, second = Value.of(NUMBER), Value.of("경제정책과")
    desk.apply(ChangeSet("두 번", (SetCell(key, None, first), SetCell(key, first, second))))
    assert desk.report.value(key) == second
