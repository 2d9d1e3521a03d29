"""Sizes from the font, so that everything keeps its proportions at 100 %, 125 % and 150 %."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

_PADDING = 0.35
_GAP = 0.5


def char_width(widget: QWidget) -> int:
    """Width of one character of a table definition's `width`: half of a Korean letter (pixels)."""
    return max(1, QFontMetrics(widget.font()).horizontalAdvance("가나다라") // 8)


def line_height(widget: QWidget) -> int:
    """Height of one line of text (pixels)."""
    return QFontMetrics(widget.font()).lineSpacing()


def padding(widget: QWidget) -> int:
    """Room between a text and the edge of its cell (pixels)."""
    return max(2, round(line_height(widget) * _PADDING))


def gap(widget: QWidget) -> int:
    """Room between neighbours on a page (pixels)."""
    return max(3, round(line_height(widget) * _GAP))
