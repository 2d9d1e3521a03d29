"""What was recognized of a pasted table: proposals with their proof, for the clerk to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.domain.definitions import ColumnType, Place


class Sure(StrEnum):
    """How sure a proposal is: LABEL and figures agree, only the FIGURES say so, or figures speak AGAINST the label."""

    LABEL = "label"
    FIGURES = "figures"
    AGAINST = "against"


class Relation(StrEnum):
    """What a computed column is."""

    SUM = "sum"
    DIFFERENCE = "difference"
    RATE = "rate"
    GROWTH = "growth"
    SHARE = "share"


def expression(relation: Relation, of: Sequence[str]) -> str:
    """The formula of a relation, as a definition has it, over the names that it is of."""
    first, *rest = of
    match relation:
        case Relation.SUM:
            return " + ".join(of)
        case Relation.DIFFERENCE:
            return f"{first} - {rest[0]}"
        case Relation.RATE:
            return f"{first} / {rest[0]} * 100"
        case Relation.GROWTH:
            return f"({first} - {rest[0]}) / {rest[0]} * 100"
        case Relation.SHARE:
            return f"share({first})"


@dataclass(frozen=True, slots=True)
class Proof:
    """In how many of the figures that could tell a proposal holds."""

    held: int
    tested: int


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """One column.

    Attributes:
        key: "c1", "c2" … from the left.
        label: header texts from top to bottom, as `Column.label`.
        type: what it holds.
        unit: of its figures.
        places: printed decimals.
        shows: template around the printed figure, where the unit stands in the cells.
        merge: whether cells are merged downwards in it.
        misfits: rows of the body (0-based) whose text the type cannot take.
    """

    key: str
    label: tuple[str, ...]
    type: ColumnType
    unit: str = ""
    places: int = 0
    shows: str = "{value}"
    merge: bool = False
    misfits: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The label in one line."""
        return " ".join(part.replace("\n", " ") for part in self.label if part)


@dataclass(frozen=True, slots=True)
class FoundFormula:
    """A column that is computed from others: their keys, as the relation names them (a / b, a - b, a + b + …)."""

    key: str
    relation: Relation
    of: tuple[str, ...]
    proof: Proof
    sure: Sure

    def expression(self, keys: Mapping[str, str]) -> str:
        """The formula as a definition has it; `keys` are those of the definition, where they differ (years)."""
        return expression(self.relation, [keys.get(key, key) for key in self.of])


@dataclass(frozen=True, slots=True)
class FoundTotal:
    """The total row: its place in the body (0-based), its label, the columns that it adds and those where it differs.

    `twice` are the columns whose rows hold subtotals (소계), so that they add up to twice the total.
    """

    row: int
    label: str
    place: Place
    sum: tuple[str, ...]
    broken: tuple[str, ...]
    proof: Proof
    sure: Sure
    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundYears:
    """Neighbouring columns that hold the same of one year after the other."""

    keys: tuple[str, ...]
    years: tuple[int, ...]
    label: tuple[str, ...]


class Doubt(StrEnum):
    """What was not understood, or not taken."""

    HEADER = "header"
    UNIT = "unit"
    MISFIT = "misfit"
    JOINED = "joined"
    PICTURE = "picture"
    TABLES = "tables"
    SUBTOTALS = "subtotals"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt and what it is about: a column key, a text, or a number."""

    doubt: Doubt
    about: str = ""


@dataclass(frozen=True, slots=True)
class Recognized:
    """A pasted table, understood as far as it goes.

    Attributes:
        title: the line over the table.
        unit_note: the line with the units, as it stands.
        footnotes: the lines under it.
        header_rows: how many leading rows are header.
        columns: from left to right.
        body: the rows under the header, without the total row; merged cells are repeated.
        total: the total row, None when there is none.
        total_cells: its texts.
        formulas: computed columns.
        years: runs of year columns.
        remarks: what the clerk should look at.
    """

    title: str
    unit_note: str
    footnotes: tuple[str, ...]
    header_rows: int
    columns: tuple[FoundColumn, ...]
    body: tuple[tuple[str, ...], ...]
    total: FoundTotal | None = None
    total_cells: tuple[str, ...] = ()
    formulas: tuple[FoundFormula, ...] = ()
    years: tuple[FoundYears, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
