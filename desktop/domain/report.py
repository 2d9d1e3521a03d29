"""A report as an immutable snapshot: Report → Table → Row → cells, as the clerk entered them.

Nothing computed stands here; `evaluation` adds totals, rates and derived texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.definitions import TableDefinition
from desktop.domain.terms import Glossary
from desktop.domain.values import Value

TOTAL_ROW = "@total"
"""Uid of the total row: the cells stored in it are stated (published) totals."""

FIELDS_ROW = "@table"
"""Uid of the row that holds the single fields of a table, its title, footnotes and so on."""


@dataclass(frozen=True, slots=True, order=True)
class CellKey:
    """The address of one figure: table instance, row, column."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that proves a figure; its content is kept in the workspace under its SHA-256. `size` is in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Note:
    """What the clerk wrote at a cell, or at a row (`CellKey.column` is ""). It never prints.

    Attributes:
        text: the note.
        source: where the figure comes from ("재정정보시스템 2022. 1. 21. 출력물 3쪽").
        is_question: whether it is marked 확인 필요.
        at: ISO local time when it was written.
        who: who wrote it.
        files: the evidence.
    """

    text: str
    source: str = ""
    is_question: bool = False
    at: str = ""
    who: str = ""
    files: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One stored row. `cells` holds entered values and, in computed columns, stated (published) values.

    `carried_from` is the mark of a row whose texts came from the last report (`carry_over.carried_mark`).
    """

    uid: str
    cells: Mapping[str, Value] = field(default_factory=dict)
    parent: str = ""
    carried_from: str = ""

    def value(self, column: str) -> Value | None:
        """The stored value of a column, or None when blank."""
        return self.cells.get(column)


@dataclass(frozen=True, slots=True)
class Table:
    """One instance of a table definition within a report.

    `definition` is already expanded for the report's year. `owner` is the uid of the row (of another table)
    that this instance hangs under, "" for the only instance of its code.
    `rows` are stored rows in order, without TOTAL_ROW and FIELDS_ROW, which stand in `total` and `fields`.
    `definition_json` is the definition of a clerk's own table as it is stored (unexpanded), "" for an official one.
    """

    uid: str
    definition: TableDefinition
    owner: str = ""
    rows: tuple[Row, ...] = ()
    total: Row = field(default_factory=lambda: Row(TOTAL_ROW))
    fields: Row = field(default_factory=lambda: Row(FIELDS_ROW))
    is_custom: bool = False
    definition_json: str = ""

    @property
    def code(self) -> str:
        """Code of the definition."""
        return self.definition.code

    def row(self, uid: str) -> Row | None:
        """The stored row with this uid (also TOTAL_ROW and FIELDS_ROW), or None."""
        if uid == TOTAL_ROW:
            return self.total
        if uid == FIELDS_ROW:
            return self.fields
        return next((row for row in self.rows if row.uid == uid), None)

    def with_row(self, row: Row) -> Table:
        """The table with one stored row replaced, or appended when it is new."""
        if row.uid == TOTAL_ROW:
            return replace(self, total=row)
        if row.uid == FIELDS_ROW:
            return replace(self, fields=row)
        if self.row(row.uid) is None:
            return replace(self, rows=(*self.rows, row))
        return replace(self, rows=tuple(row if old.uid == row.uid else old for old in self.rows))


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What identifies a report. `as_of` is the 기준일 that tables without one of their own use."""

    uid: str
    template: str
    template_version: int
    title: str
    organization: str
    fiscal_year: int
    as_of: date | None = None
    reported_on: date | None = None
    occasion: str = ""
    status: str = "draft"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an explanation is about: a finding at a cell with the figures it judged, or (no `key`) a whole rule.

    Attributes:
        code: the rule.
        key: the cell of the finding; None: the rule is switched off in this report.
        digest: `standing.figures_digest` of the finding, "" for a rule.
    """

    code: str
    key: CellKey | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a finding stays as it is or a rule is switched off, since when (ISO local time), and who says so."""

    text: str
    at: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: its identity, its table instances in order, notes at cells and rows, explained findings.

    `terms` are the words by which it is checked: the office's list, which all reports of a workspace share, and those
    that come with the program. They are no part of what it says.
    """

    info: ReportInfo
    tables: Mapping[str, Table] = field(default_factory=dict)
    notes: Mapping[CellKey, Note] = field(default_factory=dict)
    explanations: Mapping[Subject, Explanation] = field(default_factory=dict)
    terms: Glossary = field(default_factory=Glossary)

    def of_code(self, code: str) -> tuple[Table, ...]:
        """All instances of one definition, in order."""
        return tuple(table for table in self.tables.values() if table.code == code)

    def owned(self, code: str, owner: str) -> Table | None:
        """The instance of a definition that hangs under a row ("" for the only one), or None."""
        return next((t for t in self.tables.values() if t.code == code and t.owner == owner), None)

    def value(self, key: CellKey) -> Value | None:
        """The stored value of a cell, or None when blank or unknown."""
        table = self.tables.get(key.table)
        row = table.row(key.row) if table else None
        return row.value(key.column) if row else None

    def with_table(self, table: Table) -> Report:
        """The report with one table instance replaced or appended."""
        return replace(self, tables={**self.tables, table.uid: table})
