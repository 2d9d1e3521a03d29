"""The checks that compare all tables of a report: too slow for every edit, so they run behind the window after it.

Until they have run again their findings stay, unless a cell that they speak of says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from desktop.domain.checks import across, appropriations, blocks, names, other_reports
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey

REPORT_CHECKS: tuple[Callable[[Evaluation], Iterable[Finding]], ...] = (
    *names.CHECKS,
    *across.CHECKS,
    *blocks.CHECKS,
    *appropriations.CHECKS,
)
REPORT_CODES = names.CODES | across.CODES | blocks.CODES | appropriations.CODES | other_reports.CODES
"""Every code that they raise; no check of a single table raises one of these."""


def check_whole(
    evaluation: Evaluation,
    goes_on: Callable[[], bool] = lambda: True,
    others: other_reports.OtherReports = tuple,
) -> tuple[Finding, ...] | None:
    """What the checks of the whole report find, in the order of the checks.

    Args:
        evaluation: the report.
        goes_on: asked before each check, whether the answer is still wanted.
        others: gives the figures of the other reports of the workspace.

    Returns:
        The findings; None when they were not wanted any more.
    """
    found: list[Finding] = []
    for check in REPORT_CHECKS:
        if not goes_on():
            return None
        found.extend(check(evaluation))
    if not goes_on():
        return None
    return (*found, *other_reports.differences(evaluation, others()))


def is_of_whole(finding: Finding) -> bool:
    """Whether a finding comes from a check of the whole report."""
    return finding.code in REPORT_CODES


def still_holds(finding: Finding, was: Evaluation | None, now: Evaluation, changed: frozenset[str]) -> bool:
    """Whether a finding is worth keeping until the whole report is checked again.

    Args:
        finding: one of the whole report.
        was: the report in which it was found, None when it is not known any more.
        now: the report after a change.
        changed: uids of the tables that may show something else.
    """
    suspects = [cell for cell in finding.cells if cell.table in changed or cell.table not in now.report.tables]
    return (
        not suspects
        or (was is not None and all(_says_the_same(cell, was, now) for cell in suspects))
        or across.still_said(finding, now)
    )


def without_whole(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of single tables."""
    return (finding for finding in findings if not is_of_whole(finding))


def _says_the_same(cell: CellKey, was: Evaluation, now: Evaluation) -> bool:
    is_there = cell.table in was.report.tables and cell.table in now.report.tables
    return is_there and was.shown(cell).value == now.shown(cell).value
