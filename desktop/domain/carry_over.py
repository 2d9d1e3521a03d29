"""A new report from the last one (이월): what each column does when a year turns, and the rows that come along.

Rows keep their uids, so that owners, parents and the comparison of both reports need no translation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.domain.changes import AddRow, AddTable, Change, ChangeSet, SetCell
from desktop.domain.definitions import EMPTY, KEEP, Column, ColumnType, RowsKind, TableDefinition
from desktop.domain.editing import DefinitionSource
from desktop.domain.properties import PROPERTIES, column_of
from desktop.domain.report import FIELDS_ROW, CellKey, Report, Row, Table
from desktop.domain.values import Value

_KEPT_TYPES = frozenset({ColumnType.TEXT, ColumnType.LONG_TEXT, ColumnType.ENUM})


@dataclass(frozen=True, slots=True)
class CarriedTable:
    """What became of one table of the last report (`uid` there): rows and cells that came along, cells emptied.

    `is_known` is False when the new report has no such table: then nothing of it came along.
    """

    uid: str
    code: str
    rows: int
    kept: int
    emptied: int
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """The changes that fill the new report, and what they are, table by table."""

    changes: ChangeSet
    tables: tuple[CarriedTable, ...]


def rule(column: Column) -> str:
    """What a column does at carry-over: "keep", "empty", or the key of the column whose content it takes.

    Unless declared (`carry`): year columns keep, because their years are absolute; texts and choices keep; figures,
    dates and whatever is computed are emptied.
    """
    if column.carry:
        return column.carry
    if column.is_computed:
        return EMPTY
    return KEEP if column.year is not None or column.type in _KEPT_TYPES else EMPTY


def carry_over(
    last: Report, into: Report, codes: Collection[str], definitions: DefinitionSource, new_uid: Callable[[], str]
) -> CarriedOver:
    """Fill a new report with what carries over from the last one.

    Args:
        last: the report that is carried over.
        into: the new report with its empty tables.
        codes: codes of the official tables that the new report may hold.
        definitions: gives the definitions as they stand in the year of the new report.
        new_uid: makes uids for tables.
    """
    changes: list[Change] = []
    told: list[CarriedTable] = []
    position = len(into.tables)
    for table in last.tables.values():
        if not table.is_custom and table.code not in codes:
            told += _left_behind(table)
            continue
        empty = None if table.is_custom else into.owned(table.code, table.owner)
        uid = empty.uid if empty else new_uid()
        if empty is None:
            changes.append(AddTable(uid, table.code, table.owner, position, table.definition_json))
            position += 1
        definition = _definition(table, into.info.fiscal_year, definitions)
        rows, fields = tuple(_rows(table, definition, last)), _cells(table, definition, table.fields)
        changes += (AddRow(uid, row, place) for place, row in enumerate(rows))
        changes += (SetCell(CellKey(uid, FIELDS_ROW, key), None, value) for key, value in fields.items())
        told += _told(table, rows, fields)
    return CarriedOver(ChangeSet(f"{into.info.title} 만들기: 지난 보고에서 이월", tuple(changes)), tuple(told))


def carried_mark(row: Row, definition: TableDefinition) -> str:
    """The mark of a row whose long texts came from the last report, "" when it has none.

    It is a hash of these texts: whoever changes one of them has touched the row, and whoever takes the change back
    has not; nothing needs to be stored for it.
    """
    texts = [value.text for key in _long_texts(definition) if (value := row.value(key)) and value.text.strip()]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16] if texts else ""


def is_untouched(row: Row, definition: TableDefinition) -> bool:
    """Whether a row still reads as in the last report (전년도 문구)."""
    return bool(row.carried_from) and row.carried_from == carried_mark(row, definition)


def text_column(definition: TableDefinition) -> str:
    """Key of the column at which a carried text is shown, "" when the table has none."""
    return next(_long_texts(definition), "")


def _long_texts(definition: TableDefinition) -> Iterator[str]:
    return (
        column.key
        for column in definition.columns
        if column.type is ColumnType.LONG_TEXT and not column.is_computed and rule(column) == KEEP
    )


def _definition(table: Table, year: int, definitions: DefinitionSource) -> TableDefinition:
    if table.is_custom:
        return definitions.custom(table.definition_json, year)
    return definitions.definition(table.code, year)


def _rows(table: Table, definition: TableDefinition, last: Report) -> Iterator[Row]:
    carried = [replace(row, cells=_cells(table, definition, row)) for row in table.rows]
    if definition.rows.kind is RowsKind.FOLLOW and any(row.cells for row in carried):
        wanted = carried  # stored rows come before the others, so either all of them are stored or none
    else:
        named = _named(last) if definition.rows.kind is RowsKind.ENTERED else frozenset()
        wanted = [row for row in carried if row.cells or row.parent or row.uid in named]
    yield from (replace(row, carried_from=carried_mark(row, definition)) for row in wanted)


def _named(report: Report) -> frozenset[str]:
    """Uids of the rows that own tables or stand above others."""
    owners = {table.owner for table in report.tables.values()}
    parents = {row.parent for table in report.tables.values() for row in table.rows}
    return frozenset(owners | parents)


def _cells(table: Table, definition: TableDefinition, row: Row) -> dict[str, Value]:
    if row.uid == FIELDS_ROW:
        columns: Mapping[str, Column] = {**PROPERTIES, **{field.key: field for field in definition.fields}}
    else:
        columns = {column.key: column for column in definition.columns}
    found = {key: _taken(table.definition, row, column) for key, column in columns.items()}
    return {key: value for key, value in found.items() if value is not None}


def _taken(before: TableDefinition, row: Row, column: Column) -> Value | None:
    """The content that a column of the new report takes from a row of the last one."""
    how = rule(column)
    if how == EMPTY:
        return None
    key = column.key if how == KEEP else f"{how}@{column.year}" if column.year is not None else how
    source = column_of(before, row.uid, key)
    return row.value(key) if source is not None and source.type is column.type else None


def _told(table: Table, rows: tuple[Row, ...], fields: Mapping[str, Value]) -> Iterator[CarriedTable]:
    kept = sum(len(row.cells) for row in rows) + len(fields)
    before = sum(len(row.cells) for row in (*table.rows, table.total, table.fields))
    if before or rows:
        yield CarriedTable(table.uid, table.code, len(rows), kept, max(0, before - kept))


def _left_behind(table: Table) -> Iterator[CarriedTable]:
    cells = sum(len(row.cells) for row in (*table.rows, table.total, table.fields))
    if cells:
        yield CarriedTable(table.uid, table.code, 0, 0, cells, is_known=False)
