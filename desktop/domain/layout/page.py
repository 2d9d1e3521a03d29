"""One sheet: blocks stacked on the unit grid of an A4 page, with only the column edges that are used.

An A4 page less margins of 0.6 inch holds 97 units upright and 143 lying (7 pixels each, 96 dpi). Somewhat fewer are
used, so that a page is hardly shrunk where 맑은 고딕 is missing and a font with wider digits takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from desktop.domain.layout.blocks import Block, Box
from desktop.domain.layout.plan import PlanCell, SheetPlan

PORTRAIT_UNITS, LANDSCAPE_UNITS = 88, 132
_PORTRAIT_HEIGHT, _LANDSCAPE_HEIGHT = 715.0, 470.0
_TALLEST_ROW = 400.0
"""A spreadsheet row is at most 409 points high; a taller one becomes several rows, spanned by its cells."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with the sheet row of each of its rows, and the row after it."""

    block: Block
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The paper of a sheet: how it lies, and how many units it is wide (more than fit are printed smaller)."""

    landscape: bool
    units: int

    @property
    def height(self) -> float:
        """Points of rows that one printed page holds."""
        usual, height = (LANDSCAPE_UNITS, _LANDSCAPE_HEIGHT) if self.landscape else (PORTRAIT_UNITS, _PORTRAIT_HEIGHT)
        return height * self.units / usual


PORTRAIT = Page(landscape=False, units=PORTRAIT_UNITS)
LANDSCAPE = Page(landscape=True, units=LANDSCAPE_UNITS)


def page_for(least: float) -> Page:
    """The smallest page on which something of this least width can be read: upright, lying, or lying and shrunk."""
    if least <= PORTRAIT_UNITS:
        return PORTRAIT
    return LANDSCAPE if least <= LANDSCAPE_UNITS else Page(landscape=True, units=ceil(least))


def sheet_plan(name: str, blocks: Sequence[Block], page: Page, footer: str) -> SheetPlan:
    """Stack the blocks from top to bottom; a gap at the end is left out, for it could fall on a page of its own."""
    end = max((number for number, block in enumerate(blocks, start=1) if block.boxes), default=0)
    blocks = blocks[:end]
    heights = tuple(height for block in blocks for height in _split_heights(block))
    placed = tuple(_placed(blocks))
    columns = _columns(blocks, page.units)
    numbers = {edge: number for number, edge in enumerate(columns)}
    breaks, repeated = _pages(placed, heights, page.height)
    return SheetPlan(
        name,
        tuple(float(right - left) for left, right in pairwise(columns)),
        heights,
        tuple(_cell(box, each.rows, numbers) for each in placed for box in each.block.boxes),
        landscape=page.landscape,
        repeat_rows=repeated,
        breaks=breaks,
        footer=footer,
    )


def _columns(blocks: Sequence[Block], units: int) -> tuple[int, ...]:
    """The column edges that some box uses, and those of the page; two columns at least.

    A single column that is too wide for its page is not shrunk to it by LibreOffice, which counts pages only.
    """
    edges = {edge for block in blocks for box in block.boxes for edge in (box.left, box.right)} | {0, units}
    return tuple(sorted(edges if len(edges) > len((0, units)) else edges | {units // 2}))


def _split_heights(block: Block) -> Iterator[float]:
    for height in block.heights:
        parts = _parts(height)
        yield from [height / parts] * parts


def _parts(height: float) -> int:
    return max(1, ceil(height / _TALLEST_ROW))


def _placed(blocks: Sequence[Block]) -> Iterator[_Placed]:
    first = 0
    for block in blocks:
        rows = tuple(accumulate((_parts(height) for height in block.heights), initial=first))
        first = rows[-1]
        yield _Placed(block, rows)


def _cell(box: Box, rows: Sequence[int], numbers: dict[int, int]) -> PlanCell:
    first = rows[box.row]
    return PlanCell(
        first,
        numbers[box.left],
        rows[box.row + box.rowspan] - first,
        numbers[box.right] - numbers[box.left],
        box.content,
        box.look,
        box.align,
        box.number_format,
        box.edges,
        box.indent,
        box.key,
        box.shown,
    )


def _pages(
    placed: Sequence[_Placed], heights: Sequence[float], page: float
) -> tuple[tuple[int, ...], tuple[int, int] | None]:
    """Page breaks and repeated rows; repeated rows take their height from every page."""
    breaks = _breaks(placed, heights, page)
    repeated = _repeated(placed, breaks)
    if repeated is None:
        return breaks, None
    header = sum(heights[repeated[0] : repeated[1] + 1])
    shorter = _breaks(placed, heights, page - header)
    return (shorter, repeated) if _repeated(placed, shorter) == repeated else (breaks, None)


def _breaks(placed: Sequence[_Placed], heights: Sequence[float], page: float) -> tuple[int, ...]:
    """The rows before which a new page starts: as full pages as possible, nothing parted that is kept together."""
    tops = tuple(accumulate(heights, initial=0.0))
    kept = frozenset(each.rows[number + 1] for each in placed for number in each.block.kept)
    breaks: list[int] = []
    start = 0
    for row in range(len(heights)):
        if tops[row + 1] - tops[start] <= page:
            continue
        end = row
        while end > start and end in kept:
            end -= 1
        start = end if end > start else row
        if start:
            breaks.append(start)
    return tuple(breaks)


def _repeated(placed: Sequence[_Placed], breaks: Sequence[int]) -> tuple[int, int] | None:
    """The header rows that repeat: those of the table that runs over the last page break.

    A sheet can repeat one range only, from its place on; under an earlier table it would stand above a later one.
    """
    last = next((each for each in placed if breaks and each.rows[0] < breaks[-1] < each.rows[-1]), None)
    if last is None or last.block.header is None:
        return None
    top, bottom = last.rows[last.block.header[0]], last.rows[last.block.header[1] + 1] - 1
    return (top, bottom) if bottom < breaks[-1] else None
