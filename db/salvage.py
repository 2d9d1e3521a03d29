"""What is readable in a damaged workspace, brought into a new one; the damaged file is only read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import files
from db.backup import is_sound, sync
from db.engine import open_engine
from db.errors import EmptyFileError, MissingError, NotADatabaseError, UnsalvageableError, known_errors
from db.lock import WorkspaceLock
from db.mending import Known, mend
from db.network import require_local
from db.pages import Damage, Pages, SqlValue
from db.records import ChangeKind, ReportRecord
from db.replay import Address
from db.revival import revive
from db.schema import SCHEMA_VERSION
from db.sorting import Found, Shape, shapes_of, sorted_out

_VERSION_AT = slice(60, 64)


@dataclass(frozen=True, slots=True)
class LostReport:
    """A report of which tables are left, but not its own record.

    Attributes:
        number: counts the lost ones from 1.
        uid: the uid that it gets.
        codes: the official tables that it has.
        first_at: ISO time of its first logged change, "" when there is none.
    """

    number: int
    uid: str
    codes: frozenset[str]
    first_at: str


@dataclass(frozen=True, slots=True)
class Guess:
    """How services name what is lost.

    Attributes:
        organization: the name of an organization whose record is lost.
        report: gives a lost report an identity.
        known: which tables and templates there are.
        program_version: version of this program.
        at: ISO time.
    """

    organization: str
    report: Callable[[LostReport], ReportRecord]
    known: Known
    program_version: str
    at: str


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a damaged workspace.

    Attributes:
        pages: how many pages it has, or should have.
        bad_pages: how many of them are missing or could not be read in full.
        revived: places of tables, rows, cells and notes that were lost and are back as the change log told them last.
        homeless: texts of cells that were readable, but not where they belong.
        lost_reports: uids of the reports that had to be given a new identity.
        lost_changes: how many entries of the change log are missing.
        lost_files: names of the evidence whose content is lost.
    """

    pages: int
    bad_pages: int
    revived: tuple[Address, ...]
    homeless: tuple[str, ...]
    lost_reports: tuple[str, ...]
    lost_changes: int
    lost_files: tuple[str, ...]


def salvage(damaged: Path, target: Path, holder: str, guess: Guess) -> Salvaged:
    """Make a new workspace of what is readable in a damaged one.

    Every page is read by itself; what the pages have lost is taken from the change log as far as that is left.

    Args:
        damaged: nobody has it open; it stays as it is, with its journal.
        target: the new workspace; nothing is there yet.
        holder: who does it, for whoever tries to open the damaged file meanwhile.
        guess: how what is lost is called.

    Raises:
        UnsalvageableError: there is nothing of a workspace in the file.
        WorkspaceError: see `db.errors`. Whatever is raised, nothing is left under the name of the new workspace.
    """
    require_local(target)
    files.require_free(target)
    content, journal = _read(damaged, holder)
    with known_errors(target), files.newly_made(target) as unfinished:
        return _fill(unfinished, Pages(content, journal), _version(content), damaged, guess)


def _read(damaged: Path, holder: str) -> tuple[bytes, bytes]:
    if not damaged.exists():
        raise MissingError(damaged)
    if not damaged.is_file():
        raise NotADatabaseError(damaged)
    lock = WorkspaceLock.take(damaged, holder)
    try:
        with known_errors(damaged):
            content, journal = damaged.read_bytes(), files.beside(damaged, "-wal")
            kept = journal.read_bytes() if journal.exists() else b""
    finally:
        lock.release()
    if not content:
        raise EmptyFileError(damaged)
    return content, kept


def _version(content: bytes) -> int:
    """The schema that the file was written with; the newest one when its header tells nonsense."""
    stated = int.from_bytes(content[_VERSION_AT], "big")
    return stated if 1 <= stated <= SCHEMA_VERSION else SCHEMA_VERSION


def _fill(unfinished: Path, pages: Pages, version: int, damaged: Path, guess: Guess) -> Salvaged:
    damage = Damage()
    _upgrade(unfinished, version)
    with _writing(unfinished) as connection:
        shapes = shapes_of(connection)
        found = sorted_out(pages.records(damage), shapes)
        mend(found, shapes, guess.known)
        if not any(found[table] for table in ("report", "report_table", "cell", "change")):
            raise UnsalvageableError(damaged)
        lost = _give_identities(found, guess)
        refused = {shape.table: list(_insert_all(connection, shape, found[shape.table])) for shape in shapes}
        _give_workspace(connection, guess)
    _upgrade(unfinished, SCHEMA_VERSION)
    with _writing(unfinished) as connection:
        _drop_broken_files(connection)
        revived = revive(connection, guess.known)
        (last, left) = connection.execute("SELECT coalesce(max(id), 0), count(*) FROM change").fetchone()
        texts, gone = tuple(_homeless(connection, refused["cell"])), tuple(_lost_files(connection))
        salvaged = Salvaged(damage.pages, damage.bad_pages, revived, texts, lost, last - left, gone)
    _require_whole(unfinished)
    return salvaged


