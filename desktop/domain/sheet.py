"""One table at work: its rows in print order, what each cell shows, and the names of its formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Protocol

from desktop.domain import quantities as q
from desktop.domain.calculation import Found, calculate, wording
from desktop.domain.definitions import Column, Place, RowsKind, TableDefinition
from desktop.domain.display import display, keeps_decimals
from desktop.domain.expressions import parse, parse_conditions
from desktop.domain.figures import days_of, figures_of, is_counted, value_of
from desktop.domain.naming import Names, holds
from desktop.domain.properties import column_of, is_label
from desktop.domain.quantities import Figure, Quantity
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Row, Table
from desktop.domain.spelling import bare
from desktop.domain.values import State, Value
from desktop.domain.worked_out import Shown, ShownRow, WorkedOut


class Book(Protocol):
    """The report around a table; `evaluation.Evaluation` is one."""

    def instances(self, code: str) -> Sequence[TableSheet]:
        """All instances of a table."""
        ...

    def fill(self, template: str, table_uid: str, row_uid: str = "") -> str:
        """A template filled at a place."""
        ...

    def as_of(self, sheet: TableSheet) -> date | None:
        """The 기준일 of a table: its own, else that of the report."""
        ...


_BLANK = Shown()


class TableSheet:
    """A table instance, worked out cell by cell when asked; every answer is kept.

    A cell that depends on itself is blank.
    """

    def __init__(self, book: Book, table: Table, worked_out: WorkedOut | None = None) -> None:
        self.table = table
        self.book = book
        self._columns: dict[str, Column | None] = {}
        self._counted: dict[str, bool] = {}
        self.worked_out = WorkedOut() if worked_out is None else worked_out

    @property
    def definition(self) -> TableDefinition:
        """Definition of the table."""
        return self.table.definition

    # ------------------------------------------------------------ rows

    @property
    def body(self) -> tuple[str, ...]:
        """Uids of the body rows in print order."""
        if self.worked_out.body is None:
            self.worked_out.body = tuple(self._body())
        return self.worked_out.body

    def _body(self) -> Iterator[str]:
        stored = [row.uid for row in self.table.rows]
        kind = self.definition.rows.kind
        if kind is RowsKind.ENTERED:
            yield from stored
        elif kind is RowsKind.FIXED:
            yield from (row.key for row in self.definition.rows.fixed)
        else:
            followed = dict.fromkeys(self._followed())
            yield from (uid for uid in stored if uid in followed)
            yield from (uid for uid in followed if uid not in set(stored))

    def _followed(self) -> Iterator[str]:
        where = self.definition.rows.where
        wanted = Names(self, FIELDS_ROW).wanted(parse_conditions(where)) if where else ()
        for sheet in self.book.instances(self.definition.rows.source):
            yield from (row for row in sheet.body if holds(sheet, row, wanted))

    def rows(self) -> tuple[ShownRow, ...]:
        """All rows in print order, the total row where it stands."""
        if self.worked_out.rows is None:
            self.worked_out.rows = tuple(self._rows())
        return self.worked_out.rows

    def _rows(self) -> Iterator[ShownRow]:
        total = self.definition.total
        at = [ShownRow(TOTAL_ROW, is_total=True, label=total.label)] if total else []
        if total and total.place is Place.FIRST:
            yield from at
        parents = {row.uid: row.parent for row in self.table.rows}
        for uid in self.body:
            parent = parents.get(uid, "")
            yield ShownRow(uid, is_total=False, label=self.label(uid), parent=parent, depth=_depth(parents, uid))
        if total and total.place is Place.LAST:
            yield from at

    def label(self, row: str) -> str:
        """What a row is called: its label column, else the first text of its own (not of its group)."""
        column = self._label_column
        shown = self.shown(row, column.key).value if column else None
        return " ".join(display(column, shown).split()) if column and shown else ""

    @cached_property
    def _label_column(self) -> Column | None:
        declared = self.definition.column(self.definition.rows.label_column)
        columns = self.definition.columns
        own = (each for each in columns if not each.merge and not each.type.is_figure and not each.inside)
        return declared or next(own, None) or (columns[0] if columns else None)

    # ------------------------------------------------------------ cells

    def column(self, row: str, key: str) -> Column | None:
        """The column (single field, property) of a cell."""
        if row in (TOTAL_ROW, FIELDS_ROW):
            return column_of(self.table.definition, row, key)
        if key not in self._columns:
            self._columns[key] = column_of(self.table.definition, row, key)
        return self._columns[key]

    def shown(self, row: str, key: str) -> Shown:
        """What a cell shows; a cell that the table does not have shows nothing."""
        place = (row, key)
        cells = self.worked_out.cells
        found = cells.get(place)
        if found is None and key in self._entered:
            self._show_entered(row)
            found = cells.get(place)
        if found is None:
            cells[place] = _BLANK
            found = cells[place] = self._work_out(row, key)
        return found

    def computed_columns(self, row: str) -> Sequence[Column]:
        """The columns (single fields) whose cells in a row nobody enters, but may state: in the total row all."""
        if row == TOTAL_ROW:
            return self.definition.columns
        if row in self._sum_rows:
            return [each for each in self.definition.columns if each.is_computed or self.is_summed(each, row)]
        return self._computed_fields if row == FIELDS_ROW else self._computed_columns

    @cached_property
    def _computed_fields(self) -> Sequence[Column]:
        return [each for each in self.definition.fields if each.is_computed]

    @cached_property
    def _computed_columns(self) -> Sequence[Column]:
        return [each for each in self.definition.columns if each.is_computed]

    @cached_property
    def _entered(self) -> frozenset[str]:
        """Keys of the columns whose cells hold nothing but what was entered, but in the total row and single fields."""
        columns = (each for each in self.definition.columns if not each.is_computed)
        return frozenset(each.key for each in columns if not is_label(self.definition, "", each.key))

    def _show_entered(self, row: str) -> None:
        """All entered cells of a body row at once, for most of them are asked for."""
        if row in (TOTAL_ROW, FIELDS_ROW):
            return
        stored = self._stored.get(row)
        held = stored.cells if stored else {}
        keys = self._entered.difference(self.definition.summed if row in self._sum_rows else ())
        self.worked_out.cells.update({(row, key): Shown(held.get(key)) for key in keys})

    def _work_out(self, row: str, key: str) -> Shown:
        column = self.column(row, key)
        if column is None:
            return _BLANK
        if is_label(self.definition, row, key):
            return Shown(_text(self._fixed_label(row)), is_computed=True)
        held = self._stored.get(row)
        stored = held.value(key) if held else None
        if row != TOTAL_ROW and not column.is_computed and not self.is_summed(column, row):
            return Shown(stored)
        if stored is not None:  # shows whatever comes out, also to formulas that lead back here
            self.worked_out.cells[row, key] = Shown(stored, is_computed=True, is_stated=True)
        computed = self._computed(column, row)
        return Shown(stored or computed, computed, is_computed=True, is_stated=stored is not None)

    @cached_property
    def _stored(self) -> dict[str, Row]:
        return {each.uid: each for each in (*self.table.rows, self.table.total, self.table.fields)}

    def _fixed_label(self, row: str) -> str:
        if row == TOTAL_ROW:
            return self.definition.total.label if self.definition.total else ""
        return next((fixed.label for fixed in self.definition.rows.fixed if fixed.key == row), "")

    def _computed(self, column: Column, row: str) -> Value | None:
        if column.follows:
            return None if row == TOTAL_ROW else self._source_value(column.follows, row)
        if column.text:
            return _text(self.book.fill(column.text, self.table.uid, row))
        if column.formula and not column.type.is_figure:
            return _text(wording(parse(column.formula), Names(self, row)) or "")
        reckoned = self.reckoned(column, row)
        if reckoned is None or (any(figure.is_partial for figure in reckoned) and not self.is_summed(column, row)):
            return None
        keeps = keeps_decimals(column) or self.is_summed(column, row)
        return value_of(column, reckoned, keep_decimals=keeps)

    def _source_value(self, key: str, row: str) -> Value | None:
        for sheet in self.book.instances(self.definition.rows.source):
            if row in sheet.body:
                return sheet.shown(row, key).value
        return None

    def is_summed(self, column: Column, row: str) -> bool:
        """Whether a cell is the sum of others: in the total row and in rows that other rows stand under."""
        return column.key in self.definition.summed and (row == TOTAL_ROW or row in self._sum_rows)

    @cached_property
    def _parents(self) -> dict[str, str]:
        """The rows that stand under another row of this table, and that row."""
        own = {row.uid for row in self.table.rows} if self.definition.total else ()
        return {row.uid: row.parent for row in self.table.rows if row.parent in own}

    @cached_property
    def _sum_rows(self) -> frozenset[str]:
        return frozenset(self._parents.values())

    def addends(self, row: str = TOTAL_ROW) -> Sequence[str]:
        """The rows that a sum adds: those right under a row, for the total row those that stand under none."""
        if not self._parents:
            return self.body
        return [each for each in self.body if self._parents.get(each, TOTAL_ROW) == row]

    def reckoned(self, column: Column, row: str) -> Quantity | None:
        """What the arithmetic of a computed cell comes to before it is rounded, None when it cannot be known."""
        if self.is_summed(column, row):
            return self.column_sum(column.key, row=row)
        return calculate(parse(column.formula), Names(self, row)) if column.formula else None

    def unit(self, row: str, key: str) -> str:
        """The unit of a cell: of its row where the table has one per row, else of its column."""
        column = self.column(row, key)
        if column is None:
            return ""
        if column.unit_column:
            named = self.shown(row, column.unit_column).value
            return named.text if named else column.unit
        fixed = next((each.unit for each in self.definition.rows.fixed if each.key == row), "")
        return fixed or column.unit

    # ------------------------------------------------------------ figures

    def quantity(self, row: str, key: str) -> Quantity | None:
        """The figure (or pair) that a cell shows, with its rounding interval; None when it shows none."""
        place = (row, key)
        known = self.worked_out.quantities
        found = known.get(place)
        if found is not None or place in known:
            return found
        shown = self.shown(row, key)
        found = self._quantity(row, key, shown)
        if shown is not _BLANK:  # a cell that is being worked out shows nothing for now
            known[place] = found
        return found

    def _quantity(self, row: str, key: str, shown: Shown) -> Quantity | None:
        column = self.column(row, key) if shown.value is not None else None
        if column is None or shown.value is None:
            return None
        if not column.type.is_figure:
            return days_of(column, shown.value) if column.type.is_time else None
        figures = figures_of(column, shown.value, counted=self._is_counted(column, row))
        if figures and not shown.is_stated and self.is_summed(column, row):
            return self._with_gaps(figures, row, key)
        return figures

    def _with_gaps(self, figures: Quantity, row: str, key: str) -> Quantity:
        """A computed sum, marked as partial when one of its cells is blank."""
        summed = self.column_sum(key, row=row)
        if summed is None or not any(figure.is_partial for figure in summed):
            return figures
        return tuple(Figure(figure.value, figure.low, figure.high, is_partial=True) for figure in figures)

    def _is_counted(self, column: Column, row: str) -> bool:
        """Whether printed figures of a cell stand for themselves and not for an interval."""
        if column.unit_column or self.definition.rows.fixed or row == FIELDS_ROW:
            return is_counted(column.type, self.unit(row, column.key))
        if column.key not in self._counted:
            self._counted[column.key] = is_counted(column.type, column.unit)
        return self._counted[column.key]

    def column_sum(self, key: str, side: int | None = None, row: str = TOTAL_ROW) -> Quantity | None:
        """The sum of a column as a row shows it; partial when a cell is blank, None when no cell is known."""
        found = [(each, self.quantity(each, key)) for each in self.addends(row)]
        known = [quantity for _, quantity in found if quantity is not None]
        if not known or len(set(map(len, known))) > 1:
            return None
        is_partial = any(quantity is None and not self._is_left_out(each, key) for each, quantity in found)
        sums = tuple(q.total(figures, is_partial=is_partial) for figures in zip(*known, strict=True))
        return sums if side is None else sums[side : side + 1]

    def _is_left_out(self, row: str, key: str) -> bool:
        """Whether a cell says that a sum has nothing to expect of it (해당없음)."""
        value = self.shown(row, key).value
        return value is not None and value.state is State.NOT_APPLICABLE

    # ------------------------------------------------------------ for expressions

    def found(self, row: str, key: str) -> Found:
        """A cell as expressions see it."""
        column, value, quantity = self.column(row, key), self.shown(row, key).value, self.quantity(row, key)
        if column is None or (value is not None and quantity is None and not column.type.is_worded):
            return Found()
        return Found(quantity, display(column, value))

    def number_of(self, row: str, key: str) -> int | None:
        """The place of a body row, from 1, among the rows that show the same text in a column."""
        if key not in self.worked_out.numbers:
            seen: Counter[str] = Counter()
            self.worked_out.numbers[key] = {each: _next(seen, self._text(each, key)) for each in self.body}
        return self.worked_out.numbers[key].get(row)

    def _text(self, row: str, key: str) -> str:
        """The text in a column of a row (or in a single field) without its blanks; labels are letter-spaced."""
        place = row if self.column(row, key) else FIELDS_ROW
        column, value = self.column(place, key), self.shown(place, key).value
        return bare(display(column, value)) if column else ""

    def key(self, row: str, column: str) -> CellKey:
        """The address of a cell."""
        return CellKey(self.table.uid, row, column)


def _depth(parents: dict[str, str], uid: str) -> int:
    seen = {uid}
    while (uid := parents.get(uid, "")) in parents and uid not in seen:
        seen.add(uid)
    return len(seen) - 1


def _next(seen: Counter[str], text: str) -> int:
    seen[text] += 1
    return seen[text]


def _text(text: str) -> Value | None:
    return Value.of(text) if text else None
