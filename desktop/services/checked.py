"""A report as it shows, with all that the checks found in it; replaced as a whole at every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from desktop.domain.checks import check_report, check_whole, recheck, with_whole
from desktop.domain.checks.other_reports import OtherReports
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
        others: gives the figures of the other reports of the workspace.
    """

    evaluation: Evaluation
    findings: tuple[Finding, ...]
    standing: Standing
    is_whole: bool
    others: OtherReports = tuple

    @classmethod
    def afresh(cls, evaluation: Evaluation, others: OtherReports | None = None) -> Checked:
        """The whole report checked; what it has in common with other reports is compared later."""
        findings = check_report(evaluation)
        standing = standing_of(findings, evaluation)
        return cls(evaluation, findings, standing, is_whole=others is None, others=others or tuple)

    def after(self, evaluation: Evaluation, tables: frozenset[str], cells: AbstractSet[CellKey]) -> Checked:
        """After a change of some tables (by uid): what reads them is checked, the whole report only later.

        `cells` are all that changed in them, where these are single cells.
        """
        findings = recheck(evaluation, self.findings, tables, self.evaluation, cells)
        return replace(
            self,
            evaluation=evaluation,
            findings=findings,
            standing=standing_of(findings, evaluation),
            is_whole=self.is_whole and not tables,
        )

    def found_in_whole(self, goes_on: Callable[[], bool] = lambda: True) -> Sequence[Finding] | None:
        """What the checks of the whole report find, among them those against other reports; in any thread.

        Args:
            goes_on: asked between the checks; None comes back when the answer is no more wanted.
        """
        return check_whole(self.evaluation, goes_on, self.others)

    def with_whole(self, found: Sequence[Finding]) -> Checked:
        """With what `found_in_whole` found in this very report."""
        findings = with_whole(self.evaluation, self.findings, found)
        standing = standing_of(findings, self.evaluation)
        return replace(self, findings=findings, standing=standing, is_whole=True)

    def whole_standing(self) -> Standing:
        """The standing with the whole report checked, which may take a while; may be asked in any thread."""
        return self.standing if self.is_whole else self.with_whole(self.found_in_whole() or ()).standing
