"""When a workspace is backed up, where to, and which old backups make room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import errors
from desktop.services.backups import FOLDER, Backups, backups_of, free_path, take_backup
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon

NOW = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the clerk's local time


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = create_workspace(tmp_path / "경제 [정책]실.seonggwa", CATALOG, "서울특별시", "김서무", noon)
    made.create_report(an_info("r1"))
    yield made
    made.close()


def test_a_backup_lies_beside_the_workspace_with_its_day_and_time(desk: Desk) -> None:
    path = take_backup(desk, NOW)
    assert path == desk.path.parent / FOLDER / "경제 [정책]실 2026-03-02 093000.seonggwa"
    (found,) = backups_of(desk.path)
    assert (found.path, found.taken, found.size) == (path, NOW, path.stat().st_size)


def test_a_backup_opens_as_a_workspace(desk: Desk) -> None:
    again = open_workspace(take_backup(desk, NOW), CATALOG, "김서무", noon)
    assert again.reports() == desk.reports()
    again.close()


def test_two_of_the_same_second_are_both_kept(desk: Desk) -> None:
    take_backup(desk, NOW)
    take_backup(desk, NOW)
    names = [each.path.stem for each in backups_of(desk.path)]
    assert names == ["경제 [정책]실 2026-03-02 093000-2", "경제 [정책]실 2026-03-02 093000"]


def test_only_backups_of_this_workspace_are_found(desk: Desk) -> None:
    take_backup(desk, NOW)
    folder = desk.path.parent / FOLDER
    for name in ("다른 것 2026-03-02 093000", "경제 [정책]실 2026-13-02 093000", "경제 [정책]실 사본", "경제 정실"):
        (folder / f"{name}.seonggwa").touch()
    assert len(backups_of(desk.path)) == 1
    assert backups_of(desk.path.with_name("없음.seonggwa")) == ()


def test_nothing_is_taken_while_nothing_is_new(desk: Desk) -> None:
    times = iter(NOW + timedelta(minutes=30 * number) for number in range(9))
    backups = Backups(desk, lambda: next(times))
    assert backups.take() is None
    desk.create_report(an_info("r2"))
    assert backups.take() == backups_of(desk.path)[0].path
    assert backups.take() is None


def test_old_backups_make_room_and_other_files_stay(desk: Desk) -> None:
    folder = desk.path.parent / FOLDER
    for back in range(10):
        take_backup(desk, NOW - timedelta(days=40 + back))
    other = folder / "메모.txt"
    other.touch()
    take_backup(desk, NOW)
    days = [each.taken.date().isoformat() for each in backups_of(desk.path)]
    assert days == ["2026-03-02", "2026-01-21"]
    assert other.exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (errors.DiskFullError, "빈 공간이 없어"),
        (errors.ReadOnlyError, "쓸 수 없어"),
        (errors.StorageError, "만들지 못했습니다"),
        (errors.DamagedError, "손상된 것 같아"),
    ],
)
def test_trouble_is_one_sentence_and_the_old_backups_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, kind: type[errors.WorkspaceError], words: str
) -> None:
    old = take_backup(desk, NOW - timedelta(days=900))

    def refuse(target: Path) -> None:
        raise kind(target)

    monkeypatch.setattr(desk.file, "back_up", refuse)
    with pytest.raises(UserError, match=words) as caught:
        take_backup(desk, NOW)
    assert caught.value.sentence.endswith("주십시오.")
    assert str(free_path(desk.path, NOW)) in caught.value.sentence
    assert old.exists()


def test_a_trouble_is_told_and_the_next_backup_is_due_still(desk: Desk) -> None:
    backups = Backups(desk, lambda: NOW)
    desk.create_report(an_info("r2"))
    folder = desk.path.parent / FOLDER
    folder.touch()
    with pytest.raises(UserError, match="만들지 못했습니다"):
        backups.take()
    folder.unlink()
    assert backups.take() is not None
