"""A pasted table recognized: header, types, units, totals, formulas, years, each a proposal for the clerk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.domain.definitions import ColumnType
from desktop.domain.pasted import PastedTable
from desktop.domain.recognition.columns import found_columns, misfits_of, typed
from desktop.domain.recognition.formulas import find_formulas
from desktop.domain.recognition.found import (
    Doubt,
    FoundColumn,
    FoundFormula,
    FoundYears,
    Recognized,
    Relation,
    Remark,
    Sure,
)
from desktop.domain.recognition.frame import Frame, frame_of, units_in
from desktop.domain.recognition.totals import find_total, has_subtotals
from desktop.domain.units import normal

MOST_COLUMNS, MOST_ROWS = 60, 3000
_YEAR = re.compile(r"(?<!\d)(?:(19|20)(\d\d)|['’‘]\s?(\d\d))(?=\D|$)")
_FEWEST_YEARS = 2


class NotATableError(ValueError):
    """What was pasted cannot become a table; `sentence` says to the clerk why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def recognize(table: PastedTable | None, header_rows: int | None = None) -> Recognized:
    """Understand a pasted table.

    Args:
        table: what `clipboard.read_table` found.
        header_rows: how many leading rows are header, when the clerk says so.

    Raises:
        NotATableError: there is no table, or none that one table can hold.
    """
    sound = _sound(table)
    frame = frame_of(sound, header_rows)
    lines = _body(sound, frame)
    if not any(text.strip() for line in lines for text in line):
        raise NotATableError("붙여 넣을 표에 머리글만 있고 행이 없습니다. 행까지 함께 복사하십시오.")
    columns = found_columns(sound, frame, lines)
    total = find_total(columns, lines)
    if total is not None:  # a label such as 계 in the column of figures does not decide its type
        body = [line for place, line in enumerate(lines) if place != total.row]
        units = units_in(frame.unit_note)
        columns = tuple(
            column if column.type.is_figure else _again(column, [line[place] for line in body], units)
            for place, column in enumerate(columns)
        )
    formulas = find_formulas(columns, lines, total)
    columns = _with_units_of_sums(columns, formulas)
    body = [line for place, line in enumerate(lines) if total is None or place != total.row]
    made = Recognized(
        frame.title,
        frame.unit_note,
        frame.footnotes,
        frame.header_rows,
        tuple(
            replace(column, misfits=misfits_of(column, [line[place] for line in body]))
            for place, column in enumerate(columns)
        ),
        tuple(tuple(line) for line in body),
        total,
        tuple(lines[total.row]) if total is not None else (),
        formulas,
        tuple(_years(columns)),
    )
    return replace(made, remarks=tuple(_remarks(sound, frame, made)))


def _with_units_of_sums(columns: tuple[FoundColumn, ...], formulas: Sequence[FoundFormula]) -> tuple[FoundColumn, ...]:
    """What is added up has the unit of the sum, where only that one says it: 총 21명 | 7 | 6."""
    by_key = {column.key: column for column in columns}
    for formula in formulas:
        whole = by_key[formula.key]
        if formula.relation is Relation.SUM and whole.unit:
            parts = [by_key[key] for key in formula.of if not by_key[key].unit]
            by_key.update({part.key: replace(part, unit=whole.unit, type=whole.type) for part in parts})
    return tuple(by_key.values())


def _again(column: FoundColumn, texts: Sequence[str], units: Sequence[str]) -> FoundColumn:
    again = typed(column, texts, units)
    return again if again.type.is_figure else column


