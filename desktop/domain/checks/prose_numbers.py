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
from desktop.domain.prose.changes import Share, achievements, changes, conversions, implied_shares, shares
from desktop.domain.prose.series import contained, falls

_NEAR = Decimal(30)
"""Percentage points within which a percentage is taken for the share of the whole before it."""


def totals(texts: Statements) -> Iterator[Finding]:
    """Totals that their parts in the same statement do not make."""
    for passage in texts.all:
        for found in breakdowns(passage.text):
            if found.is_broken:
                severity = Severity.ERROR if found.is_certain else Severity.WARNING
                yield finding("text.sum", severity, passage, **sum_values(found))


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
                yield finding("text.rate", Severity.ERROR, passage, **_share_values(share))


def stated_shares(texts: Statements) -> Iterator[Finding]:
    """Percentages behind a part that are not its share of the one whole before it; another whole may be meant."""
    for passage in texts.all:
        known = {share.part for share in shares(passage.text)}
        for share in implied_shares(passage.text):
            if share.is_broken and share.part not in known and abs(share.rate - share.stated) <= _NEAR:
                yield finding("text.rate", Severity.WARNING, passage, **_share_values(share))


def stated_conversions(texts: Statements) -> Iterator[Finding]:
    """One figure in two units, "1,950백만원(19.5억)", that are not the same."""
    for passage in texts.all:
        for found in conversions(passage.text):
            if found.is_broken:
                yield finding("text.unit", Severity.WARNING, passage, stated=found.one.text, computed=found.other.text)


def falling_series(texts: Statements) -> Iterator[Finding]:
    """Cumulative series, "(누적) 350개 ⇨ 500개", that fall."""
    for passage in texts.all:
        for before, after in falls(passage.text):
            yield finding("text.cumulative", Severity.WARNING, passage, before=before.text, after=after.text)


def parts_above_wholes(texts: Statements) -> Iterator[Finding]:
    """A part in parentheses behind its whole, "총사업비 26,482백만원('22년 4,512백만원)", that is larger."""
    for passage in texts.all:
        for whole, part in contained(passage.text):
            if part.value - part.half > whole.value + whole.half:
                yield finding("text.part", Severity.WARNING, passage, stated=part.text, computed=whole.text)


CHECKS = (totals, stated_changes, stated_rates, stated_shares, stated_conversions, falling_series, parts_above_wholes)


def _share_values(share: Share) -> dict[str, str]:
    values = {"result": share.part.text, "target": share.whole.text, "stated": _plain(share.stated)}
    return {**values, "computed": _plain(rounded(share.rate, 1))}


def _plain(value: Decimal) -> str:
    return canonical(shortest(value))
