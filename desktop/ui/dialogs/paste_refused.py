"""Before a paste: what of it does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from desktop.domain.editing import PastePlan

_SHOWN = 8


def allow_paste(plan: PastePlan, parent: QWidget) -> bool:
    """Ask whether to paste although some texts do not fit."""
    box = QMessageBox(QMessageBox.Icon.Question, "붙여넣기", _summary(plan), parent=parent)
    box.setObjectName("paste_refused")
    box.setInformativeText("\n".join(_lines(plan)))
    paste = box.addButton("붙여넣기", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("취소", QMessageBox.ButtonRole.RejectRole)
    paste.setEnabled(plan.changes is not None)
    box.exec()
    return box.clickedButton() is paste


def _summary(plan: PastePlan) -> str:
    return f"{len(plan.refused)}칸이 맞지 않습니다. 맞는 칸만 붙여 넣으시겠습니까?"


def _lines(plan: PastePlan) -> list[str]:
    from desktop.domain.editing import Reason

    reasons = {
        Reason.OUTSIDE: "표 밖입니다",
        Reason.LABEL: "표 서식의 이름 칸입니다",
        Reason.OTHER_ROW: "이 행의 이름과 다릅니다",
        Reason.INVALID: "칸의 형식과 맞지 않아 빨갛게 둡니다",
    }
    lines = [
        f"{each.line + 1}행 {each.field + 1}열 '{each.text}': {reasons[each.reason]}" for each in plan.refused[:_SHOWN]
    ]
    rest = len(plan.refused) - _SHOWN
    return [*lines, f"… 그 밖에 {rest}칸"] if rest > 0 else lines
