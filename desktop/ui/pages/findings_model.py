"""The findings as a list: level, place, sentence. Sentences are made when they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.findings_text import SEVERITY_NAMES, told
from desktop.ui.look import colors

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_HEADERS = ("수준", "위치", "내용")
_LEVEL, _PLACE, _SENTENCE = range(3)


class FindingsModel(QAbstractTableModel):
    """Findings as rows."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._findings: Sequence[Finding] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these findings, in this order."""
        self.beginResetModel()
        self._findings = tuple(findings)
        self.endResetModel()

    def finding(self, row: int) -> Finding | None:
        """The finding of a row, or None."""
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def row_of(self, finding: Finding | None) -> int:
        """The row of a finding (same rule, same cell), -1 when it is not shown."""
        if finding is None:
            return -1
        wanted = (finding.code, finding.key)
        return next((row for row, each in enumerate(self._findings) if (each.code, each.key) == wanted), -1)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of findings."""
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Level, place, sentence."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == _DISPLAY and section < len(_HEADERS)
        return _HEADERS[section] if is_name else None

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Texts, and the colour of the level."""
        finding = self.finding(index.row()) if index.isValid() else None
        if finding is None:
            return None
        if role == _DISPLAY:
            return self._text(finding, index.column())
        if role == _TOOLTIP:
            return "\n".join(part for part in told(self._session, finding) if part)
        if role == _FOREGROUND and index.column() == _LEVEL:
            return colors(_palette()).of(finding.severity)
        return None

    def _text(self, finding: Finding, column: int) -> str:
        from desktop.services.messages import place, statement

        if column == _LEVEL:
            return SEVERITY_NAMES[finding.severity]
        return (
            place(finding, self._session.evaluation)
            if column == _PLACE
            else statement(finding, self._session.evaluation)
        )


def _palette() -> QPalette:
    return QApplication.palette()
