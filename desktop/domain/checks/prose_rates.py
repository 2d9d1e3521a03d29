"""A rate in the statement over a table ("4개 기술교육원 집행률은 약 97.4%") against the rates in the table.

known-inconsistencies.json, kind rate; conventions.md, Rounding. A rate of everything lies between the smallest and the
largest rate of the table. Where the statement says of how many it speaks, and the table has as many rates beside one
another with their amounts, it lies between their means, weighted or not, or is the rate of one. Else it is silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain import quantities as q
from desktop.domain.checks.prose_tables import captions
from desktop.domain.checks.statements import Statements, finding
from desktop.domain.definitions import Column, ColumnType, Severity
from desktop.domain.findings import Finding
from desktop.domain.numbers import rounded
from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.passages import Passage
from desktop.domain.quantities import Figure
from desktop.domain.report import CellKey
from desktop.domain.spelling import bare

RATE = "text.table_rate"

_PERCENT = "%"
_KIND = re.compile(r"(?P<kind>[가-힣]{2,}[률율])(?:[은이]|\s*:)?\s*\(?\s*(?:약\s*)?$")
_RATE_OF = re.compile(r"[가-힣]{2,}[률율]")
_OTHER_TIME = re.compile(r"목표|계획|예상|전망|예정|전년|작년|지난|대비|최고|최저|최대|최소|이상|이하|이내|→|⇒")
_COUNT = re.compile(r"(?<![\d.,])(?P<count>\d{1,2})\s?개(?!월|년)")
_LEAST_RATES = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """Rates that one rate may stand for: the first of their cells, what it is for all of them, or for one of them."""

    key: CellKey
    of_all: Figure
    of_one: tuple[Figure, ...] = ()

    def can_be(self, stated: Amount) -> bool:
        """Whether the stated rate is one of them."""
        return any(_gap(stated, each) <= _slack(stated) for each in (self.of_all, *self.of_one))


def rates_over_tables(texts: Statements) -> Iterator[Finding]:
    """A rate over a table that none of the rates of this name in it makes."""
    columns = [column for column in texts.sheet.definition.columns if column.type is ColumnType.PERCENT]
    for caption in captions(texts) if columns else ():
        stated = _stated(caption)
        named = [column for column in columns if stated and _is_of(column, stated[0])]
        groups = _groups(texts, named, caption) if len(named) == len(columns) else []
        if stated and groups and not any(group.can_be(stated[1]) for group in groups):
            yield _finding(caption, stated[1], groups)


CHECKS = (rates_over_tables,)


def _stated(caption: Passage) -> tuple[str, Amount] | None:
    """The one percentage of a statement with the name of the rate in front of it."""
    found = [amount for amount in amounts(caption.text) if amount.unit == _PERCENT]
    if len(found) != 1 or _OTHER_TIME.search(caption.text):
        return None
    name = _KIND.search(caption.text[: found[0].start])
    return (_as_named(name["kind"]), found[0]) if name else None


def _is_of(column: Column, kind: str) -> bool:
    """Whether a column holds the rate of that name: 예산집행률 and 동부 집행율."""
    found = _RATE_OF.search(bare(column.title.split()[-1])) if column.title.split() else None
    return found is not None and kind.endswith(_as_named(found[0]))


def _as_named(kind: str) -> str:
    return kind.replace("율", "률")


def _groups(texts: Statements, columns: Sequence[Column], caption: Passage) -> list[_Group]:
    """For each row what a rate of all its columns can be; where their number or amounts are not known, the range."""
    cells = [(texts.sheet.key(row.uid, column.key), column) for row in texts.sheet.rows() for column in columns]
    known = {key: figure for key, column in cells if (figure := _figure(texts, key.row, column.key))}
    said = {int(found["count"]) for found in _COUNT.finditer(caption.text)}
    if len(columns) in said and len(columns) >= _LEAST_RATES:
        rows = dict.fromkeys(key.row for key in known)
        groups = [group for row in rows if (group := _row_group(texts, row, columns))]
        if len(groups) == len(rows):
            return groups
    return [_range(known)] if len(known) >= _LEAST_RATES else []


def _range(known: Mapping[CellKey, Figure]) -> _Group:
    return _Group(next(iter(known)), _between(known.values()))


def _between(figures: Iterable[Figure]) -> Figure:
    several = tuple(figures)
    return q.least(several)._replace(high=q.greatest(several).high)


def _row_group(texts: Statements, row: str, columns: Sequence[Column]) -> _Group | None:
    """What one rate for a row can be: each of its rates, their mean, and their means weighted by the amounts."""
    rates = [_figure(texts, row, column.key) for column in columns]
    counted = [_figure(texts, row, column.inside) if column.inside else None for column in columns]
    pairs = [(rate, amount) for rate, amount in zip(rates, counted, strict=True) if rate and amount]
    if len(pairs) < len(columns) or any(rate.low <= 0 or amount.low <= 0 for rate, amount in pairs):
        return None
    means = [mean for mean in (_mean(pairs), _of_wholes(pairs), _of_parts(pairs)) if mean]
    return _Group(texts.sheet.key(row, columns[0].key), _between(means), tuple(rate for rate, _ in pairs))


def _mean(pairs: Sequence[tuple[Figure, Figure]]) -> Figure | None:
    return q.divide(q.total(rate for rate, _ in pairs), q.exact(Decimal(len(pairs))))


def _of_parts(pairs: Sequence[tuple[Figure, Figure]]) -> Figure | None:
    """The rate of all where the amounts are the parts: 집행액(집행률)."""
    wholes = [whole for rate, amount in pairs if (whole := q.divide(amount, rate))]
    return q.divide(q.total(amount for _, amount in pairs), q.total(wholes))


def _of_wholes(pairs: Sequence[tuple[Figure, Figure]]) -> Figure | None:
    """The rate of all where the amounts are the wholes: 예산액(집행률)."""
    parts = [q.multiply(rate, amount) for rate, amount in pairs]
    return q.divide(q.total(parts), q.total(amount for _, amount in pairs))


def _figure(texts: Statements, row: str, key: str) -> Figure | None:
    found = texts.sheet.quantity(row, key)
    return found[0] if found and len(found) == 1 and not found[0].is_partial else None


def _finding(caption: Passage, stated: Amount, groups: Sequence[_Group]) -> Finding:
    """Said with what comes nearest to the stated rate."""
    nearest = min(groups, key=lambda group: _gap(stated, group.of_all))
    low, high = rounded(nearest.of_all.low, 1), rounded(nearest.of_all.high, 1)
    computed = f"{low}%" if low == high else f"{low}~{high}%"
    said = Passage(nearest.key, caption.text)
    return finding(RATE, Severity.WARNING, said, caption, stated=stated.text, computed=computed)


def _slack(stated: Amount) -> Decimal:
    return stated.half * (1 if stated.is_exact else 2)


def _gap(stated: Amount, figure: Figure) -> Decimal:
    return max(figure.low - stated.value, stated.value - figure.high, Decimal(0))
