"""What a window has to paint anew after a step, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop.domain.changes import ChangeSet
from desktop.domain.evaluation import Evaluation, changed_cells
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey


def touched_cells(before: Evaluation, after: Evaluation, changes: ChangeSet) -> frozenset[CellKey]:
    """The cells that were set, those whose unit was, and the computed ones that come out otherwise."""
    return changes.cells | changed_cells(before, after) | frozenset(_with_unit_in(after, changes))


def _with_unit_in(after: Evaluation, changes: ChangeSet) -> Iterator[CellKey]:
    for key in changes.cells:
        table = after.report.tables.get(key.table)  # none: a table that the step emptied and removed
        columns = (column for column in table.definition.columns if column.unit_column == key.column) if table else ()
        yield from (CellKey(key.table, key.row, column.key) for column in columns)


def reshaped_tables(before: Evaluation, after: Evaluation, changes: ChangeSet) -> frozenset[str]:
    """Tables whose rows or columns are others, also because they follow a table whose rows changed."""
    if not changes.reshaped:
        return frozenset()
    both = before.report.tables.keys() & after.report.tables.keys()
    return changes.reshaped | frozenset(uid for uid in both if _shape(before, uid) != _shape(after, uid))


def _shape(evaluation: Evaluation, table: str) -> list[tuple[str, int]]:
    return [(row.uid, row.depth) for row in evaluation.rows(table)]


def marked_otherwise(before: Sequence[Finding], after: Sequence[Finding]) -> frozenset[CellKey]:
    """The cells at which other findings are shown than before."""
    old, new = _by_cell(before), _by_cell(after)
    return frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _by_cell(findings: Sequence[Finding]) -> dict[CellKey, list[Finding]]:
    found: dict[CellKey, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.key].append(finding)
    return found
