from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import open_engine
from db.migrate import _require_whole, upgrade
from db.store import WorkspaceStore
from tests.db.conftest import FILLED, REPORT, STEP, make_store


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


def test_a_failed_upgrade_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_version_zero(path)
    before = path.read_bytes()

    def fail(_connection: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("db.migrate._require_whole", fail)
    with pytest.raises(RuntimeError, match="broken"):
        WorkspaceStore.open(path, "나")
    assert path.read_bytes()[100:] == before[100:]
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()


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


def test_the_log_survives_the_widening_of_its_checks(path: Path) -> None:
    """0002 copies the log into a new table: every line, number and index is there afterwards."""
    make_store(path).close()
    connection = sqlite3.connect(path)
    connection.executescript(
        "ALTER TABLE change RENAME TO kept; DROP TABLE milestone; DROP TABLE note;"
        "DROP INDEX ix_change_table_uid_row_uid_column_key; DROP INDEX ix_change_report_id_step;"
        "CREATE TABLE change AS SELECT * FROM kept; DROP TABLE kept;"
        "CREATE INDEX ix_change_report_id_step ON change (report_id, step);"
        "CREATE INDEX ix_change_table_uid_row_uid_column_key ON change (table_uid, row_uid, column_key);"
        "UPDATE alembic_version SET version_num = '0001'; PRAGMA user_version=1;"
    )
    before = connection.execute("SELECT * FROM change ORDER BY id").fetchall()
    connection.close()
    store = WorkspaceStore.open(path, "나")
    with store._engine.begin() as upgraded:
        assert [tuple(line) for line in upgraded.exec_driver_sql("SELECT * FROM change ORDER BY id")] == before
        indexes = upgraded.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name LIKE 'ix_change%'")
        assert indexes.scalar_one() == 2
    assert store.milestones("r1") == ()
    store.close()
