"""Workspaces of any size for the measurements: the report of a sample copied within its file, by SQL."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from db.schema import SCHEMA_VERSION
from tests.windows import sample_workspace

SAMPLE = "economy_2022"
"""Its report holds about 5,000 cells."""
LAST_YEAR, YEARS = 2022, 10
_COPIES = {
    "organization": {"id": "id + n", "name": "name || ' ' || n"},
    "report": {
        "id": "id + n",
        "uid": "uid || '-' || n",
        "organization_id": "organization_id + n",
        "title": "title || ' ' || n",
        "fiscal_year": f"{LAST_YEAR} - (:reports - 1 - n) % {YEARS}",
    },
    "report_table": {"id": "id + n * :tables", "uid": "uid || '-' || n", "report_id": "report_id + n"},
    "table_row": {"id": "id + n * :rows", "table_id": "table_id + n * :tables"},
    "cell": {"row_id": "row_id + n * :rows"},
    "change": {
        "id": "id + n * :changes",
        "step": "step + n * :steps",
        "report_id": "report_id + n",
        "table_uid": "table_uid || '-' || n",
    },
}
"""What is another in the copy number `n`, by table and column."""
_SIZES = {
    "tables": "SELECT max(id) FROM report_table",
    "rows": "SELECT max(id) FROM table_row",
    "changes": "SELECT max(id) FROM change",
    "steps": "SELECT max(step) FROM change",
}


def workspace_of(reports: int) -> Path:
    """A workspace with so many reports; one that was made before is taken again, until the schema is another."""
    folder = Path(tempfile.gettempdir(), f"seonggwa-benchmarks-{SCHEMA_VERSION}")
    folder.mkdir(exist_ok=True)
    path = folder / f"{reports} reports.seonggwa"
    if not path.exists():
        big_workspace(path, reports)
    return path


def big_workspace(path: Path, reports: int) -> None:
    """Make a workspace with so many reports, of ten years; the newest one is of the year of the sample."""
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        made = sample_workspace(SAMPLE, Path(scratch))
        with closing(sqlite3.connect(made)) as connection:
            _fill(connection, reports)
        shutil.move(made, path)


def _fill(connection: sqlite3.Connection, reports: int) -> None:
    connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    sizes = {name: connection.execute(query).fetchone()[0] for name, query in _SIZES.items()}
    for table, changed in _COPIES.items():
        connection.execute(_copy(connection, table, changed), {**sizes, "reports": reports})
    connection.commit()
    connection.execute("PRAGMA journal_mode=WAL")


def _copy(connection: sqlite3.Connection, table: str, changed: dict[str, str]) -> str:
    columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    told = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    numbers = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :reports - 1)"
    return f'{numbers} INSERT INTO "{table}" SELECT {told} FROM number, "{table}" WHERE :reports > 1'  # noqa: S608 - names
