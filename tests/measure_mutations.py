"""Whether a changed figure is found: in each sample, one digit of every figure that takes part in a sum.

    python -m tests.measure_mutations

The totals and sums of a sample, also of rows above others, are stated as they come out, as they stand in a published
report. Then the first digit
of each addend is made another one, which moves it beyond any rounding: a finding that was not there before must name
the cell. The same is done with each part of the totals in texts. Nothing is drawn by lot.
"""

# ruff: noqa: T201 - it prints what it measured
from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.domain.checks import check_report, recheck
from desktop.domain.definitions import TableDefinition
from desktop.domain.evaluation import Evaluation, evaluate, reevaluate
from desktop.domain.expressions import Operation, parse
from desktop.domain.findings import Finding
from desktop.domain.prose.breakdowns import breakdowns
from desktop.domain.prose.passages import passages
from desktop.domain.report import CellKey, Report, Row, Table
from desktop.domain.values import State, Value
from tests.measure_recall import SAMPLES, taken_in


@dataclass(frozen=True)
class Tally:
    """How many figures were changed, and those that no finding named."""

    changed: int
    missed: tuple[str, ...]


def of_tables(report: Report) -> Tally:
    """Change each addend of a report by itself."""
    before = evaluate(stated(report))
    known = check_report(before)
    keys = list(addends(before))
    missed = [key for key in keys if not _is_named(before, known, key)]
    return Tally(len(keys), tuple(f"{key.table}/{key.row}/{key.column}" for key in missed))


def of_texts(report: Report) -> Tally:
    """Change each part of a total in a text by itself; a total of other parts is then no longer told for certain."""
    changed, missed = 0, []
    for table in report.tables.values():
        for passage in passages(report, table):
            for found in breakdowns(passage.text):
                for part in found.parts if not found.is_broken else ():
                    changed += 1
                    mutated = passage.text.replace(part.text, _other(part.text), 1)
                    if not any(each.is_broken for each in breakdowns(mutated)):
                        missed.append(mutated)
    return Tally(changed, tuple(missed))


def stated(report: Report) -> Report:
    """The report with every total and every sum of a row stated as it comes out."""
    evaluation = evaluate(report)
    tables = {uid: _stated(evaluation, table) for uid, table in report.tables.items()}
    return replace(report, tables=tables)


def _stated(evaluation: Evaluation, table: Table) -> Table:
    sums = table.definition.total.sum if table.definition.total else ()
    total = _with(evaluation, table, table.total, sums)
    across = [key for key, _ in _row_sums(table.definition)]
    above = {row.parent for row in table.rows}
    rows = (_with(evaluation, table, row, [*across, *(sums if row.uid in above else ())]) for row in table.rows)
    return replace(table, total=total, rows=tuple(rows))


def _with(evaluation: Evaluation, table: Table, row: Row, keys: Iterable[str]) -> Row:
    shown = {key: evaluation.shown(CellKey(table.uid, row.uid, key)).value for key in keys}
    return replace(row, cells={**row.cells, **{key: value for key, value in shown.items() if value}})


def _row_sums(definition: TableDefinition) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The columns that add others of their row, with these."""
    for column in definition.columns:
        tree = parse(column.formula).tree if column.formula else None
        if isinstance(tree, Operation) and column.type.is_figure and set("*/(").isdisjoint(column.formula):
            yield column.key, tuple(name.key for name in parse(column.formula).names)


def addends(evaluation: Evaluation) -> Iterator[CellKey]:
    """The entered figures that a stated total or a stated sum of their row adds."""
    for uid, table in evaluation.report.tables.items():
        sheet = evaluation.sheet(uid)
        total = table.definition.total
        sums = [key for key in total.sum if table.total.value(key)] if total else []
        across = [key for _, keys in _row_sums(table.definition) for key in keys]
        for row in table.rows:
            for key in dict.fromkeys((*sums, *across)):
                column, value = table.definition.column(key), row.value(key)
                is_entered = column is not None and not column.is_computed and row.uid in sheet.body
                if is_entered and value and value.state is State.VALUE:
                    yield sheet.key(row.uid, key)


def _is_named(before: Evaluation, known: tuple[Finding, ...], key: CellKey) -> bool:
    table = before.report.tables[key.table]
    row = table.row(key.row) or Row(key.row)
    value = row.value(key.column)
    cells = {**row.cells, key.column: Value.of(_other(value.text if value else ""))}
    report = before.report.with_table(table.with_row(replace(row, cells=cells)))
    stale = frozenset({key.table})
    found = recheck(reevaluate(before, report, stale), (), stale)
    old = {(each.code, each.key, str(each.values)) for each in known}
    return any(key in each.cells and (each.code, each.key, str(each.values)) not in old for each in found)


def _other(figure: str) -> str:
    """The figure with another first digit."""
    at = next(place for place, sign in enumerate(figure) if sign.isdigit())
    digit = str(int(figure[at]) + 1) if figure[at] < "9" else "8"
    return figure[:at] + digit + figure[at + 1 :]


def main() -> int:
    """Print the counts, and what stayed silent."""
    for name in SAMPLES.values():
        report = taken_in(name)
        for kind, tally in (("tables", of_tables(report)), ("texts", of_texts(report))):
            print(f"{name:16} {kind:7} {tally.changed - len(tally.missed)}/{tally.changed} named")
            for missed in tally.missed:
                print(f"    silent: {missed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
