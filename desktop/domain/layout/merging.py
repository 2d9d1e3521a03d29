"""Merges in a table body: equal cells under one another (`Column.merge`), blank ones with their left (`join_left`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.definitions import Column
from desktop.domain.evaluation import ShownRow
from desktop.domain.layout.matrix import Piece


def merged(columns: Sequence[Column], rows: Sequence[ShownRow], body: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces of a body with its merges.

    A cell joins the one above when it is blank or equal and the merging columns at its left join there too
    (the same 사업명 under another 분야 stays apart). Nothing joins a total row that stands first.
    """
    joins = _joins(columns, rows, body)
    covered: set[tuple[int, int]] = set()
    pieces: list[Piece] = []
    for number, row in enumerate(body):
        for col, piece in enumerate(row):
            if joins[number][col] or (number, col) in covered:
                continue
            rowspan = _span(joins, number, col)
            colspan = _breadth(columns, body[number : number + rowspan], col)
            covered |= {(number + down, col + right) for down in range(rowspan) for right in range(colspan)}
            pieces.append(replace(piece, rowspan=rowspan, colspan=colspan))
    return pieces


def _breadth(columns: Sequence[Column], lines: Sequence[Sequence[Piece]], col: int) -> int:
    """Columns that a cell covers: itself and those at its right that join it in all of its rows."""
    end = col + 1
    while end < len(columns) and columns[end].join_left and not any(line[end].shown for line in lines):
        end += 1
    return end - col


def _joins(columns: Sequence[Column], rows: Sequence[ShownRow], body: Sequence[Sequence[Piece]]) -> list[list[bool]]:
    """For each cell, whether it is one with the cell above."""
    joins = [[False] * len(columns)]
    heads = list(body[0]) if body else []
    for number in range(1, len(body)):
        free, line = not rows[number - 1].is_total, []
        for col, column in enumerate(columns):
            piece = body[number][col]
            is_joined = column.merge and free and piece.shown in ("", heads[col].shown)
            free = free and (is_joined or not column.merge)
            heads[col] = heads[col] if is_joined else piece
            line.append(is_joined)
        joins.append(line)
    return joins


def _span(joins: Sequence[Sequence[bool]], number: int, col: int) -> int:
    end = number + 1
    while end < len(joins) and joins[end][col]:
        end += 1
    return end - number
