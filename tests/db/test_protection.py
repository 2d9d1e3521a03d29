"""A workspace with a password: nothing in it can be read without, and everything else is as without."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db import files, restore
from db.backup import is_sound
from db.canonical import digest, dump_file
from db.connecting import Key, connect
from db.engine import _PRAGMAS
from db.errors import (
    DamagedError,
    DiskFullError,
    ForeignDatabaseError,
    LockedError,
    NotADatabaseError,
    PasswordNeededError,
    WrongPasswordError,
)
from db.protection import change_key
from db.records import CellChange, CellRecord
from db.store import WorkspaceStore
from tests.db.conftest import STEP, make_store

KEY, OTHER = Key("비밀번호 1'\"2"), Key("다른 비밀번호")
TEXT = "한눈에 알아볼 글"
PLAIN_MAGIC = b"SQLite format 3\0"


def type_text(store: WorkspaceStore, text: str = TEXT, column: str = "name") -> None:
    store.apply("r1", [CellChange("t1", "d1", column, None, CellRecord("value", text))], STEP)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A closed workspace with a known text in it, without and with a password."""
    path = tmp_path_factory.mktemp("protection") / "a.seonggwa"
    store = make_store(path)
    type_text(store)
    store.close()
    plain = path.read_bytes()
    assert TEXT.encode() in plain
    change_key(path, "나", None, KEY)
    return plain, path.read_bytes()


@pytest.fixture
def plain(path: Path, made: tuple[bytes, bytes]) -> Path:
    """A closed workspace without a password, with a known text in it."""
    path.write_bytes(made[0])
    return path


@pytest.fixture
def locked(path: Path, made: tuple[bytes, bytes]) -> Path:
    """The same with a password."""
    path.write_bytes(made[1])
    return path


@pytest.fixture
def store(locked: Path) -> Iterator[WorkspaceStore]:
    store = WorkspaceStore.open(locked, "나", key=KEY)
    yield store
    store.close()


def texts(path: Path, key: Key | None) -> list[str]:
    return [line for line in dump_file(path, key=key) if TEXT in line]


def test_the_file_tells_nothing_without_the_password(locked: Path) -> None:
    raw = locked.read_bytes()
    assert not raw.startswith(PLAIN_MAGIC)
    for known in (TEXT, "경제정책실", "CREATE TABLE", "홍길동", "budget"):
        assert known.encode() not in raw
    connection = sqlite3.connect(locked)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        connection.execute("SELECT * FROM cell")
    connection.close()


def test_what_was_in_it_is_in_it(plain: Path, tmp_path: Path) -> None:
    before = digest(dump_file(plain))
    for old, new in ((None, KEY), (KEY, OTHER), (OTHER, None)):
        change_key(plain, "나", old, new)
        assert digest(dump_file(plain, key=new)) == before
        assert is_sound(plain, new)
    assert plain.read_bytes().startswith(PLAIN_MAGIC)
    assert sorted(each.name for each in tmp_path.iterdir()) == [plain.name], "no copy, journal or lock is left"


def test_it_is_opened_with_its_password_only(locked: Path) -> None:
    for key, error in ((None, PasswordNeededError), (OTHER, WrongPasswordError)):
        before = locked.read_bytes()
        with pytest.raises(error):
            WorkspaceStore.open(locked, "나", key=key)
        assert locked.read_bytes() == before
    WorkspaceStore.open(locked, "나", key=KEY).close()


def test_a_plain_file_needs_no_password_and_none_hurts(plain: Path) -> None:
    WorkspaceStore.open(plain, "나", key=KEY).close()
    assert plain.read_bytes().startswith(PLAIN_MAGIC)


def test_the_connection_is_as_durable_as_without(store: WorkspaceStore) -> None:
    for name, (_, expected) in _PRAGMAS.items():
        assert store._bare().execute(f"PRAGMA {name}").fetchone() == (expected,)
    assert store._bare().execute("PRAGMA temp_store").fetchone() in ((0,), (2,))
    options = {option for (option,) in store._bare().execute("PRAGMA compile_options")}
    assert "TEMP_STORE=2" in options, "nothing is sorted in plain files"


