"""The checks: lists of pure functions over a report, every problem at once, nothing raised at the user.

A check takes the evaluation and one table at work and gives findings. To add one, write the function and put it into
the list of its kind below: TABLE_CHECKS look at one table (and what it reads), TEXT_CHECKS at the texts in it.
`whole.REPORT_CHECKS` compare all tables; they run with the whole report only, not at every edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from desktop.domain import dependencies
from desktop.domain.checks import own_totals, series
from desktop.domain.checks.cells import carried_texts, invalid_cells, negative_pairs, required_cells
from desktop.domain.checks.cure import with_cures
from desktop.domain.checks.prose import statements
from desktop.domain.checks.relations import computed_cells, declared_relations
from desktop.domain.checks.terms import misspelt_terms
from desktop.domain.checks.whole import check_whole, is_of_whole, still_holds, without_whole
from desktop.domain.definitions import Layout, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import FIELDS_ROW, CellKey, Table
from desktop.domain.sheet import TableSheet

__all__ = ["check_report", "check_whole", "recheck", "with_whole"]

Check = Callable[[Evaluation, TableSheet], Iterable[Finding]]

TABLE_CHECKS: tuple[Check, ...] = (
    invalid_cells,
    negative_pairs,
    required_cells,
    computed_cells,
    declared_relations,
    *series.CHECKS,
    *own_totals.CHECKS,
)
TEXT_CHECKS: tuple[Check, ...] = (statements, carried_texts, misspelt_terms)
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check_report(evaluation: Evaluation) -> tuple[Finding, ...]:
    """Everything that is wrong with a report, worst first, then in the order of tables, rows and columns."""
    of_tables = _check(evaluation, evaluation.report.tables)
    return _sorted(evaluation, chain(of_tables, check_whole(evaluation) or ()))


def recheck(
    evaluation: Evaluation,
    before: tuple[Finding, ...],
    tables: frozenset[str],
    was: Evaluation | None = None,
    cells: AbstractSet[CellKey] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings after a change of some tables; only these and the tables that read them are checked anew.

    Findings of the whole report are kept while the cells that they speak of say the same; `check_whole` renews them.

    Args:
        evaluation: the report after the change.
        before: the findings before it.
        tables: uids of the changed tables, new and removed ones among them.
        was: the report before the change; without it what touches a changed table counts as changed.
        cells: all that changed in them, where these are single cells.
    """
    present = evaluation.report.tables
    stale = dependencies.affected(present, evaluation.reads, tables, cells) | _placed_in(present, tables)
    if not tables <= present.keys():  # what read a removed table cannot be told any more
        stale = frozenset(present)
    there = (finding for finding in before if finding.key.table in present)
    kept = (
        finding
        for finding in there
        if (still_holds(finding, was, evaluation, stale) if is_of_whole(finding) else finding.key.table not in stale)
    )
    return _sorted(evaluation, chain(kept, _check(evaluation, (uid for uid in present if uid in stale))))


def with_whole(evaluation: Evaluation, findings: Iterable[Finding], found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of single tables with what the checks of the whole report (`check_whole`) found just now."""
    return _sorted(evaluation, chain(without_whole(findings), found))


def _check(evaluation: Evaluation, tables: Iterable[str]) -> Iterator[Finding]:
    for uid in tables:
        sheet = evaluation.sheet(uid)
        figures = [finding for check in TABLE_CHECKS for finding in check(evaluation, sheet)]
        yield from with_cures(evaluation, sheet, figures)
        for check in TEXT_CHECKS:
            yield from check(evaluation, sheet)


def _placed_in(tables: Mapping[str, Table], changed: frozenset[str]) -> frozenset[str]:
    """The clerk's own tables in outlines that changed: what an outline says over a table is held against it."""
    places = {table.owner: uid for uid, table in tables.items() if table.is_custom}
    texts = (tables[uid] for uid in changed if uid in tables and tables[uid].definition.layout is Layout.OUTLINE)
    return frozenset(places[row.uid] for table in texts for row in table.rows if row.uid in places)


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
