"""A backup put in the place of a workspace: nothing is overwritten, and nothing happens by halves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.errors import DamagedError, ExistsError, LockedError, NotADatabaseError, StorageError
from db.restore import Contents, contents, restore
from db.store import WorkspaceStore
from tests.db.conftest import REPORT, STEP, make_store
from tests.db.test_backup import dump


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """A backup of a workspace, which has got a second report since then."""
    target = tmp_path / "백업" / "하나.seonggwa"
    store = make_store(path)
    store.back_up(target)
    store.add_report(replace(REPORT, uid="r2"), (), STEP)
    store.close()
    return target


@pytest.fixture
def aside(path: Path) -> Path:
    return path.with_stem("복원 전")


def test_what_is_in_a_backup_is_counted_without_touching_it(backup: Path) -> None:
    before = backup.read_bytes()
    assert contents(backup) == Contents(reports=1, rows=1, cells=0)
    assert list(backup.parent.iterdir()) == [backup]
    assert backup.read_bytes() == before


def test_the_backup_takes_the_place_and_the_present_file_moves_aside(path: Path, backup: Path, aside: Path) -> None:
    present, saved = dump(path), dump(backup)
    restore(backup, path, aside, "나")
    assert (dump(path), dump(aside), dump(backup)) == (saved, present, saved)
    assert sorted(path.parent.iterdir()) == sorted([path, aside, backup.parent])


def test_a_journal_moves_with_its_file(path: Path, backup: Path, aside: Path) -> None:
    wal = path.with_name(path.name + "-wal")
    wal.write_bytes(b"journal")
    restore(backup, path, aside, "나")
    assert not wal.exists()
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"journal"


def test_a_lost_workspace_comes_back(path: Path, backup: Path, aside: Path) -> None:
    path.unlink()
    restore(backup, path, aside, "나")
    assert dump(path) == dump(backup)
    assert not aside.exists()


def test_an_open_workspace_is_left_alone(path: Path, backup: Path, aside: Path) -> None:
    store = WorkspaceStore.open(path, "박총괄")
    with pytest.raises(LockedError) as caught:
        restore(backup, path, aside, "나")
    assert caught.value.holder == "박총괄"
    assert len(store.reports()) == 2
    store.close()


def test_a_damaged_backup_changes_nothing(path: Path, backup: Path, aside: Path) -> None:
    before = path.read_bytes()
    content = bytearray(backup.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    backup.write_bytes(content)
    with pytest.raises(DamagedError):
        contents(backup)
    with pytest.raises(DamagedError):
        restore(backup, path, aside, "나")
    backup.write_bytes(b"x" * 5000)
    with pytest.raises(NotADatabaseError):
        contents(backup)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == sorted([path, backup.parent])


def test_what_was_set_aside_before_is_not_overwritten(path: Path, backup: Path, aside: Path) -> None:
    aside.write_text("earlier")
    with pytest.raises(ExistsError):
        restore(backup, path, aside, "나")
    assert aside.read_text() == "earlier"


def test_when_the_last_step_fails_the_present_file_comes_back(
    path: Path, backup: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = path.read_bytes(), Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise OSError(5, "disk")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(StorageError):
        restore(backup, path, aside, "나")
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == sorted([path, backup.parent])
