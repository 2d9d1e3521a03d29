"""The stored data (design.md, "Stored data"), as typed SQLAlchemy models.

A figure is (report, table, row, column), so that history, undo, notes, provenance and merge are written once for all
official tables. Figures are canonical text: SQLite would turn NUMERIC into REAL and lose digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.records import Action, CellState, ChangeKind, ReportStatus

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_STRICT = {"sqlite_strict": True}


class Base(DeclarativeBase):
    """Every constraint has a name, because SQLite can only change named ones (alembic, batch mode)."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {str: Text}  # noqa: RUF012  (the form that SQLAlchemy documents)


def _one_of(column: str, allowed: Iterable[StrEnum]) -> CheckConstraint:
    names = ", ".join(f"'{value}'" for value in allowed)
    return CheckConstraint(f"{column} IN ({names})", name=column)


class Workspace(Base):
    """The one row that says what this file is. Its format is `PRAGMA user_version`."""

    __tablename__ = "workspace"
    __table_args__ = (CheckConstraint("id = 1", name="single"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    program_version: Mapped[str]
    created_at: Mapped[str]
    views_digest: Mapped[str] = mapped_column(default="")


class Organization(Base):
    """An organization whose reports are kept here."""

    __tablename__ = "organization"
    __table_args__ = (UniqueConstraint("name"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Report(Base):
    """One report. Dates are ISO texts, "" when not stated."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("uid"), _one_of("status", ReportStatus), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    template: Mapped[str]
    template_version: Mapped[int]
    title: Mapped[str]
    occasion: Mapped[str]
    fiscal_year: Mapped[int]
    as_of: Mapped[str]
    reported_on: Mapped[str]
    status: Mapped[str]


class Table(Base):
    """One instance of an official table, or a clerk's own one, which carries its definition.

    A row owns at most one instance of an official table; of a clerk's own ones it may own several.
    """

    __tablename__ = "report_table"
    __table_args__ = (
        UniqueConstraint("uid"),
        Index(None, "report_id", "code", "owner", unique=True, sqlite_where=text("definition_json = ''")),
        Index(None, "report_id", "position"),
        _STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    code: Mapped[str]
    owner: Mapped[str]
    position: Mapped[int]
    definition_json: Mapped[str]


class Row(Base):
    """One stored row. The rows "@total" and "@table" have no position; `parent` is the uid of a row of any table."""

    __tablename__ = "table_row"
    __table_args__ = (UniqueConstraint("table_id", "uid"), Index(None, "table_id", "position"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("report_table.id"))
    uid: Mapped[str]
    position: Mapped[int | None]
    parent: Mapped[str]
    carried_from: Mapped[str | None]


class Cell(Base):
    """One entered or stated figure or text. A blank cell has no record."""

    __tablename__ = "cell"
    __table_args__ = (_one_of("state", CellState), {**_STRICT, "sqlite_with_rowid": False})

    row_id: Mapped[int] = mapped_column(ForeignKey("table_row.id"), primary_key=True)
    column_key: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    text: Mapped[str]
    mark: Mapped[str]


class Change(Base):
    """One change of a report, never altered afterwards; the changes of one step stand or fall together.

    Who, when and what for stand in each record, so that one edited cell costs one INSERT. Tables, rows and columns are
    named by uid and key, so that the history of what was removed stays. `old` and `new` are JSON, NULL for nothing.
    """

    __tablename__ = "change"
    __table_args__ = (
        _one_of("action", Action),
        _one_of("kind", ChangeKind),
        Index(None, "table_uid", "row_uid", "column_key"),
        Index(None, "report_id", "step"),
        _STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[int]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    at: Mapped[str]
    who: Mapped[str]
    action: Mapped[str]
    label: Mapped[str]
    why: Mapped[str]
    kind: Mapped[str]
    table_uid: Mapped[str]
    row_uid: Mapped[str]
    column_key: Mapped[str]
    old: Mapped[str | None]
    new: Mapped[str | None]


class Explanation(Base):
    """Why a finding is right as it is; it holds for the figures with this `digest` alone.

    Without place and digest: why the rule `code` is switched off in this report.
    """

    __tablename__ = "explanation"
    __table_args__ = (UniqueConstraint("report_id", "code", "table_uid", "row_uid", "column_key", "digest"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    code: Mapped[str]
    table_uid: Mapped[str]
    row_uid: Mapped[str]
    column_key: Mapped[str]
    digest: Mapped[str]
    text: Mapped[str]
    at: Mapped[str]
    who: Mapped[str]


class Milestone(Base):
    """One event in the life of a report: 점검완료, 마감, 정정 of a cell, a reason for an error (`code`) that stays."""

    __tablename__ = "milestone"
    __table_args__ = (_one_of("status", ReportStatus), Index(None, "report_id"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    step: Mapped[int]
    at: Mapped[str]
    who: Mapped[str]
    status: Mapped[str]
    why: Mapped[str]
    digest: Mapped[str]
    code: Mapped[str]
    table_uid: Mapped[str]
    row_uid: Mapped[str]
    column_key: Mapped[str]


class Note(Base):
    """What the clerk wrote at a cell or a row (`column_key` is "" for a row); `is_question` is the mark 확인 필요.

    `files` names its evidence (JSON: name, SHA-256, bytes of each); the contents stand in `attachment`.
    """

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("report_id", "table_uid", "row_uid", "column_key"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    table_uid: Mapped[str]
    row_uid: Mapped[str]
    column_key: Mapped[str]
    text: Mapped[str]
    source: Mapped[str]
    is_question: Mapped[int]
    at: Mapped[str]
    who: Mapped[str]
    files: Mapped[str]


class Submission(Base):
    """One file that a division handed in (제출본)."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("report_id", "sha256"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    department: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    at: Mapped[str]
    who: Mapped[str]


class Source(Base):
    """Where a figure came from: a place in a handed-in file, or a line that the clerk wrote."""

    __tablename__ = "source"
    __table_args__ = (Index(None, "report_id", "table_uid", "row_uid", "column_key"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    table_uid: Mapped[str]
    row_uid: Mapped[str]
    column_key: Mapped[str]
    sheet: Mapped[str]
    address: Mapped[str]
    text: Mapped[str]


class Attachment(Base):
    """A file kept as evidence of a row or a cell (`column_key` is "" for a row)."""

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "report_id", "table_uid", "row_uid", "column_key"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    table_uid: Mapped[str]
    row_uid: Mapped[str]
    column_key: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
    at: Mapped[str]
    who: Mapped[str]


class Term(Base):
    """A word as the office writes it, and its other spellings, which the checks look for (a JSON list)."""

    __tablename__ = "term"
    __table_args__ = (UniqueConstraint("word"), _STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]
    spellings: Mapped[str]


class TermChange(Base):
    """One entry in the log of the office's words: a word's spellings before and after; none: it was no term."""

    __tablename__ = "term_change"
    __table_args__ = (_STRICT,)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    who: Mapped[str]
    word: Mapped[str]
    old: Mapped[str | None]
    new: Mapped[str | None]
