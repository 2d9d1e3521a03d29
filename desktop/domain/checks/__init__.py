"""The checks: lists of pure functions over a report, every problem at once, nothing raised at the user.

A check takes the evaluation and one table at work and gives findings. To add one, write the function and put it into
the list of its kind below: TABLE_CHECKS look at one table (and what it reads), TEXT_CHECKS at the texts in it.
REPORT_CHECKS compare the texts of all tables; they run with the whole report only, not at every edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from desktop.domain import dependencies
from desktop.domain.checks import across, appropriations, blocks, names
from desktop.domain.checks.cells import carried_texts, invalid_cells, negative_pairs, required_cells
from desktop.domain.checks.cure import with_cures
from desktop.domain.checks.prose import statements
from desktop.domain.checks.relations import computed_cells, declared_relations
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import FIELDS_ROW
from desktop.domain.sheet import TableSheet

__all__ = ["check_report", "recheck"]

Check = Callable[[Evaluation, TableSheet], Iterable[Finding]]

TABLE_CHECKS: tuple[Check, ...] = (invalid_cells, negative_pairs, required_cells, computed_cells, declared_relations)
TEXT_CHECKS: tuple[Check, ...] = (statements, carried_texts)
REPORT_CHECKS: tuple[Callable[[Evaluation], Iterable[Finding]], ...] = (
    *names.CHECKS,
    *across.CHECKS,
    *blocks.CHECKS,
    *appropriations.CHECKS,
)

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check_report(evaluation: Evaluation) -> tuple[Finding, ...]:
    """Everything that is wrong with a report, worst first, then in the order of tables, rows and columns."""
    of_tables = _check(evaluation, evaluation.report.tables)
    return _sorted(evaluation, chain(of_tables, *(check(evaluation) for check in REPORT_CHECKS)))


def recheck(evaluation: Evaluation, before: tuple[Finding, ...], tables: frozenset[str]) -> tuple[Finding, ...]:
    """The findings after a change of some tables; only these and the tables that read them are checked anew.

    Args:
        evaluation: the report after the change.
        before: the findings before it.
        tables: uids of the changed tables, new and removed ones among them.
    """
    present = evaluation.report.tables
    stale = dependencies.affected(present, evaluation.reads, tables)
    if not tables <= present.keys():  # what read a removed table cannot be told any more
        stale = frozenset(present)
    kept = [finding for finding in before if finding.key.table in present and _holds(finding, evaluation, stale)]
    anew = _check(evaluation, (uid for uid in present if uid in stale))
    return _sorted(evaluation, [*kept, *anew])


def _holds(finding: Finding, evaluation: Evaluation, stale: frozenset[str]) -> bool:
    """Whether a finding stays after a change: in other tables, and across tables while its cell says the same."""
    if finding.code in (appropriations.ONE, appropriations.ALL):
        return stale.isdisjoint(cell.table for cell in finding.cells)
    return across.still_said(finding, evaluation) if across.is_across(finding) else finding.key.table not in stale


def _check(evaluation: Evaluation, tables: Iterable[str]) -> Iterator[Finding]:
    for uid in tables:
        sheet = evaluation.sheet(uid)
        figures = [finding for check in TABLE_CHECKS for finding in check(evaluation, sheet)]
        yield from with_cures(evaluation, sheet, figures)
        for check in TEXT_CHECKS:
            yield from check(evaluation, sheet)


def _sorted(evaluation: Evaluation, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    tables = {uid: place for place, uid in enumerate(evaluation.report.tables)}
    places: dict[str, dict[str, int]] = {}

    def order(finding: Finding) -> tuple[int, int, int, int, str]:
        uid, row = finding.key.table, finding.key.row
        if uid not in places:
            places[uid] = _places(evaluation.sheet(uid))
        known = places[uid]
        return (
            _ORDER[finding.severity],
            tables[uid],
            known.get(row, -1),
            known.get(finding.key.column, -1),
            finding.code,
        )

    return tuple(sorted(findings, key=order))


def _places(sheet: TableSheet) -> dict[str, int]:
    """Where rows and columns stand; single fields come before the rows."""
    rows = {row.uid: place for place, row in enumerate(sheet.rows())}
    columns = (*sheet.definition.columns, *sheet.definition.fields)
    return {FIELDS_ROW: -1} | rows | {column.key: place for place, column in enumerate(columns)}
