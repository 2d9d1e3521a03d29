"""What is known of one finding, in full: the sentence, the reckoning, why it is a finding, and who explained it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.metrics import line_height

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.domain.report import Explanation
    from desktop.ui.session import Session

_LINES = 7


class FindingDetail(QPlainTextEdit):
    """Read only; can be selected, copied and read aloud, and scrolls when a sum is long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finding_detail")
        self.setAccessibleName("고른 결과의 검산과 이유")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFixedHeight(_LINES * line_height(self))

    def show_finding(self, session: Session, finding: Finding, explanation: Explanation | None = None) -> None:
        """Tell a finding; with the explanation that was given for it, or for switching its rule off."""
        from desktop.services.messages import arithmetic, sentence
        from desktop.services.rule_help import why

        evaluation = session.evaluation
        lines = (
            sentence(finding, evaluation),
            _said("검산", arithmetic(finding, evaluation, whole=True)),
            f"왜? {why(finding.code, session.report)}",
            explained(explanation),
        )
        self.tell("\n".join(line for line in lines if line))

    def tell(self, text: str) -> None:
        """Show a text, from its beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)


def explained(explanation: Explanation | None) -> str:
    """The line that tells an explanation and who signed it, "" without one."""
    from desktop.services.check_sheet import signature

    return _said("설명", f"{explanation.text} ({signature(explanation)})") if explanation else ""


def _said(head: str, text: str) -> str:
    return f"{head}: {text}" if text else ""
