"""Vertical merges in the body of a table (`Column.merge`): equal or blank cells under one another are one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.definitions import Column
from desktop.domain.evaluation import ShownRow
from desktop.domain.layout.matrix import Piece


def merged(columns: Sequence[Column], rows: Sequence[ShownRow], body: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The pieces of a body with its vertical merges.

    A cell joins the one above when it is blank or equal and the merging columns at its left join there too
    (the same 사업명 under another 분야 stays apart). Nothing joins a total row that stands first.
    """
    joins = _joins(columns, rows, body)
    pieces: list[Piece] = []
    for number, row in enumerate(body):
        for col, piece in enumerate(row):
            if not joins[number][col]:
                pieces.append(replace(piece, rowspan=_span(joins, number, col)))
    return pieces


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