def _sound(table: PastedTable | None) -> PastedTable:
    """The table, when it is one that can be taken as a whole."""
    if table is None or not any(cell.text.strip() for cell in table.cells):
        raise NotATableError("클립보드에 표가 없습니다. 엑셀이나 한글에서 표를 골라 복사한 뒤 다시 붙여 넣으십시오.")
    if table.nested:
        raise NotATableError(
            f"{table.nested[0] + 1}행의 칸 안에 표가 또 있습니다. 안쪽 표를 떼어 내고 복사하거나, "
            "표를 하나씩 붙여 넣으십시오."
        )
    if table.width > MOST_COLUMNS or len(table.widths) > MOST_ROWS:
        raise NotATableError(
            f"표가 너무 큽니다({len(table.widths):,}행 {table.width:,}열). "
            f"{MOST_ROWS:,}행 {MOST_COLUMNS}열까지 붙여 넣을 수 있으니 나누어 복사하십시오."
        )
    ragged = next((row for row, width in enumerate(table.widths) if width != table.width), None)
    if ragged is not None:
        raise NotATableError(
            f"{ragged + 1}행이 {table.widths[ragged]}칸으로, 표의 {table.width}칸과 다릅니다. "
            "칸 수를 맞추거나 네모꼴로 다시 골라 복사하십시오."
        )
    return table


def _body(table: PastedTable, frame: Frame) -> list[list[str]]:
    """The rows under the header, merged cells repeated downwards."""
    grid = table.grid()
    for cell in table.cells:
        for row in range(cell.row + 1, cell.row + cell.rowspan):
            grid[row][cell.column] = cell.text
    lines = grid[frame.begin + frame.header_rows : frame.end]
    return [line for line in lines if any(text.strip() for text in line)]


def _years(columns: Sequence[FoundColumn]) -> Iterator[FoundYears]:
    """Runs of columns whose labels differ in the year only, each year one more (or less) than the one before."""
    named = [(column, *_dated(column.label)) for column in columns]
    start = 0
    while start < len(named):
        end = start + 1
        while end < len(named) and _continues(named[end - 1], named[end]):
            end += 1
        run = named[start:end]
        if len(run) >= _FEWEST_YEARS and run[0][2]:
            yield FoundYears(tuple(c.key for c, _, _ in run), tuple(year for _, _, year in run), run[0][1])
        start = end


def _dated(label: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """A label with {year} or {yy} for its year, and the year; 0 when it names none, or several."""
    found = [each for part in label for each in _YEAR.finditer(part)]
    if len(found) != 1:
        return tuple(label), 0
    one = found[0]
    year = int(one[1] + one[2]) if one[1] else 2000 + int(one[3])
    made = tuple(_YEAR.sub("{year}" if one[1] else one[0][: -len(one[3])] + "{yy}", part) for part in label)
    return made, year


def _continues(
    before: tuple[FoundColumn, tuple[str, ...], int], after: tuple[FoundColumn, tuple[str, ...], int]
) -> bool:
    one, other = before[0], after[0]
    return (
        bool(before[2])
        and after[2] == before[2] + 1
        and before[1] == after[1]
        and (one.type, one.unit, one.places) == (other.type, other.unit, other.places)
    )


def _remarks(table: PastedTable, frame: Frame, made: Recognized) -> Iterator[Remark]:
    if not any(part.strip() for column in made.columns for part in column.label):
        yield Remark(Doubt.HEADER)
    units = [unit for unit in units_in(frame.unit_note) if normal(unit) != "%"]
    without = [c for c in made.columns if c.type in (ColumnType.INTEGER, ColumnType.DECIMAL) and not c.unit]
    if len(units) > 1:
        yield from (Remark(Doubt.UNIT, column.key) for column in without)
    yield from (Remark(Doubt.MISFIT, column.key) for column in made.columns if column.misfits)
    first = frame.begin + frame.header_rows
    joined = dict.fromkeys(c.row - first for c in table.cells if first <= c.row < frame.end and c.colspan > 1)
    yield from (Remark(Doubt.JOINED, str(row + 1)) for row in joined)
    yield from (Remark(Doubt.PICTURE, f"{row - first + 1}/{column + 1}") for row, column in table.pictures)
    if table.tables > 1:
        yield Remark(Doubt.TABLES, str(table.tables))
    if made.total is not None and not made.total.twice and has_subtotals(made.columns, made.body):
        yield Remark(Doubt.SUBTOTALS)
    yield from (Remark(Doubt.LINE, line) for line in frame.unread)


def is_offered(sure: Sure) -> bool:
    """Whether a proposal is ticked before the clerk looks at it."""
    return sure is not Sure.FIGURES
