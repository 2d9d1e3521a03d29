"""The mark of a note: a small triangle in the upper right corner, as in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPolygon

if TYPE_CHECKING:
    from desktop.domain.report import Note
    from desktop.ui.look import Colors


def paint_note_mark(painter: QPainter, rect: QRect, size: int, note: Note, look: Colors) -> None:
    """Paint the mark into a cell; 확인 필요 has the colour of a warning.

    Args:
        painter: paints the cell.
        rect: the cell (pixels).
        size: length of the mark's sides (pixels).
        note: what it stands for.
        look: the colours.
    """
    right, top = rect.right() + 1, rect.top()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.warning if note.is_question else look.info)
    painter.drawPolygon(QPolygon([QPoint(right - size, top), QPoint(right, top), QPoint(right, top + size)]))
    painter.restore()
