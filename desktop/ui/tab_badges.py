"""How many errors and warnings stand in each tab: as two small signs beside its name, and in words to be read aloud.

An error is a filled sign, a warning a framed one, so that they differ without colours too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QTabWidget

from desktop.domain.definitions import Severity
from desktop.services.finding_places import LEVEL_NAMES
from desktop.ui.look import colors
from desktop.ui.tabs import CHECKS, TAB_TITLES

if TYPE_CHECKING:
    from desktop.ui.session import Session

_COUNTED = (Severity.ERROR, Severity.WARNING)
_SMALLER = 0.85
_GAP = 3


class TabBadges:
    """Keeps the signs of a row of tabs; a sign is drawn only when its numbers change."""

    def __init__(self, tabs: QTabWidget, names: tuple[str, ...]) -> None:
        self._tabs, self._names = tabs, names
        self._shown: dict[str, tuple[int, ...]] = {}
        size = QFontMetrics(tabs.font()).height()
        tabs.setIconSize(QSize(size * 6, size))

    def show(self, session: Session) -> None:
        """Show the counts of the open findings."""
        counts = _counts(session)
        for place, name in enumerate(self._names):
            numbers = tuple(counts.get(name, Counter())[level] for level in _COUNTED)
            if self._shown.get(name) != numbers:
                self._shown[name] = numbers
                self._put(place, TAB_TITLES[name], numbers)

    def redraw(self, session: Session) -> None:
        """Draw all signs anew, in the colours of the palette."""
        self._shown.clear()
        self.show(session)

    def _put(self, place: int, title: str, numbers: tuple[int, ...]) -> None:
        told = ", ".join(f"{LEVEL_NAMES[level]} {n}건" for level, n in zip(_COUNTED, numbers, strict=True) if n)
        self._tabs.setTabIcon(place, self._icon(numbers) if any(numbers) else QIcon())
        self._tabs.setTabToolTip(place, told)
        self._tabs.tabBar().setAccessibleTabName(place, f"{title}, {told}" if told else title)

    def _icon(self, numbers: tuple[int, ...]) -> QIcon:
        font = QFont(self._tabs.font())
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        font.setBold(True)
        metrics, ratio = QFontMetrics(font), self._tabs.devicePixelRatioF()
        height = self._tabs.iconSize().height()
        widths = [max(height, metrics.horizontalAdvance(str(n)) + height // 2) if n else 0 for n in numbers]
        width = sum(widths) + (_GAP if all(numbers) else 0)
        pixmap = QPixmap(QSize(width, height) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter, left = QPainter(pixmap), 0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        for level, number, wide in zip(_COUNTED, numbers, widths, strict=True):
            if number:
                _paint(painter, QRect(left, 0, wide, height), level, str(number), self._tabs.palette())
                left += wide + _GAP
        painter.end()
        return QIcon(pixmap)


def _paint(painter: QPainter, place: QRect, level: Severity, number: str, palette: QPalette) -> None:
    colour, is_filled = colors(palette).of(level), level is Severity.ERROR
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
    radius = place.height() / 2 - 1
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), radius, radius)
    base = palette.color(QPalette.ColorRole.Base)
    painter.setPen(QColor(base) if is_filled else palette.color(QPalette.ColorRole.WindowText))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, number)


def _counts(session: Session) -> Mapping[str, Counter[Severity]]:
    """Findings of each level by tab; all of them in 점검."""
    counts: dict[str, Counter[Severity]] = {CHECKS: Counter()}
    for uid, levels in session.severities_by_table():
        table = session.table(uid)
        counts[CHECKS].update(levels)
        if table is not None:
            counts.setdefault(session.home(table).definition.tab.value, Counter()).update(levels)
    return counts
