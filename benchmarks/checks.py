"""How long it takes to evaluate and check a report, and one edit of it, beside a plain Python sum over the same cells.

    python -m benchmarks.checks

A report of 5,000 figures with 1,000 rows' relations: ten tables of 50 rows with eight entered and two computed
columns, a total row and two declared relations a row. Goals (issue 4): whole evaluation and check 50 ms, one edit
with its rules 2 ms, both medians.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median

from desktop.domain.checks import check_report, recheck
from desktop.domain.definition_parser import expand, parse_definition
from desktop.domain.definitions import TableDefinition
from desktop.domain.evaluation import Evaluation, evaluate, reevaluate
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey, Report, ReportInfo, Row, Table
from desktop.domain.values import Value

WHOLE_MS, EDIT_MS = 50.0, 2.0
ROUNDS, EDITS = 15, 200
TABLES, ROWS, ENTERED = 10, 50, 8
INFO = ReportInfo("bench", "bench", 1, "2022년 2월 주요업무보고", "경제정책실", 2022)


def main() -> int:
    """Measure and print; 1 when a goal is not reached."""
    report = _report()
    figures = [value.text for table in report.tables.values() for row in table.rows for value in row.cells.values()]
    whole, summed = _medians(
        ROUNDS, lambda: check_report(evaluate(report)), lambda: sum(map(Decimal, figures), Decimal(0))
    )
    (edit,) = _medians(EDITS, _Editor(report).edit)
    relations = sum(len(table.definition.checks) * len(table.rows) for table in report.tables.values())
    print(f"{len(figures) + 2 * TABLES * ROWS:,} figures, {relations:,} relations, {len(report.tables)} tables")
    print(f"plain sum of the entered cells  {summed:8.3f} ms")
    print(f"whole evaluation and check      {whole:8.3f} ms  ratio {whole / summed:.1f}  (goal {WHOLE_MS:.0f} ms)")
    print(f"one edit with its rules         {edit:8.3f} ms  ratio {edit / summed:.2f}  (goal {EDIT_MS:.0f} ms)")
    return int(whole > WHOLE_MS or edit > EDIT_MS)


class _Editor:
    """Types one figure after another, each time in another row."""

    def __init__(self, report: Report) -> None:
        self._evaluation: Evaluation = evaluate(report)
        self._findings: tuple[Finding, ...] = check_report(self._evaluation)
        self._count = 0

    def edit(self) -> None:
        """One edit: the report with another figure, what follows from it, its findings."""
        self._count += 1
        key = CellKey(f"t{self._count % TABLES}", f"r{self._count % ROWS}", "c1")
        report = _typed(self._evaluation.report, key, str(self._count))
        touched = frozenset({key.table})
        self._evaluation = reevaluate(self._evaluation, report, touched)
        self._findings = recheck(self._evaluation, self._findings, touched)


def _typed(report: Report, key: CellKey, figure: str) -> Report:
    table = report.tables[key.table]
    row = table.row(key.row) or Row(key.row)
    return report.with_table(table.with_row(replace(row, cells={**row.cells, key.column: Value.of(figure)})))


def _medians(rounds: int, *ways: Callable[[], object]) -> list[float]:
    """Median milliseconds of each way, timed alternately."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for taken, way in zip(times, ways, strict=True):
            start = time.perf_counter()
            way()
            taken.append((time.perf_counter() - start) * 1000)
    return [median(taken) for taken in times]


def _report() -> Report:
    tables = [Table(f"t{number}", _definition(f"table{number}"), rows=_rows(number)) for number in range(TABLES)]
    return Report(INFO, {table.uid: table for table in tables})


def _rows(table: int) -> tuple[Row, ...]:
    """Figures without contradiction: each column at most the one before it."""
    first = 100_000 + 37 * table
    return tuple(
        Row(f"r{row}", {f"c{column}": Value.of(str((first + 101 * row) // (column + 1))) for column in range(ENTERED)})
        for row in range(ROWS)
    )


def _definition(code: str) -> TableDefinition:
    entered = [f"c{column}" for column in range(ENTERED)]
    data: dict[str, object] = {
        "code": code,
        "version": 1,
        "title": code,
        "tab": "organization",
        "layout": "grid",
        "total": {"label": "계", "sum": entered},
        "columns": [
            {"key": "name", "label": "구분", "type": "text"},
            *({"key": key, "label": key, "type": "money", "unit": "백만원", "required": True} for key in entered),
            _rate("first_rate", "c1 / c0 * 100"),
            _rate("second_rate", "c2 / c0 * 100"),
        ],
        "checks": [
            {"code": f"{code}.order", "severity": "error", "expr": "c3 <= c2 <= c1 <= c0"},
            {"code": f"{code}.parts", "severity": "error", "expr": "c4 + c5 - c6 <= c0 + c7"},
        ],
    }
    return expand(parse_definition(data, code), INFO.fiscal_year)


def _rate(key: str, formula: str) -> dict[str, object]:
    return {"key": key, "label": key, "type": "percent", "unit": "%", "places": 1, "formula": formula}


if __name__ == "__main__":
    sys.exit(main())
