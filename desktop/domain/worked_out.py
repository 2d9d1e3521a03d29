"""What is known of a table: what its cells show, its rows in print order, and what stays true after a change."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from desktop.domain import dependencies
from desktop.domain.quantities import Quantity
from desktop.domain.report import Table
from desktop.domain.values import Value

T = TypeVar("T")


class Shown(NamedTuple):
    """What a cell shows.

    Attributes:
        value: what prints: the stated value if there is one, else the computed, else the entered one.
        computed: what the program makes it, None when it cannot be known or the clerk enters the cell.
        is_computed: whether the clerk enters nothing here but may state a published value.
        is_stated: whether a published value stands in a computed cell.
    """

    value: Value | None = None
    computed: Value | None = None
    is_computed: bool = False
    is_stated: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row in print order; `depth` counts the rows above it in a tree of rows."""

    uid: str
    is_total: bool
    label: str
    parent: str = ""
    depth: int = 0


@dataclass(slots=True)
class WorkedOut:
    """What is known of a table by now.

    `silent` are the declared relations, by expression and row, that were judged and have nothing to say.
    """

    body: tuple[str, ...] | None
    rows: tuple[ShownRow, ...] | None
    cells: dict[tuple[str, str], Shown]
    quantities: dict[tuple[str, str], Quantity | None]
    numbers: dict[str, dict[str, int]]
    silent: set[tuple[str, str]]

    def __init__(self) -> None:
        self.body = None
        self.rows = None
        self.cells = {}
        self.quantities = {}
        self.numbers = {}
        self.silent = set()


def kept_rows(before: Table, after: Table, known: WorkedOut, *, whole: bool = False) -> WorkedOut | None:
    """What is still true of a table after some rows changed.

    Cells of the other rows that follow from their row alone (all of these rows, when they are kept `whole`), and the
    relations between these. None when more than rows changed.
    """
    if before.definition is not after.definition or before.fields is not after.fields:
        return None
    stored = {row.uid: row for row in before.rows}
    same = {row.uid for row in after.rows if stored.get(row.uid) is row}
    if after.definition.summed:
        same -= {row.parent for row in (*before.rows, *after.rows)}
    columns = dependencies.own_row_columns(after.definition)
    kept = WorkedOut()
    lasting_columns = {column.key for column in after.definition.columns} if whole else columns
    kept.cells = _of(same, lasting_columns, known.cells)
    kept.quantities = _of(same, lasting_columns, known.quantities)
    relations = {text for text, _ in known.silent}
    lasting = {text for text in relations if dependencies.reads_only(text, columns)}
    kept.silent = {each for each in known.silent if each[0] in lasting and each[1] in same}
    return kept


def _of(
    rows: AbstractSet[str], columns: AbstractSet[str], known: Mapping[tuple[str, str], T]
) -> dict[tuple[str, str], T]:
    return {place: each for place, each in list(known.items()) if place[0] in rows and place[1] in columns}
