"""Which column a cell belongs to: columns, single fields, and the properties that every table has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.domain.definitions import Column, ColumnType, RowsKind, TableDefinition
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW

SAME_AS = "same_as"
"""The property of an owned table that holds the same as the one under another row (`editing.links`): that row's uid."""

PROPERTIES: Mapping[str, Column] = MappingProxyType(
    {
        column.key: column
        for column in (
            Column("title", ("제목",), ColumnType.TEXT),
            Column("lead", ("머리글",), ColumnType.LONG_TEXT),
            Column("unit_note", ("단위 표시",), ColumnType.TEXT),
            Column("footnotes", ("각주",), ColumnType.LONG_TEXT),
            Column("as_of", ("기준일",), ColumnType.DATE),
            Column("unit", ("단위",), ColumnType.TEXT),
            Column(SAME_AS, ("같은 내용",), ColumnType.TEXT, in_window=False),
        )
    }
)
"""What stands in the row @table of every table beside its single fields (docs/architecture.md, Data types)."""


def column_of(definition: TableDefinition, row: str, key: str) -> Column | None:
    """The column that says what a cell can hold, or None when the table has no such cell.

    In the row @table these are the single fields and the properties, in every other row the columns.
    """
    if row == FIELDS_ROW:
        return definition.field(key) or PROPERTIES.get(key)
    if row == TOTAL_ROW and definition.total is None:
        return None
    return definition.column(key)


def total_label_column(definition: TableDefinition) -> str:
    """Key of the column in which the label of the total row stands: the first column unless declared."""
    declared = definition.total.label_column if definition.total else ""
    return declared or _first_column(definition)


def is_label(definition: TableDefinition, row: str, key: str) -> bool:
    """Whether a cell prints the label of the total row or of a prescribed row, which nobody types."""
    if row == FIELDS_ROW:
        return False
    if row == TOTAL_ROW:
        return key == total_label_column(definition)
    is_fixed = definition.rows.kind is RowsKind.FIXED
    return is_fixed and key == (definition.rows.label_column or _first_column(definition))


def _first_column(definition: TableDefinition) -> str:
    return definition.columns[0].key if definition.columns else ""
