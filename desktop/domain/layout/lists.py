"""Lists of the program's own (changes after closing, comparisons) as sheets that look like the tables of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from desktop.domain.definitions import Align, Column, ColumnType, Layout, Orientation, Print, TableDefinition
from desktop.domain.evaluation import evaluate
from desktop.domain.layout.plan import PlanCell, SheetPlan
from desktop.domain.layout.workbook import tables_sheet
from desktop.domain.report import Report, ReportInfo, Row, Table
from desktop.domain.tab import Tab
from desktop.domain.values import Value


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a list: its heading, its width in characters, and how its texts stand."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as texts.

    Attributes:
        title: what stands over it, and names its sheet.
        lead: a line below the title.
        columns: its columns from left to right.
        rows: the texts of each row.
        figures: the number and its format behind a text, by row and column (0-based).
    """

    title: str
    lead: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: Mapping[tuple[int, int], tuple[Decimal, str]] = field(default_factory=dict)


def list_sheet(listing: Listing, info: ReportInfo) -> SheetPlan:
    """A list as a lying sheet; its cells are no cells of the report."""
    return lists_sheet((listing,), info)


def lists_sheet(listings: Sequence[Listing], info: ReportInfo) -> SheetPlan:
    """Lists below one another on a lying sheet that is called like the first."""
    made = {str(number): each for number, each in enumerate(listings)}
    tables = {uid: Table(uid, _definition(each, uid), rows=_rows(each)) for uid, each in made.items()}
    sheet = tables_sheet(evaluate(Report(info, tables)), tuple(tables.values()), listings[0].title)
    return replace(sheet, cells=tuple(_plain(cell, made) for cell in sheet.cells))


def _definition(listing: Listing, uid: str) -> TableDefinition:
    columns = tuple(
        Column(f"c{place}", (each.title,), ColumnType.TEXT, align=each.align, width=each.width)
        for place, each in enumerate(listing.columns)
    )
    look = Print(title=listing.title, lead=listing.lead, orientation=Orientation.LANDSCAPE)
    return TableDefinition(f"list{uid}", 1, listing.title, Tab.ORGANIZATION, Layout.GRID, columns=columns, print=look)


def _rows(listing: Listing) -> tuple[Row, ...]:
    return tuple(
        Row(str(number), {f"c{place}": Value.of(text) for place, text in enumerate(texts) if text})
        for number, texts in enumerate(listing.rows)
    )


def _plain(cell: PlanCell, listings: Mapping[str, Listing]) -> PlanCell:
    """The cell without its address in the list, with the number behind its text."""
    key = cell.key
    if key is None:
        return cell
    figures = listings[key.table].figures
    figure = figures.get((int(key.row), int(key.column[1:]))) if key.row.isdecimal() else None
    if figure is None:
        return replace(cell, key=None)
    return replace(cell, key=None, content=figure[0], number_format=figure[1], shown=cell.text)
