"""The figures of a report as other reports can look them up: by table, column, row, and by name where uids differ.

A row is one and the same in two reports when it has the same name under the same owner, or, where the other report has
no such name, the same uid: carry-over keeps uids, so that a renamed row stays itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, TypeAlias

from desktop.domain.definitions import ON_SAME_DAY, Column
from desktop.domain.display import display
from desktop.domain.evaluation import Evaluation
from desktop.domain.prose.names import letters
from desktop.domain.quantities import Quantity
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, ReportInfo
from desktop.domain.sheet import TableSheet

TableColumn: TypeAlias = tuple[str, str]
"""Code of a table and key of a column."""


class Address(NamedTuple):
    """What a figure is looked up by; owner and row are uids, or the letters of their names."""

    table: str
    column: str
    owner: str
    row: str


@dataclass(frozen=True, slots=True, eq=False)
class ComparableFigure:
    """One figure of a report.

    Attributes:
        key: its cell.
        column: its column.
        quantity: the figure with its rounding interval.
        unit: its unit, "" when it has none.
        text: as it prints, with the unit behind it.
        place: what the cell is called: table, row and column.
        as_of: the 기준일 of its table.
        is_derived: whether nobody entered or stated it.
        by_uid: its address by uids.
        by_name: its address by names.
    """

    key: CellKey
    column: Column
    quantity: Quantity
    unit: str
    text: str
    place: str
    as_of: date | None
    is_derived: bool
    by_uid: Address
    by_name: Address

    @property
    def place_in(self) -> TableColumn:
        """Table and column that it stands in."""
        return self.by_uid.table, self.by_uid.column

    @property
    def corresponds(self) -> TableColumn | None:
        """Table and column that its column declares to be the same, None when it declares none."""
        table, _, column = self.column.corresponds.removesuffix(ON_SAME_DAY).partition(".")
        return (table, column) if column else None


@dataclass(frozen=True, slots=True)
class ComparableFigures:
    """The figures of one report. Addresses that two figures have by their names are left out."""

    info: ReportInfo
    by_uid: Mapping[Address, ComparableFigure]
    by_name: Mapping[Address, ComparableFigure]

    @classmethod
    def of(cls, evaluation: Evaluation) -> ComparableFigures:
        """All figures in the official tables of a report."""
        figures = tuple(_figures(evaluation))
        by_uid = _looked_up((figure.by_uid, figure) for figure in figures)
        by_name = _looked_up((figure.by_name, figure) for figure in figures)
        return cls(evaluation.report.info, by_uid, by_name)

    def figures(self) -> Iterable[ComparableFigure]:
        """All of them, each once."""
        return dict.fromkeys((*self.by_name.values(), *self.by_uid.values()))

    def counterparts(self, of: ComparableFigure) -> Iterator[ComparableFigure]:
        """The figures of this report that stand for the same as a figure of another one, by column and row."""
        found = (self._find(of, column) for column in (of.place_in, of.corresponds) if column)
        yield from dict.fromkeys(figure for figure in found if figure)

    def _find(self, of: ComparableFigure, column: TableColumn) -> ComparableFigure | None:
        table, key = column
        named = self.by_name.get(of.by_name._replace(table=table, column=key))
        return named or self.by_uid.get(of.by_uid._replace(table=table, column=key))


def _looked_up(figures: Iterable[tuple[Address, ComparableFigure]]) -> dict[Address, ComparableFigure]:
    """Figures by their own addresses, and by those that they are declared to correspond to where no other stands."""
    given = tuple(figures)
    counts = Counter(address for address, _ in given)
    known = {address: figure for address, figure in given if counts[address] == 1}
    for address, figure in given:
        if figure.corresponds:
            table, column = figure.corresponds
            known.setdefault(address._replace(table=table, column=column), figure)
    return known


def _figures(evaluation: Evaluation) -> Iterator[ComparableFigure]:
    for table in evaluation.report.tables.values():
        if not table.is_custom:
            yield from _of_table(evaluation, evaluation.sheet(table.uid))


def _of_table(evaluation: Evaluation, sheet: TableSheet) -> Iterator[ComparableFigure]:
    owner = _owner_name(evaluation, sheet)
    definition = sheet.definition
    columns = [column for column in definition.columns if column.type.is_figure]
    fields = [column for column in definition.fields if column.type.is_figure]
    rows = [(row.uid, row.label, columns) for row in sheet.rows()]
    for uid, label, group in (*rows, (FIELDS_ROW, "", fields)):
        for column in group:
            quantity = sheet.quantity(uid, column.key)
            if quantity is not None:
                yield _figure(evaluation, sheet, column, quantity, owner, uid, label)


def _figure(
    evaluation: Evaluation,
    sheet: TableSheet,
    column: Column,
    quantity: Quantity,
    owner: str,
    row: str,
    label: str,
) -> ComparableFigure:
    table, unit = sheet.table, sheet.unit(row, column.key)
    shown = sheet.shown(row, column.key)
    text = display(replace(column, shows="{value}", shows_total=""), shown.value)
    named = row if row in (TOTAL_ROW, FIELDS_ROW) or not letters(label) else letters(label)
    return ComparableFigure(
        CellKey(table.uid, row, column.key),
        column,
        quantity,
        unit,
        text if not unit or text.endswith(unit) else f"{text}{unit}",
        " · ".join(part for part in (owner, sheet.definition.title, label, column.title) if part),
        evaluation.as_of(sheet),
        shown.is_computed and not shown.is_stated,
        Address(table.code, column.key, table.owner, row),
        Address(table.code, column.key, letters(owner), named),
    )


def _owner_name(evaluation: Evaluation, sheet: TableSheet) -> str:
    owner = sheet.table.owner
    found = (each for each in evaluation.instances(sheet.definition.owner) if owner in each.body)
    return next((each.label(owner) for each in found), "") if owner else ""
