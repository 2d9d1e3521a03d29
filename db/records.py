"""The plain records that cross the border of the database: what is stored, and what changed.

They mirror the stored data and nothing above it; `desktop.services.records` turns them into domain objects and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

TOTAL_ROW = "@total"
FIELDS_ROW = "@table"
"""Uids of the two rows that every table has: its stated totals, and its single fields."""


class CellState(StrEnum):
    """Why a stored cell reads as it does."""

    VALUE = "value"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"
    NOT_YET = "not_yet"
    INVALID = "invalid"


class ReportStatus(StrEnum):
    """Life of a report: 작성중, 점검완료, 마감, 정정."""

    DRAFT = "draft"
    CHECKED = "checked"
    CLOSED = "closed"
    CORRECTED = "corrected"


class Action(StrEnum):
    """How a change came about."""

    MADE = "made"
    TYPED = "typed"
    PASTED = "pasted"
    IMPORTED = "imported"
    MERGED = "merged"
    RESTORED = "restored"
    UNDONE = "undone"
    REDONE = "redone"


class ChangeKind(StrEnum):
    """What a change is about."""

    CELL = "cell"
    ROW = "row"
    TABLE = "table"
    DEFINITION = "definition"
    NOTE = "note"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class CellRecord:
    """Content of one cell; `text` is canonical (domain/values.py)."""

    state: str
    text: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RowRecord:
    """One row. `position` is 0-based, None for the rows "@total" and "@table", which every table has."""

    uid: str
    position: int | None
    parent: str = ""
    cells: Mapping[str, CellRecord] = field(default_factory=dict)
    carried_from: str | None = None


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One table instance. `rows` come in stored order, "@total" and "@table" first."""

    uid: str
    code: str
    owner: str
    position: int
    definition_json: str = ""
    rows: tuple[RowRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """What identifies a report. Dates are ISO texts, "" when not stated."""

    uid: str
    organization: str
    template: str
    template_version: int
    title: str
    fiscal_year: int
    as_of: str = ""
    reported_on: str = ""
    occasion: str = ""
    status: str = ReportStatus.DRAFT


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell from `old` to `new`; None is blank. Its row is stored already."""

    table: str
    row: str
    column: str
    old: CellRecord | None
    new: CellRecord | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that comes (`old` is None), goes (`new` is None) or moves (both, without cells)."""

    table: str
    row: str
    old: RowRecord | None
    new: RowRecord | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """An empty table that comes (`old` is None) or goes (`new` is None)."""

    table: str
    old: TableRecord | None
    new: TableRecord | None


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """A clerk's own table gets another definition (JSON)."""

    table: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note at a cell or a row; `source` is where the figure comes from, `is_question` the mark 확인 필요.

    `files` is its evidence: name, SHA-256 and size of each as JSON, "" for none.
    """

    text: str
    source: str = ""
    is_question: bool = False
    at: str = ""
    who: str = ""
    files: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentRecord:
    """A file kept as evidence of a cell or a row, with its content."""

    table: str
    row: str
    column: str
    file_name: str
    sha256: str
    content: bytes
    at: str
    who: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """A note from `old` to `new`; None is none. `column` is "" for the note of a row."""

    table: str
    row: str
    column: str
    old: NoteRecord | None
    new: NoteRecord | None


@dataclass(frozen=True, slots=True)
class ExplanationRecord:
    """Why a finding of the rule `code` stays as it is, or (`digest` is "") why the rule is switched off."""

    code: str
    digest: str
    text: str
    at: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class ExplanationChange:
    """An explanation from `old` to `new`, both of one rule and digest; None is none. The place of a rule is ""."""

    table: str
    row: str
    column: str
    old: ExplanationRecord | None
    new: ExplanationRecord | None


ChangeRecord: TypeAlias = CellChange | RowChange | TableChange | DefinitionChange | NoteChange | ExplanationChange


@dataclass(frozen=True, slots=True)
class TermRecord:
    """A word as the office writes it, and its other spellings."""

    word: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What the changes of one transaction have in common: `at` is an ISO time, `label` names the step to the clerk."""

    at: str
    who: str
    action: str
    label: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRecord:
    """One event in the life of a report, of the whole of it (`table` is "") or of one cell.

    `step` is the number of the last change before it; whoever stores a milestone leaves it 0.
    """

    status: str
    at: str
    who: str
    why: str = ""
    digest: str = ""
    code: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One logged change: the number and the properties of its step, and what changed."""

    number: int
    step: StepRecord
    change: ChangeRecord


@dataclass(frozen=True, slots=True)
class StepName:
    """A logged step without its changes."""

    number: int
    action: str
    label: str


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which changes of a report are wanted; blank is any. `day` is an ISO date, `after` the number of a step."""

    day: str = ""
    who: str = ""
    action: str = ""
    table: str = ""
    row: str = ""
    after: int = 0
    most: int = 2000


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column of a view.

    Attributes:
        name: its name in SQL.
        key: the column key whose cells it shows.
        side: 0 or 1 for one side of a pair.
        follows: code and column key of the table whose row of the same uid shows where the cell itself is blank.
    """

    name: str
    key: str
    side: int | None = None
    follows: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """A readable SQL view over one official table: one line per row, or (`of_fields`) one line per table instance."""

    name: str
    code: str
    columns: tuple[ViewColumn, ...]
    of_fields: bool = False
