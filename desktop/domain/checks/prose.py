"""All checks of the texts of one table, its statements read once."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.checks import prose_dates, prose_lists, prose_numbers, prose_rates, prose_steps, prose_tables
from desktop.domain.checks.statements import StatementCheck, read
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.sheet import TableSheet

_CHECKS: tuple[StatementCheck, ...] = (
    *prose_dates.CHECKS,
    *prose_steps.CHECKS,
    *prose_numbers.CHECKS,
    *prose_lists.CHECKS,
    *prose_tables.CHECKS,
    *prose_rates.CHECKS,
)


def statements(evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """What the texts of a table contradict: the calendar, the day of the report, themselves, the tables beside them."""
    texts = read(evaluation, sheet)
    for check in _CHECKS:
        yield from check(texts)
