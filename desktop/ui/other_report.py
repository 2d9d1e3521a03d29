"""The way from a finding to the other report of the workspace that it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.errors import UserError

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.ui.session import Session

BUTTON = "다른 보고 열기"


def has_other(finding: Finding) -> bool:
    """Whether a finding compares with another report."""
    from desktop.domain.checks.other_reports import place_in_other

    return place_in_other(finding) is not None


def open_other(session: Session, finding: Finding) -> None:
    """Open the other report and go to its figure; a refusal is said in the window."""
    from desktop.domain.checks.other_reports import place_in_other

    place = place_in_other(finding)
    if place is None:
        return
    uid, key = place
    try:
        session.open_report(uid)
    except UserError as error:
        session.events.refused.emit(error.sentence)
        return
    session.events.jump.emit(key)
