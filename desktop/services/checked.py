"""A report as it shows, with all that the checks found in it; replaced as a whole at every change."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from desktop.domain.checks import check_report, check_whole, recheck, with_whole
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey
from desktop.domain.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Checked:
    """An evaluation and its findings.

    Attributes:
        evaluation: the report as it shows.
        findings: everything that was found, worst first.
        standing: the findings by what the report says of them.
        is_whole: whether the checks that compare all tables have seen the report as it is.
    """

    evaluation: Evaluation
    findings: tuple[Finding, ...]
    standing: Standing
    is_whole: bool

    @classmethod
    def afresh(cls, evaluation: Evaluation) -> Checked:
        """The whole report checked."""
        findings = check_report(evaluation)
        return cls(evaluation, findings, standing_of(findings, evaluation), is_whole=True)

    def after(self, evaluation: Evaluation, tables: frozenset[str], cells: AbstractSet[CellKey]) -> Checked:
        """After a change of some tables (by uid): what reads them is checked, the whole report only later.

        `cells` are all that changed in them, where these are single cells.
        """
        findings = recheck(evaluation, self.findings, tables, self.evaluation, cells)
        is_whole = self.is_whole and not tables
        return Checked(evaluation, findings, standing_of(findings, evaluation), is_whole)

    def with_whole(self, found: Sequence[Finding]) -> Checked:
        """With what `checks.check_whole` finds in this very report."""
        findings = with_whole(self.evaluation, self.findings, found)
        return Checked(self.evaluation, findings, standing_of(findings, self.evaluation), is_whole=True)

    def whole_standing(self) -> Standing:
        """The standing with the whole report checked, which may take a while; may be asked in any thread."""
        return self.standing if self.is_whole else self.with_whole(check_whole(self.evaluation) or ()).standing
