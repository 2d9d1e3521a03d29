"""Which findings are open: those that nobody explained, of rules that are not switched off in the report.

An explanation is given for figures: it holds while the finding judges the very same ones, and falls away by itself
when one of them changes. It is not deleted, so that it holds again when the figures come back (undo).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.definitions import Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey, Explanation, Subject
from desktop.domain.values import Value


@dataclass(frozen=True, slots=True)
class Standing:
    """All findings of a report by where they stand, each worst first.

    Attributes:
        open: what the clerk has to look at.
        explained: warnings and infos that somebody explained.
        switched_off: findings of rules that are switched off.
    """

    open: tuple[Finding, ...] = ()
    explained: tuple[tuple[Finding, Explanation], ...] = ()
    switched_off: tuple[Finding, ...] = ()


def standing_of(findings: Sequence[Finding], evaluation: Evaluation) -> Standing:
    """Sort findings by what the report says of them."""
    explanations = evaluation.report.explanations
    if not explanations:
        return Standing(tuple(findings))
    places = {(subject.code, subject.key) for subject in explanations}
    still_open, explained, off = [], [], []
    for finding in findings:
        if (finding.code, None) in places:
            off.append(finding)
        elif explanation := _explanation(finding, evaluation, places, explanations):
            explained.append((finding, explanation))
        else:
            still_open.append(finding)
    return Standing(tuple(still_open), tuple(explained), tuple(off))


def may_be_explained(finding: Finding) -> bool:
    """Warnings and infos may be true as they are; an error is corrected, or accepted with a reason at the closing."""
    return finding.severity is not Severity.ERROR


def subject_of(finding: Finding, evaluation: Evaluation) -> Subject:
    """What an explanation of this finding, as its figures are now, is about."""
    return Subject(finding.code, finding.key, figures_digest(finding, evaluation))


def figures_digest(finding: Finding, evaluation: Evaluation) -> str:
    """SHA-256 (hexadecimal) of rule, place and level of a finding and every figure it judged, as canonical text."""
    keys = sorted({finding.key, *finding.cells}, key=_address)
    cells = [[*_address(key), *_text(_shown(key, evaluation))] for key in keys]
    parts = [finding.code, finding.severity.value, _address(finding.key), sorted(finding.values.items()), cells]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _explanation(
    finding: Finding,
    evaluation: Evaluation,
    places: set[tuple[str, CellKey | None]],
    explanations: Mapping[Subject, Explanation],
) -> Explanation | None:
    """The digest is reckoned only where something was explained at all."""
    if (finding.code, finding.key) not in places or not may_be_explained(finding):
        return None
    return explanations.get(subject_of(finding, evaluation))


def _address(key: CellKey) -> tuple[str, str, str]:
    return key.table, key.row, key.column


def _shown(key: CellKey, evaluation: Evaluation) -> Value | None:
    return evaluation.shown(key).value if key.table in evaluation.report.tables else None


def _text(value: Value | None) -> list[str]:
    return [] if value is None else [value.state.value, value.text]
