"""The header of a grid with merged cells, as the official table prints it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.domain.headers import HeaderCell, header_cells
from desktop.ui.grids.model import TableModel
from desktop.ui.look import colors
from desktop.ui.metrics import line_height, padding

_FLAGS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class MergedHeader(QHeaderView):
    """Paints header cells over several columns and levels; sections are still resized one by one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cells: tuple[HeaderCell, ...] = ()
        self._heights: tuple[int, ...] = ()
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def refresh(self) -> None:
        """Take over the columns of the model."""
        model = self.model()
        self._cells = header_cells(model.columns) if isinstance(model, TableModel) else ()
        levels = max((cell.row + cell.rowspan for cell in self._cells), default=0)
        self._heights = tuple(self._level_height(level) for level in range(levels))
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As high as its levels."""
        return QSize(super().sizeHint().width(), sum(self._heights) or line_height(self) + 2 * padding(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint every header cell that the event touches."""
        painter = QPainter(self.viewport())
        look = colors(self.palette())
        painter.fillRect(event.rect(), self.palette().window())
        for cell in self._cells:
            rect = self._rect(cell)
            if rect.isEmpty() or not rect.intersects(event.rect()):
                continue
            painter.fillRect(rect, look.header)
            painter.setPen(look.line)
            painter.drawRect(rect.adjusted(-1, -1, -1, -1))
            painter.setPen(look.text)
            painter.drawText(rect.adjusted(2, 0, -3, -1), int(_FLAGS), cell.text)
        painter.end()

    def _rect(self, cell: HeaderCell) -> QRect:
        """Where a header cell stands in the viewport (pixels); empty when all of its columns are hidden."""
        sections = range(cell.col, cell.col + cell.colspan)
        left = self.sectionViewportPosition(cell.col)
        width = sum(self.sectionSize(section) for section in sections)
        top = sum(self._heights[: cell.row])
        return QRect(left, top, width, sum(self._heights[cell.row : cell.row + cell.rowspan]))

    def _level_height(self, level: int) -> int:
        """Height of one level: as many lines as the label with the most of them that stands on this level alone."""
        texts = [cell.text for cell in self._cells if cell.row == level and cell.rowspan == 1]
        lines = max((text.count("\n") + 1 for text in texts), default=1)
        return lines * line_height(self) + padding(self)
