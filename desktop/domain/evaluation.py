"""A report as it shows: totals, rates, derived texts, rows in print order, templates filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from desktop.domain import dependencies, templates
from desktop.domain.dates import format_date, moment_of
from desktop.domain.display import display
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report
from desktop.domain.sheet import TableSheet
from desktop.domain.values import State
from desktop.domain.worked_out import Shown, ShownRow, WorkedOut, kept_rows

__all__ = ["Evaluation", "Shown", "ShownRow", "changed_cells", "evaluate", "reevaluate"]

AS_OF_PATTERN = "yyyy. m. d."
_YEARS_IN_CENTURY = 100


class Evaluation:
    """A report with everything that follows from what was entered. Never changes; cells are worked out when asked."""

    def __init__(
        self,
        report: Report,
        reads: Mapping[str, frozenset[str]],
        worked_out: Mapping[str, WorkedOut],
    ) -> None:
        """Use `evaluate` or `reevaluate`.

        Args:
            report: the report as entered.
            reads: the words by which each table's definition can name others, by table uid.
            worked_out: what is known already, by table uid, and still true.
        """
        self.report = report
        self.reads = reads
        self._sheets = {uid: TableSheet(self, table, worked_out.get(uid)) for uid, table in report.tables.items()}
        self._instances: dict[str, list[TableSheet]] = {}
        for sheet in self._sheets.values():
            self._instances.setdefault(sheet.table.code, []).append(sheet)

    def shown(self, key: CellKey) -> Shown:
        """What a cell shows; nothing for a cell that is not there."""
        sheet = self._sheets.get(key.table)
        return sheet.shown(key.row, key.column) if sheet else Shown()

    def rows(self, table_uid: str) -> tuple[ShownRow, ...]:
        """The rows of a table in print order, with the total row where it stands."""
        return self._sheets[table_uid].rows()

    def unit(self, key: CellKey) -> str:
        """The unit of a cell, "" when it has none."""
        sheet = self._sheets.get(key.table)
        return sheet.unit(key.row, key.column) if sheet else ""

    def sheet(self, table_uid: str) -> TableSheet:
        """One table at work, for checks."""
        return self._sheets[table_uid]

    def instances(self, code: str) -> Sequence[TableSheet]:
        """All instances of a table, in order."""
        return self._instances.get(code, ())

    def fill(self, template: str, table_uid: str, row_uid: str = "") -> str:
        """A template filled at a table, or at a row of it (docs/architecture.md, Templates)."""
        if "{" not in template and "}" not in template:
            return template
        sheet = self._sheets[table_uid]
        return templates.fill(template, lambda name, pattern: self._lookup(sheet, row_uid, name, pattern))

    def worked_out(self) -> dict[str, WorkedOut]:
        """What is known by now, by table uid."""
        return {uid: sheet.worked_out for uid, sheet in self._sheets.items()}

    def _lookup(self, sheet: TableSheet, row: str, name: str, pattern: str) -> str:
        head, _, rest = name.partition(".")
        own = self._own(sheet, row, head, rest)
        if own is not None:
            return own
        match head:
            case "total":
                return _cell_text(sheet, TOTAL_ROW, rest)
            case "table":
                return _cell_text(sheet, FIELDS_ROW, rest)
            case "owner":
                return self._owner_text(sheet, rest)
        return self._of_report(sheet, head, pattern) if not rest else self._of_other(head, rest)

    def _own(self, sheet: TableSheet, row: str, key: str, part: str) -> str | None:
        """The text of a name that is a column of the row or a single field or property, None when it is neither."""
        if row and row != FIELDS_ROW and sheet.definition.column(key):
            return _cell_text(sheet, row, f"{key}.{part}" if part else key)
        if sheet.definition.field(key) or (key in ("lead", "unit_note", "footnotes", "unit") and not part):
            return _cell_text(sheet, FIELDS_ROW, f"{key}.{part}" if part else key)
        return None

    def _owner_text(self, sheet: TableSheet, key: str) -> str:
        for owner in self.instances(sheet.definition.owner):
            if sheet.table.owner in owner.body:
                return _cell_text(owner, sheet.table.owner, key)
        return ""

    def _of_other(self, code: str, key: str) -> str:
        return next((_cell_text(sheet, FIELDS_ROW, key) for sheet in self.instances(code)), "")

    def _of_report(self, sheet: TableSheet, name: str, pattern: str) -> str:
        info = self.report.info
        match name:
            case "as_of":
                return _date_text(self.as_of(sheet), pattern)
            case "year":
                return str(info.fiscal_year)
            case "yy":
                return f"{info.fiscal_year % _YEARS_IN_CENTURY:02d}"
            case "title":
                return info.title
            case "organization":
                return info.organization
        return ""

    def as_of(self, sheet: TableSheet) -> date | None:
        """The 기준일 of a table: its own, else that of the report."""
        own = sheet.shown(FIELDS_ROW, "as_of").value
        moment = moment_of(own.text) if own and own.state is State.VALUE else None
        return moment.first if moment else self.report.info.as_of


def _cell_text(sheet: TableSheet, row: str, name: str) -> str:
    key, _, part = name.partition(".")
    column, shown = sheet.column(row, key), sheet.shown(row, key)
    if column is None or shown.value is None:
        return ""
    if part in column.parts and shown.value.state is State.VALUE:
        first, _, second = display(column, shown.value).partition("/")
        return second if second and part == column.parts[1] else first  # both sides zero print as one "-"
    return display(column, shown.value, unit=sheet.unit(row, key), total=row == TOTAL_ROW)


def _date_text(day: date | None, pattern: str) -> str:
    return format_date(day, pattern or AS_OF_PATTERN) if day else ""


def evaluate(report: Report) -> Evaluation:
    """A report as it shows."""
    reads = {uid: dependencies.words(table.definition) for uid, table in report.tables.items()}
    return Evaluation(report, reads, {})


def reevaluate(
    before: Evaluation, report: Report, tables: frozenset[str], cells: AbstractSet[CellKey] = frozenset()
) -> Evaluation:
    """The report after a change of some tables; whatever does not depend on them is taken over.

    Args:
        before: the report before.
        report: the report after; tables that are not named are the same objects.
        tables: uids of the changed tables, new and removed ones among them.
        cells: all that changed in them, where these are single cells.
    """
    if report.info != before.report.info:
        return evaluate(report)
    known = before.report.tables
    reads = {
        uid: before.reads[uid]
        if uid in known and known[uid].definition is table.definition
        else dependencies.words(table.definition)
        for uid, table in report.tables.items()
    }
    all_tables, all_reads = {**known, **report.tables}, {**before.reads, **reads}
    stale = dependencies.affected(all_tables, all_reads, tables, cells)
    whole = dependencies.keeps_other_rows(all_tables, all_reads, stale, cells)
    kept = {uid: worked_out for uid, worked_out in before.worked_out().items() if uid not in stale}
    for uid in stale & known.keys() & report.tables.keys():
        worked_out = before.worked_out()[uid]
        rest = kept_rows(known[uid], report.tables[uid], worked_out, whole=uid in whole)
        if rest is not None:
            kept[uid] = rest
    return Evaluation(report, reads, kept)


def changed_cells(before: Evaluation, after: Evaluation) -> frozenset[CellKey]:
    """The cells that were looked at before and show something else now."""
    now = after.worked_out()
    return frozenset(
        CellKey(uid, row, column)
        for uid, known in before.worked_out().items()
        if uid in now and known is not now[uid]
        for (row, column), shown in list(known.cells.items())
        if after.shown(CellKey(uid, row, column)) != shown
    )
