"""What stands under one another on a page: blocks of rows with boxes on the unit grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from desktop.domain.definitions import Align
from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.matrix import Matrix, Piece
from desktop.domain.layout.measure import INDENT, text_height
from desktop.domain.layout.plan import Look
from desktop.domain.layout.widths import column_edges, wishes
from desktop.domain.report import CellKey

_LEAST_ROW = 20.0
_WHOLE = 620.0
"""Points up to which a table is not parted: it fits on an upright page with its title, and a stacked sheet can repeat
the header of one table only."""
_FIRST = frozenset({0})


class Box(NamedTuple):
    """One printed cell: a row of its block, and the left and right edge in units of the page.

    A tuple, for a report has ten thousand of them and a frozen dataclass takes five times as long to make.
    """

    row: int
    left: int
    right: int
    content: Decimal | str | None
    look: Look
    align: Align = Align.LEFT
    rowspan: int = 1
    number_format: str = "General"
    edges: str = ""
    indent: int = 0
    key: CellKey | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together.

    Attributes:
        heights: height of each row in points.
        boxes: what stands in the rows.
        kept: the rows that stay on one page with the row after them, be it the first of the next block.
        header: first and last row that may repeat on the following pages, None when there is no header.
        least: units of width below which its columns become too narrow to read.
    """

    heights: tuple[float, ...]
    boxes: tuple[Box, ...] = ()
    kept: frozenset[int] = frozenset()
    header: tuple[int, int] | None = None
    least: float = 0.0


def gap(height: float, *, keep: bool = False) -> Block:
    """An empty row."""
    return Block((height,), kept=_FIRST if keep else frozenset())


def line(
    text: str,
    look: Look,
    left: int,
    right: int,
    *,
    align: Align = Align.LEFT,
    indent: int = 0,
    key: CellKey | None = None,
    keep: bool = True,
) -> Block:
    """One text across the page, high enough for all its lines; kept with what follows unless told otherwise."""
    height = text_height(text, FONT_SIZES[look], right - left - indent * INDENT)
    box = Box(0, left, right, text, look, align, indent=indent, key=key)
    return Block((height,), (box,), _FIRST if keep else frozenset())


def table(matrix: Matrix, left: int, right: int, *, footed: bool = False) -> Block:
    """A table between two edges of the page.

    A small table stays whole. Of a larger one the header stays with the first two body rows, the rows under one merged
    cell stay together, and the last row with the footnotes when it is `footed`.
    """
    edges = column_edges(matrix, left, right)
    boxes = tuple(_box(piece, edges, matrix.rows) for piece in matrix.pieces)
    header = (0, matrix.header_rows - 1) if matrix.header_rows else None
    least = left + sum(wish.least for wish in wishes(matrix))
    heights = _heights(matrix, edges)
    last = frozenset({matrix.rows - 1} if footed else ())
    return Block(heights, boxes, _kept(matrix, heights) | last, header, least)


def joined(parts: Sequence[Block]) -> Block:
    """Blocks under one another as one; the last of several headers counts."""
    boxes: list[Box] = []
    heights: list[float] = []
    kept: set[int] = set()
    header = None
    for part in parts:
        first = len(heights)
        boxes += (box._replace(row=first + box.row) for box in part.boxes)
        kept |= {first + row for row in part.kept}
        header = (first + part.header[0], first + part.header[1]) if part.header else header
        heights += part.heights
    least = max((part.least for part in parts), default=0.0)
    return Block(tuple(heights), tuple(boxes), frozenset(kept), header, least)


def _kept(matrix: Matrix, heights: tuple[float, ...]) -> frozenset[int]:
    """The rows that stay with the next one; a text in the middle of a merged cell would be cut in two by a break."""
    if sum(heights) <= _WHOLE:
        return frozenset(range(matrix.rows - 1))
    groups = (range(piece.row, piece.row + piece.rowspan - 1) for piece in matrix.pieces)
    whole = (group for group in groups if sum(heights[group.start : group.stop + 1]) <= _WHOLE)
    return frozenset(range(matrix.header_rows + 1)).union(*whole)


def _box(piece: Piece, edges: tuple[int, ...], rows: int) -> Box:
    outer = "t" * (piece.row == 0) + "b" * (piece.row + piece.rowspan == rows)
    return Box(
        piece.row,
        edges[piece.col],
        edges[piece.col + piece.colspan],
        piece.content,
        piece.look,
        piece.align,
        piece.rowspan,
        piece.number_format,
        outer,
        piece.indent,
        piece.key,
        piece.shown,
    )


def _heights(matrix: Matrix, edges: tuple[int, ...]) -> tuple[float, ...]:
    """Row heights that hold every piece; what a spanning piece needs beyond its rows goes to its last row."""
    heights = [_LEAST_ROW] * matrix.rows
    for piece in sorted(matrix.pieces, key=lambda piece: piece.rowspan):
        width = edges[piece.col + piece.colspan] - edges[piece.col] - piece.indent * INDENT
        needed = text_height(piece.shown, FONT_SIZES[piece.look], width)
        end = piece.row + piece.rowspan
        heights[end - 1] += max(0.0, needed - sum(heights[piece.row : end]))
    return tuple(heights)
