"""The schema that a new file gets is the one that migrations arrive at."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db.engine import open_engine
from db.migrate import MIGRATIONS, upgrade
from db.models import Base
from db.schema import APPLICATION_ID, SCHEMA_VERSION, create_schema, revision


def created(path: Path) -> Path:
    path.touch()
    engine = open_engine(path)
    with engine.begin() as connection:
        create_schema(connection)
    engine.dispose()
    return path


def migrated(path: Path) -> Path:
    path.touch()
    engine = open_engine(path)
    upgrade(engine)
    engine.dispose()
    return path


def schema_of(path: Path) -> set[tuple[str, ...]]:
    """Every CREATE statement as its parts, sorted, because the order of constraints says nothing."""
    connection = sqlite3.connect(path)
    texts = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
    connection.close()
    return {tuple(sorted(part.strip(" ,") for part in re.split(r"\s*\n\s*", text) if part.strip())) for text in texts}


def test_models_equal_migrated_schema(tmp_path: Path) -> None:
    engine = open_engine(migrated(tmp_path / "a"))
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == revision()
    engine.dispose()


def test_created_and_migrated_files_have_the_same_ddl(tmp_path: Path) -> None:
    """compare_metadata does not see CHECKs, STRICT and WITHOUT ROWID; the DDL does."""
    assert schema_of(created(tmp_path / "a")) == schema_of(migrated(tmp_path / "b"))


def test_newest_migration_is_the_schema_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == revision() == f"{SCHEMA_VERSION:04d}"


def test_header_tells_whose_file_it_is(tmp_path: Path) -> None:
    for path in (created(tmp_path / "a"), migrated(tmp_path / "b")):
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        connection.close()


def test_every_table_is_strict_and_every_constraint_has_a_name() -> None:
    for table in Base.metadata.tables.values():
        assert table.dialect_options["sqlite"]["strict"]
        assert all(constraint.name for constraint in table.constraints)


def test_opening_a_current_file_imports_no_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from db.store import WorkspaceStore;"
        "WorkspaceStore.create(Path(sys.argv[1]), '기관', '0.1.0', '2022-01-21', '나').close();"
        "WorkspaceStore.open(Path(sys.argv[1]), '나').close();"
        "sys.exit(any(name.startswith('alembic') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program, tmp_path / "a.seonggwa"], check=False).returncode == 0
