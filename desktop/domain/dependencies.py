"""Which tables a table reads: so that a change reckons anew only what it can have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from desktop.domain import templates
from desktop.domain.definitions import Column, TableDefinition
from desktop.domain.expressions import Expression, parse
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Table

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def words(definition: TableDefinition) -> frozenset[str]:
    """Every word by which a definition can name another table; more than the codes, never fewer."""
    return frozenset(_words(definition))


def _words(definition: TableDefinition) -> Iterator[str]:
    yield definition.owner
    yield from _words_beside_owner(definition)


def _words_beside_owner(definition: TableDefinition) -> Iterator[str]:
    yield from (definition.rows.source, *definition.rows.parents)
    yield from _WORD.findall(definition.rows.where)
    for column in (*definition.columns, *definition.fields):
        yield column.outline
        yield from _WORD.findall(column.formula)
        yield from _of_templates((column.text,))
    for check in definition.checks:
        yield from _WORD.findall(f"{check.expr} {check.when}")
        yield from _of_templates((check.message,))
    printed = definition.print
    yield from _of_templates((printed.title, printed.lead, printed.unit_note, *printed.footnotes))


def _of_templates(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (name.partition(".")[0] for name in templates.names(text))


def own_row_columns(definition: TableDefinition) -> frozenset[str]:
    """Keys of the columns whose cells follow from what is entered in their row and in single fields alone."""
    found = {each.key for each in (*definition.columns, *definition.fields) if not each.is_computed}
    found -= {each.key for each in definition.columns if each.unit_column and each.unit_column not in found}
    for column in definition.columns:
        if column.formula and not column.unit_column and _reads_only(parse(column.formula), found):
            found.add(column.key)
    return frozenset(found)


def reads_only(expression: str, keys: AbstractSet[str]) -> bool:
    """Whether an expression follows from these columns of its row alone."""
    return _reads_only(parse(expression), keys)


def _reads_only(expression: Expression, keys: AbstractSet[str]) -> bool:
    return expression.is_of_one_row and all(name.key in keys for name in expression.names)


def affected(
    tables: Mapping[str, Table],
    reads: Mapping[str, frozenset[str]],
    changed: frozenset[str],
    cells: AbstractSet[CellKey] = frozenset(),
) -> frozenset[str]:
    """Uids of the changed tables and of all that read them, also through others.

    Args:
        tables: the tables of the report by uid.
        reads: the words of each table's definition, by uid.
        changed: uids of the changed tables, some of which may be gone.
        cells: all that changed in them, where these are single cells: what hangs under another row and takes nothing
            else from the table is not reached then.
    """
    aside = _under_other_rows(tables, cells)
    found = _reached(tables, reads, changed, aside)
    owners = {tables[uid].definition.owner for uid in aside}
    back = any(_reads_back(tables, reads, found, uid) for uid in found if tables[uid].code in owners)
    return _reached(tables, reads, changed, frozenset()) if back else found


def keeps_other_rows(
    tables: Mapping[str, Table], reads: Mapping[str, frozenset[str]], stale: frozenset[str], cells: AbstractSet[CellKey]
) -> frozenset[str]:
    """Uids of the changed tables of which only the changed rows, the total row and single fields come out otherwise.

    Args:
        tables: the tables of the report by uid.
        reads: the words of each table's definition, by uid.
        stale: uids of all tables that the change reaches.
        cells: all that changed in them.
    """
    rows, columns = {key.row for key in cells}, {key.column for key in cells}
    if not rows.isdisjoint((TOTAL_ROW, FIELDS_ROW)):
        return frozenset()
    changed = {key.table for key in cells} & stale
    return frozenset(
        uid for uid in changed if _stays_in_row(tables[uid], columns) and not _reads_back(tables, reads, stale, uid)
    )


def _reads_back(
    tables: Mapping[str, Table], reads: Mapping[str, frozenset[str]], stale: frozenset[str], uid: str
) -> bool:
    """Whether a table reads another one that a change reaches, and so may come out otherwise in any of its rows."""
    return not reads[uid].isdisjoint({tables[each].code for each in stale} - {tables[uid].code})


def _reached(
    tables: Mapping[str, Table], reads: Mapping[str, frozenset[str]], changed: frozenset[str], aside: frozenset[str]
) -> frozenset[str]:
    """The tables that are reached; those `aside` do not read their owner."""
    found = {uid for uid in changed if uid in tables}
    codes = {tables[uid].code for uid in found}
    grown = True
    while grown:
        more = {uid for uid, named in reads.items() if uid not in found and not named.isdisjoint(codes)}
        more -= {uid for uid in more & aside if reads[uid].isdisjoint(codes - {tables[uid].definition.owner})}
        found |= more
        grown = bool(more)
        codes |= {tables[uid].code for uid in more}
    return frozenset(found)


def _under_other_rows(tables: Mapping[str, Table], cells: AbstractSet[CellKey]) -> frozenset[str]:
    """Uids of the tables that hang under rows of the changed tables, but not under one of the changed rows."""
    rows, columns = {key.row for key in cells}, {key.column for key in cells}
    changed = {key.table for key in cells}
    if not rows.isdisjoint((TOTAL_ROW, FIELDS_ROW)) or not changed <= tables.keys():
        return frozenset()
    owners = {tables[uid].code for uid in changed if _stays_in_row(tables[uid], columns)}
    owned = {uid: table for uid, table in tables.items() if table.owner and table.definition.owner in owners}
    definitions = {id(table.definition): table.definition for table in owned.values()}
    more = {key for key, each in definitions.items() if each.owner in _words_beside_owner(each)}
    return frozenset(uid for uid, each in owned.items() if each.owner not in rows and id(each.definition) not in more)


def _stays_in_row(table: Table, columns: AbstractSet[str]) -> bool:
    """Whether whatever follows from these columns follows in the same row, or in the total row."""
    definition = table.definition
    if not columns.isdisjoint(definition.summed) and any(row.parent for row in table.rows):
        return False
    reached = set(columns)
    computed = [column for column in (*definition.columns, *definition.fields) if column.is_computed]
    for _ in computed:
        reading = [column for column in computed if column.key not in reached and not reached.isdisjoint(_read(column))]
        if any(definition.field(column.key) or not _is_of_one_row(column) for column in reading):
            return False
        if not reading:
            return True
        reached |= {column.key for column in reading}
    return True


def _read(column: Column) -> frozenset[str]:
    return frozenset((*_WORD.findall(column.formula), *_of_names(column.text), column.unit_column))


def _of_names(text: str) -> Iterator[str]:
    return (word for name in templates.names(text) for word in name.split("."))


def _is_of_one_row(column: Column) -> bool:
    totals = any(name.startswith("total.") for name in templates.names(column.text))
    return not totals and (not column.formula or parse(column.formula).is_of_one_row)
