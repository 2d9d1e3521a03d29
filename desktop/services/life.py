"""The steps in the life of a report: 점검완료, 작성중 again, 마감, 정정; who may take which, and what it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from desktop.domain.definitions import Severity
from desktop.domain.digest import content_digest
from desktop.domain.findings import Finding
from desktop.domain.life import Life, Milestone, Status
from desktop.domain.report import CellKey, Report
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.explaining import switched_off
from desktop.services.rule_help import rule_name

Reasons: TypeAlias = Mapping[tuple[str, CellKey], str]
"""Why an error stays, by rule and cell."""

STATUS_NAMES = {
    Status.DRAFT: "작성중",
    Status.CHECKED: "점검완료",
    Status.CLOSED: "마감",
    Status.CORRECTED: "정정",
}
"""Where a report stands, as the clerk reads it."""

_SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class SilencedRule:
    """A rule that is switched off though it finds errors: its code and name, how many errors, and the reason."""

    code: str
    name: str
    errors: int
    why: str


def open_errors(desk: Desk) -> tuple[Finding, ...]:
    """The errors that stand between the report and its closing; each needs a correction or a reason."""
    return tuple(finding for finding in desk.findings if finding.severity is Severity.ERROR)


def silenced_errors(desk: Desk) -> tuple[SilencedRule, ...]:
    """The rules that are switched off and would find errors; they count as explained by the reason of switching off."""
    found = Counter(each.code for each in desk.standing.switched_off if each.severity is Severity.ERROR)
    reasons = switched_off(desk)
    return tuple(SilencedRule(code, rule_name(code, desk.report), n, reasons[code].text) for code, n in found.items())


def mark_checked(desk: Desk, reasons: Reasons) -> None:
    """점검완료: the report is whole as it is.

    Raises:
        UserError: it is closed, or an error has no reason.
    """
    _refuse_closed(desk.life)
    _pass(desk, Status.CHECKED, reasons)


def close_report(desk: Desk, reasons: Reasons) -> None:
    """마감: from now on the report is read-only, and its content hash is kept.

    Raises:
        UserError: it is closed already, or an error has no reason.
    """
    if desk.life.status is Status.CLOSED:
        raise UserError(f"보고 '{desk.report.info.title}'은(는) 이미 마감되어 있습니다.")
    _pass(desk, Status.CLOSED, reasons)


def back_to_draft(desk: Desk, why: str) -> None:
    """From 점검완료 back to 작성중.

    Raises:
        UserError: it is closed: then only single cells are corrected.
    """
    _refuse_closed(desk.life)
    desk.pass_milestones([desk.signed(Status.DRAFT, why)])


def reopen_cell(desk: Desk, key: CellKey, why: str) -> None:
    """정정: one cell of a closed report may be changed again until the report is closed anew.

    Raises:
        UserError: the report is not closed, the reason is missing, or the cell is open already.
    """
    if not desk.life.is_closed:
        raise UserError("마감한 보고가 아니므로 정정할 필요가 없습니다. 칸을 바로 고쳐 주십시오.")
    if not why.strip():
        raise UserError("정정 사유를 적어 주십시오.")
    if not desk.life.is_locked(key):
        raise UserError("이 칸은 이미 정정할 수 있게 열려 있습니다. 바로 고쳐 주십시오.")
    desk.pass_milestones([replace(desk.signed(Status.CORRECTED, why.strip()), key=key)])


def is_altered(report: Report, life: Life) -> bool:
    """Whether a closed report is another one than was closed: changed from outside the program."""
    return life.status is Status.CLOSED and content_digest(report) != life.closings[-1].digest


def stamp(life: Life) -> str:
    """What a printed page says of the closing: "마감 2022. 2. 9. 14:05 · 확인값 3f2a9c81d0e4"; "" while it is open."""
    if not life.closings:
        return ""
    last = life.closings[-1]
    at = f"{last.at.year}. {last.at.month}. {last.at.day}. {last.at:%H:%M}"
    correcting = " · 정정 중" if life.status is Status.CORRECTED else ""
    return f"마감 {at} · 확인값 {last.digest[:_SHOWN_DIGITS]}{correcting}"


def _pass(desk: Desk, status: Status, reasons: Reasons) -> None:
    errors = open_errors(desk)
    lacking = [error for error in errors if not reasons.get((error.code, error.key), "").strip()]
    if lacking:
        raise UserError(
            f"오류 {len(lacking)}건이 남아 있습니다. 점검 결과에서 고치거나, 고치지 않는 사유를 건마다 적어 주십시오."
        )
    signed = desk.signed(status, digest=content_digest(desk.report))
    accepted = [_accepted(signed, error, reasons[error.code, error.key].strip()) for error in errors]
    desk.pass_milestones([*accepted, *_silenced(desk, signed), signed])


def _silenced(desk: Desk, signed: Milestone) -> Iterator[Milestone]:
    """Errors of rules that are switched off, each accepted with the reason of switching off."""
    reasons = switched_off(desk)
    for each in desk.standing.switched_off:
        if each.severity is Severity.ERROR:
            yield _accepted(signed, each, f"끈 규칙: {reasons[each.code].text}")


def _accepted(signed: Milestone, error: Finding, why: str) -> Milestone:
    return replace(signed, why=why, digest="", key=error.key, code=error.code)


def _refuse_closed(life: Life) -> None:
    if life.is_closed:
        raise UserError("마감한 보고의 상태는 되돌릴 수 없습니다. 고칠 칸만 '보고 > 정정'으로 열어 주십시오.")
