"""Restoring as the services do it: back to what was, with the present beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from db.restore import Contents
from desktop.services.backups import backups_of, take_backup
from desktop.services.errors import UserError
from desktop.services.restoring import rehearse, restore
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon

NOW = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the clerk's local time


def reports(path: Path) -> list[str]:
    desk = open_workspace(path, CATALOG, "김서무", noon)
    found = [info.uid for info in desk.reports()]
    desk.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workspace with two reports, the second made after its backup."""
    path = tmp_path / "경제정책실.seonggwa"
    desk = create_workspace(path, CATALOG, "서울특별시", "김서무", noon)
    desk.create_report(an_info("r1"))
    take_backup(desk, NOW)
    desk.create_report(an_info("r2"))
    desk.close()
    return path


def test_restoring_brings_back_what_was_and_keeps_what_is(path: Path) -> None:
    (backup,) = backups_of(path)
    assert rehearse(backup) == Contents(reports=1, rows=0, cells=0)
    aside = restore(backup, path, "나", NOW)
    assert aside == path.with_name("경제정책실 복원 전 2026-03-02 093000.seonggwa")
    assert (reports(path), reports(aside)) == (["r1"], ["r1", "r2"])
    assert backups_of(path) == (backup,)
    second = restore(backup, path, "나", NOW)
    assert second == path.with_name("경제정책실 복원 전 2026-03-02 093000-2.seonggwa")


def test_a_lost_file_is_named_as_broken_and_comes_back(path: Path) -> None:
    path.unlink()
    with pytest.raises(UserError) as caught:
        reports(path)
    assert caught.value.broken == path
    assert restore(backups_of(path)[0], path, "나", NOW) is None
    assert reports(path) == ["r1"]


def test_a_backup_that_went_away_is_told_in_a_sentence(path: Path) -> None:
    (backup,) = backups_of(path)
    backup.path.unlink()
    for step in (lambda: rehearse(backup), lambda: restore(backup, path, "나", NOW)):
        with pytest.raises(UserError, match="주십시오"):
            step()
    assert reports(path) == ["r1", "r2"]
