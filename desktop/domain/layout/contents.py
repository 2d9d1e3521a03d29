"""The contents page of a report: the headings of its chapters with the pages on which they start, never typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.definitions import Align
from desktop.domain.layout.blocks import Block, Box, gap, line
from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.measure import text_height
from desktop.domain.layout.paper import page_count
from desktop.domain.layout.plan import Look, SheetPlan

PAGE_LABEL = "{page}"
"""What stands at the foot of the pages that a contents page counts."""

_PAGE_WIDTH, _SIDE = 6, 6
_AFTER_TITLE, _BETWEEN = 12.0, 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: the heading of a chapter and the page on which it starts."""

    heading: str
    page: int


def entries(headings: Sequence[str], sheets: Sequence[SheetPlan]) -> tuple[Entry, ...]:
    """The contents of the sheets behind a contents page; a sheet without a heading belongs to the one before.

    Args:
        headings: the heading of each sheet, "" for none.
        sheets: the sheets themselves; the first page of the first one is page 1.
    """
    found: list[Entry] = []
    page = 1
    for heading, sheet in zip(headings, sheets, strict=True):
        if heading:
            found.append(Entry(heading, page))
        page += page_count(sheet)
    return tuple(found)


def contents_blocks(title: str, lines: Sequence[Entry], units: int) -> Iterator[Block]:
    """The title of the contents, and each chapter with its page at the right."""
    yield line(title, Look.CHAPTER, 0, units, align=Align.CENTER)
    yield gap(_AFTER_TITLE)
    for each in lines:
        yield _entry(each, _SIDE, units - _SIDE)
        yield gap(_BETWEEN)


def _entry(entry: Entry, left: int, right: int) -> Block:
    edge = right - _PAGE_WIDTH
    height = text_height(entry.heading, FONT_SIZES[Look.GROUP], edge - left)
    page = Box(0, edge, right, str(entry.page), Look.GROUP, Align.RIGHT)
    return Block((height,), (Box(0, left, edge, entry.heading, Look.GROUP), page))


def counted(sheets: Sequence[SheetPlan], front: int) -> tuple[SheetPlan, ...]:
    """The sheets with the page numbers that the contents speak of: none in front, from 1 behind.

    Args:
        sheets: all sheets of the report.
        front: how many of them stand up to the contents page, that one included.
    """
    unnumbered = (replace(sheet, page_label="") for sheet in sheets[:front])
    numbered = [replace(sheet, page_label=PAGE_LABEL) for sheet in sheets[front:]]
    if numbered:
        numbered[0] = replace(numbered[0], first_page=1)
    return (*unnumbered, *numbered)
