"""Whatever is changed in a file without the program is seen, and where; what the program did itself never is."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from db.store import WorkspaceStore
from desktop.paths import resources_dir
from desktop.services import exchange
from desktop.services.catalog import load_catalog
from desktop.services.life import close_report, open_errors
from desktop.services.outside import Outside, looked_at
from desktop.services.salvaging import salvage
from desktop.services.samples import sample_files
from desktop.services.workspaces import create_workspace, open_workspace

CATALOG = load_catalog(resources_dir())
GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden" / "workspaces").glob("*.gz"))
NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - the clerk's local time


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "업무.seonggwa"
    path.write_bytes(gzip.decompress(GOLDEN[-1].read_bytes()))
    WorkspaceStore.open(path, "나").close()
    return path


def found(path: Path) -> Outside:
    with closing(open_workspace(path, CATALOG, "나", lambda: NOW)) as desk:
        return looked_at(desk, [info.uid for info in desk.reports()])


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement).rowcount == 1
        connection.commit()


@pytest.mark.parametrize("packed", GOLDEN, ids=lambda packed: packed.name)
def test_what_the_program_of_any_time_did_is_no_change_from_outside(packed: Path, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    assert found(path).sentences == ()
    assert not found(path).has_gaps


@pytest.mark.parametrize("sample", ["jobs_2018", "promotion_2013"])
def test_nor_is_an_import(sample: str, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    data = next(file for file in sample_files(resources_dir()) if file.stem == sample)
    desk = create_workspace(path, CATALOG, exchange.organization_of(data), "나", lambda: NOW)
    exchange.import_file(desk, data)
    desk.close()
    assert found(path).sentences == ()


FIGURE = "법정 의무고용 준수 현황 · 장애인 고용 · 실적 비율"
IN_A_NEW_CELL = "INSERT INTO cell SELECT row_id, 'memo', 'value', '끼워 넣음', '' FROM cell WHERE text = '4.7'"
IN_A_NEW_ROW = """INSERT INTO table_row (table_id, uid, position, parent)
    SELECT id, 'x', 99, '' FROM report_table WHERE code = 'board'"""
IN_A_DEFINITION = """UPDATE report_table SET definition_json = definition_json || ' '
    WHERE id = (SELECT min(id) FROM report_table WHERE definition_json <> '')"""


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE cell SET text = '4.8' WHERE text = '4.7'", FIGURE),
        ("UPDATE cell SET mark = '*' WHERE text = '4.7'", FIGURE),
        ("UPDATE cell SET state = 'none', text = '' WHERE text = '4.7'", FIGURE),
        ("DELETE FROM cell WHERE text = '4.7'", FIGURE),
        (IN_A_NEW_CELL, "법정 의무고용 준수 현황 · 장애인 고용"),
        (IN_A_NEW_ROW, "이사회"),
        (IN_A_DEFINITION, "2018년 UNGC 참여보고서"),
    ],
)
def test_a_change_is_seen_with_its_place(path: Path, statement: str, place: str) -> None:
    assert found(path).sentences == ()
    change(path, statement)
    (sentence,) = found(path).sentences
    assert "프로그램 밖에서 바뀌었습니다" in sentence
    assert place in sentence


def test_other_changes_are_told_anew(path: Path) -> None:
    change(path, "UPDATE cell SET text = '4.8' WHERE text = '4.7'")
    first = found(path)
    assert found(path) == first
    change(path, "DELETE FROM cell WHERE text = '3.4'")
    assert found(path).digest != first.digest


def test_a_closed_report_whose_title_was_changed_is_told_with_the_day_of_its_closing(path: Path) -> None:
    with closing(open_workspace(path, CATALOG, "나", lambda: NOW)) as desk:
        desk.open_report(desk.reports()[0].uid)
        close_report(desk, {(error.code, error.key): "공표된 값입니다." for error in open_errors(desk)})
    assert found(path).sentences == ()
    change(path, "UPDATE report SET title = '고친 제목' WHERE status = 'closed'")
    (sentence,) = found(path).sentences
    assert sentence.startswith("보고 '고친 제목'이 마감(2026. 11. 21.) 뒤에 프로그램 밖에서 바뀌었습니다: 표지의 사항.")


def test_a_log_with_gaps_accuses_nobody(path: Path) -> None:
    change(path, "DELETE FROM change WHERE id = 200")
    assert found(path) == Outside((), found(path).digest, has_gaps=True)


def test_a_salvaged_workspace_accuses_nobody(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(40, 60):
        content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    result = salvage(path, CATALOG, "나", lambda: NOW)
    assert not any("칸" in sentence and "밖에서" in sentence for sentence in found(result.path).sentences)
