"""The one cell that would cure a broken total: solved from the total, and judged by everything else it touches.

For 금융투자과 (S003-T05) a 원인행위액 of 270 makes the total, the order and the rate hold at once; no other row can.
A cell is proposed only when its own row was in trouble and nothing of it, nor the total, is broken afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.domain.checks.relations import TOTAL, computed_in, declared_in
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import Evaluation, reevaluate
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical
from desktop.domain.report import CellKey
from desktop.domain.sheet import TableSheet
from desktop.domain.values import Value

_MOST_SUSPECTS = 3
"""More rows in trouble than one slip of the hand explains: then no single cell is proposed."""

CURE, CURE_ROW, CURE_COLUMN = "cure", "cure_row", "cure_column"


def proposed(finding: Finding) -> tuple[CellKey, str] | None:
    """The cell and the figure (canonical text) that would cure a finding, or None."""
    if CURE not in finding.values:
        return None
    values = finding.values
    return CellKey(finding.key.table, values[CURE_ROW], values[CURE_COLUMN]), values[CURE]


def with_cures(evaluation: Evaluation, sheet: TableSheet, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a table, those that one cell would cure with that cell."""
    cures = [cure for finding in findings if (cure := _cure(evaluation, sheet, finding, findings)) is not None]
    for finding in findings:
        cure = next((cure for cure in cures if _is_cured(finding, cure[0])), None)
        yield finding if cure is None else _proposing(finding, *cure)


def _is_cured(finding: Finding, cell: CellKey) -> bool:
    """Whether a broken relation reads the cell that would be another."""
    return finding.severity is Severity.ERROR and cell in finding.cells and len(finding.cells) > 1


def _proposing(finding: Finding, cell: CellKey, figure: str) -> Finding:
    values = {**finding.values, CURE: figure, CURE_ROW: cell.row, CURE_COLUMN: cell.column}
    return replace(finding, values=values)


def _cure(
    evaluation: Evaluation, sheet: TableSheet, total: Finding, findings: Sequence[Finding]
) -> tuple[CellKey, str] | None:
    """The cell of the column that cures a broken total, when exactly one does."""
    if total.code != TOTAL or total.severity is not Severity.ERROR or "/" in total.values["difference"]:
        return None
    gap = Decimal(total.values["difference"])
    suspects = [cell for cell in total.cells if cell != total.key and _is_in_trouble(cell, total, findings)]
    if len(suspects) > _MOST_SUSPECTS:
        return None
    cures = [(cell, figure) for cell in suspects if (figure := _solved(evaluation, sheet, cell, gap, total))]
    return cures[0] if len(cures) == 1 else None


def _is_in_trouble(cell: CellKey, total: Finding, findings: Sequence[Finding]) -> bool:
    broken = (finding for finding in findings if finding is not total and finding.severity is Severity.ERROR)
    return any(cell in finding.cells for finding in broken)


def _solved(evaluation: Evaluation, sheet: TableSheet, cell: CellKey, gap: Decimal, total: Finding) -> str:
    """The figure with which the cell fills the gap, "" when something is broken then."""
    quantity = sheet.quantity(cell.row, cell.column)
    if quantity is None or len(quantity) != 1:
        return ""
    cured = quantity[0].value + gap
    if cured < 0 <= quantity[0].value:
        return ""
    figure = canonical(cured)
    tried = _with(evaluation, cell, Value.of(figure)).sheet(cell.table)
    rows = (cell.row, total.key.row)
    found = [each for row in rows for judge in (computed_in, declared_in) for each in judge(tried, row)]
    still = (each for each in found if each.severity is not Severity.INFO)
    return "" if any(cell in each.cells or each.key == total.key for each in still) else figure


def _with(evaluation: Evaluation, cell: CellKey, value: Value) -> Evaluation:
    """The report as it would be with another value in one cell."""
    table = evaluation.report.tables[cell.table]
    row = table.row(cell.row)
    if row is None:
        return evaluation
    changed = table.with_row(replace(row, cells={**row.cells, cell.column: value}))
    return reevaluate(evaluation, evaluation.report.with_table(changed), frozenset({cell.table}))
