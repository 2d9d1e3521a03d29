"""What the tables of a data file say of one another: ids, followed rows, parents and owners must be there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from desktop.domain.definition_parser import CUSTOM
from desktop.domain.definitions import Layout, RowsKind, TableDefinition
from desktop.domain.outline import TABLE_PLACE, stored_mark
from desktop.domain.properties import SAME_AS
from desktop.services.catalog import Catalog
from desktop.services.exchange_json import Refusal
from desktop.services.exchange_reader import TableData


def check_links(tables: Sequence[TableData], catalog: Catalog) -> None:
    """Look at every id, parent and owner.

    Raises:
        Refusal: one that is there twice, or points to nothing.
    """
    _check_ids(tables)
    _check_instances(tables)
    rows = _Rows(tables, catalog)
    places = _table_places(tables)
    for table in tables:
        _check_owner(table, rows, places)
        _check_rows(table, rows)
        _check_parents(table, rows)
        _check_link(table, rows)


class _Rows:
    """The row ids that the tables of a code have, given, followed or prescribed."""

    def __init__(self, tables: Sequence[TableData], catalog: Catalog) -> None:
        self._tables = tables
        self._catalog = catalog

    def of(self, code: str) -> frozenset[str]:
        """All ids of a code."""
        rows = self._catalog.tables[code].rows
        if rows.kind is RowsKind.FOLLOW:
            return self.of(rows.source)
        if rows.kind is RowsKind.FIXED:
            return frozenset(row.key for row in rows.fixed)
        return frozenset(row.uid for table in self._tables if table.code == code for row in table.rows)

    def of_all(self, codes: Iterable[str]) -> frozenset[str]:
        """All ids of several codes."""
        return frozenset[str]().union(*(self.of(code) for code in codes))

    def of_source(self, definition: TableDefinition) -> frozenset[str] | None:
        """The ids that the rows of a table may have, None when they are the clerk's to choose."""
        if definition.rows.kind is RowsKind.ENTERED:
            return None
        if definition.rows.kind is RowsKind.FIXED:
            return frozenset(row.key for row in definition.rows.fixed)
        return self.of(definition.rows.source)


def _check_ids(tables: Sequence[TableData]) -> None:
    """Ids name a row in the whole report: others refer to them. Only tables that follow repeat them."""
    taken: dict[str, str] = {}
    for table in tables:
        doubles = [uid for uid, times in Counter(row.uid for row in table.rows).items() if times > 1]
        if doubles:
            raise Refusal(table.where, f"id '{doubles[0]}' 행이 두 번 있습니다. 행마다 다른 id를 주십시오.")
        if table.definition.rows.kind is not RowsKind.ENTERED:
            continue
        for row in table.rows:
            if row.uid in taken:
                what = f"id '{row.uid}' 행이 {taken[row.uid]}에도 있습니다. 행마다 다른 id를 주십시오."
                raise Refusal(table.where_row(row.uid), what)
            taken[row.uid] = table.where


def _check_instances(tables: Sequence[TableData]) -> None:
    for (_, owner), times in Counter((table.code, table.owner) for table in tables).items():
        if times > 1:
            table = next(table for table in tables[::-1] if table.owner == owner)
            raise Refusal(table.where, f"owner '{owner}'의 표가 두 번 있습니다. 하나로 모아 주십시오.")


def _check_rows(table: TableData, rows: _Rows) -> None:
    allowed = rows.of_source(table.definition)
    if allowed is None:
        return
    for row in table.rows:
        if row.uid not in allowed:
            source = table.definition.rows.source
            origin = f"표 '{source}'에 없는 행" if source else "서식에 없는 행"
            raise Refusal(table.where_row(row.uid), f"id '{row.uid}' 행은 {origin}입니다. id를 고쳐 주십시오.")


def _check_parents(table: TableData, rows: _Rows) -> None:
    parents = {row.uid: row.parent for row in table.rows}
    allowed = rows.of_all(table.definition.rows.parents).union(parents if table.definition.total else ())
    for row in table.rows:
        if row.parent and row.parent not in allowed:
            what = f"parent '{row.parent}'인 행이 없습니다. 있는 행의 id를 적어 주십시오."
            raise Refusal(table.where_row(row.uid), what)
        above, seen = row.parent, {row.uid}
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above:
            what = f"parent를 따라가면 '{above}' 행으로 되돌아옵니다. parent를 고쳐 주십시오."
            raise Refusal(table.where_row(row.uid), what)


def _check_owner(table: TableData, rows: _Rows, places: frozenset[str]) -> None:
    if table.code == CUSTOM:
        if table.owner not in places:
            what = f"owner '{table.owner}'인 표 자리가 없습니다. 기호가 '{TABLE_PLACE}'인 항목의 id를 적어 주십시오."
            raise Refusal(table.where, what)
    elif table.owner and table.owner not in rows.of(table.definition.owner):
        what = f"owner '{table.owner}'인 행이 표 '{table.definition.owner}'에 없습니다. 있는 행의 id를 적어 주십시오."
        raise Refusal(table.where, what)


def _check_link(table: TableData, rows: _Rows) -> None:
    """A table that holds the same as another one says under which row that stands, and nothing else."""
    link = table.fields.value(SAME_AS)
    if link is None:
        return
    owner = table.definition.owner
    if not owner or link.text == table.owner or link.text not in rows.of(owner):
        what = f"{SAME_AS} '{link.text}': 표 '{owner}'에 있는 다른 행의 id를 적어 주십시오."
        raise Refusal(table.where, what)
    if table.rows:
        raise Refusal(table.where, f"{SAME_AS}가 있으면 그 행의 내용을 그대로 쓰므로 rows를 적지 않습니다.")


def _table_places(tables: Sequence[TableData]) -> frozenset[str]:
    outlines = (table for table in tables if table.definition.layout is Layout.OUTLINE)
    return frozenset(row.uid for table in outlines for row in table.rows if stored_mark(row) == TABLE_PLACE)
