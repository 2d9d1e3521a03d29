from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.report import CellKey, Evidence, Note
from desktop.services import evidence, life
from desktop.services.change_log import LogFilter
from desktop.services.change_texts import change_text
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.notes import keep_evidence, note_change, questions
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon
from tests.services.test_life import filled


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", noon)
    desk.create_report(an_info(), filled)
    yield desk
    desk.close()


def cell(desk: Desk, row: str = "d0") -> CellKey:
    return CellKey(desk.report.of_code("budget")[0].uid, row, "expenditure")


def write(desk: Desk, key: CellKey, note: Note) -> None:
    changes = note_change(desk, key, note)
    assert changes is not None
    desk.apply(changes)


def test_a_note_is_signed_changed_and_taken_away_and_each_of_it_can_be_undone(desk: Desk) -> None:
    key = cell(desk)
    write(desk, key, Note(" 공문 확인 ", "e호조 3쪽", is_question=True))
    signed = desk.report.notes[key]
    assert signed == Note("공문 확인", "e호조 3쪽", is_question=True, at="2022-01-21T12:00:00+00:00", who="hong")
    assert questions(desk) == (key,)
    assert note_change(desk, key, Note("공문 확인", "e호조 3쪽", is_question=True)) is None
    write(desk, key, Note("확인함"))
    assert questions(desk) == ()
    write(desk, key, Note("  "))
    assert desk.report.notes == {}
    assert desk.undo_label == "메모 지움: 예산 · 경제정책과 · 지출액"
    desk.undo()
    desk.undo()
    assert desk.report.notes[key] == signed
    told = change_text(desk.log.entries(LogFilter(table=key.table, row=key.row))[-1].change, desk.evaluation)
    assert (told.place, told.before, told.after) == (
        "예산 · 경제정책과 · 지출액 (메모)",
        "",
        "공문 확인 · e호조 3쪽 · 확인 필요",
    )


def test_evidence_is_kept_once_with_its_hash_and_comes_out_as_it_went_in(desk: Desk, tmp_path: Path) -> None:
    key, proof = cell(desk), tmp_path / "공문.pdf"
    proof.write_bytes(b"%PDF-1.7 " + bytes(range(256)))
    kept = keep_evidence(desk, key, proof)
    assert kept == Evidence("공문.pdf", hashlib.sha256(proof.read_bytes()).hexdigest(), 265)
    assert keep_evidence(desk, key, proof) == kept
    write(desk, key, Note("", files=(kept,)))
    desk.close()
    connection = sqlite3.connect(desk.path)
    assert connection.execute("SELECT count(*) FROM attachment").fetchone() == (1,)
    connection.close()
    again = open_workspace(desk.path, CATALOG, "kim", noon)
    again.open_report("r1")
    (file,) = again.report.notes[cell(again)].files
    target = tmp_path / "꺼낸 것.pdf"
    again.evidence.save(file, target)
    assert target.read_bytes() == proof.read_bytes()
    again.undo()
    assert again.report.notes == {}
    again.redo()
    assert again.report.notes[cell(again)].files == (file,)
    again.close()


def test_evidence_changed_from_outside_is_not_given_out(desk: Desk, tmp_path: Path) -> None:
    proof = tmp_path / "a.txt"
    proof.write_text("1,147", encoding="utf-8")
    kept = keep_evidence(desk, cell(desk), proof)
    desk.close()
    connection = sqlite3.connect(desk.path)
    connection.execute("UPDATE attachment SET content = x'00'")
    connection.commit()
    connection.close()
    again = open_workspace(desk.path, CATALOG, "kim", noon)
    again.open_report("r1")
    for which in (kept, Evidence("없음", "0" * 64, 1)):
        with pytest.raises(UserError, match="다릅니다"):
            again.evidence.save(which, tmp_path / "b.txt")
    assert not (tmp_path / "b.txt").exists()
    again.close()


def test_files_that_are_missing_empty_or_too_large_are_refused(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "MOST_BYTES", 10)
    for name, content, said in (
        ("없음.pdf", None, "읽지 못"),
        ("빈.pdf", b"", "내용이 없는"),
        ("큰.pdf", b"x" * 11, "한도"),
    ):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(UserError, match=said):
            keep_evidence(desk, cell(desk), path)


def test_a_closed_report_takes_notes_and_evidence_only_where_it_is_open(desk: Desk, tmp_path: Path) -> None:
    proof = tmp_path / "a.txt"
    proof.write_text("1", encoding="utf-8")
    life.close_report(desk, {})
    with pytest.raises(UserError, match="마감"):
        keep_evidence(desk, cell(desk), proof)
    with pytest.raises(UserError, match="마감"):
        write(desk, cell(desk), Note("나중"))
    life.reopen_cell(desk, cell(desk), "정정")
    write(desk, cell(desk), Note("결산서 2쪽"))
    kept = keep_evidence(desk, cell(desk), proof)
    assert kept.size == 1
    with pytest.raises(UserError, match="마감"):
        write(desk, cell(desk, "d1"), Note("나중"))
