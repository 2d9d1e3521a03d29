"""Every file that cannot be opened is told apart, and stays as it is, byte for byte."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from db import errors
from db.network import is_unc
from db.store import WorkspaceStore
from tests.db.conftest import REPORT, STEP, make_store
from tests.faults import as_nobody, opened_up


def garble_header(path: Path) -> None:
    make_store(path).close()
    content = bytearray(path.read_bytes())
    content[:16] = b"\x00garbage garbage"[:16]
    path.write_bytes(content)


def truncate(path: Path) -> None:
    make_store(path).close()
    os.truncate(path, path.stat().st_size // 2)


def overwrite_pages(path: Path) -> None:
    make_store(path).close()
    content = bytearray(path.read_bytes())
    content[100:8192] = os.urandom(8092)
    path.write_bytes(content)


def of_another_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE places (id INTEGER PRIMARY KEY)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    make_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=999")
    connection.commit()
    connection.close()


BAD_FILES: list[tuple[Callable[[Path], object], type[errors.WorkspaceError]]] = [
    (lambda path: path.touch(), errors.EmptyFileError),
    (lambda path: path.write_bytes(b"x"), errors.NotADatabaseError),
    (lambda path: path.write_text("한글 문서" * 1000), errors.NotADatabaseError),
    (lambda path: path.write_bytes(b"SQLite format 3\0"), errors.NotADatabaseError),
    (garble_header, errors.NotADatabaseError),
    (of_another_program, errors.ForeignDatabaseError),
    (newer, errors.NewerError),
    (truncate, errors.DamagedError),
    (overwrite_pages, errors.DamagedError),
]


@pytest.mark.parametrize(("make", "expected"), BAD_FILES)
def test_a_bad_file_is_refused_and_left_alone(
    path: Path, make: Callable[[Path], object], expected: type[errors.WorkspaceError]
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(expected) as caught:
        WorkspaceStore.open(path, "나")
    assert type(caught.value) is expected
    assert caught.value.path == path
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_missing_file_is_not_made(path: Path) -> None:
    with pytest.raises(errors.MissingError):
        WorkspaceStore.open(path, "나")
    assert list(path.parent.iterdir()) == []


def test_a_folder_is_no_workspace(path: Path) -> None:
    path.mkdir()
    with pytest.raises(errors.NotADatabaseError):
        WorkspaceStore.open(path, "나")


def test_damage_within_is_found_by_reading_all(path: Path) -> None:
    make_store(path).close()
    content = bytearray(path.read_bytes())
    page = content.index("서울특별시".encode()) // 4096 * 4096
    content[page : page + 8] = b"\xff" * 8
    path.write_bytes(content)
    store = WorkspaceStore.open(path, "나")
    with pytest.raises(errors.DamagedError):
        store.require_sound()
    with pytest.raises(errors.DamagedError):
        store.reports()
    store.close()


@pytest.mark.parametrize("left", ["", "-wal"])
def test_nothing_is_overwritten_by_a_new_workspace(path: Path, left: str) -> None:
    taken = path.with_name(path.name + left)
    taken.write_text("남은 자료")
    with pytest.raises(errors.ExistsError) as caught:
        WorkspaceStore.create(path, "기관", "0.1.0", STEP.at, "나")
    assert caught.value.path == taken
    assert taken.read_text() == "남은 자료"


def test_a_new_workspace_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFolderError) as caught:
        WorkspaceStore.create(tmp_path / "없음" / "a.seonggwa", "기관", "0.1.0", STEP.at, "나")
    assert caught.value.path == tmp_path / "없음"


def test_a_failed_creation_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise sqlite3.OperationalError("no room")

    monkeypatch.setattr("db.store.create_schema", fail)
    with pytest.raises(sqlite3.OperationalError):
        WorkspaceStore.create(path, "기관", "0.1.0", STEP.at, "나")
    assert list(path.parent.iterdir()) == []


def test_only_the_user_can_read_the_files(path: Path) -> None:
    old = os.umask(0o022)
    store = make_store(path)
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    store.close()
    os.umask(old)
    assert modes == dict.fromkeys((path.name, f"{path.name}-wal", f"{path.name}.lock"), 384)


def test_only_the_workspace_is_left_after_closing(path: Path) -> None:
    make_store(path).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_second_opening_is_told_who_has_it(store: WorkspaceStore, path: Path) -> None:
    with pytest.raises(errors.LockedError) as caught:
        WorkspaceStore.open(path, "다른 사람")
    assert caught.value.holder == "홍길동"
    assert store.reports() == (REPORT,)


def test_a_second_process_is_told_who_has_it(store: WorkspaceStore, path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from db import errors; from db.store import WorkspaceStore\n"
        "try:\n    WorkspaceStore.open(Path(sys.argv[1]), 'b')\n"
        "except errors.LockedError as error:\n    sys.exit(error.holder == '홍길동' and 7)\n"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 7
    assert store.reports() == (REPORT,)


def test_a_file_open_in_another_program_is_told(path: Path) -> None:
    make_store(path).close()
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(errors.LockedError) as caught:
        WorkspaceStore.open(path, "나")
    assert caught.value.holder == ""
    other.close()
    WorkspaceStore.open(path, "나").close()


def test_other_programs_are_kept_out(store: WorkspaceStore, path: Path) -> None:
    other = sqlite3.connect(path, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("SELECT * FROM report")
    other.close()
    assert store.reports() == (REPORT,)


def test_a_lock_file_left_by_a_crash_does_no_harm(path: Path) -> None:
    make_store(path).close()
    path.with_name(f"{path.name}.lock").write_text("죽은 프로그램")
    WorkspaceStore.open(path, "나").close()


def test_a_closed_workspace_can_be_closed_again_and_opened(path: Path) -> None:
    store = make_store(path)
    store.close()
    store.close()
    again = WorkspaceStore.open(path, "나")
    assert again.reports() == (REPORT,)
    again.close()


def told(act: Callable[[], WorkspaceStore]) -> str:
    """As nobody: which error is raised, and about which path."""

    def tried() -> str:
        try:
            act().close()
        except errors.WorkspaceError as error:
            return f"{type(error).__name__}|{error.path}"
        return "done"

    return as_nobody(tried)


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    opened_up(tmp_path)
    folder = tmp_path / "읽기 전용"
    folder.mkdir()
    path = folder / "a.seonggwa"
    make_store(path).close()
    path.chmod(0o666)
    folder.chmod(0o755)
    before = path.read_bytes()
    assert told(lambda: WorkspaceStore.open(path, "b")) == f"ReadOnlyError|{path}"
    made = told(lambda: WorkspaceStore.create(folder / "b.seonggwa", "a", "1", "1", "b"))
    assert made.startswith("ReadOnlyError|")
    assert path.read_bytes() == before
    assert [file.name for file in folder.iterdir()] == [path.name]


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_file_is_told(tmp_path: Path, mode: int) -> None:
    opened_up(tmp_path)
    folder = tmp_path / "모두 쓰기"
    folder.mkdir()
    folder.chmod(0o777)
    path = folder / "a.seonggwa"
    make_store(path).close()
    path.chmod(mode)
    before = path.read_bytes()
    assert told(lambda: WorkspaceStore.open(path, "b")) == f"ReadOnlyError|{path}"
    assert path.read_bytes() == before


@pytest.mark.parametrize("path", [r"\\server\share\a.seonggwa", "//server/share/a.seonggwa", r"\\?\UNC\server\a"])
def test_a_network_path_is_refused(path: str) -> None:
    with pytest.raises(errors.NetworkPathError):
        WorkspaceStore.open(Path(path), "나")
    with pytest.raises(errors.NetworkPathError):
        WorkspaceStore.create(Path(path), "기관", "0.1.0", STEP.at, "나")


@pytest.mark.parametrize("path", [r"\\?\C:\업무\a.seonggwa", r"C:\업무\a.seonggwa", "/home/a.seonggwa"])
def test_a_path_of_this_machine_is_no_network_path(path: str) -> None:
    assert not is_unc(path)


def test_long_korean_paths_with_spaces_and_signs_work(tmp_path: Path) -> None:
    folder = tmp_path / ("가" * 70) / "보고 #1 (50%)?"
    folder.mkdir(parents=True)
    path = folder / "경제 정책실 & 'x'.seonggwa"
    make_store(path).close()
    store = WorkspaceStore.open(path, "나")
    assert store.reports() == (REPORT,)
    store.close()
