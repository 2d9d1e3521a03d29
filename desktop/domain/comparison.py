"""Two reports, or two states of one, cell by cell: what stood there, what stands there, difference and percent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.definitions import Column
from desktop.domain.evaluation import Evaluation
from desktop.domain.numbers import canonical, rounded, to_decimal
from desktop.domain.properties import is_label
from desktop.domain.report import FIELDS_ROW, CellKey, Table
from desktop.domain.sheet import TableSheet
from desktop.domain.values import State, Value
from desktop.domain.worked_out import ShownRow

_HUNDRED = Decimal(100)
_PERCENT_PLACES = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell in both states.

    Attributes:
        key: its address in the newer state; where it stood when it is gone.
        old: its address in the older state; None when it is new.
        before: what showed there, None for nothing.
        after: what shows there now, None for nothing.
        column: what the cell holds.
        is_gone: whether its row or table is only in the older state.
    """

    key: CellKey
    old: CellKey | None
    before: Value | None
    after: Value | None
    column: Column
    is_gone: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether both states show something else; footnote marks do not count."""
        return _content(self.before) != _content(self.after)

    @property
    def difference(self) -> str:
        """After less before as a canonical number, or a pair of them; "" where nothing is reckoned."""
        sides = self._sides()
        return "/".join(canonical(after - before) for before, after in sides) if sides else ""

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the older figure, one decimal, half up; None from zero and for pairs."""
        sides = self._sides()
        if len(sides) != 1 or sides[0][0] == 0:
            return None
        before, after = sides[0]
        return rounded((after - before) / abs(before) * _HUNDRED, _PERCENT_PLACES)

    def _sides(self) -> list[tuple[Decimal, Decimal]]:
        if not self.column.type.is_figure:
            return []
        before, after = _numbers(self.before), _numbers(self.after)
        return list(zip(before, after, strict=True)) if before and len(before) == len(after) else []


def compare(before: Evaluation, after: Evaluation) -> tuple[Compared, ...]:
    """Every cell that shows something in one of both, in the order of the newer report, what is gone behind it.

    Tables are the same by code and owner (a clerk's own ones by their order too), rows by uid or, failing that, by
    their label, columns by key.
    """
    older = _tables(before)
    pairs = [(sheet, older.pop(name, None)) for name, sheet in _tables(after).items()]
    found = [cell for new, old in pairs for cell in _of_table(new, old)]
    gone = [cell for sheet in older.values() for cell in _gone_rows(sheet, sheet.rows(), is_whole=True)]
    return (*found, *gone)


def _tables(evaluation: Evaluation) -> dict[tuple[str, str, int], TableSheet]:
    named: dict[tuple[str, str, int], TableSheet] = {}
    for table in evaluation.report.tables.values():
        number = sum((table.code, table.owner) == name[:2] for name in named) if table.is_custom else 0
        named[table.code, table.owner, number] = evaluation.sheet(table.uid)
    return named


def _of_table(new: TableSheet, old: TableSheet | None) -> Iterator[Compared]:
    partners = _partners(new, old) if old else {}
    for row in (FIELDS_ROW, *(each.uid for each in new.rows())):
        yield from _of_row(new, row, old, FIELDS_ROW if row == FIELDS_ROW else partners.get(row))
    if old is not None:
        left = [each for each in old.rows() if each.uid not in partners.values()]
        yield from _gone_rows(old, left, is_whole=False)


def _partners(new: TableSheet, old: TableSheet) -> dict[str, str]:
    """The row of the older table for each row of the newer one."""
    known = {row.uid: row.label for row in old.rows()}
    by_label = {label: uid for uid, label in reversed(known.items()) if label}
    same = {row.uid: row.uid for row in new.rows() if row.uid in known}
    for row in new.rows():
        other = by_label.get(row.label)
        if row.uid not in same and other is not None and other not in same.values():
            same[row.uid] = other
    return same


def _of_row(new: TableSheet, row: str, old: TableSheet | None, other: str | None) -> Iterator[Compared]:
    for column in _columns(new.table, row):
        before = old.shown(other, column.key).value if old is not None and other is not None else None
        after = new.shown(row, column.key).value
        if before is not None or after is not None:
            place = old.key(other, column.key) if old is not None and other is not None else None
            yield Compared(new.key(row, column.key), place, before, after, column)


def _gone_rows(old: TableSheet, rows: Iterable[ShownRow], *, is_whole: bool) -> Iterator[Compared]:
    """What stood in rows that are no longer there; with the whole table its single fields are gone too."""
    for row in (*((FIELDS_ROW,) if is_whole else ()), *(each.uid for each in rows)):
        for column in _columns(old.table, row):
            value = old.shown(row, column.key).value
            if value is not None:
                key = old.key(row, column.key)
                yield Compared(key, key, value, None, column, is_gone=True)


def _columns(table: Table, row: str) -> Iterator[Column]:
    columns = table.definition.fields if row == FIELDS_ROW else table.definition.columns
    return (column for column in columns if not column.follows and not is_label(table.definition, row, column.key))


def _numbers(value: Value | None) -> list[Decimal]:
    if value is None or not value.is_known:
        return []
    numbers = [to_decimal(side) for side in value.text.split("/")] if value.state is State.VALUE else [Decimal(0)]
    return [number for number in numbers if number is not None]


def _content(value: Value | None) -> tuple[str, str] | None:
    return None if value is None else (value.state.value, value.text)
