"""The readable SQL views of a workspace, described from the table definitions (design.md, "Stored data")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from db.records import ViewColumn, ViewRecord
from desktop.domain.definitions import Column, TableDefinition


def view_records(definitions: Iterable[TableDefinition]) -> tuple[ViewRecord, ...]:
    """The views of official tables, as `v_budget` (rows) and `v_budget_fields` (single fields).

    A code may come several times, expanded for several fiscal years: its view then has the year columns of all.
    A table that has only single fields has them in `v_code`.
    """
    by_code: dict[str, list[TableDefinition]] = {}
    for definition in definitions:
        by_code.setdefault(definition.code, []).append(definition)
    return tuple(view for code, same in by_code.items() for view in _views(code, same))


def _views(code: str, definitions: Sequence[TableDefinition]) -> Iterator[ViewRecord]:
    source = definitions[0].rows.source
    rows = _view_columns(source, (column for definition in definitions for column in definition.columns))
    fields = _view_columns(source, (field for definition in definitions for field in definition.fields))
    if rows:
        yield ViewRecord(f"v_{code}", code, rows)
    if fields:
        yield ViewRecord(f"v_{code}_fields" if rows else f"v_{code}", code, fields, of_fields=True)


def _view_columns(source: str, columns: Iterable[Column]) -> tuple[ViewColumn, ...]:
    """Each key once; a pair as two columns named after its parts."""
    unique = {column.key: column for column in columns}
    return tuple(view_column for column in unique.values() for view_column in _of_column(source, column))


def _of_column(source: str, column: Column) -> Iterator[ViewColumn]:
    if not column.parts:
        yield ViewColumn(column.key, column.key, follows=(source, column.follows) if column.follows else None)
    for side, part in enumerate(column.parts):
        yield ViewColumn(f"{column.key}_{part}", column.key, side)
