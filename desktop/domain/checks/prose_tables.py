"""A total in a statement against the table that stands right under it: "총 16,572개사" over a table with another 계.

peers.md §1 row 12 (caption = table); conventions.md, Rounding. Only what says 총 is judged, and only where the table
has one total of that unit near it; a table of something else stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.checks.statements import Statements, finding
from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.domain.numbers import decimals, to_decimal
from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.passages import Passage
from desktop.domain.report import CellKey
from desktop.domain.spelling import bare
from desktop.domain.units import unit_of

_SAYS_TOTAL = re.compile(r"총\s*$")
_IS_TOTAL = frozenset({"계", "합계", "총계", "총"})
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)")
_NEAR = Decimal("0.3")


@dataclass(frozen=True, slots=True)
class _Total:
    """A total of a table in single units of its base unit, with half of its last digit."""

    key: CellKey
    text: str
    value: Decimal
    half: Decimal
    base: str


def totals_over_tables(texts: Statements) -> Iterator[Finding]:
    """Totals in the statement over a table that none of its totals can be."""
    if texts.over is None:
        return
    found = list(_totals(texts))
    for amount in amounts(texts.over.text):
        if amount.is_exact and amount.unit and _SAYS_TOTAL.search(texts.over.text[: amount.start]):
            alike = [total for total in found if _base(amount.unit) == total.base]
            if len(alike) == 1 and _differs(amount, alike[0]):
                total = Passage(alike[0].key, texts.over.text)
                values = {"stated": amount.text, "computed": alike[0].text}
                yield finding("text.table", Severity.WARNING, total, texts.over, **values)


CHECKS = (totals_over_tables,)


def _differs(amount: Amount, total: _Total) -> bool:
    """Whether two totals are near enough to be the same and too far apart to be it."""
    gap = abs(amount.value - total.value)
    return amount.half + total.half < gap <= amount.value * _NEAR


def _totals(texts: Statements) -> Iterator[_Total]:
    sheet = texts.sheet
    for row in sheet.rows():
        for column in sheet.definition.columns:
            if not column.type.is_numeric or not (row.is_total or {bare(row.label), bare(column.title)} & _IS_TOTAL):
                continue
            value = sheet.shown(row.uid, column.key).value
            figure = to_decimal(value.text) if value and value.is_known else None
            unit = sheet.unit(row.uid, column.key) or _unit_in(row.label) or _unit_in(column.title)
            known = unit_of(unit) if unit else None
            if figure is not None and value and known:
                half = known.factor * Decimal(1).scaleb(-decimals(value.text)) / 2 if known.factor > 1 else Decimal(0)
                key = CellKey(sheet.table.uid, row.uid, column.key)
                yield _Total(key, f"{figure:,}{unit}", figure * known.factor, half, _base(known.base))


def _unit_in(label: str) -> str:
    found = _IN_PARENTHESES.search(label)
    return found[1] if found else ""


def _base(unit: str) -> str:
    """One name for units that count the same: 개사 and 社."""
    return {"社": "개사", "기업": "개사", "개기업": "개사"}.get(unit, unit)
