"""Figures and labels of a table that must go on from one another: bands, shares of a whole, periods.

conventions.md, Rounding and Rates; peers.md §1 row 12. What is judged is told by the table itself: by labels that are
bands, by a column of shares (구성비), by columns that differ in nothing but the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from desktop.domain import quantities as q
from desktop.domain.calculation import Relation, compare
from desktop.domain.definitions import Column, ColumnType, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical, rounded, shortest
from desktop.domain.prose.bands import Band, band, breaks
from desktop.domain.report import FIELDS_ROW, CellKey
from desktop.domain.sheet import TableSheet
from desktop.domain.spelling import bare

BAND, SHARES, OUTLIER = "table.bands", "table.shares", "table.outlier"
TOTALS = frozenset({"계", "합계", "총계", "소계", "총", "평균"})
"""What rows are called that hold no part of the table but a sum of it."""

_BESIDE_BANDS = TOTALS | {"기타", "무응답", "미상", "해당없음"}
_SHARE = re.compile(r"구성\s?비")
_YEAR = re.compile(r"(?:19|20)\d{2}\s?년?|['’]\d{2}\s?년?")
_WHOLE = (q.exact(Decimal(100)),)
_LEAST_PERIODS = 4
_STEADY, _NEAR = Decimal(2), Decimal("1.5")
_SLIPS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, 6, 8))
"""By how much a figure is wrong that has a digit too many, or stands in 천원, 만원, 백만원 or 억원 in place of 원."""


def broken_bands(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Bands (10인 미만, 10~50인, …) in the rows or headers of a table that leave a gap or overlap."""
    for column in sheet.definition.columns:
        if not column.type.is_figure and not column.type.is_time:
            yield from _broken(_bands_of(sheet, column))
    first = sheet.body[0] if sheet.body else FIELDS_ROW
    headed = [
        (sheet.key(first, each.key), found) for each in sheet.definition.columns if (found := band(each.label[-1]))
    ]
    yield from _broken(headed)


def shares_of_a_whole(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Columns of shares (구성비) that do not come to 100 within the rounding of each."""
    for column in sheet.definition.columns:
        if column.type is ColumnType.PERCENT and not column.formula and _SHARE.search(column.title):
            rows = [row.uid for row in sheet.rows() if not row.is_total and bare(row.label) not in TOTALS]
            known = [figures for row in rows if (figures := sheet.quantity(row, column.key))]
            summed = q.total(figures[0] for figures in known)
            if len(known) == len(rows) > 1 and compare((summed,), "=", _WHOLE) is Relation.BROKEN:
                cells = tuple(sheet.key(row, column.key) for row in rows)
                values = {"name": column.title, "computed": canonical(shortest(summed.value))}
                yield Finding(SHARES, Severity.WARNING, cells[0], cells, values)


def slips_of_scale(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Figures that are ten, a thousand … times those of the other periods, where these are steady."""
    for series in _periods(sheet.definition.columns):
        for row in sheet.body:
            figures = [sheet.quantity(row, column.key) for column in series]
            known = [
                (sheet.key(row, column.key), each[0].value)
                for column, each in zip(series, figures, strict=True)
                if each
            ]
            if len(known) >= _LEAST_PERIODS:
                yield from _slipped(known)


CHECKS = (broken_bands, shares_of_a_whole, slips_of_scale)


def _broken(placed: Sequence[tuple[CellKey, Band]]) -> Iterator[Finding]:
    places = {id(each): key for key, each in placed}
    for before, after, is_gap in breaks([each for _, each in placed]):
        key, other = places[id(after)], places[id(before)]
        values = {"before": before.text, "after": after.text, "kind": "gap" if is_gap else "overlap"}
        yield Finding(BAND, Severity.WARNING, key, (key, other), values)


def _bands_of(sheet: TableSheet, column: Column) -> list[tuple[CellKey, Band]]:
    """The bands of a column of labels, none when anything else stands in it."""
    found: list[tuple[CellKey, Band]] = []
    for row in sheet.body:
        value = sheet.shown(row, column.key).value
        text = value.text if value else ""
        known = band(text)
        if known:
            found.append((sheet.key(row, column.key), known))
        elif text and bare(text) not in _BESIDE_BANDS:
            return []
    return found


def _periods(columns: Sequence[Column]) -> list[list[Column]]:
    """Columns of figures that differ in nothing but their year, together."""
    groups: dict[tuple[str, ...], list[Column]] = {}
    for column in columns:
        name = tuple(_YEAR.sub("", part).strip() for part in column.label)
        is_dated = column.year is not None or name != tuple(part.strip() for part in column.label)
        if is_dated and column.type.is_numeric and column.type is not ColumnType.PERCENT and not column.is_computed:
            groups.setdefault(name, []).append(column)
    return [group for group in groups.values() if len(group) >= _LEAST_PERIODS]


def _slipped(known: Sequence[tuple[CellKey, Decimal]]) -> Iterator[Finding]:
    for place, (key, value) in enumerate(known):
        others = [other for at, (_, other) in enumerate(known) if at != place]
        low, high = min(others), max(others)
        if value <= 0 or low <= 0 or high > low * _STEADY:
            continue
        for slip in (*_SLIPS, *(1 / slip for slip in _SLIPS)):
            if low / _NEAR <= value / slip <= high * _NEAR:
                usual = rounded(Decimal(median(others)), 0)
                values = {"stated": f"{value:,}", "usual": f"{usual:,}", "times": _times(slip)}
                yield Finding(OUTLIER, Severity.INFO, key, tuple(cell for cell, _ in known), values)


def _times(slip: Decimal) -> str:
    return f"{slip:,.0f}배" if slip > 1 else f"{1 / slip:,.0f}분의 1"
