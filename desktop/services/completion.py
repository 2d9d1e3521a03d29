"""What a report must hold because its template and the table definitions say so, and does not hold yet.

Used for a new report (everything), after rows came (the tables that they own) and when a report is opened with newer
definitions than it was stored with (tables that were added, columns that were renamed).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop.domain.changes import AddTable, Change, SetCell
from desktop.domain.definition_names import Names
from desktop.domain.definitions import ReportTemplate, RowsKind, TableDefinition
from desktop.domain.naming import OWNER
from desktop.domain.report import CellKey, Report, Table


def table_codes(template: ReportTemplate, definitions: Mapping[str, TableDefinition]) -> tuple[str, ...]:
    """Codes of all tables that a report of this template holds: those it prints, and those they take anything from.

    A table comes after the ones it depends on.
    """
    ordered: dict[str, None] = {}
    for code in template.tables:
        _add_with_sources(code, definitions, ordered, set())
    return tuple(ordered)


def _add_with_sources(
    code: str, definitions: Mapping[str, TableDefinition], ordered: dict[str, None], entered: set[str]
) -> None:
    if code in entered or code in ordered:
        return
    entered.add(code)
    for source in _sources(definitions[code]):
        _add_with_sources(source, definitions, ordered, entered)
    ordered[code] = None


def _sources(definition: TableDefinition) -> Iterator[str]:
    """Codes of the tables whose rows or figures a table takes."""
    rows = definition.rows
    yield from filter(None, (rows.source, definition.owner, *rows.parents))
    yield from (column.outline for column in definition.columns if column.outline)
    named = (reference.table for reference in Names(definition).references())
    yield from (code for code in named if code not in ("", OWNER))


def missing_tables(
    report: Report, definitions: Mapping[str, TableDefinition], codes: tuple[str, ...], new_uid: Callable[[], str]
) -> tuple[AddTable, ...]:
    """The tables that the report lacks: one of each code, or one for each row of the owning table."""
    present = {(table.code, table.owner) for table in report.tables.values()}
    lacking = [
        (code, owner) for code in codes for owner in _owners(report, definitions, code) if (code, owner) not in present
    ]
    first = len(report.tables)
    return tuple(
        AddTable(new_uid(), code, owner, position) for position, (code, owner) in enumerate(lacking, start=first)
    )


def _owners(report: Report, definitions: Mapping[str, TableDefinition], code: str) -> tuple[str, ...]:
    owner = definitions[code].owner
    return tuple(dict.fromkeys(_row_uids(report, definitions, owner))) if owner else ("",)


def _row_uids(report: Report, definitions: Mapping[str, TableDefinition], code: str) -> Iterator[str]:
    """Uids of all rows of a code, also of those that are not stored because they follow or are prescribed."""
    rows = definitions[code].rows
    if rows.kind is RowsKind.FOLLOW:
        yield from _row_uids(report, definitions, rows.source)
    elif rows.kind is RowsKind.FIXED:
        yield from (row.key for row in rows.fixed)
    else:
        yield from (row.uid for table in report.of_code(code) for row in table.rows)


def renamed_cells(report: Report) -> tuple[Change, ...]:
    """The changes that bring cells stored under an old column key under the new one (`[renamed]`)."""
    return tuple(change for table in report.tables.values() for change in _renamed_in(table))


def _renamed_in(table: Table) -> Iterator[Change]:
    for old, new in table.definition.renamed:
        for row in (table.total, table.fields, *table.rows):
            value = row.value(old)
            if value is not None and row.value(new) is None:
                yield SetCell(CellKey(table.uid, row.uid, old), value, None)
                yield SetCell(CellKey(table.uid, row.uid, new), None, value)
