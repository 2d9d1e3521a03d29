"""What the names of an expression mean at one place of a table: this row, its owner, other tables, the rows above."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from desktop.domain import quantities as q
from desktop.domain.calculation import Found, Relation, compare
from desktop.domain.expressions import Condition, Name
from desktop.domain.figures import side_of
from desktop.domain.quantities import Quantity
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW
from desktop.domain.spelling import bare

if TYPE_CHECKING:
    from desktop.domain.sheet import TableSheet

AS_OF = "as_of"
"""The name of the 기준일 of a table."""

OWNER = "owner"
"""The table name by which expressions and templates speak of the row that an instance hangs under."""

Wanted: TypeAlias = Sequence[tuple[str, str, Found]]
"""Columns, comparisons, and what a row must show in these columns so that they hold."""


class Place(NamedTuple):
    """A cell that a name means, and the side of its pair ("" for all of it)."""

    sheet: TableSheet
    row: str
    key: str
    part: str = ""


class Names:
    """The names of an expression as a row of a table understands them (`calculation.Resolver`)."""

    def __init__(self, sheet: TableSheet, row: str) -> None:
        self._sheet = sheet
        self._row = row

    def value(self, name: Name) -> Quantity | None:
        """See `calculation.Resolver`."""
        known = self._sheet.worked_out.quantities.get((self._row, name.key))
        if known is not None and not name.part:  # most names of most relations
            return known
        place = self._place(name)
        if place is None:
            return self._as_of() if name == Name(AS_OF) else None
        column = place.sheet.column(place.row, place.key)
        return side_of(column, place.sheet.quantity(place.row, place.key), place.part) if column else None

    def text(self, name: Name) -> str | None:
        """See `calculation.Resolver`."""
        place = self._place(name)
        return place.sheet.found(place.row, place.key).text if place else None

    def total(self, name: Name) -> Quantity | None:
        """See `calculation.Resolver`."""
        column = self._sheet.definition.column(name.key)
        return side_of(column, self._sheet.quantity(TOTAL_ROW, name.key), name.part) if column else None

    def column(self, name: Name) -> Quantity | None:
        """See `calculation.Resolver`: of this table, or of another one, of the instance that hangs under the row."""
        column = self._sheet.definition.column(name.key)
        if column is not None:
            side = column.parts.index(name.part) if name.part in column.parts else None
            return self._sheet.column_sum(name.key, side)
        sums = [sheet.column_sum(name.part) for sheet in self._hanging(name.key)]
        known = [each[0] for each in sums if each is not None and len(each) == 1]
        return (q.total(known, is_partial=len(known) < len(sums)),) if known else None

    def count(self, name: Name, where: Sequence[Condition] = ()) -> int | None:
        """See `calculation.Resolver`."""
        sheets, wanted = self._hanging(name.key), self.wanted(where)
        return sum(holds(sheet, each, wanted) for sheet in sheets for each in sheet.body) if sheets else None

    def number(self, name: Name) -> int | None:
        """See `calculation.Resolver`."""
        return self._sheet.number_of(self._row, name.key)

    def above(self, name: Name) -> Found | None:
        """See `calculation.Resolver`."""
        body = self._sheet.body
        before = body[: body.index(self._row)] if self._row in body else ()
        filled = (row for row in reversed(before) if self._sheet.shown(row, name.key).value is not None)
        return next((self._sheet.found(row, name.key) for row in filled), None)

    def cells(self, name: Name, where: Sequence[Condition] = ()) -> Sequence[Found]:
        """See `calculation.Resolver`."""
        wanted = self.wanted(where)
        sheets = self._hanging(name.key)
        return [sheet.found(row, name.part) for sheet in sheets for row in sheet.body if holds(sheet, row, wanted)]

    def wanted(self, where: Sequence[Condition]) -> Wanted:
        """What conditions ask for, with what this row says of the names in them."""
        return tuple((each.column, each.sign, self._asked(each.value)) for each in where)

    def _asked(self, value: str | Decimal | Name) -> Found:
        if isinstance(value, str):
            return Found(None, value)
        if isinstance(value, Decimal):
            return Found((q.exact(value),), str(value))
        return Found(self.value(value), self.text(value))

    def _place(self, name: Name) -> Place | None:
        """A column of the row, a single field or property, else a cell of the owning row or of another table."""
        for row in (self._row, FIELDS_ROW):
            if row and self._sheet.column(row, name.key) is not None:
                is_blank_day = name == Name(AS_OF) and self._sheet.shown(row, AS_OF).value is None
                return None if is_blank_day else Place(self._sheet, row, name.key, name.part)
        return self._elsewhere(name)

    def _elsewhere(self, name: Name) -> Place | None:
        """A cell of another table: of the owning row, a single field, or of the row that this one shares with it."""
        owner = self._sheet.table.owner
        is_owner = name.key == OWNER
        for sheet in self._sheet.book.instances(self._sheet.definition.owner if is_owner else name.key):
            if not is_owner and sheet.definition.field(name.part):
                return Place(sheet, FIELDS_ROW, name.part)
            shared = [row for row in ((owner,) if is_owner else (self._row, owner)) if row in sheet.body]
            if shared:
                return Place(sheet, shared[0], name.part)
        return None

    def _as_of(self) -> Quantity | None:
        day = self._sheet.book.as_of(self._sheet)
        return (q.exact(Decimal(day.toordinal())),) if day else None

    def _hanging(self, code: str) -> Sequence[TableSheet]:
        """The instances of a table: the one under this row, the one beside this table, else all of them."""
        sheets = self._sheet.book.instances(code)
        owner = sheets[0].definition.owner if sheets else ""
        if owner and self._row not in (TOTAL_ROW, FIELDS_ROW) and owner in self._kin():
            return [sheet for sheet in sheets if sheet.table.owner == self._row]
        if owner and owner == self._sheet.definition.owner:
            return [sheet for sheet in sheets if sheet.table.owner == self._sheet.table.owner]
        return sheets

    def _kin(self) -> frozenset[str]:
        """The tables that have the same rows: this one, the one that it follows, and what that one follows."""
        found, sheets = {self._sheet.table.code}, [self._sheet]
        for sheet in sheets:
            source = sheet.definition.rows.source
            if source and source not in found:
                found.add(source)
                sheets += self._sheet.book.instances(source)[:1]
        return frozenset(found)


def holds(sheet: TableSheet, row: str, wanted: Wanted) -> bool:
    """Whether a row meets conditions: figures and days compared as printed, texts without regard to blanks."""
    return all(_meets(sheet.found(row, key), sign, asked) for key, sign, asked in wanted)


def _meets(found: Found, sign: str, asked: Found) -> bool:
    if found.quantity is not None and asked.quantity is not None:
        return compare(found.quantity, sign, asked.quantity) is Relation.HOLDS
    if found.text is None or asked.text is None or sign not in ("=", "!="):
        return False
    return (bare(found.text) == bare(asked.text)) == (sign == "=")