def test_the_journal_tells_nothing_either(store: WorkspaceStore) -> None:
    type_text(store, "일지에만 있는 글", "note")
    journal = files.beside(store.path, "-wal").read_bytes()
    assert len(journal) > 4096
    assert "일지에만 있는 글".encode() not in journal


def test_its_backup_is_protected_by_the_same_password(store: WorkspaceStore, tmp_path: Path) -> None:
    type_text(store, "마지막 글", "note")
    backup = tmp_path / "백업" / "b.seonggwa"
    store.back_up(backup)
    assert TEXT.encode() not in backup.read_bytes()
    assert "마지막 글" in "".join(dump_file(backup, key=KEY))
    assert restore.contents(backup, KEY) == restore.Contents(1, 1, 2)
    for key, error in ((None, PasswordNeededError), (OTHER, WrongPasswordError)):
        with pytest.raises(error):
            restore.contents(backup, key)


def test_a_backup_comes_back(store: WorkspaceStore, tmp_path: Path) -> None:
    backup, aside = tmp_path / "b.seonggwa", tmp_path / "전.seonggwa"
    store.back_up(backup)
    before = digest(dump_file(backup, key=KEY))
    type_text(store, "나중 글", "note")
    store.close()
    with pytest.raises(WrongPasswordError):
        restore.restore(backup, store.path, aside, "나", OTHER)
    assert not aside.exists()
    restore.restore(backup, store.path, aside, "나", KEY)
    assert digest(dump_file(store.path, key=KEY)) == before
    assert files.is_encrypted(aside)
    assert restore.contents(aside, KEY).cells == 2


def test_what_sqlite_cannot_read_is_told_apart(locked: Path) -> None:
    whole = locked.read_bytes()
    assert len(whole) > 3 * 4096
    damages: dict[type[Exception], bytes] = {
        DamagedError: whole[:100] + bytes(200) + whole[300:],  # the first page; the password fits the others
        NotADatabaseError: bytes(4096) + whole[4096:],
        WrongPasswordError: os.urandom(16) + whole[16:],  # the salt: nothing fits any more
    }
    for error, damaged in damages.items():
        locked.write_bytes(damaged)
        with pytest.raises(error):
            WorkspaceStore.open(locked, "나", key=KEY)
        assert locked.read_bytes() == damaged


def test_a_page_damaged_in_the_middle_is_found(locked: Path) -> None:
    whole = bytearray(locked.read_bytes())
    whole[5 * 4096 + 77] ^= 1
    locked.write_bytes(whole)
    with pytest.raises(DamagedError):
        restore.contents(locked, KEY)


@pytest.mark.parametrize("content", [b"PK\3\4" + b"x" * 8188, "가나다".encode() * 2000, bytes(8192)])
def test_other_files_are_not_taken_for_encrypted_ones(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotADatabaseError):
        WorkspaceStore.open(path, "나")


def test_a_plain_file_with_a_broken_header_is_not_taken_for_an_encrypted_one(plain: Path) -> None:
    whole = plain.read_bytes()
    plain.write_bytes(os.urandom(100) + whole[100:])
    with pytest.raises(NotADatabaseError):
        WorkspaceStore.open(plain, "나")


def test_an_encrypted_file_of_another_program_is_refused(path: Path) -> None:
    path.touch()
    connection = connect(path, KEY)
    connection.execute("CREATE TABLE other (a)")
    connection.close()
    with pytest.raises(ForeignDatabaseError):
        WorkspaceStore.open(path, "나", key=KEY)
    with pytest.raises(ForeignDatabaseError):
        restore.contents(path, KEY)


def test_an_open_file_keeps_its_password(store: WorkspaceStore) -> None:
    with pytest.raises(LockedError):
        change_key(store.path, "너", KEY, OTHER)


