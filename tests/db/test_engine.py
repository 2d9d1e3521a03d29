from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from db import engine as engine_module
from db.engine import open_engine
from db.records import RowChange, RowRecord
from db.store import WorkspaceStore
from tests.db.conftest import STEP

DURABLE = {
    "locking_mode": "exclusive",
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
}


def test_the_connection_is_exclusive_and_durable(store: WorkspaceStore) -> None:
    with store._engine.begin() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in DURABLE}
    assert found == DURABLE


def test_a_setting_that_does_not_hold_stops_the_start(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.touch()
    monkeypatch.setitem(engine_module._PRAGMAS, "synchronous", ("OFF", 2))
    engine = open_engine(path)
    with pytest.raises(RuntimeError, match="synchronous"):
        engine.connect()
    engine.dispose()


def test_all_work_is_done_on_one_connection(store: WorkspaceStore) -> None:
    seen = set()
    for _ in range(3):
        with store._engine.begin() as connection:
            seen.add(id(connection.connection.dbapi_connection))
    assert len(seen) == 1


def test_even_reading_and_ddl_is_a_transaction(store: WorkspaceStore) -> None:
    with store._engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE x (a)")
        bare = connection.connection.dbapi_connection
        assert isinstance(bare, sqlite3.Connection)
        assert bare.in_transaction
        connection.rollback()
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'x'").scalar_one() == 0


def test_deleted_text_does_not_stay_in_the_file(store: WorkspaceStore, path: Path) -> None:
    secret = "지워져야 할 글".encode()
    with store._engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO organization (name) VALUES ('지워져야 할 글')")
    with store._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM organization WHERE name = '지워져야 할 글'")
    store.apply("r1", [RowChange("t1", "d2", None, RowRecord("d2", 1))], STEP)
    store.close()
    assert secret not in path.read_bytes()


def test_a_missing_file_is_not_made(path: Path) -> None:
    engine = open_engine(path)
    with pytest.raises(OperationalError, match="unable to open"):
        engine.connect()
    assert not path.exists()
    engine.dispose()
