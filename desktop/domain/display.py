"""How a value reads: on the sheet and in the window (`display`), in an open editor, and as an Excel number format.

conventions.md, Numbers and Rounding. `display` and `number_format` say the same thing twice, for the program and for
a spreadsheet; a test holds them together. What conventions.md leaves open is decided so:

- Zero. An exact zero prints as `Column.zero` ("-" unless the definition says otherwise). A figure that only rounds to
  zero (20 of 94,657 is 0.02 %), and a published "0.0", print as figures without a sign: "0.0". `State.NONE` always
  prints "-". `zero` is printed as it is, without `shows`.
- Decimals. `Column.places`; in a DECIMAL column the decimals that were entered, or that its formula passes on, where
  they are more, because such columns hold figures of many units (a KPI in 명 beside one in %).
- `shows` stands around figures only: a "-" in a column of "({value})" prints bare.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from desktop.domain.dates import moment_of, period_of
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.expressions import parse
from desktop.domain.numbers import decimals, rounded, to_decimal
from desktop.domain.values import State, Value

NEGATIVE_SIGN = "△"
NO_FIGURE = "-"
STATE_TEXTS = {State.NONE: NO_FIGURE, State.NOT_YET: "미집계", State.NOT_APPLICABLE: "해당없음"}
"""What a cell without a figure prints."""

TEXT_FORMAT = "@"
_CACHED = 16384


def display(column: Column, value: Value | None, *, unit: str = "", total: bool = False) -> str:
    """The value as it prints.

    Args:
        column: the column (or single field) of the cell.
        value: what the cell shows; None is blank.
        unit: the unit of this cell where it differs by row; fills `{unit}` of `shows`.
        total: whether the cell stands in the total row, where `shows_total` holds.

    Returns:
        The text, "" for a blank cell. With `State.INVALID`, what was typed.
    """
    if value is None:
        return ""
    return _body(column, value, unit or column.unit, total=total) + _behind(value.mark)


def edit_text(column: Column, value: Value | None) -> str:
    """The value as it stands in an open editor; `parsing.parse` reads it back as the same value.

    Figures come without thousands commas, because a comma is in the way of every digit typed after it.
    """
    if value is None:
        return ""
    text = _worded(column.type, value.text) if value.state is State.VALUE else STATE_TEXTS.get(value.state, value.text)
    return text + _behind(value.mark)


def number_format(column: Column, value: Value, *, unit: str = "", total: bool = False) -> str:
    """The Excel number format under which the stored number prints what `display` gives.

    Text cells (texts, dates, pairs, states but "-", invalid entries) get "@". "-" is stored as the number 0.
    """
    if not column.type.is_numeric or value.state not in (State.VALUE, State.NONE):
        return TEXT_FORMAT
    number = to_decimal(value.text) if value.state is State.VALUE else Decimal(0)
    if number is None:
        return TEXT_FORMAT
    places = printed_places(column, value)
    zero = _zero_text(column, value, number, places)
    return _figure_format(places, zero, _template(column, total=total), unit or column.unit, _behind(value.mark))


def printed_places(column: Column, value: Value) -> int:
    """How many decimals of a figure print; half of the last one is the figure's rounding interval."""
    if keeps_decimals(column):
        return max(column.places, decimals(value.text))
    return column.places


def keeps_decimals(column: Column) -> bool:
    """Whether figures of a column keep the decimals that they have: as entered, or as a formula passes them on."""
    return column.type is ColumnType.DECIMAL and (not column.formula or parse(column.formula).keeps_decimals)


def _body(column: Column, value: Value, unit: str, *, total: bool) -> str:
    if value.state is not State.VALUE:
        return STATE_TEXTS.get(value.state, value.text)
    if column.type.is_numeric:
        return _number(column, value, unit, total=total)
    if column.type is ColumnType.PAIR:
        return _pair(column, value.text, unit, total=total)
    if column.type is ColumnType.LONG_TEXT and column.bullet and not total:
        return "\n".join(_bulleted(column.bullet, line) for line in value.text.split("\n"))
    return _worded(column.type, value.text, column.day_form)


def _number(column: Column, value: Value, unit: str, *, total: bool) -> str:
    number = to_decimal(value.text)
    if number is None:
        return value.text
    places = printed_places(column, value)
    if not number and (zero := _zero_text(column, value, number, places)) is not None:
        return zero
    return _around(_figure(value.text, places), _template(column, total=total), unit)


def _pair(column: Column, text: str, unit: str, *, total: bool) -> str:
    """Both figures, "-" when both are zero (conventions.md, Pairs)."""
    left, _, right = text.partition("/")
    first, second = to_decimal(left), to_decimal(right)
    if first is None or second is None:
        return text
    if not first and not second:
        return NO_FIGURE
    figures = f"{_figure(left, column.places)}/{_figure(right, column.places)}"
    return _around(figures, _template(column, total=total), unit)


def _worded(kind: ColumnType, text: str, day_form: str = "") -> str:
    """A date or period by the pattern of its days, or in the spelling of new texts; any other text as it is."""
    found = moment_of(text) if kind is ColumnType.DATE else period_of(text) if kind is ColumnType.PERIOD else None
    return found.written(day_form) if found else text


def _bulleted(bullet: str, line: str) -> str:
    return f"{bullet.strip()} {line}" if line else line


def _behind(mark: str) -> str:
    return f" {mark}" if mark else ""


def _template(column: Column, *, total: bool) -> str:
    return (column.shows_total if total else "") or column.shows


def _around(figure: str, template: str, unit: str) -> str:
    return figure if template == "{value}" else template.replace("{unit}", unit).replace("{value}", figure)


def _zero_text(column: Column, value: Value, number: Decimal, places: int) -> str | None:
    """What a zero in this cell prints; None for a figure that is zero by rounding and prints as one, "0.0"."""
    if value.state is State.NONE:
        return NO_FIGURE
    is_rounded = bool(number) or (places > 0 and decimals(value.text) > 0)
    return None if is_rounded and not rounded(number, places) else column.zero


@lru_cache(_CACHED)
def _figure(text: str, places: int) -> str:
    """A canonical number with thousands commas, half up at `places`, △ for a minus."""
    number = rounded(Decimal(text), places)
    sign = NEGATIVE_SIGN if number < 0 else ""
    return f"{sign}{number.copy_abs():,f}"


@lru_cache(_CACHED)
def _figure_format(places: int, zero: str | None, template: str, unit: str, behind: str) -> str:
    head, _, tail = template.replace("{unit}", unit).partition("{value}")
    before, after = _literal(head), _literal(tail + behind)
    digits = "#,##0" + ("." + "0" * places if places else "")
    figure = f"{before}{digits}{after}"
    if zero is None:
        return f"{figure};{figure};{figure}"
    return f'{figure};{before}"{NEGATIVE_SIGN}"{digits}{after};{_literal(zero + behind)}'


def _literal(text: str) -> str:
    """A text as it stands in a number format."""
    return r"\"".join(f'"{part}"' if part else "" for part in text.split('"'))
