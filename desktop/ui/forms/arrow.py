"""The arrow of a field with choices."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.ui.look import colors

_CORNERS = ((0.25, 0.38), (0.75, 0.38), (0.5, 0.68))


def arrow_down(widget: QWidget) -> QIcon:
    """An arrow in the colour of faint text: the one of the style is black on every ground."""
    side = widget.fontMetrics().height()
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors(widget.palette()).faint)
    painter.drawPolygon([QPointF(side * x, side * y) for x, y in _CORNERS])
    painter.end()
    return QIcon(picture)
