"""Which tables a table reads: so that a change reckons anew only what it can have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from desktop.domain import templates
from desktop.domain.definitions import TableDefinition
from desktop.domain.expressions import Expression, parse
from desktop.domain.report import Table

_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def words(definition: TableDefinition) -> frozenset[str]:
    """Every word by which a definition can name another table; more than the codes, never fewer."""
    return frozenset(_words(definition))


def _words(definition: TableDefinition) -> Iterator[str]:
    yield from (definition.owner, definition.rows.source, *definition.rows.parents)
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
    tables: Mapping[str, Table], reads: Mapping[str, frozenset[str]], changed: frozenset[str]
) -> frozenset[str]:
    """Uids of the changed tables and of all that read them, also through others.

    Args:
        tables: the tables of the report by uid.
        reads: the words of each table's definition, by uid.
        changed: uids of the changed tables, some of which may be gone.
    """
    found = {uid for uid in changed if uid in tables}
    codes = {tables[uid].code for uid in found}
    grown = True
    while grown:
        more = {uid for uid, named in reads.items() if uid not in found and not named.isdisjoint(codes)}
        found |= more
        grown = bool(more)
        codes |= {tables[uid].code for uid in more}
    return frozenset(found)
