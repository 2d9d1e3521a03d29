"""Computed columns of a pasted table: sums, differences, rates, shares that hold in its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from desktop.domain import quantities as q
from desktop.domain.definitions import ColumnType
from desktop.domain.quantities import Quantity
from desktop.domain.recognition.figures import HUNDRED, Figures, added, agrees, is_zero, proof_of, read_figures
from desktop.domain.recognition.found import FoundColumn, FoundFormula, FoundTotal, Proof, Relation, Sure
from desktop.domain.recognition.totals import is_subtotal_name, is_total_name
from desktop.domain.spelling import bare

_DIFFERENCES = ("증감", "과부족", "차이", "잔액", "증가", "감소", "미달", "부족")
_FEWEST, _ALONE = 2, 3
_RATES = (ColumnType.PERCENT, ColumnType.DECIMAL)

Reckoner = Callable[[Quantity, Quantity], Quantity | None]


@dataclass
class _Search:
    """The columns at hand, and what was found of them so far."""

    columns: Sequence[FoundColumn]
    figures: Figures
    body: Sequence[int]
    total: FoundTotal | None
    found: dict[str, FoundFormula] = field(default_factory=dict)

    def take(self, formula: FoundFormula | None) -> None:
        """Keep a formula, unless its column has one or is needed to reckon itself."""
        if formula and formula.key not in self.found and not self._depends(formula.of, formula.key):
            self.found[formula.key] = formula

    def _depends(self, keys: Sequence[str], on: str) -> bool:
        return any(key == on or (key in self.found and self._depends(self.found[key].of, on)) for key in keys)


def find_formulas(
    columns: Sequence[FoundColumn], lines: Sequence[Sequence[str]], total: FoundTotal | None
) -> tuple[FoundFormula, ...]:
    """The computed columns, in the order of the columns; `lines` have the total row among them."""
    figures = read_figures(columns, lines)
    body = [line for line in range(len(lines)) if total is None or line != total.row]
    search = _Search(columns, figures, body, total)
    for find in (_named_sums, _named_differences, _rates, _shares, _silent):
        for formula in find(search):
            search.take(formula)
    order = [column.key for column in columns]
    return tuple(sorted(search.found.values(), key=lambda each: order.index(each.key)))


def _named_sums(search: _Search) -> Iterator[FoundFormula]:
    """From the right, so that a total of totals adds these and not what they hold."""
    covered: set[str] = set()
    for place in reversed(range(len(search.columns))):
        column = search.columns[place]
        if not any(is_total_name(part) or is_subtotal_name(part) for part in column.label):
            continue
        best = _best_sum(search, place, covered)
        if best is not None:
            covered.update(best.of)
            yield best


def _best_sum(search: _Search, place: int, covered: set[str]) -> FoundFormula | None:
    key = search.columns[place].key
    if key not in search.figures.by_key:
        return None
    right = [c.key for c in search.columns[place + 1 :] if c.key not in covered and _is_addend(c)]
    left = [c.key for c in reversed(search.columns[:place]) if c.key not in covered and _is_addend(c)]
    tried = [tuple(side[:end]) for side in (right, left) for end in range(len(side), 1, -1)]
    proofs = [(of, _proof(search, key, of, _sum_of)) for of in tried]
    best = max(proofs, key=lambda each: each[1].held, default=None)
    if best is None or best[1].held * 2 < best[1].tested or best[1].held < _FEWEST - (len(search.body) == 1):
        return None
    of = tuple(sorted(best[0], key=[c.key for c in search.columns].index))
    return FoundFormula(key, Relation.SUM, of, best[1], Sure.LABEL if best[1].held == best[1].tested else Sure.AGAINST)


def _named_differences(search: _Search) -> Iterator[FoundFormula]:
    for column in search.columns:
        name = bare(column.label[-1])
        if any(word in name for word in _DIFFERENCES) and not _is_rate(column):
            yield from _first(_differences(search, column.key, Sure.LABEL))


def _differences(search: _Search, key: str, sure: Sure) -> Iterator[FoundFormula]:
    others = [c.key for c in search.columns if c.key != key and c.key in search.figures.by_key and _is_addend(c)]
    for one in others:
        for other in others:
            if one != other and key in search.figures.by_key:
                proof = _proof(search, key, (one, other), _difference_of)
                if _is_proven(proof, _FEWEST if sure is Sure.LABEL else _ALONE):
                    yield FoundFormula(key, Relation.DIFFERENCE, (one, other), proof, sure)


def _rates(search: _Search) -> Iterator[FoundFormula]:
    """A rate is a later column by an earlier one where both ways hold: 실적 / 목표."""
    keys = [c.key for c in search.columns if c.key in search.figures.by_key and _is_addend(c) and not _is_rate(c)]
    for column in search.columns:
        if not _is_rate(column) or column.key not in search.figures.by_key:
            continue
        pairs = [(one, other) for one in reversed(keys) for other in keys if one != other]
        for relation, reckon in ((Relation.RATE, _rate_of), (Relation.GROWTH, _growth_of)):
            tried = ((of, _proof(search, column.key, of, reckon)) for of in pairs)
            proven = [
                FoundFormula(column.key, relation, of, p, Sure.LABEL) for of, p in tried if _is_proven(p, _FEWEST)
            ]
            yield from _first(iter(proven))


def _shares(search: _Search) -> Iterator[FoundFormula]:
    """A percentage of the total row."""
    if search.total is None:
        return
    for column in search.columns:
        if not _is_rate(column) or column.key not in search.figures.by_key:
            continue
        for other in search.total.sum:
            whole = search.figures.at(other, search.total.row)
            if other == column.key or whole is None:
                continue
            proof = _proof(search, column.key, (other,), partial(_share_of, whole))
            if _is_proven(proof, _FEWEST):
                yield FoundFormula(column.key, Relation.SHARE, (other,), proof, Sure.LABEL)
                break


def _silent(search: _Search) -> Iterator[FoundFormula]:
    """Sums and differences that no label says, which hold in three rows or more."""
    for place, column in enumerate(search.columns):
        if column.key in search.figures.by_key and _is_addend(column) and not _is_rate(column):
            best = _best_sum(search, place, set())
            if best and best.proof.held == best.proof.tested >= _ALONE:
                yield FoundFormula(best.key, best.relation, best.of, best.proof, Sure.FIGURES)
            yield from _first(_differences(search, column.key, Sure.FIGURES))


def _first(found: Iterator[FoundFormula]) -> Iterator[FoundFormula]:
    yield from (formula for formula, _ in zip(found, range(1), strict=False))


def _proof(
    search: _Search, key: str, of: Sequence[str], reckon: Callable[[Sequence[Quantity]], Quantity | None]
) -> Proof:
    """In how many rows of the body a column is what is reckoned from others; rows of zeros tell nothing."""

    def judged() -> Iterator[bool | None]:
        for line in search.body:
            parts = [part for each in of if (part := search.figures.at(each, line)) is not None]
            stated = search.figures.at(key, line)
            if len(parts) < len(of) or stated is None or (is_zero(stated) and any(map(is_zero, parts))):
                yield None
            else:
                yield agrees(stated, reckon(parts))

    return proof_of(judged())


def _is_proven(proof: Proof, fewest: int) -> bool:
    return proof.held == proof.tested >= fewest


def _is_rate(column: FoundColumn) -> bool:
    return column.type in _RATES


def _is_addend(column: FoundColumn) -> bool:
    return column.type.is_figure and column.type is not ColumnType.PERCENT


def _sum_of(parts: Sequence[Quantity]) -> Quantity | None:
    return added(parts)


def _difference_of(parts: Sequence[Quantity]) -> Quantity | None:
    one, other = parts
    if len(one) != len(other):
        return None
    return tuple(q.subtract(left, right) for left, right in zip(one, other, strict=True))


def _rate_of(parts: Sequence[Quantity]) -> Quantity | None:
    one, other = parts
    if len(one) != 1 or len(other) != 1:
        return None
    rate = q.divide(one[0], other[0])
    return None if rate is None else (q.multiply(rate, HUNDRED),)


def _share_of(whole: Quantity, parts: Sequence[Quantity]) -> Quantity | None:
    return _rate_of((parts[0], whole))


def _growth_of(parts: Sequence[Quantity]) -> Quantity | None:
    difference = _difference_of(parts)
    return None if difference is None else _rate_of((difference, parts[1]))
