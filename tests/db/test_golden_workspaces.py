"""A file of every schema that there ever was is upgraded, and nothing in it is lost (golden/workspaces/README.md)."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from db.canonical import digest, dump
from db.connecting import connect_read_only
from db.migrate import common_shape
from db.schema import SCHEMA_VERSION
from db.store import WorkspaceStore
from desktop.paths import resources_dir
from desktop.services import workspaces
from desktop.services.backups import backups_of
from desktop.services.catalog import load_catalog

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "workspaces"
PACKED = sorted(FOLDER.glob("*.seonggwa.gz"))
MOST_BYTES = 200_000
NOW = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - the clerk's local time


def schema_of(packed: Path) -> int:
    return int(packed.name[:4])


def unpacked(packed: Path, folder: Path) -> Path:
    path = folder / "업무.seonggwa"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def read(path: Path) -> sqlite3.Connection:
    return connect_read_only(path)


@pytest.fixture(params=PACKED, ids=lambda packed: packed.name)
def packed(request: pytest.FixtureRequest) -> Path:
    found = request.param
    assert isinstance(found, Path)
    return found


def test_there_is_a_file_of_every_schema() -> None:
    assert [schema_of(packed) for packed in PACKED] == list(range(1, SCHEMA_VERSION + 1)), (
        "make one with tests/golden/workspaces/make.py"
    )


def test_it_is_small_and_says_its_schema(packed: Path, tmp_path: Path) -> None:
    assert packed.stat().st_size <= MOST_BYTES
    with closing(read(unpacked(packed, tmp_path))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema_of(packed),)
        for table, least in (("report", 2), ("report_table", 40), ("cell", 500), ("change", 300)):
            (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - the names above
            assert count >= least, table


def test_all_that_was_in_it_is_there_after_the_upgrade(packed: Path, tmp_path: Path) -> None:
    path, before = unpacked(packed, tmp_path), tmp_path / "before.seonggwa"
    before.write_bytes(path.read_bytes())
    WorkspaceStore.open(path, "나").close()
    with closing(read(before)) as old, closing(read(path)) as new:
        shape = common_shape(old, new)
        assert len(shape) >= 8
        for table, columns in shape.items():
            assert digest(dump(new, {table: columns})) == digest(dump(old, {table: columns})), table
            counts = [one.execute(f'SELECT count(*) FROM "{table}"').fetchone() for one in (old, new)]  # noqa: S608
            assert counts[0] == counts[1], table
        assert new.execute("PRAGMA foreign_key_check").fetchall() == []
        assert new.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert new.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_the_program_works_on_with_it(packed: Path, tmp_path: Path) -> None:
    path = unpacked(packed, tmp_path)
    before = path.read_bytes()
    desk = workspaces.open_workspace(path, load_catalog(resources_dir()), "나", lambda: NOW)
    for info in desk.reports():
        desk.open_report(info.uid)
        assert desk.evaluation.report.tables
        assert desk.log.step(1).label if info is desk.reports()[0] else True
    desk.open_report(desk.reports()[-1].uid)
    assert desk.undo() is not None
    desk.close()
    kept = backups_of(path)
    assert len(kept) == (0 if schema_of(packed) == SCHEMA_VERSION else 1)
    assert all(backup.path.stat().st_size == len(before) for backup in kept)


def test_the_schema_is_that_of_a_new_file(packed: Path, tmp_path: Path) -> None:
    path, new = unpacked(packed, tmp_path), tmp_path / "새.seonggwa"
    WorkspaceStore.open(path, "나").close()
    WorkspaceStore.create(new, "기관", "0.1.0", "2026-11-21T09:00:00", "나").close()
    columns = (
        'SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c'
        " WHERE m.type = 'table' ORDER BY 1, 2"
    )
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1"
    with closing(read(path)) as upgraded, closing(read(new)) as made:
        for query in (columns, indexes):
            assert upgraded.execute(query).fetchall() == made.execute(query).fetchall()
