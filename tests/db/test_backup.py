"""A backup is the whole workspace, checked, private, and never half there."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from db.backup import copy_into, is_sound
from db.connecting import Key
from db.errors import DamagedError, DiskFullError, ReadOnlyError
from db.store import WorkspaceStore
from tests.db.conftest import REPORT, STEP
from tests.db.test_migrate import as_version_zero
from tests.faults import as_nobody, opened_up


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "백업" / "하나 100%.seonggwa"


def test_a_backup_is_the_whole_workspace_and_opens_as_one(store: WorkspaceStore, path: Path, target: Path) -> None:
    store.back_up(target)
    store.close()
    assert dump(target) == dump(path)
    again = WorkspaceStore.open(target, "나")
    assert again.reports() == (REPORT,)
    again.close()


def test_nothing_but_the_backup_is_left_and_only_its_owner_reads_it(store: WorkspaceStore, target: Path) -> None:
    store.back_up(target)
    assert list(target.parent.iterdir()) == [target]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_it_holds_the_last_step_and_counts_what_is_new(store: WorkspaceStore, target: Path) -> None:
    before = store.rows_written
    store.add_report(replace(REPORT, uid="r2"), (), STEP)
    assert store.rows_written > before
    store.back_up(target)
    again = WorkspaceStore.open(target, "나")
    assert [report.uid for report in again.reports()] == ["r1", "r2"]
    again.close()


def test_steps_go_on_while_another_thread_backs_up_and_no_copy_holds_half_a_step(
    store: WorkspaceStore, target: Path
) -> None:
    copies = [target.with_name(f"{number}.seonggwa") for number in range(10)]
    worker = Thread(target=lambda: [store.back_up(copy) for copy in copies])
    worker.start()
    number = 0
    while worker.is_alive():
        number += 1
        store.add_report(replace(REPORT, uid=f"new{number}"), (), STEP)
    worker.join()
    assert number > 0
    for copy in copies:
        assert is_sound(copy)
    assert len(store.reports()) == number + 1


def test_a_broken_copy_is_not_kept(store: WorkspaceStore, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaging(source: sqlite3.Connection, path: Path, key: Key | None) -> None:
        copy_into(source, path, key)
        content = bytearray(path.read_bytes())
        content[len(content) // 2 :] = os.urandom(len(content) - len(content) // 2)
        path.write_bytes(content)

    monkeypatch.setattr("db.backup.copy_into", damaging)
    with pytest.raises(DamagedError):
        store.back_up(target)
    assert list(target.parent.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(store: WorkspaceStore, target: Path, tmp_path: Path) -> None:
    opened_up(tmp_path)
    target.parent.mkdir(mode=0o755)

    def back_up() -> str:
        with pytest.raises(ReadOnlyError) as caught:
            store.back_up(target)
        return str(caught.value.path)

    assert as_nobody(back_up) == str(target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_leaves_nothing_behind(
    store: WorkspaceStore, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def onto_full_disk(_source: sqlite3.Connection, _path: Path, _key: Key | None) -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"page")

    monkeypatch.setattr("db.backup.copy_into", onto_full_disk)
    with pytest.raises(DiskFullError):
        store.back_up(target)
    assert list(target.parent.iterdir()) == []


def test_an_older_file_is_copied_as_it_was_before_it_is_upgraded(path: Path, target: Path) -> None:
    as_version_zero(path)
    WorkspaceStore.open(path, "나", before_upgrade=target).close()
    assert dump(target) == ["BEGIN TRANSACTION;", "COMMIT;"]
    assert len(dump(path)) > 2
