"""With the usual umask of 022, everything that the program keeps is the user's alone."""

from __future__ import annotations

import faulthandler
import logging
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import pytest

from desktop.app import make_window
from desktop.domain.report import CellKey
from desktop.log import CRASHES, LOG, start_log
from desktop.paths import resources_dir
from desktop.services import exchange
from desktop.services.backups import FOLDER, take_backup
from desktop.services.catalog import load_catalog
from desktop.services.notes import keep_evidence
from desktop.services.salvaging import salvage
from desktop.services.second_folder import copy_newest
from desktop.services.workspaces import copy_workspace, create_workspace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes; its user folders are private")
CATALOG = load_catalog(resources_dir())
NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - the clerk's local time


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    old = os.umask(0o022)
    yield
    os.umask(old)


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*")}


def test_workspace_journal_lock_backups_evidence_and_salvage(tmp_path: Path) -> None:
    folder, stick = tmp_path / "업무", tmp_path / "USB"
    folder.mkdir()
    stick.mkdir()
    path, sample = folder / "업무.seonggwa", resources_dir() / "samples" / "sba_2020.json"
    desk = create_workspace(path, CATALOG, exchange.organization_of(sample), "나", lambda: NOW)
    exchange.import_file(desk, sample)
    take_backup(desk, NOW)
    copy_newest(path, stick, NOW)
    copy_workspace(desk, folder / "복사본.seonggwa")
    table = next(table for table in desk.report.tables.values() if table.rows)
    kept = keep_evidence(desk, CellKey(table.uid, table.rows[0].uid, ""), sample)
    desk.evidence.save(kept, folder / "증빙.json")
    found = modes(folder)
    desk.close()
    result = salvage(path, CATALOG, "나", lambda: NOW)
    found |= modes(folder) | modes(stick)
    folders = {name for name in found if not Path(name).suffix}
    assert {name: found[name] for name in folders} == dict.fromkeys(folders, 0o700)
    assert {name: oct(mode) for name, mode in found.items() if name not in folders and mode != 0o600} == {}
    assert {path.name, f"{path.name}-wal", f"{path.name}.lock", "증빙.json", "복사본.seonggwa"} <= set(found)
    assert {FOLDER, result.path.name, result.list_path.name} <= set(found)
    assert sum(name.endswith(".seonggwa") for name in found) == 5


@pytest.mark.usefixtures("qapp")
def test_settings(tmp_path: Path) -> None:
    folder = tmp_path / "seonggwa"
    folder.mkdir()
    window = make_window(folder, tmp_path)
    window.settings.setValue("files/recent", ["/업무/경제정책실.seonggwa"])
    window.settings.sync()
    window.close()
    window.deleteLater()
    assert "recent" in (folder / "settings.ini").read_text()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes(folder)["settings.ini"] == 0o600


def test_logs_also_after_they_are_rotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, root = tmp_path / "seonggwa", logging.getLogger()
    before, level, crashes = list(root.handlers), root.level, list[IO[str]]()
    monkeypatch.setattr(faulthandler, "enable", crashes.append)
    assert start_log(folder) == folder / LOG
    (handler,) = [each for each in root.handlers if each not in before]
    handler.doRollover()  # type: ignore[attr-defined]
    logging.getLogger("desktop.test").info("begun anew")
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()
    crashes[0].close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes(folder) == dict.fromkeys((LOG, f"{LOG}.1", CRASHES), 0o600)
