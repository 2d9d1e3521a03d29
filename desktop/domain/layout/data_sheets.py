"""A report as plain data (자료형): one table per sheet under one header row, to be filtered and reckoned with.

The official layout merges, turns and leaves out; here every cell of every table stands by itself, whether it prints or
not. A first sheet lists the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain.chapters import counted_chapters
from desktop.domain.definitions import Align, Column, ColumnType, Layout, ReportTemplate, TableDefinition
from desktop.domain.evaluation import Evaluation
from desktop.domain.layout.content import Content, alignment, own_content, plain
from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.measure import PADDING, text_height, text_width
from desktop.domain.layout.names import sheet_names
from desktop.domain.layout.plan import Look, PlanCell, SheetPlan, WorkbookPlan
from desktop.domain.layout.workbook import report_record
from desktop.domain.numbers import to_decimal
from desktop.domain.outline import shown_items
from desktop.domain.report import FIELDS_ROW, CellKey, Table
from desktop.domain.values import State

CONTENTS = "차례"
_NUMBER, _TABLE, _COUNT = "번호", "표", "행 수"
_OWNER, _PLACE, _FIELD, _VALUE, _UNIT = "소속", "항목 번호", "항목", "값", "단위"
_FIELDS_OF = "{title} 항목"
_COUNT_FORMAT = "#,##0"
_SIDES = 2
_SIZE = FONT_SIZES[Look.BODY]
_NARROWEST, _WIDEST, _FILTER_BUTTON = 8.0, 60.0, 3.0
"""Widths in characters; the button of the filter covers the end of a heading."""

_TALLEST = 400.0
"""A spreadsheet row is at most 409 points high."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of a list; `key` where it is a figure of the report, `link` where it leads to another sheet."""

    content: Content
    align: Align = Align.LEFT
    key: CellKey | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    cells: tuple[_Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """One sheet: its header and its rows; total rows come last, outside of the filter."""

    title: str
    header: tuple[str, ...]
    lines: tuple[_Line, ...]


def data_plan(
    evaluation: Evaluation, template: ReportTemplate, chapters: Collection[str] | None = None
) -> WorkbookPlan:
    """Plan the sheets of plain data.

    Args:
        evaluation: the report as it shows.
        template: its chapters, whose order the sheets follow; a clerk's own tables come last.
        chapters: keys of the wanted chapters, None for all that are on; own tables come with the chapter of what
            they hang in.
    """
    report = evaluation.report
    lists = tuple(each for tables in _groups(evaluation, template, chapters) for each in _lists(evaluation, tables))
    names = sheet_names([CONTENTS, *(each.title for each in lists)])
    sheets = [_sheet(names[0], _contents(lists, names[1:]), report.info.title)]
    sheets += [_sheet(name, each, report.info.title) for name, each in zip(names[1:], lists, strict=True)]
    return WorkbookPlan(tuple(sheets), report.info.title, report_record(report))


def _groups(
    evaluation: Evaluation, template: ReportTemplate, chapters: Collection[str] | None
) -> Iterator[tuple[Table, ...]]:
    """The tables of each sheet: all instances of an official table together, each own table by itself."""
    report = evaluation.report
    counted = counted_chapters(report, template, chapters)
    wanted = (chapter for chapter in counted if chapters is None or chapter.key in chapters)
    codes = tuple(dict.fromkeys(code for chapter in wanted for code in chapter.tables))
    seen = {row.uid for code in codes for table in report.of_code(code) for row in table.rows}
    yield from (found for code in codes if (found := report.of_code(code)))
    yield from ((table,) for table in report.tables.values() if table.is_custom and table.owner in seen)


def _lists(evaluation: Evaluation, tables: Sequence[Table]) -> Iterator[_List]:
    """The rows of tables of one definition, and their single fields where they have any."""
    definition = tables[0].definition
    if definition.layout is Layout.OUTLINE:
        yield _outline(evaluation, tables)
    elif definition.columns:
        yield _rows(evaluation, tables)
    if definition.fields:
        title = _FIELDS_OF.format(title=definition.title) if definition.columns else definition.title
        yield _fields(evaluation, tables, title)


def _rows(evaluation: Evaluation, tables: Sequence[Table]) -> _List:
    definition = tables[0].definition
    header = (name for column in definition.columns for name in _headings(column))
    lines = [
        _Line((*_owner(evaluation, table), *_cells(evaluation, table, row.uid)), is_total=row.is_total)
        for table in tables
        for row in evaluation.rows(table.uid)
    ]
    body_first = sorted(lines, key=lambda line: line.is_total)
    return _List(definition.title, (*_owner_heading(definition), *header), tuple(body_first))


def _outline(evaluation: Evaluation, tables: Sequence[Table]) -> _List:
    definition = tables[0].definition
    header = (name for column in definition.columns for name in _headings(column))
    lines = tuple(
        _Line((*_owner(evaluation, table), _Cell(plain(item.number)), *_cells(evaluation, table, item.row.uid)))
        for table in tables
        for item in shown_items(evaluation.report, table)
        if not item.is_table_place
    )
    return _List(definition.title, (*_owner_heading(definition), _PLACE, *header), lines)


def _fields(evaluation: Evaluation, tables: Sequence[Table], title: str) -> _List:
    definition = tables[0].definition
    lines = tuple(
        _Line((*_owner(evaluation, table), *_field(evaluation, CellKey(table.uid, FIELDS_ROW, column.key), column)))
        for table in tables
        for column in definition.fields
    )
    return _List(title, (*_owner_heading(definition), _FIELD, _VALUE, _UNIT), lines)


def _field(evaluation: Evaluation, key: CellKey, column: Column) -> Iterator[_Cell]:
    yield _Cell(plain(column.title))
    yield _Cell(own_content(evaluation, key, column), _side(column), key)
    yield _Cell(plain(evaluation.unit(key)))


def _owner_heading(definition: TableDefinition) -> tuple[str, ...]:
    return (_OWNER,) if definition.owner else ()


def _owner(evaluation: Evaluation, table: Table) -> tuple[_Cell, ...]:
    """The name of the row that a table hangs under, where its definition says that it hangs."""
    owners = evaluation.report.of_code(table.definition.owner) if table.definition.owner else ()
    names = (row.label for owner in owners for row in evaluation.rows(owner.uid) if row.uid == table.owner)
    return (_Cell(plain(next(names, ""))),) if table.definition.owner else ()


def _headings(column: Column) -> tuple[str, ...]:
    """The name of a column with its unit; a pair has two columns."""
    unit = f" ({column.unit})" if column.unit else ""
    names = (f"{column.title} {part}" for part in column.parts) if _is_pair(column) else (column.title,)
    return tuple(name + unit for name in names)


def _side(column: Column) -> Align:
    """Letters that the official table spreads are searched and sorted here, and stand at the left."""
    declared = alignment(column)
    return Align.LEFT if declared is Align.SPREAD else declared


def _is_pair(column: Column) -> bool:
    return column.type is ColumnType.PAIR and len(column.parts) == _SIDES


def _cells(evaluation: Evaluation, table: Table, row: str) -> Iterator[_Cell]:
    for column in table.definition.columns:
        key = CellKey(table.uid, row, column.key)
        own = _Cell(own_content(evaluation, key, column), _side(column), key)
        yield from _sides(evaluation, own) if _is_pair(column) else (own,)


def _sides(evaluation: Evaluation, pair: _Cell) -> tuple[_Cell, ...]:
    """Both figures of a pair as numbers; what is no pair of figures stays one text."""
    value = evaluation.shown(pair.key).value if pair.key else None
    sides = value.text.split("/") if value and value.state is State.VALUE else []
    numbers = [number for side in sides if (number := to_decimal(side)) is not None]
    if len(numbers) != _SIDES:
        return pair, _Cell(plain(""))
    contents = (Content(number, f"{number:,}", _COUNT_FORMAT) for number in numbers)
    return tuple(replace(pair, content=content, align=Align.RIGHT) for content in contents)


def _contents(lists: Sequence[_List], names: Sequence[str]) -> _List:
    lines = (
        _Line((_count(place), _Cell(plain(each.title), link=name), _count(len(each.lines))))
        for place, (each, name) in enumerate(zip(lists, names, strict=True), start=1)
    )
    return _List(CONTENTS, (_NUMBER, _TABLE, _COUNT), tuple(lines))


def _count(number: int) -> _Cell:
    return _Cell(Content(Decimal(number), f"{number:,}", _COUNT_FORMAT), Align.RIGHT)


def _sheet(name: str, made: _List, footer: str) -> SheetPlan:
    """A list under one header row, every column as wide as it needs to be."""
    texts = [made.header, *(tuple(cell.content.shown for cell in line.cells) for line in made.lines)]
    widths = tuple(_width(column) for column in zip(*texts, strict=True))
    heights = tuple(
        max(text_height(text, _SIZE, width) for text, width in zip(row, widths, strict=True)) for row in texts
    )
    body = sum(not line.is_total for line in made.lines)
    return SheetPlan(
        name,
        widths,
        tuple(min(height, _TALLEST) for height in heights),
        tuple(_planned(made)),
        landscape=True,
        repeat_rows=(0, 0),
        footer=footer,
        filter=(0, body),
    )


def _width(texts: Sequence[str]) -> float:
    widest = max(text_width(text, _SIZE) for text in texts) + PADDING + _FILTER_BUTTON
    return float(min(max(widest, _NARROWEST), _WIDEST))


def _planned(made: _List) -> Iterator[PlanCell]:
    for col, text in enumerate(made.header):
        yield PlanCell(0, col, 1, 1, text, Look.HEADER, Align.CENTER)
    for row, line in enumerate(made.lines, start=1):
        look = Look.TOTAL if line.is_total else Look.BODY
        yield from (_plan_cell(row, col, cell, look) for col, cell in enumerate(line.cells))


def _plan_cell(row: int, col: int, cell: _Cell, look: Look) -> PlanCell:
    stored, shown, number_format = cell.content.stored, cell.content.shown, cell.content.number_format
    return PlanCell(row, col, 1, 1, stored, look, cell.align, number_format, key=cell.key, shown=shown, link=cell.link)
