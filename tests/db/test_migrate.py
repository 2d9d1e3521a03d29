from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from db import errors, migrate
from db.engine import open_engine
from db.migrate import _require_whole, upgrade
from db.schema import mark_version
from db.store import WorkspaceStore
from tests.db.conftest import FILLED, REPORT, STEP, make_store

OLDEST = Path(__file__).resolve().parents[1] / "golden" / "workspaces" / "0001.seonggwa.gz"


def as_version_zero(path: Path) -> None:
    """A file of this program in which no migration has run yet."""
    make_store(path).close()
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in tables:
        connection.execute(f'DROP TABLE "{name}"')
    connection.execute("PRAGMA user_version=0")
    connection.commit()
    connection.close()


def test_an_older_file_is_upgraded_when_opened(path: Path) -> None:
    as_version_zero(path)
    store = WorkspaceStore.open(path, "나")
    store.add_report(REPORT, FILLED, STEP)
    assert [table.uid for table in store.tables("r1")] == ["t1"]
    with store._engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    store.close()


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A real workspace of the first schema."""
    path = tmp_path / "업무.seonggwa"
    path.write_bytes(gzip.decompress(OLDEST.read_bytes()))
    return path


def fail(_connection: object) -> None:
    raise RuntimeError("broken")


def lose_a_cell(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM cell WHERE row_id = (SELECT max(row_id) FROM cell)")


def alter_a_figure(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE cell SET text = text || '0' WHERE row_id = (SELECT max(row_id) FROM cell)")


def orphan_a_table(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE report_table SET report_id = 99 WHERE id = 1")


def fill_the_disk(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA max_page_count=1")
    connection.exec_driver_sql("CREATE TABLE more AS SELECT * FROM change, cell LIMIT 100000")


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (fail, errors.UpgradeError),
        (lose_a_cell, errors.UpgradeError),
        (alter_a_figure, errors.UpgradeError),
        (orphan_a_table, errors.UpgradeError),
        (fill_the_disk, errors.DiskFullError),
    ],
)
def test_a_failed_upgrade_leaves_the_file_as_it_was(
    older: Path,
    harm: Callable[[Connection], None],
    expected: type[errors.WorkspaceError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before, mark = older.read_bytes(), mark_version

    def harmful(connection: Connection, version: int) -> None:
        harm(connection)
        migrate._require_whole(connection)
        mark(connection, version)

    monkeypatch.setattr("db.migrate.mark_version", harmful)
    with pytest.raises(expected) as caught:
        WorkspaceStore.open(older, "나")
    assert caught.value.path == older
    assert older.read_bytes() == before
    assert [file.name for file in older.parent.iterdir()] == [older.name]


def test_an_upgrade_that_was_cut_off_begins_anew(older: Path) -> None:
    older.with_name(f".{older.name}.new").write_bytes(b"half")
    WorkspaceStore.open(older, "나").close()
    assert [file.name for file in older.parent.iterdir()] == [older.name]


CUT_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA locking_mode=EXCLUSIVE")
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("UPDATE report SET title = '저널에만 있는 제목'")
connection.commit()
os._exit(0)
"""


def test_steps_that_stand_only_in_the_journal_are_upgraded_too(older: Path, tmp_path: Path) -> None:
    """What a crash of the older version left behind."""
    subprocess.run([sys.executable, "-c", CUT_OFF, older], check=True)
    assert older.with_name(f"{older.name}-wal").stat().st_size
    store = WorkspaceStore.open(older, "나", before_upgrade=tmp_path / "백업" / "a.seonggwa")
    assert {report.title for report in store.reports()} == {"저널에만 있는 제목"}
    store.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["백업", older.name]


def test_a_broken_foreign_key_stops_the_upgrade(path: Path) -> None:
    make_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM report")
    connection.commit()
    connection.close()
    engine = open_engine(path)
    with engine.begin() as connection, pytest.raises(RuntimeError, match="foreign keys"):
        _require_whole(connection)
    engine.dispose()


def test_views_are_dropped_around_an_upgrade(path: Path) -> None:
    make_store(path).close()
    engine = open_engine(path)
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW v_budget AS SELECT * FROM report"))
    upgrade(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE type = 'view'")).scalar_one() == 0
    engine.dispose()
