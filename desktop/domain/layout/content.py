"""What stands in one cell of a printed table: a number with its format, or a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from desktop.domain.definitions import Align, Column, ColumnType, TableDefinition
from desktop.domain.display import TEXT_FORMAT, display, number_format
from desktop.domain.evaluation import Evaluation
from desktop.domain.numbers import to_decimal
from desktop.domain.report import TOTAL_ROW, CellKey
from desktop.domain.values import State, Value

SPREADSHEET_DIGITS = 15
"""A spreadsheet keeps numbers as binary floats: 15 digits are safe (traps.md Part B, 2)."""

_LONGEST_TEXT_FORMAT = 255
_GENERAL = "General"
_ALIGNS: Mapping[ColumnType, Align] = MappingProxyType(
    {
        ColumnType.TEXT: Align.LEFT,
        ColumnType.LONG_TEXT: Align.LEFT,
        ColumnType.PAIR: Align.CENTER,
        ColumnType.DATE: Align.CENTER,
        ColumnType.PERIOD: Align.CENTER,
        ColumnType.ENUM: Align.CENTER,
    }
)


@dataclass(frozen=True, slots=True)
class Content:
    """What is stored, what a reader sees, and the number format that makes the one the other."""

    stored: Decimal | str | None
    shown: str
    number_format: str = _GENERAL


def alignment(column: Column) -> Align:
    """The declared alignment, else the one of the type: figures right, pairs and dates centred, texts left."""
    return column.align or _ALIGNS.get(column.type, Align.RIGHT)


def plain(text: str) -> Content:
    """A text that is not the value of a cell, such as a label."""
    return Content(text or None, text)


def printed_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that have a place of their own on the sheet."""
    return tuple(column for column in columns if column.printed and not column.inside)


def cell_content(evaluation: Evaluation, definition: TableDefinition, key: CellKey, column: Column) -> Content:
    """The content of a cell, with the columns that print inside it.

    A number stays a number unless another column stands beside it in the cell, or it has more digits than a
    spreadsheet keeps. In a blank cell the columns beside it print alone.
    """
    own = own_content(evaluation, key, column)
    is_total = key.row == TOTAL_ROW
    beside = "".join(_beside(evaluation, each, key, is_total=is_total) for each in _guests(definition, column))
    if own.stored is None:
        return plain(beside.strip())
    return _text(own.shown + beside) if beside else own


def own_content(evaluation: Evaluation, key: CellKey, column: Column) -> Content:
    """The content of a cell by itself: a number where it has one that a spreadsheet keeps, else its text."""
    value = evaluation.shown(key).value
    if value is None:
        return plain("")
    is_total, unit = key.row == TOTAL_ROW, evaluation.unit(key)
    text = display(column, value, unit=unit, total=is_total)
    number = _number(column, value)
    if number is None:
        return _text(text)
    return Content(number, text, number_format(column, value, unit=unit, total=is_total))


def _text(text: str) -> Content:
    return Content(text, text, TEXT_FORMAT if len(text) <= _LONGEST_TEXT_FORMAT else _GENERAL)


def _guests(definition: TableDefinition, host: Column) -> tuple[Column, ...]:
    """The columns that print within the cell of this one."""
    return tuple(column for column in definition.columns if column.printed and column.inside == host.key)


def _beside(evaluation: Evaluation, column: Column, key: CellKey, *, is_total: bool) -> str:
    """The text that a column adds to its host's cell; nothing when it has no figure."""
    own = CellKey(key.table, key.row, column.key)
    value = evaluation.shown(own).value
    if value is None or value.state is State.NONE:
        return ""
    shown = display(column, value, unit=evaluation.unit(own), total=is_total)
    return column.joint.replace("{value}", shown)


def _number(column: Column, value: Value) -> Decimal | None:
    """The number that is stored for a value, None when it is a text."""
    if not column.type.is_numeric:
        return None
    if value.state is State.NONE:
        return Decimal(0)
    number = to_decimal(value.text) if value.state is State.VALUE else None
    if number is None or len(number.as_tuple().digits) > SPREADSHEET_DIGITS:
        return None
    return number
