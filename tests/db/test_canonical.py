"""A dump tells the whole content of a workspace and nothing of how it is laid out in the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.canonical import digest, dump, dump_file, shape_of
from db.records import AttachmentRecord, CellChange, CellRecord, NoteChange, NoteRecord, RowChange, RowRecord
from tests.db.conftest import STEP, make_store

A_CELL = CellChange("t1", "d1", "appropriation", None, CellRecord("value", "131125", "*"))
A_ROW = RowChange("t1", "d2", None, RowRecord("d2", 1))
A_NOTE = NoteChange("t1", "d1", "appropriation", None, NoteRecord("e호조", at="2022"))


def dumped(path: Path, *edits: CellChange | RowChange | NoteChange) -> list[str]:
    store = make_store(path)
    for edit in edits:
        store.apply("r1", [edit], STEP)
    store.close()
    return list(dump_file(path))


def test_every_record_is_a_line_that_names_its_place(path: Path) -> None:
    lines = dumped(path, A_CELL)
    assert 'cell\t["t1", "d1", "appropriation", "value", "131125", "*"]' in lines
    assert 'table_row\t["t1", "d1", 0, "", null]' in lines
    assert sum(line.startswith("change\t") for line in lines) == 3
    assert not any("alembic" in line for line in lines)


def test_the_same_content_gives_the_same_lines_whatever_was_there_before(tmp_path: Path) -> None:
    plain = dumped(tmp_path / "a.seonggwa", A_CELL, A_NOTE)
    path = tmp_path / "b.seonggwa"
    dumped(path, A_NOTE, A_CELL)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("UPDATE note SET id = 900; REINDEX; VACUUM;")
        other = list(dump(connection))
    logged = [line for line in plain if line.startswith("change")]
    assert [line for line in other if not line.startswith("change")] == [line for line in plain if line not in logged]
    assert logged != [line for line in other if line.startswith("change")]  # the order of the log is content


@pytest.mark.parametrize(
    "alter",
    [
        "UPDATE cell SET text = '131126'",
        "UPDATE cell SET mark = ''",
        "UPDATE table_row SET position = 5 WHERE uid = 'd2'",
        "UPDATE change SET who = 'x' WHERE id = (SELECT max(id) FROM change)",
        "UPDATE note SET is_question = 1",
        "UPDATE attachment SET content = x'00'",
        "UPDATE report SET title = 'x'",
        "DELETE FROM cell",
    ],
)
def test_a_change_anywhere_is_seen(path: Path, alter: str) -> None:
    store = make_store(path)
    for edit in (A_CELL, A_ROW, A_NOTE):
        store.apply("r1", [edit], STEP)
    store.attach("r1", AttachmentRecord("t1", "d1", "", "공문.pdf", "0", b"%PDF", "2022", "나"))
    store.close()
    before = digest(dump_file(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(alter)
        connection.commit()
    assert digest(dump_file(path)) != before


def test_a_newer_file_tells_as_much_as_the_older_one(path: Path) -> None:
    before = dumped(path, A_CELL)
    with closing(sqlite3.connect(path)) as connection:
        shape = shape_of(connection)
        connection.executescript("ALTER TABLE cell ADD COLUMN seen TEXT; CREATE TABLE more (x TEXT);")
    assert list(dump_file(path)) != before
    assert list(dump_file(path, shape)) == before


def test_an_open_workspace_tells_the_same_as_its_backup(path: Path, tmp_path: Path) -> None:
    store = make_store(path)
    store.apply("r1", [A_CELL], STEP)
    store.back_up(tmp_path / "백업" / "a.seonggwa")
    assert digest(dump_file(tmp_path / "백업" / "a.seonggwa")) == digest(dump(store._bare()))
    store.close()
