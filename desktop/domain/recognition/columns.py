"""Labels, types and units of the columns of a pasted table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.definitions import Column, ColumnType
from desktop.domain.numbers import decimals
from desktop.domain.parsing import parse
from desktop.domain.pasted import PastedTable
from desktop.domain.recognition.found import FoundColumn
from desktop.domain.recognition.frame import Frame, is_unit, units_in
from desktop.domain.spelling import bare, plain
from desktop.domain.units import normal, unit_of
from desktop.domain.values import State, Value

Lines = Sequence[Sequence[str]]

PARTS = ("left", "right")
"""Names of the two sides of a recognized pair."""

_UNIT_IN_LABEL = re.compile(r"[(（\[]\s*(?:단위\s*[:：]\s*)?([^()（）\[\]]+?)\s*[)）\]]\s*$")
_UNIT_BEHIND = re.compile(r"[(]?[△▲+\-−]?\s*[\d,.]+\s*([^\d\s,.()]+)[)]?")
_RATE_NAMES = ("율", "률", "비율", "비중", "%", "퍼센트")
_NAMES_ONLY = re.compile(r"연도|년도|코드|전화.*|우편번호|.*일자?시?|No\.?", re.IGNORECASE)
_LEADING_ZERO = re.compile(r"0\d+")
_LONG, _ENOUGH = 40, 4
_TIMES = (ColumnType.DATE, ColumnType.PERIOD)


def found_columns(table: PastedTable, frame: Frame, body: Lines) -> tuple[FoundColumn, ...]:
    """The columns, from left to right; `body` is without the header, with merged cells repeated."""
    labels, units = labels_of(table, frame), units_in(frame.unit_note)
    merged = {cell.column for cell in table.cells if cell.rowspan > 1 and cell.row >= frame.begin + frame.header_rows}
    as_text = _as_text(table, frame)
    return tuple(
        typed(
            FoundColumn(f"c{place + 1}", labels[place], ColumnType.TEXT, merge=place in merged),
            [line[place] for line in body],
            units,
            is_text=place in as_text,
        )
        for place in range(table.width)
    )


def labels_of(table: PastedTable, frame: Frame) -> list[tuple[str, ...]]:
    """The header texts over each column, from top to bottom, each merged cell once."""
    labels: list[list[str]] = [[] for _ in range(table.width)]
    for cell in _header_cells(table, frame):
        for column in range(cell[1], cell[2]):
            labels[column].append(cell[0])
    return [_trimmed(label) for label in labels]


def typed(
    column: FoundColumn, texts: Sequence[str], units: Sequence[str] = (), *, is_text: bool = False
) -> FoundColumn:
    """The column with type, unit and decimals by what stands in it; a figure in four of five cells makes figures."""
    filled = [text for text in texts if text.strip()]
    named = _unit_of_label(column)
    behind = _unit_behind(filled)
    if is_text or not filled or any(_LEADING_ZERO.fullmatch(bare(text)) for text in filled):
        return _worded(column, filled)
    for made in _candidates(column, filled, named or behind or "", units):
        misfits = misfits_of(made, texts)
        if len(misfits) * (_ENOUGH + 1) <= len(filled) and not _only_states(made, filled):
            shows = "{value}{unit}" if behind and not named and behind == made.unit else "{value}"
            return replace(made, misfits=misfits, shows=shows)
    return _worded(column, filled)


def misfits_of(column: FoundColumn, texts: Sequence[str]) -> tuple[int, ...]:
    """The lines whose text the column cannot take."""
    asked = as_column(column)
    return tuple(
        line for line, text in enumerate(texts) if (value := parse(asked, text)) and value.state is State.INVALID
    )


def as_column(column: FoundColumn) -> Column:
    """The column as a definition has it, without its formula."""
    parts = PARTS if column.type is ColumnType.PAIR else ()
    return Column(
        column.key,
        column.label or ("",),
        column.type,
        column.unit,
        places=column.places,
        shows=column.shows,
        parts=parts,
    )


def _header_cells(table: PastedTable, frame: Frame) -> list[tuple[str, int, int]]:
    """Header cells as (text, first column, column behind), from top to bottom; without spans blanks join."""
    end = frame.begin + frame.header_rows
    inside = [cell for cell in table.cells if frame.begin <= cell.row < end]
    if table.has_spans or frame.header_rows == 1:
        return [(cell.text, cell.column, cell.column + cell.colspan) for cell in inside]
    below = {cell.column for cell in inside if cell.row > frame.begin and cell.text.strip()}
    made: list[tuple[str, int, int]] = []
    for cell in inside:
        joins = not cell.text.strip() and cell.row == frame.begin and cell.column in below and made
        if joins:
            made[-1] = (made[-1][0], made[-1][1], cell.column + 1)
        elif cell.text.strip():
            made.append((cell.text, cell.column, cell.column + 1))
    return made


def _trimmed(label: Sequence[str]) -> tuple[str, ...]:
    """Without blank levels at the end; a column without a label has one blank level."""
    kept = list(label)
    while len(kept) > 1 and not kept[-1].strip():
        kept.pop()
    return tuple(kept) or ("",)


def _as_text(table: PastedTable, frame: Frame) -> set[int]:
    """The columns whose body Excel holds as text throughout: codes and numbers that nobody adds."""
    body = [cell for cell in table.cells if cell.row >= frame.begin + frame.header_rows and cell.text.strip()]
    return {cell.column for cell in body if cell.is_text} - {cell.column for cell in body if not cell.is_text}


def _unit_of_label(column: FoundColumn) -> str:
    """The unit that the label says, of its lowest level first: "사업비(백만원)"."""
    for part in reversed(column.label):
        found = _UNIT_IN_LABEL.search(part)
        if found and is_unit(bare(found[1])):
            return bare(found[1])
    return ""


def _unit_behind(texts: Sequence[str]) -> str:
    """The unit that stands behind every figure of the column: "594개"."""
    figures = [found for text in texts if (found := _UNIT_BEHIND.fullmatch(plain(text.strip())))]
    said = {normal(found[1]) for found in figures}
    known = len(said) == 1 and len(figures) * (_ENOUGH + 1) >= len(texts) * _ENOUGH
    return bare(figures[0][1]) if known and is_unit(figures[0][1]) else ""


def _candidates(column: FoundColumn, texts: Sequence[str], unit: str, units: Sequence[str]) -> list[FoundColumn]:
    """The types to try, the likeliest first."""
    name = bare(column.label[-1])
    if _NAMES_ONLY.fullmatch(name) and not unit:
        return [replace(column, type=kind) for kind in _TIMES if "/" not in "".join(texts)]
    is_rate = normal(unit) == "%" or (
        not unit and any(rate in bare(part) for part in column.label for rate in _RATE_NAMES)
    )
    plain_units = [each for each in units if normal(each) != "%"]
    own = "%" if is_rate else unit or (plain_units[0] if len(plain_units) == 1 else "")
    if not own and "%" in units and not plain_units:
        own, is_rate = "%", True
    places = _places(column, texts, own)
    numeric = replace(column, type=_numeric_type(own, texts, places), unit=own, places=places)
    pair = replace(column, type=ColumnType.PAIR, unit=own)
    times = [replace(column, type=kind) for kind in _TIMES if _has_time_marks(texts)]
    return [numeric, pair, *times]


def _places(column: FoundColumn, texts: Sequence[str], unit: str) -> int:
    """The decimals that most figures are printed with: the most of any."""
    asked = as_column(replace(column, type=ColumnType.DECIMAL, unit=unit))
    values = [parse(asked, text) for text in texts]
    return max((decimals(value.text) for value in values if value and value.state is State.VALUE), default=0)


def _numeric_type(unit: str, texts: Sequence[str], places: int) -> ColumnType:
    known = unit_of(unit) if unit else None
    if normal(unit) == "%":
        return ColumnType.PERCENT
    if known is not None and known.base == "원":
        return ColumnType.MONEY
    if known is not None and known.base == "㎡":
        return ColumnType.AREA
    if places:
        return ColumnType.DECIMAL
    is_counted = known is not None and known.factor == 1 and known.base != "m"
    return ColumnType.COUNT if is_counted and not _has_negative(texts) else ColumnType.INTEGER


def _has_negative(texts: Sequence[str]) -> bool:
    return any(plain(text.strip())[:1] in "△▲-−(" and any(map(str.isdigit, text)) for text in texts)


def _has_time_marks(texts: Sequence[str]) -> bool:
    """Whether most texts have what days are written with: a bare number is no day."""
    marked = sum(bool(re.search(r"[년월일.~'’‘/-]", text)) for text in texts)
    return marked * 2 > len(texts)


def _only_states(column: FoundColumn, texts: Sequence[str]) -> bool:
    """Whether no text is a figure: a column of "-" alone may hold anything."""
    asked = as_column(column)
    values: list[Value | None] = [parse(asked, text) for text in texts]
    return not any(value and value.state is State.VALUE for value in values)


def _worded(column: FoundColumn, texts: Sequence[str]) -> FoundColumn:
    is_long = any("\n" in text or len(text) > _LONG for text in texts)
    return replace(column, type=ColumnType.LONG_TEXT if is_long else ColumnType.TEXT, unit="", places=0)
