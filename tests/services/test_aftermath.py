"""After a session that was cut off the program says so, has everything, and clears away what was half-made."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.editing import type_text
from desktop.domain.report import CellKey
from desktop.services import aftermath
from desktop.services.backups import FOLDER, take_backup
from desktop.services.desk import Desk
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs fork")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "업무 (1).seonggwa"
    desk = create_workspace(path, CATALOG, "서울특별시 경제정책실", "나", noon)
    desk.create_report(an_info())
    desk.close()
    return path


def opened(path: Path) -> Desk:
    desk = open_workspace(path, CATALOG, "나", noon)
    desk.open_report("r1")
    return desk


def cut_off(path: Path, work: Callable[[Desk], object]) -> None:
    """Let a process of its own open the workspace, do something, and be killed."""
    child = os.fork()
    if child == 0:
        work(opened(path))
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def types(desk: Desk) -> None:
    table = desk.report.of_code("budget")[0].uid
    desk.apply(type_text(desk.evaluation, CellKey(table, "@table", "original_budget"), "708,321"))


def test_a_session_that_was_closed_is_not_spoken_of(path: Path) -> None:
    desk = opened(path)
    types(desk)
    desk.close()
    desk = opened(path)
    assert aftermath.sentence(desk) == ""
    desk.close()


def test_a_session_that_was_cut_off_is_told_once(path: Path) -> None:
    cut_off(path, types)
    desk = opened(path)
    assert desk.undo_label
    assert aftermath.sentence(desk) == "지난번에 성과대장이 갑자기 끝났지만, 저장된 입력은 모두 그대로 있습니다."
    desk.close()
    desk = opened(path)
    assert aftermath.sentence(desk) == ""
    desk.close()


def test_a_session_that_was_cut_off_before_anything_was_stored_is_told_too(path: Path) -> None:
    cut_off(path, lambda _desk: None)
    desk = opened(path)
    assert aftermath.sentence(desk).endswith("모두 그대로 있습니다.")
    desk.close()


def test_what_was_left_half_made_is_cleared_away_and_nothing_else(path: Path, tmp_path: Path) -> None:
    desk = opened(path)
    backup = take_backup(desk, noon())
    elsewhere = tmp_path / "보고서"
    elsewhere.mkdir()
    half_made = [
        tmp_path / FOLDER / f".{backup.name}.new",
        tmp_path / ".seonggwa-a1b2.tmp.xlsx",
        elsewhere / ".seonggwa-a1b2.tmp.pdf",
    ]
    others = [
        tmp_path / FOLDER / ".다른 업무 2022-01-21 120000.seonggwa.new",
        tmp_path / FOLDER / f".{path.name}.new",
        tmp_path / "seonggwa-a.tmp.xlsx",
        elsewhere / "보고.xlsx",
    ]
    for file in (*half_made, *others):
        file.write_bytes(b"")
    aftermath.clear_leftovers(desk, elsewhere, tmp_path / "없는 폴더")
    assert not any(file.exists() for file in half_made)
    assert all(file.exists() for file in (*others, backup))
    desk.close()


def test_what_a_cut_off_restore_or_making_left_is_cleared_at_the_next_opening(path: Path) -> None:
    for name in (f".{path.name}.new", f".{path.name}.new-wal"):
        path.with_name(name).write_bytes(b"half")
    opened(path).close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
