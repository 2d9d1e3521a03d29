"""Backups in a folder of the clerk's choice: copied, thinned alike, and no trouble while it is absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db import errors
from desktop.services.backups import backups_in, backups_of, take_backup
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.restoring import rehearse
from desktop.services.second_folder import all_backups, copy_newest, place_in
from desktop.services.workspaces import create_workspace
from tests.services.desk_data import CATALOG, an_info, noon

NOW = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the clerk's local time


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "업무").mkdir()
    made = create_workspace(tmp_path / "업무" / "경제정책실.seonggwa", CATALOG, "서울특별시", "김서무", noon)
    made.create_report(an_info("r1"))
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB 메모리"
    folder.mkdir()
    return folder


def test_the_newest_backup_is_copied_once(desk: Desk, stick: Path) -> None:
    assert copy_newest(desk.path, stick, NOW) is None
    backup = take_backup(desk, NOW)
    old = os.umask(0o022)
    copied = copy_newest(desk.path, stick, NOW)
    os.umask(old)
    assert copied == place_in(stick, desk.path) / backup.name
    assert copied.read_bytes() == backup.read_bytes()
    assert copied.stat().st_mode & 0o777 == 0o600
    assert copied.parent.stat().st_mode & 0o777 == 0o700
    assert copy_newest(desk.path, stick, NOW) is None


def test_an_absent_folder_is_told_and_made_up_for_later(desk: Desk, stick: Path) -> None:
    away = stick.with_name("뽑힘")
    stick.rename(away)
    take_backup(desk, NOW)
    with pytest.raises(UserError, match="다음 백업 때 다시 복사"):
        copy_newest(desk.path, stick, NOW)
    assert not stick.exists()
    away.rename(stick)
    later = take_backup(desk, NOW + timedelta(minutes=30))
    assert copy_newest(desk.path, stick, NOW) is not None
    assert [each.path.name for each in backups_in(place_in(stick, desk.path), desk.path)] == [later.name]


def test_a_full_disk_leaves_nothing_half_made(desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    take_backup(desk, NOW)
    monkeypatch.setattr("db.backup.sync", fail)
    with pytest.raises(UserError) as caught:
        copy_newest(desk.path, stick, NOW)
    assert isinstance(caught.value.__cause__, errors.DiskFullError)
    assert list(place_in(stick, desk.path).iterdir()) == []


def test_old_copies_make_room_as_beside_the_workspace(desk: Desk, stick: Path) -> None:
    start = NOW - timedelta(days=3)
    for number in range(6):
        now = start + timedelta(minutes=10 * number)
        take_backup(desk, now)
        copy_newest(desk.path, stick, now)
    take_backup(desk, NOW)
    copy_newest(desk.path, stick, NOW)
    names = {each.path.name for each in backups_of(desk.path)}
    assert len(names) == 3
    assert {each.path.name for each in backups_in(place_in(stick, desk.path), desk.path)} == names


def test_workspaces_of_one_name_do_not_mix(desk: Desk, stick: Path, tmp_path: Path) -> None:
    other = create_workspace(tmp_path / "경제정책실.seonggwa", CATALOG, "서울특별시", "김서무", noon)
    for each in (desk, other):
        take_backup(each, NOW)
        copy_newest(each.path, stick, NOW)
    other.close()
    assert len(list(stick.iterdir())) == 2


def test_both_places_are_offered_and_a_copy_stands_for_a_lost_backup(desk: Desk, stick: Path) -> None:
    first, second = take_backup(desk, NOW), take_backup(desk, NOW + timedelta(hours=1))
    assert [each.path for each in all_backups(desk.path, None)] == [second, first]
    copied = copy_newest(desk.path, stick, NOW)
    assert [each.path for each in all_backups(desk.path, stick)] == [second, first]
    second.unlink()
    found = all_backups(desk.path, stick)
    assert [each.path for each in found] == [copied, first]
    assert rehearse(found[0]).reports == 1
    assert [each.path for each in all_backups(desk.path, stick.with_name("뽑힘"))] == [first]
