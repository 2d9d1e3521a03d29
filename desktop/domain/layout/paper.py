"""The printed pages of a sheet: which rows stand on which A4 page, and how large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desktop.domain.layout.measure import POINTS_PER_UNIT
from desktop.domain.layout.plan import SheetPlan, WorkbookPlan

SIDE_MARGIN, TOP_MARGIN, FOOTER_MARGIN = 0.6, 0.75, 0.35
"""Inches that stay free at the left and right, at the top and bottom, and below the footer."""

POINTS_PER_INCH = 72.0
A4_SHORT, A4_LONG = 210 / 25.4 * POINTS_PER_INCH, 297 / 25.4 * POINTS_PER_INCH
"""The sides of the paper in points."""


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page.

    Attributes:
        sheet: what stands on it.
        rows: the first row and the row after the last one.
        repeated: the header rows that print again above them (first, and after the last), None for none.
        number: its number in the printed document, from 1 or from where its sheets count anew.
        count: pages of the whole document.
    """

    sheet: SheetPlan
    rows: tuple[int, int]
    repeated: tuple[int, int] | None
    number: int
    count: int

    @property
    def label(self) -> str:
        """What stands at its foot at the right."""
        return self.sheet.page_label.format(page=self.number, pages=self.count)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        return _size(self.sheet)

    @property
    def scale(self) -> float:
        """The size of the print: 1, or less where the columns are wider than the paper."""
        return _scale(self.sheet)

    @property
    def origin(self) -> tuple[float, float]:
        """Where the print begins on the paper, in points: below the margin, centred between left and right."""
        width = sum(self.sheet.widths) * POINTS_PER_UNIT * self.scale
        return (self.size[0] - width) / 2, TOP_MARGIN * POINTS_PER_INCH


def pages(plan: WorkbookPlan) -> tuple[Page, ...]:
    """The printed pages of a workbook in order."""
    parts = [(sheet, *part) for sheet in plan.sheets for part in _parts(sheet)]
    numbers = (number for first, sheets in _counted(plan) for number in range(first, first + sheets))
    return tuple(
        Page(sheet, rows, repeated, number, len(parts))
        for number, (sheet, rows, repeated) in zip(numbers, parts, strict=True)
    )


def page_count(sheet: SheetPlan) -> int:
    """On how many pages a sheet prints."""
    return len(_parts(sheet))


def _counted(plan: WorkbookPlan) -> Iterator[tuple[int, int]]:
    """The number of the first page of each sheet, and how many pages it has."""
    following = 1
    for sheet in plan.sheets:
        first = following if sheet.first_page is None else sheet.first_page
        following = first + page_count(sheet)
        yield first, page_count(sheet)


def _parts(sheet: SheetPlan) -> list[tuple[tuple[int, int], tuple[int, int] | None]]:
    """The rows of each page of a sheet, with the header rows that print again on it."""
    repeat = (sheet.repeat_rows[0], sheet.repeat_rows[1] + 1) if sheet.repeat_rows else None
    tops = tuple(accumulate(sheet.heights, initial=0.0))
    header = tops[repeat[1]] - tops[repeat[0]] if repeat else 0.0
    parts: list[tuple[tuple[int, int], tuple[int, int] | None]] = []
    start = 0
    while start < len(sheet.heights):
        repeated = repeat if repeat and start >= repeat[1] else None
        end = _end(sheet, tops, start, _room(sheet) - (header if repeated else 0.0))
        parts.append(((start, end), repeated))
        start = end
    return parts or [((0, 0), None)]


def _end(sheet: SheetPlan, tops: Sequence[float], start: int, room: float) -> int:
    """The row after the last one of the page that begins at `start`: at a break, or where the page is full."""
    end = next((row for row in sheet.breaks if row > start), len(sheet.heights))
    while end > start + 1 and tops[end] - tops[start] > room:
        end -= 1
    return end


def _room(sheet: SheetPlan) -> float:
    """Points of rows that one page holds, before they are scaled."""
    return (_size(sheet)[1] - 2 * TOP_MARGIN * POINTS_PER_INCH) / _scale(sheet)


def _size(sheet: SheetPlan) -> tuple[float, float]:
    return (A4_LONG, A4_SHORT) if sheet.landscape else (A4_SHORT, A4_LONG)


def _scale(sheet: SheetPlan) -> float:
    wide = sum(sheet.widths) * POINTS_PER_UNIT
    room = _size(sheet)[0] - 2 * SIDE_MARGIN * POINTS_PER_INCH
    return min(1.0, room / wide) if wide else 1.0