def _upgrade(path: Path, version: int) -> None:
    from db.migrate import upgrade

    engine = open_engine(path)
    try:
        upgrade(engine, version)
    finally:
        engine.dispose()


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a file that is thrown away when it is not finished: one transaction, no syncs."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode=MEMORY", "synchronous=OFF", "secure_delete=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def _give_identities(found: Found, guess: Guess) -> tuple[str, ...]:
    """Name organizations and reports that others point to but that are lost; the uids of these reports."""
    found["report"] = [record for record in found["report"] if guess.known.template(str(record[3]))]
    reports = {record[0] for record in found["report"]}
    pointed_to = Counter(record[2] for table in ("report_table", "change") for record in found[table])
    lost = [number for number, times in pointed_to.items() if times > 1 and number not in reports]
    uids = tuple(_name_report(found, number, place, guess) for place, number in enumerate(lost, start=1))
    organizations = {record[0] for record in found["organization"]}
    needed = dict.fromkeys(record[2] for record in found["report"] if record[2] not in organizations)
    for place, number in enumerate(needed, start=1):
        found["organization"].append((number, guess.organization if place == 1 else f"{guess.organization} {place}"))
    return uids


def _name_report(found: Found, number: SqlValue, place: int, guess: Guess) -> str:
    changes = [record for record in found["change"] if record[2] == number]
    tables = [record for record in found["report_table"] if record[2] == number]
    codes = {str(record[3]) for record in tables} | set(_logged_codes(changes))
    first_at = min((str(record[3]) for record in changes), default="")
    record = guess.report(LostReport(place, uuid.uuid4().hex, frozenset(codes), first_at))
    organization = next((other[0] for other in found["organization"]), 1)
    texts = (record.as_of, record.reported_on, record.status)
    named = (record.template, record.template_version, record.title, record.occasion, record.fiscal_year)
    found["report"].append((number, record.uid, organization, *named, *texts))
    return record.uid


def _logged_codes(changes: Iterable[Sequence[SqlValue]]) -> Iterator[str]:
    """The codes of the tables that came into a report."""
    for change in changes:
        kind, new = change[8], change[13]
        if kind == ChangeKind.TABLE and isinstance(new, str):
            with contextlib.suppress(ValueError, TypeError, KeyError):
                yield str(json.loads(new)["code"])


def _insert_all(
    connection: sqlite3.Connection, shape: Shape, records: Iterable[tuple[SqlValue, ...]]
) -> Iterator[tuple[SqlValue, ...]]:
    """Insert what the new file takes; the rest, which points to nothing or is there twice, is given back."""
    for record in records:
        columns = ", ".join(f'"{name}"' for name in shape.columns[: len(record)])
        marks = ", ".join("?" * len(record))
        try:
            connection.execute(f'INSERT INTO "{shape.table}" ({columns}) VALUES ({marks})', record)  # noqa: S608 - names of the schema
        except (sqlite3.Error, OverflowError):
            yield record


def _give_workspace(connection: sqlite3.Connection, guess: Guess) -> None:
    connection.execute("DELETE FROM workspace")
    connection.execute(
        "INSERT INTO workspace (id, program_version, created_at, views_digest) VALUES (1, ?, ?, '')",
        (guess.program_version, guess.at),
    )
    if not connection.execute("SELECT count(*) FROM organization").fetchone()[0]:
        connection.execute("INSERT INTO organization (name) VALUES (?)", (guess.organization,))


def _drop_broken_files(connection: sqlite3.Connection) -> None:
    """Evidence that is not what its SHA-256 says proves nothing."""
    for number, sha256, content in connection.execute("SELECT id, sha256, content FROM attachment").fetchall():
        if hashlib.sha256(content).hexdigest() != sha256:
            connection.execute("DELETE FROM attachment WHERE id = ?", (number,))


def _lost_files(connection: sqlite3.Connection) -> Iterator[str]:
    """Names of the evidence that a note has and the workspace has not."""
    kept = {sha256 for (sha256,) in connection.execute("SELECT sha256 FROM attachment")}
    for (files_json,) in connection.execute("SELECT files FROM note WHERE files <> '' ORDER BY id"):
        with contextlib.suppress(ValueError, TypeError):
            yield from (name for name, sha256, _ in json.loads(files_json) if sha256 not in kept)


def _homeless(connection: sqlite3.Connection, cells: Iterable[Sequence[SqlValue]]) -> Iterator[str]:
    """Texts of cells that are not in the workspace at any place of their column."""
    same = "SELECT 1 FROM cell WHERE column_key = ? AND text = ? LIMIT 1"
    for _, column, _, text, _ in cells:
        if text and connection.execute(same, (column, text)).fetchone() is None:
            yield str(text)


def _require_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError("the salvaged workspace has records that point to nothing")
    sync(path)
    if not is_sound(path):
        raise RuntimeError("the salvaged workspace does not pass quick_check")
