"""Widths of the columns of one table: declared or estimated from the contents, scaled to the room there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.matrix import Matrix, Piece
from desktop.domain.layout.measure import INDENT, PADDING, longest_word, text_width
from desktop.domain.layout.plan import Look

_LEAST = 4.0
_SNAPPED = 1.0
"""Units that whole-numbered edges may take away from a column."""
_WIDEST_TEXT = 90.0
_NARROWEST_TEXT = 12.0
_SHORT_TEXT = 19.0
"""Units up to which a value in the body ("14,093 (100.0%)") does not wrap."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The width that a column should not fall below, and the one at which nothing of it wraps (in units)."""

    least: float
    natural: float


def wishes(matrix: Matrix) -> tuple[Wish, ...]:
    """What each column of a table asks for; a declared width is its natural one."""
    alone: list[list[Piece]] = [[] for _ in range(matrix.cols)]
    for piece in matrix.pieces:
        if piece.colspan == 1:
            alone[piece.col].append(piece)
    return tuple(
        _declared(declared, _wish(pieces)) if declared else _wish(pieces)
        for declared, pieces in zip(matrix.declared, alone, strict=True)
    )


def column_edges(matrix: Matrix, left: int, right: int) -> tuple[int, ...]:
    """The edges of a table's columns on the unit grid of the page, from `left` to `right`."""
    widths = _scaled(wishes(matrix), right - left)
    return _snapped(widths, left, right)


def _declared(width: float, estimated: Wish) -> Wish:
    return Wish(min(width, estimated.least), width)


def _wish(pieces: Iterable[Piece]) -> Wish:
    least, natural = _LEAST, _LEAST
    for piece in pieces:
        size = FONT_SIZES[piece.look]
        around = PADDING + piece.indent * INDENT
        whole, word = text_width(piece.shown, size) + around, longest_word(piece.shown, size) + around
        is_whole = piece.is_number or (piece.look is not Look.HEADER and whole <= _SHORT_TEXT)
        least = max(least, whole if is_whole else min(word, _NARROWEST_TEXT))
        natural = max(natural, _SNAPPED + (whole if piece.is_number else min(whole, _WIDEST_TEXT)))
    return Wish(least, max(least, natural))


def _scaled(wanted: Sequence[Wish], room: float) -> list[float]:
    """Widths that fill the room: natural ones stretched, or shrunk towards the least ones, or below."""
    natural, least = sum(wish.natural for wish in wanted), sum(wish.least for wish in wanted)
    if natural <= room:
        return [wish.natural * room / natural for wish in wanted]
    if least < room:
        share = (room - least) / (natural - least)
        return [wish.least + (wish.natural - wish.least) * share for wish in wanted]
    return [wish.least * room / least for wish in wanted]


def _snapped(widths: Sequence[float], left: int, right: int) -> tuple[int, ...]:
    """Whole-numbered edges, each column at least one unit wide as long as the room allows."""
    edges, reach = [left], float(left)
    for number, width in enumerate(widths, start=1):
        reach += width
        latest = right - (len(widths) - number)
        edges.append(max(edges[-1] + 1, min(round(reach), latest)))
    edges[-1] = max(right, edges[-1])
    return tuple(edges)
