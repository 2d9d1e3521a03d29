"""Upgrade of an older workspace file by Alembic, which is imported only here and only when it is needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from db.backup import copy_into, is_sound, sync
from db.canonical import Shape, digest, dump, shape_of
from db.connecting import Key, connect_read_only
from db.engine import open_engine
from db.errors import UpgradeError, WorkspaceError, known_errors
from db.schema import SCHEMA_VERSION, mark_version, revision
from db.views import drop_views

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def make_upgraded(source: sqlite3.Connection, unfinished: Path, workspace: Path, key: Key | None = None) -> None:
    """Copy an older workspace into a file and bring the copy to the newest schema; the workspace is only read.

    Args:
        source: the connection of the open workspace, outside a transaction.
        unfinished: an empty file, which takes the place of the workspace when all went well.
        workspace: the path that errors name.
        key: that of the workspace, and of the copy.

    Raises:
        UpgradeError: a migration failed, or the copy does not hold all that the workspace holds.
        WorkspaceError: the disk does not allow it.
    """
    with _told_as_upgrade(workspace):
        copy_into(source, unfinished, key)
        engine = open_engine(unfinished, key)
        try:
            upgrade(engine)
        finally:
            engine.dispose()
        sync(unfinished)
        _require_same(source, unfinished, key)


@contextmanager
def _told_as_upgrade(workspace: Path) -> Iterator[None]:
    """Whatever a migration raises is a bug, but one that is told in a sentence: the clerk's file is as it was."""
    try:
        with known_errors(workspace):
            yield
    except WorkspaceError:
        raise
    except Exception as error:
        raise UpgradeError(workspace) from error


def _require_same(source: sqlite3.Connection, upgraded: Path, key: Key | None) -> None:
    """Every record of every table that both files have is there, and says the same."""
    if not is_sound(upgraded, key):
        raise RuntimeError("the upgraded copy does not pass quick_check")
    with closing(connect_read_only(upgraded, key)) as copy:
        for table, columns in common_shape(source, copy).items():
            told = [digest(dump(connection, {table: columns})) for connection in (source, copy)]
            if told[0] != told[1]:
                raise RuntimeError(f"the migration changed what the table {table} holds")


def common_shape(first: sqlite3.Connection, second: sqlite3.Connection) -> Shape:
    """The tables and columns that two files have both."""
    other = shape_of(second)
    return {
        table: tuple(column for column in columns if column in other[table])
        for table, columns in shape_of(first).items()
        if table in other
    }


def upgrade(engine: Engine, version: int = SCHEMA_VERSION) -> None:
    """Bring a file to a schema, the newest one, in one transaction; the file is unchanged when it fails.

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
        command.upgrade(config, revision(version))
        _require_whole(connection)
        mark_version(connection, version)


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
