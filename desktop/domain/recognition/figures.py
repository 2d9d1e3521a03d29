"""The figures of a pasted table, to try sums and rates on them within their rounding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain import quantities as q
from desktop.domain.calculation import Relation, compare
from desktop.domain.definitions import ColumnType
from desktop.domain.figures import figures_of, is_counted
from desktop.domain.parsing import parse
from desktop.domain.quantities import Quantity
from desktop.domain.recognition.columns import as_column
from desktop.domain.recognition.found import FoundColumn, Proof

HUNDRED = q.exact(Decimal(100))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures by column key, a line each; None is no figure."""

    by_key: Mapping[str, Sequence[Quantity | None]]

    def at(self, key: str, line: int) -> Quantity | None:
        """One figure."""
        return self.by_key[key][line]

    def keys(self) -> tuple[str, ...]:
        """Columns that hold figures."""
        return tuple(self.by_key)


def read_figures(columns: Sequence[FoundColumn], lines: Sequence[Sequence[str]]) -> Figures:
    """The figures of all columns that hold any."""
    return Figures(
        {
            column.key: [_figure(column, line[place]) for line in lines]
            for place, column in enumerate(columns)
            if column.type.is_figure
        }
    )


def added(quantities: Iterable[Quantity]) -> Quantity | None:
    """The sum, of pairs side by side; None when there are none or of both kinds."""
    parts = list(quantities)
    if not parts or len({len(part) for part in parts}) > 1:
        return None
    return tuple(q.total(side) for side in zip(*parts, strict=True))


def agrees(stated: Quantity | None, reckoned: Quantity | None) -> bool | None:
    """Whether two quantities are equal within their rounding; None when it cannot be told."""
    relation = compare(stated, "=", reckoned)
    return None if relation is Relation.UNKNOWN else relation is not Relation.BROKEN


def proof_of(judged: Iterator[bool | None]) -> Proof:
    """How many of the lines that can tell hold."""
    known = [each for each in judged if each is not None]
    return Proof(sum(known), len(known))


def is_zero(quantity: Quantity | None) -> bool:
    """Whether there is no figure, or only zeros."""
    return quantity is None or not any(side.value for side in quantity)


def _figure(column: FoundColumn, text: str) -> Quantity | None:
    asked = as_column(column)
    value = parse(asked, text)
    if value is None:
        return None
    counted = is_counted(column.type, column.unit) and column.type is not ColumnType.PERCENT
    return figures_of(asked, value, counted=counted)
