"""Table instances and the definitions of clerks' own tables."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.changes import AddTable, ChangeSet, SetCell, SetDefinition
from desktop.domain.definitions import Column, TableDefinition
from desktop.domain.display import edit_text
from desktop.domain.editing.draft import DefinitionSource
from desktop.domain.evaluation import Evaluation
from desktop.domain.parsing import parse
from desktop.domain.properties import column_of
from desktop.domain.report import CellKey, Row, Table
from desktop.domain.values import State, Value


def add_table(evaluation: Evaluation, code: str, owner: str, uid: str, definition_json: str = "") -> ChangeSet | None:
    """A new empty table instance under a row ("" for the only one of its code).

    `definition_json` is the definition of a clerk's own table. None when the official table is there already.
    """
    report = evaluation.report
    if not definition_json and report.owned(code, owner):
        return None
    return ChangeSet("표 추가", (AddTable(uid, code, owner, len(report.tables), definition_json),))


def set_definition(
    evaluation: Evaluation, table_uid: str, definition_json: str, definitions: DefinitionSource
) -> ChangeSet | None:
    """Another definition for a clerk's own table; its cells follow.

    Cells of columns that are gone are blanked, cells of columns with another type are read again, so that the
    figures are valid under the new definition (or kept as `State.INVALID`). None when nothing changes.

    Raises:
        DefinitionError: the new definition cannot be read.
    """
    table = evaluation.report.tables[table_uid]
    if not table.is_custom or table.definition_json == definition_json:
        return None
    after = definitions.custom(definition_json, evaluation.report.info.fiscal_year)
    change = SetDefinition(table_uid, table.definition_json, definition_json)
    return ChangeSet(f"{after.title} 서식 변경", (*_reread(table, after), change))


def _reread(table: Table, after: TableDefinition) -> Iterator[SetCell]:
    """The cells that read differently under another definition."""
    for row in (*table.rows, table.total, table.fields):
        for key, value in row.cells.items():
            again = _read_again(table.definition, after, row, key, value)
            if again != value:
                yield SetCell(CellKey(table.uid, row.uid, key), value, again)


def _read_again(before: TableDefinition, after: TableDefinition, row: Row, key: str, value: Value) -> Value | None:
    old, new = column_of(before, row.uid, key), column_of(after, row.uid, key)
    if new is None:
        return None
    if old is None or _reads_the_same(old, new):
        return value
    typed = value.text if value.state is State.INVALID else edit_text(old, value)
    return parse(new, typed)


def _reads_the_same(old: Column, new: Column) -> bool:
    return (old.type, old.options, old.parts) == (new.type, new.options, new.parts)
