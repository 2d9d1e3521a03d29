"""The merged header cells of a table, shared by the grid in the window and by the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.definitions import Column


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header cell, 0-based, with its span in header rows and table columns."""

    text: str
    row: int
    col: int
    rowspan: int
    colspan: int


def header_cells(columns: Sequence[Column]) -> tuple[HeaderCell, ...]:
    """The header of these columns, in reading order; the cells tile the whole header.

    Equal neighbours on the same level under the same parent merge sideways, a label with fewer levels than the
    deepest one merges downwards (official-tables/FORMAT.md, `header`). The caller leaves out columns that do not
    print or that print inside another.
    """
    depth = max((len(column.label) or 1 for column in columns), default=0)
    cells = _spans([column.label or ("",) for column in columns], 0, depth, 0)
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))


def _spans(labels: Sequence[tuple[str, ...]], level: int, depth: int, first: int) -> Iterator[HeaderCell]:
    """The cells of neighbouring columns that share their labels above `level`; `first` is the leftmost column."""
    start = 0
    while start < len(labels):
        end = _end_of_run(labels, level, start)
        run = labels[start:end]
        ends_here = all(len(label) == level + 1 for label in run)
        yield HeaderCell(run[0][level], level, first + start, depth - level if ends_here else 1, len(run))
        if not ends_here:
            yield from _spans(run, level + 1, depth, first + start)
        start = end


def _end_of_run(labels: Sequence[tuple[str, ...]], level: int, start: int) -> int:
    """Where the run of equal labels that begins at `start` ends (exclusive)."""
    end = start + 1
    while end < len(labels) and _joins(labels[start], labels[end], level):
        end += 1
    return end


def _joins(left: tuple[str, ...], right: tuple[str, ...], level: int) -> bool:
    """Whether two neighbours share the cell at a level: the same text, and both go on below it or both end there."""
    return left[level] == right[level] and (len(left) == level + 1) == (len(right) == level + 1)