def test_a_journal_that_a_crash_left_comes_along(plain: Path) -> None:
    """The last commits stand in it only."""
    program = """
import os, sys
from pathlib import Path
from db.store import WorkspaceStore
from tests.db.test_protection import type_text
type_text(WorkspaceStore.open(Path(sys.argv[1]), "나"), "vor dem Absturz", "note")
os.kill(os.getpid(), 9)
"""
    ended = subprocess.run([sys.executable, "-c", program, plain], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert files.beside(plain, "-wal").exists()
    change_key(plain, "나", None, KEY)
    assert "vor dem Absturz" in "".join(dump_file(plain, key=KEY))
    assert not files.beside(plain, "-wal").exists()


def test_an_acknowledged_edit_survives_a_kill(locked: Path) -> None:
    program = """
import os, sys
from pathlib import Path
from db.connecting import Key
from db.store import WorkspaceStore
from tests.db.test_protection import KEY, type_text
store = WorkspaceStore.open(Path(sys.argv[1]), "나", key=KEY)
for number in range(20):
    type_text(store, str(number), f"c{number}")
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program, locked], check=False)
    with pytest.raises(WrongPasswordError):
        WorkspaceStore.open(locked, "나", key=OTHER)
    store = WorkspaceStore.open(locked, "나", key=KEY)
    assert store.was_cut_off, "a wrong password does not fold the journal in"
    assert {f"c{number}" for number in range(20)} <= set(store.tables("r1")[0].rows[2].cells)
    store.require_sound()
    store.close()


def test_one_edit_is_exactly_one_fsync(locked: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace, which counts fsyncs, is not installed")
    program = """
import sys
from pathlib import Path
from db.store import WorkspaceStore
from tests.db.test_protection import KEY, type_text
store = WorkspaceStore.open(Path(sys.argv[1]), "나", key=KEY)
for number in range(int(sys.argv[2])):
    type_text(store, str(number), f"{sys.argv[2]}c{number}")
store.close()
"""
    WorkspaceStore.open(locked, "나", key=KEY).close()  # from now on it has a journal
    counts = []
    for edits in (1, 11):
        trace = tmp_path / "trace"
        watched = ["strace", "-f", "-o", trace, "-e", "trace=fdatasync,fsync"]
        subprocess.run([*watched, sys.executable, "-c", program, locked, str(edits)], check=True)
        counts.append(len(re.findall(r"\b(?:fdatasync|fsync)\(", trace.read_text())))
    assert counts[1] - counts[0] == 10


def test_a_full_disk_leaves_everything_as_it_was(plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = plain.read_bytes()

    def full(_path: Path) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("db.protection.sync", full)
    with pytest.raises(DiskFullError):
        change_key(plain, "나", None, KEY)
    assert plain.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [plain.name]


def test_an_older_file_is_upgraded_with_its_password(tmp_path: Path) -> None:
    golden = Path(__file__).parents[1] / "golden" / "workspaces" / "0001.seonggwa.gz"
    path, backup = tmp_path / "옛.seonggwa", tmp_path / "b.seonggwa"
    path.write_bytes(gzip.decompress(golden.read_bytes()))
    change_key(path, "나", None, KEY)
    store = WorkspaceStore.open(path, "나", before_upgrade=backup, key=KEY)
    reports = store.reports()
    store.close()
    assert reports
    assert files.is_encrypted(path)
    assert files.is_encrypted(backup)
    assert not path.read_bytes().startswith(PLAIN_MAGIC)


def test_the_cipher_is_not_imported_for_a_plain_file(plain: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from db.store import WorkspaceStore; "
        "WorkspaceStore.open(Path(sys.argv[1]), '나').close(); assert 'sqlcipher3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, plain], check=True)


def test_a_password_is_not_part_of_any_message(locked: Path) -> None:
    assert KEY.password not in repr(KEY)
    with pytest.raises(WrongPasswordError) as caught:
        WorkspaceStore.open(locked, "나", key=OTHER)
    error: BaseException | None = caught.value
    while error is not None:
        assert OTHER.password not in str(error)
        error = error.__cause__ or error.__context__
