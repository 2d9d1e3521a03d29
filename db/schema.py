"""The schema of a workspace file: how a new one is made, and how one tells which version a file has.

Alembic's revision number and `PRAGMA user_version` say the same ("0001" and 1), so that one integer decides at start
whether alembic has to be imported at all.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert

from db.models import Base

SCHEMA_VERSION = 5
"""The newest migration that this program knows."""

APPLICATION_ID = 0x53474A44
"""`PRAGMA application_id` of a workspace ("SGJD"): tells it from the database of another program."""

_revisions = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As alembic makes it itself."""


def create_schema(connection: Connection) -> None:
    """Make all tables of the newest schema in an empty file, marked as if every migration had run."""
    Base.metadata.create_all(connection)
    _revisions.create(connection)
    connection.execute(insert(_revisions).values(version_num=revision()))
    mark_version(connection)


def mark_version(connection: Connection, version: int = SCHEMA_VERSION) -> None:
    """Write into the file's header that it is a workspace of a schema, the newest one."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def stored_application(connection: Connection) -> int:
    """Which program an open file belongs to; of a plain file the header tells it without opening."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def stored_version(connection: Connection) -> int:
    """The schema version of an open file."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def revision(version: int = SCHEMA_VERSION) -> str:
    """Alembic's name for a schema, the newest one."""
    return f"{version:04d}"
