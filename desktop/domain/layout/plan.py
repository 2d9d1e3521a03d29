"""What goes onto the sheets of a report: cells, spans, looks and print set-up, without a spreadsheet library."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop.domain.definitions import Align
from desktop.domain.report import CellKey


class Look(StrEnum):
    """The named looks of a printed cell; `looks` says how each one looks."""

    REPORT_TITLE = "report_title"
    CHAPTER = "chapter"
    TABLE_TITLE = "table_title"
    LEAD = "lead"
    UNIT_NOTE = "unit_note"
    FOOTNOTE = "footnote"
    HEADER = "header"
    BODY = "body"
    TOTAL = "total"
    SUMMARY = "summary"
    ITEM_MARK = "item_mark"
    ITEM = "item"
    GROUP_MARK = "group_mark"
    GROUP = "group"
    HEADING_MARK = "heading_mark"
    HEADING = "heading"
    SIDE = "side"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class PlanCell:
    """One printed cell (or merged range), 0-based on the fine grid of its sheet.

    `content` is a number (printed through `number_format`) or a text; never a formula.
    `edges` marks the outer lines that are thick: any of "t", "b", "l", "r"; inner lines are thin where the look
    has lines; of a look without lines these edges are thin, and the only ones. `indent` is a level, not a width.
    `shown` is what a reader sees where that is not the content itself; `link` is the name of a sheet to jump to.
    """

    row: int
    col: int
    rowspan: int
    colspan: int
    content: Decimal | str | None
    look: Look
    align: Align = Align.LEFT
    number_format: str = "General"
    edges: str = ""
    indent: int = 0
    key: CellKey | None = None
    shown: str = ""
    link: str = ""

    @property
    def text(self) -> str:
        """What a reader sees."""
        return self.content if isinstance(self.content, str) else self.shown


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: fine-grid column widths in characters, row heights in points, cells, print set-up.

    `repeat_rows` are the first and last row (0-based) that repeat on each printed page; `breaks` are the rows
    before which a new page starts. `page_label` stands at the foot of each page, with {page} and {pages} of the whole
    document; pages are counted anew from `first_page` on where the sheet has one. `filter` are the first and last row
    (0-based) of a plain list that is filtered by its columns; the first of these rows stays in sight.
    """

    name: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[PlanCell, ...]
    landscape: bool = False
    repeat_rows: tuple[int, int] | None = None
    breaks: tuple[int, ...] = ()
    footer: str = ""
    page_label: str = "{page} / {pages}"
    first_page: int | None = None
    filter: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """A whole workbook; `record` are the lines of the hidden sheet: sheet, address and cell key come from cells."""

    sheets: tuple[SheetPlan, ...]
    title: str
    record: dict[str, str] = field(default_factory=dict)
