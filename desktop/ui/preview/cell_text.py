"""The text of one printed cell: its lines, where each piece stands, and how much room all of it takes."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property, lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from desktop.domain.definitions import Align
from desktop.domain.layout.looks import TOP
from desktop.domain.layout.measure import INDENT, POINTS_PER_UNIT
from desktop.domain.layout.plan import Look, PlanCell
from desktop.ui.preview.fonts import look_font
from desktop.ui.preview.lines import Run, broken, placed

_PADDING = 2.0
"""Points that a cell keeps free at either side."""

_NO_ROOM = "#"


class CellText:
    """The text of a cell within the rectangle of the cell; laid out when it is first painted."""

    def __init__(self, cell: PlanCell, rect: QRectF) -> None:
        self._cell, self._rect = cell, rect

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The pieces that are painted; a number without room shows as ### as in a spreadsheet."""
        text, width = self._cell.text, self._room.width()
        if not text:
            return ()
        metrics = self._metrics
        lines = [text] if isinstance(self._cell.content, Decimal) else broken(text, metrics, width)
        if isinstance(self._cell.content, Decimal) and metrics.horizontalAdvance(text) > self._rect.width():
            lines = [_NO_ROOM * max(1, int(width / metrics.horizontalAdvance(_NO_ROOM)))]
        return tuple(placed(lines, metrics, width, self._cell.align))

    @cached_property
    def rect(self) -> QRectF:
        """Where the text stands; what of it lies outside the cell is not painted."""
        room, metrics = self._room, self._metrics
        left = min((run.x for run in self.runs), default=0.0)
        right = max((run.x + metrics.horizontalAdvance(run.text) for run in self.runs), default=0.0)
        height = (max((run.line for run in self.runs), default=-1) + 1) * metrics.height()
        top = room.top() if self._cell.look in TOP else room.center().y() - height / 2
        return QRectF(room.left() + left, top, right - left, height)

    def at(self, run: Run) -> QPointF:
        """Where the base line of a piece begins."""
        metrics = self._metrics
        return QPointF(self._room.left() + run.x, self.rect.top() + run.line * metrics.height() + metrics.ascent())

    @property
    def _metrics(self) -> QFontMetricsF:
        return _metrics(self._cell.look)

    @property
    def _room(self) -> QRectF:
        """The part of the cell where its text may stand."""
        indent = self._cell.indent * INDENT * POINTS_PER_UNIT
        left = 0.0 if self._cell.align is Align.RIGHT else indent
        right = indent if self._cell.align in {Align.RIGHT, Align.SPREAD} else 0.0
        return self._rect.adjusted(_PADDING + left, 0.0, -_PADDING - right, 0.0)


@lru_cache(maxsize=32)
def _metrics(look: Look) -> QFontMetricsF:
    return QFontMetricsF(look_font(look))
