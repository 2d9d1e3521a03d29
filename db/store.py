"""One open workspace file: everything the program asks of it. Connections and rows never leave this module."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import RLock
from typing import Self, cast

from sqlalchemy import Connection, Engine, insert

from db import files, log, statements, terms
from db.backup import back_up
from db.connecting import Key, known_errors_of, require_fit
from db.diagnosis import Diagnosis, diagnosis
from db.edits import carry_out
from db.engine import open_engine
from db.errors import DamagedError, ForeignDatabaseError, NewerError, known_errors
from db.journal import log_entry
from db.loading import load_tables
from db.lock import WorkspaceLock
from db.models import Workspace
from db.network import require_local
from db.place import Place
from db.records import (
    AttachmentRecord,
    ChangeRecord,
    ExplanationRecord,
    LogFilter,
    LogRecord,
    MilestoneRecord,
    NoteRecord,
    ReportRecord,
    StepName,
    StepRecord,
    TableRecord,
    TermRecord,
    ViewRecord,
)
from db.replay import ENTRIES, Address, contradictions
from db.schema import APPLICATION_ID, SCHEMA_VERSION, create_schema, stored_application, stored_version
from db.views import set_views


class WorkspaceStore:
    """An open workspace, held exclusively until `close`.

    Every method that writes is one durable transaction: when it returns, the change survives a power failure; when it
    raises, the file is as it was before. Known troubles with the file are `db.errors.WorkspaceError`s.
    `key` opens the file, None when it has no password.
    `was_cut_off` says that whoever had it open last was killed before closing it; all that was stored is there.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        lock: WorkspaceLock,
        before_upgrade: Path | None = None,
        *,
        key: Key | None = None,
        was_cut_off: bool = False,
    ) -> None:
        self.path = path
        self.key = key
        self.was_cut_off = was_cut_off
        self._engine = engine
        self._lock = lock
        self._turn = RLock()
        self._place = Place(path)
        self._last_step = self._prepare(before_upgrade)

    @classmethod
    def create(cls, path: Path, organization: str, program_version: str, at: str, holder: str) -> Self:
        """Make a workspace where there is none, and open it.

        Args:
            path: the new file; its folder exists.
            organization: name of the organization whose reports it will hold.
            program_version: version of the program that makes it.
            at: ISO time.
            holder: who has it open, for whoever tries to open it meanwhile.

        Raises:
            WorkspaceError: see `db.errors`.
        """
        require_local(path)
        with known_errors(path):
            files.require_free(path)
        with _locked(path, holder) as lock:
            _make(path, organization, program_version, at)
            return cls._opened(path, lock)

    @classmethod
    def open(cls, path: Path, holder: str, before_upgrade: Path | None = None, key: Key | None = None) -> Self:
        """Open a workspace, bringing it to the newest schema first when it is older.

        Args:
            path: the workspace.
            holder: who has it open, for whoever tries to open it meanwhile.
            before_upgrade: where an older file is copied before anything in it changes.
            key: opens the file when it is encrypted; a plain one needs none.

        Raises:
            WorkspaceError: see `db.errors`.
        """
        require_local(path)
        with known_errors(path):
            key = files.needed_key(path, key)
        with _locked(path, holder) as lock:
            was_cut_off = lock.was_left or files.beside(path, "-wal").exists()
            files.clear_unfinished(path)
            if was_cut_off and key is not None:
                require_fit(path, key)  # a wrong one would fold the journal in, and nobody would know of the crash
            return cls._opened(path, lock, before_upgrade, key=key, was_cut_off=was_cut_off)

    @classmethod
    def _opened(
        cls,
        path: Path,
        lock: WorkspaceLock,
        before_upgrade: Path | None = None,
        *,
        key: Key | None = None,
        was_cut_off: bool = False,
    ) -> Self:
        engine = open_engine(path, key)
        try:
            with known_errors_of(path, key):
                return cls(path, engine, lock, before_upgrade, key=key, was_cut_off=was_cut_off)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Fold the journal into the file and free it for others."""
        try:
            with self._turn, known_errors(self.path):
                self._engine.dispose()
        finally:
            self._lock.release()

    def organization(self) -> str:
        """Name of the organization that the workspace was made for."""
        with self._transaction() as connection:
            return connection.execute(statements.ORGANIZATION).scalar_one()

    def reports(self) -> tuple[ReportRecord, ...]:
        """All reports, oldest first."""
        with self._transaction() as connection:
            return tuple(ReportRecord(**row._asdict()) for row in connection.execute(statements.REPORTS))

    def tables(self, report: str) -> tuple[TableRecord, ...]:
        """All tables of a report with their rows and cells, in stored order, in three queries."""
        with self._transaction() as connection:
            return load_tables(connection, report)

    def add_report(
        self,
        report: ReportRecord,
        changes: Sequence[ChangeRecord],
        step: StepRecord,
        views: Iterable[ViewRecord] | None = None,
    ) -> None:
        """Store a new report, the changes that fill it, and the views that it asks for (None: as they are)."""
        with self._transaction() as connection:
            values = asdict(report)
            connection.execute(statements.ADD_ORGANIZATION, values)
            connection.execute(statements.ADD_REPORT, values)
            self._record(connection, report.uid, changes, step)
            if views is not None:
                set_views(connection, views)
        self._last_step += 1

    def apply(self, report: str, changes: Sequence[ChangeRecord], step: StepRecord) -> int:
        """Carry out and log the changes of one step. One cell costs one UPSERT, one INSERT and one fsync.

        Returns:
            The number of the step.
        """
        with self._transaction() as connection:
            self._record(connection, report, changes, step)
        self._last_step += 1
        return self._last_step

    def milestones(self, report: str) -> tuple[MilestoneRecord, ...]:
        """The life of a report, oldest first."""
        with self._transaction() as connection:
            found = connection.execute(statements.MILESTONES, {"in_report": report})
            return tuple(MilestoneRecord(*tuple(line)) for line in found)

    def notes(self, report: str) -> dict[tuple[str, str, str], NoteRecord]:
        """The notes of a report by table, row and column."""
        with self._transaction() as connection:
            found = connection.execute(statements.NOTES, {"in_report": report})
            return {
                (table, row, column): NoteRecord(text, source, bool(is_question), at, who, files)
                for table, row, column, text, source, is_question, at, who, files in found
            }

    def explanations(self, report: str) -> tuple[tuple[tuple[str, str, str], ExplanationRecord], ...]:
        """The explanations of a report with their places (table, row, column), oldest first."""
        with self._transaction() as connection:
            found = connection.execute(statements.EXPLANATIONS, {"in_report": report})
            return tuple(((table, row, column), ExplanationRecord(*rest)) for table, row, column, *rest in found)

    def attach(self, report: str, attachment: AttachmentRecord) -> None:
        """Keep the content of a file; a note names it by its SHA-256."""
        values = {
            "in_report": report,
            "in_table": attachment.table,
            "in_row": attachment.row,
            "in_column": attachment.column,
            **{name: getattr(attachment, name) for name in ("file_name", "sha256", "content", "at", "who")},
        }
        with self._transaction() as connection:
            connection.execute(statements.ADD_ATTACHMENT, values)

    def attached(self, report: str, sha256: str) -> bytes | None:
        """The content of a file that is kept, None when there is none of this SHA-256."""
        with self._transaction() as connection:
            return connection.execute(
                statements.CONTENT, {"in_report": report, "of_sha256": sha256}
            ).scalar_one_or_none()

    def add_milestones(self, report: str, milestones: Sequence[MilestoneRecord]) -> None:
        """Store events in the life of a report; it stands where the last of them puts it."""
        lines = [
            {
                "in_report": report,
                **{name: getattr(each, name) for name in ("status", "at", "who", "why", "digest", "code")},
                "table_uid": each.table,
                "row_uid": each.row,
                "column_key": each.column,
                "step": self._last_step,
            }
            for each in milestones
        ]
        with self._transaction() as connection:
            connection.execute(statements.ADD_MILESTONE, lines)
            connection.execute(statements.SET_STATUS, {"in_report": report, "to": milestones[-1].status})

    def terms(self) -> tuple[TermRecord, ...]:
        """The words of the office, in the order of the alphabet."""
        with self._transaction() as connection:
            return terms.read(connection)

    def set_terms(self, wanted: Sequence[TermRecord], at: str, who: str) -> None:
        """Let these be the words of the office; what changes is logged."""
        with self._transaction() as connection:
            terms.write(connection, wanted, at, who)

    def set_views(self, views: Iterable[ViewRecord]) -> None:
        """Make the readable views anew when they differ from those in the file."""
        with self._transaction() as connection:
            set_views(connection, views)

    def last_steps(self, report: str, most: int) -> tuple[StepName, ...]:
        """The last steps of a report, oldest first, without the one that made it."""
        with self._transaction() as connection:
            made = log.first_step(connection, report)
            return tuple(step for step in log.last_steps(connection, report, most) if step.number != made)

    def first_step(self, report: str) -> int:
        """Number of the step that made a report; 0 when nothing is logged."""
        with self._transaction() as connection:
            return log.first_step(connection, report)

    def step_changes(self, report: str, number: int) -> tuple[LogRecord, ...]:
        """The changes of one step, in order."""
        with self._transaction() as connection:
            return log.step_changes(connection, report, number)

    def cell_log(self, table: str, row: str, column: str) -> tuple[LogRecord, ...]:
        """What happened to one cell and to its row as a whole, newest first."""
        with self._transaction() as connection:
            return log.cell_log(connection, table, row, column)

    def report_log(self, report: str, wanted: LogFilter) -> tuple[LogRecord, ...]:
        """The changes of a report that a filter lets through, newest first."""
        with self._transaction() as connection:
            return log.report_log(connection, report, wanted)

    def changes_after(self, report: str, day: str) -> tuple[LogRecord, ...]:
        """Every change after the last step of a day (ISO), newest first."""
        with self._transaction() as connection:
            return log.changes_after(connection, report, day)

    def people_and_days(self, report: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who worked on a report, and on which days (ISO, newest first)."""
        with self._transaction() as connection:
            return log.people_and_days(connection, report)

    def contradictions(self, report: str) -> tuple[Address, ...] | None:
        """Where a report is not what its log tells; None when the log is not whole, as of a salvaged workspace."""
        with self._transaction() as connection:
            tables = load_tables(connection, report)
            entries = connection.exec_driver_sql(ENTRIES, (report,)).all()
            (lost,) = connection.exec_driver_sql("SELECT coalesce(max(id), 0) - count(*) FROM change").one()
        return None if lost else tuple(contradictions(tables, map(tuple, entries)))

    def require_sound(self) -> None:
        """Let SQLite read the whole file. Raises DamagedError when it finds a fault."""
        with self._transaction() as connection:
            faults = "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'"  # its text may be garbage
            if connection.exec_driver_sql(faults).scalar_one():
                raise DamagedError(self.path)

    def diagnosis(self) -> Diagnosis:
        """What can be told of the file without telling what is in it."""
        with self._transaction() as connection:
            return diagnosis(connection)

    @property
    def rows_written(self) -> int:
        """How many rows were written since the workspace was opened."""
        with self._turn:
            return self._bare().total_changes

    def back_up(self, target: Path) -> None:
        """Copy what is stored into a new file; may be called in another thread, and holds up changes only shortly.

        Raises:
            WorkspaceError: see `db.backup.back_up`.
        """
        back_up(self._bare(), target, self._turn, self.key)

    def _bare(self) -> sqlite3.Connection:
        """The one connection, for what SQLAlchemy has no words for; that of SQLCipher has the same methods."""
        with self._turn, self._engine.connect() as connection:
            return cast(sqlite3.Connection, connection.connection.driver_connection)

    def _prepare(self, before_upgrade: Path | None) -> int:
        """Check the version, upgrade when needed, and find the number of the last step."""
        with self._transaction() as connection:
            application, version = stored_application(connection), stored_version(connection)
        if application != APPLICATION_ID:
            raise ForeignDatabaseError(self.path)
        if version > SCHEMA_VERSION:
            raise NewerError(self.path)
        if version < SCHEMA_VERSION:
            if before_upgrade is not None:
                self.back_up(before_upgrade)
            self._upgrade()
        with self._transaction() as connection:
            return int(connection.execute(statements.LAST_STEP).scalar_one())

    def _upgrade(self) -> None:
        """Let a copy of the newest schema take the place of the file, which is as it was until that moment."""
        from db.migrate import make_upgraded

        with known_errors(self.path), files.newly_made(self.path, replaces=True) as unfinished:
            make_upgraded(self._bare(), unfinished, self.path, self.key)
            self._engine.dispose()
            files.require_folded(self.path)
        self._place = Place(self.path)

    def _record(self, connection: Connection, report: str, changes: Sequence[ChangeRecord], step: StepRecord) -> None:
        carry_out(connection, report, changes)
        entries = [log_entry(report, self._last_step + 1, step, change) for change in changes]
        if entries:
            connection.execute(statements.LOG, entries)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._turn, known_errors(self.path), self._engine.begin() as connection:
            self._place.require()
            yield connection


@contextmanager
def _locked(path: Path, holder: str) -> Iterator[WorkspaceLock]:
    """A lock that outlives the block only when the block succeeds."""
    lock = WorkspaceLock.take(path, holder)
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _make(path: Path, organization: str, program_version: str, at: str) -> None:
    with files.newly_made(path) as unfinished, known_errors(path):
        engine = open_engine(unfinished)
        try:
            with engine.begin() as connection:
                create_schema(connection)
                workspace = {"id": 1, "program_version": program_version, "created_at": at, "views_digest": ""}
                connection.execute(insert(Workspace), workspace)
                connection.execute(statements.ADD_ORGANIZATION, {"organization": organization})
        finally:
            engine.dispose()
