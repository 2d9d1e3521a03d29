"""Explain a warning or info, switch a rule off, and take both back: steps like any other, logged and undoable."""

from __future__ import annotations

from desktop.domain.changes import ChangeSet, SetExplanation
from desktop.domain.findings import Finding
from desktop.domain.report import Explanation, Subject
from desktop.domain.standing import may_be_explained, subject_of
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.messages import place
from desktop.services.rule_help import rule_name


def explain(desk: Desk, finding: Finding, text: str) -> ChangeSet:
    """The change that explains a finding, signed and dated now; it holds for the figures as they are.

    Raises:
        UserError: the reason is missing, or the finding is an error.
    """
    if not may_be_explained(finding):
        raise UserError("오류는 설명으로 넘길 수 없습니다. 값을 고치거나, 점검완료나 마감 때 사유를 적어 주십시오.")
    where = place(finding, desk.evaluation)
    return _changed(desk, subject_of(finding, desk.evaluation), text, f"설명: {where}")


def switch_off(desk: Desk, code: str, why: str) -> ChangeSet:
    """The change that switches a rule off in the open report.

    Raises:
        UserError: the reason is missing.
    """
    return _changed(desk, Subject(code), why, f"규칙 끄기: {rule_name(code, desk.report)}")


def take_away(desk: Desk, subject: Subject) -> ChangeSet | None:
    """The change that takes an explanation away or switches a rule on again; None when there is nothing."""
    old = desk.report.explanations.get(subject)
    if old is None:
        return None
    what = "설명 지움" if subject.key else "규칙 켜기"
    return ChangeSet(f"{what}: {rule_name(subject.code, desk.report)}", (SetExplanation(subject, old, None),))


def switched_off(desk: Desk) -> dict[str, Explanation]:
    """The rules that are switched off in the open report, with the reason of each."""
    return {subject.code: why for subject, why in desk.report.explanations.items() if subject.key is None}


def _changed(desk: Desk, subject: Subject, text: str, label: str) -> ChangeSet:
    if not text.strip():
        raise UserError("사유를 적어 주십시오.")
    new = Explanation(text.strip(), *desk.signature())
    return ChangeSet(label, (SetExplanation(subject, desk.report.explanations.get(subject), new),))
