"""Whatever is done to a workspace file: what is readable is saved, the rest is listed, and the damaged file stays."""

from __future__ import annotations

import gzip
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.canonical import dump_file
from db.pages import Damage, Pages
from db.sorting import shapes_of, sorted_out
from db.store import WorkspaceStore
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.errors import UserError
from desktop.services.salvaging import SalvageResult, salvage
from desktop.services.workspaces import open_workspace

CATALOG = load_catalog(resources_dir())
GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden" / "workspaces").glob("*.gz"))
NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - the clerk's local time
PAGE = 4096
Harm = Callable[[bytearray], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the newest schema with two reports, own tables, notes, evidence, and one closed."""
    path = tmp_path_factory.mktemp("sound") / "업무.seonggwa"
    path.write_bytes(gzip.decompress(GOLDEN[-1].read_bytes()))
    WorkspaceStore.open(path, "나").close()
    return path


@pytest.fixture
def damaged(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "업무.seonggwa"))


def harm(path: Path, how: Harm) -> None:
    content = bytearray(path.read_bytes())
    how(content)
    path.write_bytes(content)


def saved(path: Path) -> SalvageResult:
    return salvage(path, CATALOG, "나", lambda: NOW)


def content_of(path: Path) -> set[str]:
    return {line for line in dump_file(path) if not line.startswith("workspace")}


def of_kind(lines: set[str], *kinds: str) -> set[str]:
    return {line for line in lines if line.startswith(tuple(f"{kind}\t" for kind in kinds))}


def pages_of(path: Path, table: str) -> list[int]:
    """Where the leaves of a table are, by a record of it that is found there."""
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        shape = next(shape for shape in shapes_of(connection) if shape.table == table)
    found = []
    for number in range(1, len(content) // PAGE):
        alone = bytes(number * PAGE) + content[number * PAGE : (number + 1) * PAGE]
        if any(sorted_out(Pages(alone).records(Damage()), [shape]).values()):
            found.append(number)
    return found


def broken(*pages: int) -> Harm:
    def overwrite(content: bytearray) -> None:
        for page in pages:
            content[page * PAGE : (page + 1) * PAGE] = b"\xee" * PAGE

    return overwrite


@pytest.mark.parametrize("packed", GOLDEN, ids=lambda packed: packed.name)
def test_a_sound_file_of_any_schema_comes_out_whole(packed: Path, tmp_path: Path) -> None:
    path = tmp_path / "업무.seonggwa"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    result = saved(path)
    WorkspaceStore.open(path, "나").close()
    assert content_of(result.path) == content_of(path)
    assert "0쪽을 온전히" in result.lines[1]
    assert not any("되살렸" in line or "잃" in line for line in result.lines)


def test_the_shapes_of_all_tables_differ(sound: Path) -> None:
    """Records are told apart by their shape alone; a migration that blurs that must add a way to tell them."""
    with closing(sqlite3.connect(sound)) as connection:
        shapes = shapes_of(connection)
    for one in shapes:
        for other in shapes:
            may_be_both = one.has_numbers is other.has_numbers and len(one.kinds) == len(other.kinds)
            may_be_both &= all(
                kind is other_kind or (may and other_may)
                for (kind, may), (other_kind, other_may) in zip(one.kinds, other.kinds, strict=False)
            )
            assert one is other or not may_be_both, (one.table, other.table)


def test_lost_cells_come_back_from_the_change_log_and_are_listed(damaged: Path, sound: Path) -> None:
    harm(damaged, broken(pages_of(damaged, "cell")[0]))
    result = saved(damaged)
    assert of_kind(content_of(result.path), "cell", "table_row") == of_kind(content_of(sound), "cell", "table_row")
    listed = result.list_path.read_text(encoding="utf-8-sig")
    assert "변경 이력의 마지막 값으로 되살렸습니다" in listed
    assert "[2020년 UNGC 참여보고서]" in listed
    assert result.lines[1].endswith(" 1쪽을 온전히 읽지 못했습니다.")


@pytest.mark.parametrize("table", ["table_row", "report_table", "note"])
def test_lost_rows_tables_and_notes_come_back_too(damaged: Path, sound: Path, table: str) -> None:
    harm(damaged, broken(*pages_of(damaged, table)))
    found = content_of(saved(damaged).path)
    kinds = ("cell", "table_row", "report_table", "note")
    assert of_kind(found, *kinds) == of_kind(content_of(sound), *kinds)


def test_a_page_of_the_change_log_costs_its_entries_alone(damaged: Path, sound: Path) -> None:
    harm(damaged, broken(pages_of(damaged, "change")[3]))
    result = saved(damaged)
    lost = content_of(sound) - content_of(result.path)
    assert lost
    assert lost == of_kind(lost, "change")
    assert f"변경 이력 {len(lost)}건을 잃었습니다." in result.lines


def test_reports_whose_record_is_lost_get_their_tables_under_another_name(damaged: Path) -> None:
    harm(damaged, broken(*pages_of(damaged, "report"), *pages_of(damaged, "organization")))
    result = saved(damaged)
    desk = open_workspace(result.path, CATALOG, "나", lambda: NOW)
    reports = desk.reports()
    assert [info.title for info in reports] == ["제목을 알 수 없는 보고 1", "제목을 알 수 없는 보고 2"]
    assert [info.template for info in reports] == ["participation_report"] * 2
    desk.open_report(reports[1].uid)
    assert sum(len(table.rows) for table in desk.report.tables.values()) > 50
    desk.close()
    assert sum("짐작으로" in line for line in result.lines) == 2


def test_broken_header_and_schema_cost_nothing(damaged: Path, sound: Path) -> None:
    harm(damaged, broken(0, 1, 2, 3))
    assert of_kind(content_of(saved(damaged).path), "cell") == of_kind(content_of(sound), "cell")


def test_lost_evidence_is_listed_by_name(damaged: Path) -> None:
    def alter(content: bytearray) -> None:
        at = content.index("경영기획팀-1024".encode())
        content[at : at + 3] = "강".encode()

    harm(damaged, alter)
    result = saved(damaged)
    assert "  증빙 공문.txt" in result.lines
    with closing(sqlite3.connect(result.path)) as connection:
        assert connection.execute("SELECT count(*) FROM attachment").fetchone() == (0,)


def test_a_figure_that_says_nonsense_is_kept_as_it_is_read(damaged: Path) -> None:
    def alter(content: bytearray) -> None:
        found = re.search(rb"value4\.7", content)
        assert found is not None
        content[found.start() : found.end()] = b"value4x7"

    harm(damaged, alter)
    desk = open_workspace(saved(damaged).path, CATALOG, "나", lambda: NOW)
    desk.open_report(desk.reports()[-1].uid)
    texts = {value.text for table in desk.report.tables.values() for row in table.rows for value in row.cells.values()}
    desk.close()
    assert "4x7" in texts


CUT_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA locking_mode=EXCLUSIVE")
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("UPDATE report SET title = '저널에만 있는 제목'")
connection.commit()
os._exit(0)
"""


def test_what_stands_only_in_the_journal_is_read(damaged: Path) -> None:
    subprocess.run([sys.executable, "-c", CUT_OFF, damaged], check=True)
    journal = damaged.with_name(f"{damaged.name}-wal")
    before = journal.read_bytes()
    harm(damaged, broken(1))
    desk = open_workspace(saved(damaged).path, CATALOG, "나", lambda: NOW)
    assert {info.title for info in desk.reports()} == {"저널에만 있는 제목"}
    desk.close()
    assert journal.read_bytes() == before


@pytest.mark.parametrize("content", [b"\0" * 40960, b"x" * 5000, b"SQLite format 3\0" + bytes(84)])
def test_a_file_without_anything_of_a_workspace_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "업무.seonggwa"
    path.write_bytes(content)
    with pytest.raises(UserError, match="하나도 찾지 못해"):
        saved(path)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_nothing_is_overwritten(damaged: Path) -> None:
    first, second = saved(damaged), saved(damaged)
    assert (first.path.name, second.path.name) == ("업무 (복구).seonggwa", "업무 (복구)-2.seonggwa")
    with pytest.raises(UserError, match="이미 있어"):
        salvage(damaged, CATALOG, "나", lambda: NOW, first.path)
    with pytest.raises(UserError, match="끝나야"):
        salvage(damaged, CATALOG, "나", lambda: NOW, damaged.with_suffix(".db"))


def test_a_file_that_is_open_or_missing_is_told(damaged: Path) -> None:
    store = WorkspaceStore.open(damaged, "홍길동")
    with pytest.raises(UserError, match="홍길동"):
        saved(damaged)
    store.close()
    for path, text in ((damaged.with_name("없음.seonggwa"), "없습니다"), (damaged.parent, "업무 파일이 아니거나")):
        with pytest.raises(UserError, match=text):
            saved(path)


def flip(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 20, 300))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def overwrite(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 5, 30))):
        page = chance.randrange(len(content) // PAGE)
        content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)


def truncate(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(1, len(content)) :]


def scribble(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice((1, 30, 300))):
        content[chance.randrange(len(content))] = chance.choice(b'0123456789{}",:abc')


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(how=st.sampled_from((flip, overwrite, truncate, scribble)), seed=st.integers(0, 2**32))
def test_whatever_was_done_to_it_the_result_opens_or_a_sentence_says_why_not(
    sound: Path, tmp_path_factory: pytest.TempPathFactory, how: Callable[[bytearray, random.Random], None], seed: int
) -> None:
    path = Path(shutil.copy(sound, tmp_path_factory.mktemp("damaged") / "업무.seonggwa"))
    harm(path, lambda content: how(content, random.Random(seed)))
    before = path.read_bytes()
    try:
        result = saved(path)
    except UserError:
        assert [file.name for file in path.parent.iterdir()] == [path.name]
    else:
        desk = open_workspace(result.path, CATALOG, "나", lambda: NOW)
        for info in desk.reports():
            desk.open_report(info.uid)
        desk.file.require_sound()
        desk.close()
        with closing(sqlite3.connect(result.path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert path.read_bytes() == before
