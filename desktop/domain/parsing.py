"""What a clerk typed or pasted into a cell, made a `Value`.

Rules: conventions.md (Numbers, Units, Pairs, Years and dates) and traps.md B §4. Nothing is lost and nothing raises:
what a column cannot take stays as `State.INVALID`. Two decisions that conventions.md leaves open:

- "(9)" is minus nine, but in a column that prints "({value})" it is the printed nine.
- A figure keeps its typed decimals ("2.50"); one converted from another unit ("85억원" → "8500") has none to spare.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from desktop.domain.dates import parse_date, parse_period
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.numbers import canonical, fits_spreadsheet, read_unsigned, shortest
from desktop.domain.spelling import bare, plain, tidy
from desktop.domain.units import normal, read_amount
from desktop.domain.values import NONE, NOT_APPLICABLE, NOT_YET, Value

_MARK = re.compile(r"(.*?)\s*([*＊]+|[⁰¹²³⁴-⁹]+⁾|[†‡※])", re.DOTALL)
_SIGNED = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[△▲Δ∆+−–—-])?\s*(?P<won>₩)?(?P<figure>[0-9.,]+)(?P<unit>[^()]*)(?P<close>\))?"
)
_DASHES = frozenset("-−–—")
_STATES = {
    "미집계": NOT_YET,
    "...": NOT_YET,
    "⋯": NOT_YET,
    "해당없음": NOT_APPLICABLE,
    "해당사항없음": NOT_APPLICABLE,
} | dict.fromkeys(_DASHES, NONE)
_LONGEST = 100
"""No figure, date or period is longer; whatever a paste brings, reading it stays quick."""
_WHOLE = frozenset({ColumnType.INTEGER, ColumnType.COUNT})


def parse(column: Column, typed: str, unit: str = "") -> Value | None:
    """The value that a typed text means in a column.

    Args:
        column: the column (or single field) that the cell belongs to.
        typed: the text, as typed or pasted.
        unit: the unit of this cell where it differs by row; the column's unit when empty.

    Returns:
        None for a blank cell; a value in `State.INVALID`, holding what was typed, when the column cannot take it.
    """
    text = tidy(typed)
    if not text:
        return None
    if column.type in _TEXTS:
        return _TEXTS[column.type](column, text)
    if len(text) > _LONGEST:
        return Value.invalid(text)
    body, mark = _without_mark(text) if column.type.is_figure else (text, "")
    value = _STATES.get(bare(plain(body))) or _READERS[column.type](column, body, unit or column.unit)
    if value is None:
        return Value.invalid(text)
    return value.marked(mark) if mark else value


def _text(_column: Column, text: str) -> Value | None:
    return Value.of(text)


def _long_text(column: Column, text: str) -> Value | None:
    """A long text without the mark that display puts before each of its lines."""
    if not column.bullet:
        return Value.of(text)
    bullets = re.compile(rf"(?:\s*{re.escape(column.bullet.strip())})+")
    lines = [line[found.end() :] if (found := bullets.match(line)) else line for line in text.split("\n")]
    joined = "\n".join(line.strip() for line in lines).strip()
    return Value.of(joined) if joined else None


def _option(column: Column, text: str) -> Value:
    """One of the options, compared without blanks ("추진 중" is 추진중); any text where none are declared."""
    wanted = bare(text)
    found = next((option for option in column.options if bare(option) == wanted), None)
    if found is not None:
        return Value.of(found)
    return _STATES.get(bare(plain(text))) or (Value.invalid(text) if column.options else Value.of(text))


def _without_mark(text: str) -> tuple[str, str]:
    """A figure and the footnote mark behind it: "1,579 **" gives "1,579" and "**"."""
    found = _MARK.fullmatch(text)
    return (found[1], found[2].replace("＊", "*")) if found else (text, "")


def _date(_column: Column, text: str, _unit: str) -> Value | None:
    moment = parse_date(text)
    return Value.of(moment.iso) if moment else None


def _period(_column: Column, text: str, _unit: str) -> Value | None:
    period = parse_period(text)
    return Value.of(period.iso) if period else None


def _number(column: Column, text: str, unit: str) -> Value | None:
    number = _figure(column, _unwrapped(column, plain(text), unit), unit)
    return None if number is None else Value.of(canonical(number))


def _pair(column: Column, text: str, unit: str) -> Value | None:
    """Two figures: "31/35". Both zero is none, as it prints (conventions.md, Pairs)."""
    one, _, other = _unwrapped(column, plain(text), unit).partition("/")
    left, right = _side(column, one, unit), _side(column, other, unit)
    if left is None or right is None:
        return None
    return Value.of(f"{canonical(left)}/{canonical(right)}") if left or right else NONE


def _side(column: Column, side: str, unit: str) -> Decimal | None:
    return Decimal(0) if side.strip() in _DASHES else _figure(column, side, unit)


def _figure(column: Column, text: str, unit: str) -> Decimal | None:
    """One signed number in the unit of the cell, or None."""
    found = _SIGNED.fullmatch(text.strip())
    if not found or bool(found["open"]) != bool(found["close"]) or (found["open"] and found["sign"]):
        return None
    number = _in_unit(found["figure"], found["unit"] + ("원" if found["won"] else ""), _unit_of(column, unit))
    if number is None or not fits_spreadsheet(number):
        return None
    if column.type in _WHOLE:
        number = shortest(number)
        if number != number.to_integral_value():
            return None
    is_negative = found["open"] or found["sign"] not in (None, "+")
    return number.copy_negate() if is_negative else number


def _unit_of(column: Column, unit: str) -> str:
    return "%" if column.type is ColumnType.PERCENT and not unit else unit


def _in_unit(figure: str, written: str, unit: str) -> Decimal | None:
    """The figure in the unit of the cell; `written` is what was typed behind it, often nothing."""
    if not written.strip() or normal(written) == normal(unit):
        return read_unsigned(figure)
    return read_amount(figure + written, unit)


def _unwrapped(column: Column, text: str, unit: str) -> str:
    """The figure without what the column prints around it: "여성(18)" and "(18)" of `shows` are 18."""
    text = text.strip()
    for template in (column.shows, column.shows_total):
        head, _, tail = template.replace("{unit}", unit).partition("{value}")
        head, tail = plain(head).strip(), plain(tail).strip()
        if len(text) > len(head) + len(tail) and text.startswith(head) and text.endswith(tail) and (head or tail):
            return text.removeprefix(head).removesuffix(tail)
    return text


_TEXTS: dict[ColumnType, Callable[[Column, str], Value | None]] = {
    ColumnType.TEXT: _text,
    ColumnType.LONG_TEXT: _long_text,
    ColumnType.ENUM: _option,
}
_READERS: dict[ColumnType, Callable[[Column, str, str], Value | None]] = {
    ColumnType.INTEGER: _number,
    ColumnType.COUNT: _number,
    ColumnType.DECIMAL: _number,
    ColumnType.MONEY: _number,
    ColumnType.PERCENT: _number,
    ColumnType.AREA: _number,
    ColumnType.PAIR: _pair,
    ColumnType.DATE: _date,
    ColumnType.PERIOD: _period,
}
