"""Upgrade of an older workspace file by Alembic, which is imported only here and only when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from db.schema import mark_version, revision
from db.views import drop_views

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Bring a file to the newest schema in one transaction; the file is unchanged when it fails.

    Views go first, because SQLite refuses to alter a table that a view names; services make them anew.

    Raises:
        RuntimeError: a migration left a row that points to nothing.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with _foreign_keys_off(engine), engine.begin() as connection:
        drop_views(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision())
        _require_whole(connection)
        mark_version(connection)


@contextmanager
def _foreign_keys_off(engine: Engine) -> Iterator[None]:
    """Batch migration with enforced foreign keys would delete the children of a recreated table (traps.md, B 3)."""
    _set_foreign_keys(engine, "OFF")
    try:
        yield
    finally:
        _set_foreign_keys(engine, "ON")


def _set_foreign_keys(engine: Engine, state: str) -> None:
    """SQLite ignores this PRAGMA within a transaction, so it goes to the bare connection."""
    bare = engine.raw_connection()
    try:
        bare.cursor().execute(f"PRAGMA foreign_keys={state}")
    finally:
        bare.close()


def _require_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"the migration broke {len(broken)} foreign keys: {broken[:5]}")
