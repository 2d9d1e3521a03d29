"""Figures in texts that do not come out: totals of their parts, changes, rates.

known-inconsistencies.json, kinds prose_sum, rate and count; conventions.md, Rounding: printed figures are intervals.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.domain.checks.prose_lists import sum_values
from desktop.domain.checks.statements import Statements, finding
from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical, rounded, shortest
from desktop.domain.prose.breakdowns import breakdowns
from desktop.domain.prose.changes import achievements, changes, conversions, shares


def totals(texts: Statements) -> Iterator[Finding]:
    """Totals that their parts in the same statement do not make."""
    for passage in texts.all:
        for found in breakdowns(passage.text):
            if found.is_broken:
                yield finding("text.sum", Severity.ERROR, passage, **sum_values(found))


def stated_changes(texts: Statements) -> Iterator[Finding]:
    """Differences and growth rates that the two figures beside them do not make."""
    for passage in texts.all:
        for change in changes(passage.text):
            if change.is_broken:
                real = rounded(change.real, 1) if change.is_rate else change.real / change.stated.scale
                values = {"before": change.before.text, "after": change.after.text, "stated": change.stated.text}
                yield finding("text.change", Severity.ERROR, passage, **values, computed=_plain(real))


def stated_rates(texts: Statements) -> Iterator[Finding]:
    """Rates against a target or of a whole that the figures beside them do not make."""
    for passage in texts.all:
        for found in achievements(passage.text):
            values = {"result": found.result.text, "target": found.target.text, "stated": _plain(found.stated)}
            if found.is_mixed_up:
                yield finding(
                    "text.excess", Severity.WARNING, passage, **values, computed=_plain(found.stated - Decimal(100))
                )
            elif found.is_broken:
                yield finding("text.rate", Severity.ERROR, passage, **values, computed=_plain(rounded(found.rate, 1)))
        for share in shares(passage.text):
            if share.is_broken:
                values = {"result": share.part.text, "target": share.whole.text, "stated": _plain(share.stated)}
                yield finding("text.rate", Severity.ERROR, passage, **values, computed=_plain(rounded(share.rate, 1)))


def stated_conversions(texts: Statements) -> Iterator[Finding]:
    """One figure in two units, "1,950백만원(19.5억)", that are not the same."""
    for passage in texts.all:
        for found in conversions(passage.text):
            if found.is_broken:
                yield finding("text.unit", Severity.WARNING, passage, stated=found.one.text, computed=found.other.text)


CHECKS = (totals, stated_changes, stated_rates, stated_conversions)


def _plain(value: Decimal) -> str:
    return canonical(shortest(value))
