"""How much of a table is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.report import FIELDS_ROW, CellKey, Table

if TYPE_CHECKING:
    from desktop.domain.evaluation import Evaluation


def progress(evaluation: Evaluation, table: Table) -> tuple[int, int]:
    """How many required cells of a table hold something, and how many there are."""
    definition = table.definition
    rows = [row.uid for row in evaluation.rows(table.uid) if not row.is_total]
    columns = [column.key for column in definition.columns if column.required and not column.is_computed]
    fields = [field.key for field in definition.fields if field.required and not field.is_computed]
    keys = [CellKey(table.uid, row, column) for row in rows for column in columns]
    keys += [CellKey(table.uid, FIELDS_ROW, field) for field in fields]
    return sum(evaluation.shown(key).value is not None for key in keys), len(keys)
