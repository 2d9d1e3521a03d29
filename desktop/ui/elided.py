"""A label that gives way: where there is no room it ends in "…" and says the whole text as its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel

from desktop.ui.metrics import char_width

_SHORTEST = 8
"""Characters that stay in any case."""


class ElidedLabel(QLabel):
    """Wants the room of its text and needs that of a few characters; one line of plain text."""

    def minimumSizeHint(self) -> QSize:
        """Room for the first characters."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), _SHORTEST * char_width(self)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip says what no longer stands there."""
        super().resizeEvent(event)
        self.setToolTip("" if self._elided() == self.text() else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        painter = QPainter(self)
        role = self.foregroundRole()
        rect, flags = self.contentsRect(), int(self.alignment())
        self.style().drawItemText(painter, rect, flags, self.palette(), self.isEnabled(), self._elided(), role)

    def _elided(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
