"""Sums that stand among the rows and columns of a table without being declared: 소계, 계, 합계.

conventions.md, Totals. What such a line adds up is told by the table: by the lines before it, behind it, or all. It is
judged only where the other sums of the table come out in the same way, so that a series that is never summed (누계)
or a line that only bears such a name stays silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain import quantities as q
from desktop.domain.calculation import Relation, compare
from desktop.domain.definitions import Column, ColumnType, Layout, RowsKind, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical
from desktop.domain.quantities import Figure
from desktop.domain.report import CellKey
from desktop.domain.sheet import TableSheet
from desktop.domain.spelling import bare

OWN_TOTAL = "table.total"
_SUMS = frozenset({"소계", "계", "합계", "총계"})
_LEAST_HELD = 2
_LONGEST = 8
"""How long a label of a sum is at most, letter-spaced: "소   계"."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cell that holds a sum, the cells that it may be the sum of, and how these compare."""

    cell: CellKey
    parts: tuple[CellKey, ...]
    stated: Figure
    computed: Figure

    @property
    def relation(self) -> Relation:
        return compare((self.computed,), "=", (self.stated,))


_Line = tuple[int, ...]
_Way = Callable[[int, Sequence[bool]], _Line]
"""Which lines (rows or columns, by place) a sum at a place adds up; which lines are sums is given."""


def undeclared_totals(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Sums in rows and columns that differ from their parts, where most sums of the table come out."""
    definition = sheet.definition
    if definition.layout is not Layout.GRID or definition.rows.kind is not RowsKind.ENTERED:
        return
    sums = _sum_rows(sheet)
    if any(sums):
        yield from _judged([_of_rows(sheet, sums, way) for way in _WAYS])
    if any(bare(column.label[-1]) in _SUMS for column in definition.columns):
        yield from _judged([_of_columns(sheet, way) for way in _WAYS])


CHECKS = (undeclared_totals,)


def _judged(ways: Sequence[Sequence[_Sum]]) -> Iterator[Finding]:
    """The sums that do not come out in the way in which most do, nor in any other."""
    held = [[each for each in sums if each.relation is not Relation.BROKEN] for sums in ways]
    best = max(range(len(ways)), key=lambda way: len(held[way]))
    explained = {each.cell for sums in held for each in sums}
    broken = [each for each in ways[best] if each.cell not in explained]
    if len(held[best]) >= max(_LEAST_HELD, 2 * len(broken)):
        for each in broken:
            values = {"stated": canonical(each.stated.value), "computed": canonical(each.computed.value)}
            yield Finding(OWN_TOTAL, Severity.WARNING, each.cell, (each.cell, *each.parts), values)


def _of_rows(sheet: TableSheet, sums: Sequence[bool], way: _Way) -> list[_Sum]:
    found = (
        _sum(sheet, [sheet.key(sheet.body[at], column.key) for at in (place, *way(place, sums))])
        for place in range(len(sums))
        if sums[place]
        for column in sheet.definition.columns
        if _is_added(column)
    )
    return [each for each in found if each]


def _of_columns(sheet: TableSheet, way: _Way) -> list[_Sum]:
    found = []
    for group in _groups(sheet.definition.columns):
        sums = [bare(column.label[-1]) in _SUMS for column in group]
        for place in (at for at, is_sum in enumerate(sums) if is_sum):
            lines = [group[at].key for at in (place, *way(place, sums))]
            found += [_sum(sheet, [sheet.key(row, key) for key in lines]) for row in sheet.body]
    return [each for each in found if each]


def _groups(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Columns under one header that count the same."""
    groups: dict[tuple[object, ...], list[Column]] = {}
    for column in columns:
        if _is_added(column):
            groups.setdefault((column.label[:-1], column.type, column.unit, column.year), []).append(column)
    yield from groups.values()


def _sum_rows(sheet: TableSheet) -> list[bool]:
    """Of each body row, whether one of its texts says that it is a sum."""
    worded = [column.key for column in sheet.definition.columns if column.type.is_worded]
    return [any(_says_sum(sheet, row, key) for key in worded) for row in sheet.body]


def _says_sum(sheet: TableSheet, row: str, key: str) -> bool:
    value = sheet.shown(row, key).value
    return value is not None and len(value.text) <= _LONGEST and bare(value.text) in _SUMS


def _is_added(column: Column) -> bool:
    return column.type.is_numeric and column.type is not ColumnType.PERCENT and not column.is_computed


def _sum(sheet: TableSheet, cells: Sequence[CellKey]) -> _Sum | None:
    """The first cell as the sum of the others, None where one of them says nothing, or there is one only."""
    known = [sheet.quantity(cell.row, cell.column) for cell in cells]
    figures = [each[0] for each in known if each]
    if len(figures) < len(cells) or len(cells) <= _LEAST_HELD:
        return None
    return _Sum(cells[0], tuple(cells[1:]), figures[0], q.total(figures[1:]))


def _before(place: int, sums: Sequence[bool]) -> _Line:
    """The lines from the sum before on: a sum closes its group."""
    start = max((at + 1 for at in range(place) if sums[at]), default=0)
    return tuple(range(start, place))


def _behind(place: int, sums: Sequence[bool]) -> _Line:
    """The lines up to the next sum: a sum heads its group."""
    end = min((at for at in range(place + 1, len(sums)) if sums[at]), default=len(sums))
    return tuple(range(place + 1, end))


def _all(place: int, sums: Sequence[bool]) -> _Line:
    """All lines that are no sums."""
    return tuple(at for at in range(len(sums)) if not sums[at] and at != place)


def _other_sums(place: int, sums: Sequence[bool]) -> _Line:
    """All other sums: the 합계 of 소계."""
    return tuple(at for at in range(len(sums)) if sums[at] and at != place)


_WAYS: tuple[_Way, ...] = (_before, _behind, _all, _other_sums)
