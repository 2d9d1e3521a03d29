"""A table with an item tree in each row, such as 요구사항 | 추진내용 및 향후계획 (entities_s003b.md 5).

The header repeats on every page, and no row is parted by a page break where it fits on one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from desktop.domain.definitions import Align
from desktop.domain.layout.blocks import Block, Box, gap, joined
from desktop.domain.layout.blocks import table as table_block
from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.matrix import Matrix, Piece
from desktop.domain.layout.measure import INDENT, text_height
from desktop.domain.layout.plan import Look
from desktop.domain.layout.widths import column_edges

_PAD = 1
"""Units between the lines of the cell and what stands in it."""

_ABOVE, _BELOW = 3.0, 5.0
_WHOLE = 680.0
"""Points that an upright page holds below a repeated header; a higher row is parted."""
_FIRST_LINES = 6

Trees = Callable[[str, int, int], Sequence[Block]]
"""The item tree of a row, by its uid, between two edges of the page."""


def beside(matrix: Matrix, trees: Trees, left: int, right: int) -> Block:
    """The table; its last column is blank in the matrix and takes the trees."""
    edges = column_edges(matrix, left, right)
    head = _head(matrix, edges)
    body = (piece for piece in matrix.pieces if piece.row >= matrix.header_rows)
    rows = groupby(sorted(body, key=lambda piece: (piece.row, piece.col)), key=lambda piece: piece.row)
    return joined([*head, *(_row(list(pieces), trees, edges) for _, pieces in rows)])


def _head(matrix: Matrix, edges: Sequence[int]) -> list[Block]:
    """The header alone; it stays with the first row."""
    pieces = tuple(piece for piece in matrix.pieces if piece.row < matrix.header_rows)
    if not pieces:
        return []
    widths = tuple(float(end - start) for start, end in pairwise(edges))
    header = Matrix(matrix.header_rows, matrix.cols, matrix.header_rows, pieces, widths)
    block = table_block(header, edges[0], edges[-1])
    return [replace(block, kept=frozenset(range(matrix.header_rows)))]


def _row(pieces: Sequence[Piece], trees: Trees, edges: Sequence[int]) -> Block:
    """One row: the texts at the left, merged beside all lines of the tree, and the lines in an open frame."""
    *texts, last = pieces
    left, right = edges[last.col], edges[last.col + 1]
    uid = last.key.row if last.key else ""
    tree = joined([gap(_ABOVE, keep=True), *trees(uid, left + _PAD, right - _PAD), gap(_BELOW)])
    heights = _stretched(tree.heights, texts, edges)
    sides = tuple(box for piece in texts for box in _side(piece, edges, len(heights)))
    frame = tuple(_frame(tree, left, right))
    return Block(heights, (*sides, *tree.boxes, *frame), _kept(tree, heights), None, tree.least + _PAD)


def _kept(tree: Block, heights: Sequence[float]) -> frozenset[int]:
    """All lines of a row that fits on a page; of a longer one the first lines and the last two."""
    lines = len(heights) - 1
    if sum(heights) <= _WHOLE:
        return frozenset(range(lines))
    return tree.kept | frozenset(range(_FIRST_LINES)) | {lines - 1}


def _stretched(heights: Sequence[float], texts: Sequence[Piece], edges: Sequence[int]) -> tuple[float, ...]:
    """The heights of the lines, the last one higher where a text beside them needs more room."""
    needed = max((_needed(piece, edges) for piece in texts), default=0.0)
    *lines, last = heights
    return (*lines, last + max(0.0, needed - sum(heights[1:])))


def _needed(piece: Piece, edges: Sequence[int]) -> float:
    width = edges[piece.col + piece.colspan] - edges[piece.col] - piece.indent * INDENT
    return text_height(piece.shown, FONT_SIZES[Look.SIDE], width)


def _side(piece: Piece, edges: Sequence[int], rows: int) -> Iterator[Box]:
    """The text beside all lines of the tree, and the space above its first line."""
    left, right = edges[piece.col], edges[piece.col + piece.colspan]
    yield Box(0, left, right, None, Look.BLANK, edges="lr")
    yield Box(
        1,
        left,
        right,
        piece.content,
        Look.SIDE,
        piece.align if piece.is_number else Align.LEFT,
        rows - 1,
        piece.number_format,
        "lrb",
        piece.indent,
        piece.key,
        piece.shown,
    )


def _frame(tree: Block, left: int, right: int) -> Iterator[Box]:
    """Blank boxes that hold the lines at the left and right of each row, and the one below the last."""
    last = len(tree.heights) - 1
    for row in range(last + 1):
        held = [box for box in tree.boxes if box.row <= row < box.row + box.rowspan]
        start = min((box.left for box in held), default=right)
        end = max((box.right for box in held), default=right)
        under = "b" if row == last else ""
        if not held:
            yield Box(row, left, right, None, Look.BLANK, edges="lr" + under)
            continue
        yield Box(row, left, start, None, Look.BLANK, edges="l" + under)
        yield Box(row, end, right, None, Look.BLANK, edges="r" + under)
