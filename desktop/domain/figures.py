"""Values of cells read as figures for arithmetic, and reckoned figures written back as values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from desktop.domain import quantities as q
from desktop.domain.dates import Moment, moment_of, period_of
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.display import printed_places
from desktop.domain.numbers import canonical, rounded, to_decimal
from desktop.domain.quantities import Figure, Quantity
from desktop.domain.units import is_exact
from desktop.domain.values import State, Value

_SIDES = 2
_PAIR, _DECIMAL, _HELD = ColumnType.PAIR, ColumnType.DECIMAL, State.VALUE
"""Looked up once: members of an enum are slow to reach, and every figure of a report asks."""
_CACHED = 32768


def side_of(column: Column, quantity: Quantity | None, part: str) -> Quantity | None:
    """One side of a pair by its name, all of it without a name, None when there is no such side."""
    if quantity is None or not part:
        return quantity
    if part not in column.parts or len(quantity) != _SIDES:
        return None
    return (quantity[column.parts.index(part)],)


@lru_cache(_CACHED)
def is_counted(kind: ColumnType, unit: str) -> bool:
    """Whether printed figures of this kind in this unit stand for themselves and not for an interval."""
    if kind in (ColumnType.COUNT, ColumnType.PAIR):
        return True
    return is_exact(unit) if unit else kind is ColumnType.INTEGER


def figures_of(column: Column, value: Value, *, counted: bool) -> Quantity | None:
    """The figures of a value that arithmetic may use; "-" counts as zero."""
    sides = _SIDES if column.type is _PAIR else 1
    declared = column.places if column.type is not _DECIMAL else printed_places(column, value)
    places = None if counted else declared
    if value.state is _HELD:
        return _read(value.text, sides, places)
    return _read("/".join(["0"] * sides), sides, places) if value.is_known else None


@lru_cache(_CACHED)
def _read(text: str, sides: int, places: int | None) -> Quantity | None:
    """The figures of a canonical text, counted ones where there are no places; a report reads each many times."""
    numbers = [number for side in text.split("/") if (number := to_decimal(side)) is not None]
    if len(numbers) != sides or text.count("/") != sides - 1:
        return None
    return tuple(q.exact(number) if places is None else q.printed(number, places) for number in numbers)


def days_of(column: Column, value: Value) -> Quantity | None:
    """A date as a day number that can be compared, a period as two of them; None where a side of it is open.

    A month or a year stands for any of its days, as a printed figure does for its rounding interval.
    """
    if value.state is not State.VALUE:
        return None
    if column.type is ColumnType.DATE:
        moment = moment_of(value.text)
        return (_days(moment),) if moment else None
    period = period_of(value.text)
    return (_days(period.start), _days(period.end)) if period and period.start and period.end else None


def _days(moment: Moment) -> Figure:
    first, last = (Decimal(date.toordinal(day)) for day in (moment.first, moment.last))
    return Figure(first, first, last)


def value_of(column: Column, quantity: Quantity, *, keep_decimals: bool) -> Value | None:
    """A reckoned quantity as it is kept in a cell, rounded half up to the printed decimals."""
    if (len(quantity) == _SIDES) != (column.type is ColumnType.PAIR):
        return None
    texts = [_number_text(column, figure.value, keep_decimals=keep_decimals) for figure in quantity]
    return Value.of("/".join(texts))


def _number_text(column: Column, number: Decimal, *, keep_decimals: bool) -> str:
    return canonical(number if keep_decimals else rounded(number, column.places))
