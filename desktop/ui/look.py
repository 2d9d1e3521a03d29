"""Colours of the window: the system's palette with one accent, and the few grounds and marks of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.domain.definitions import Severity

_ACCENT = "#2F6DB5"
_DARK_BELOW = 128


class Colors(NamedTuple):
    """Colours of the grid and of findings, for a light or a dark palette."""

    entered: QColor
    computed: QColor
    total: QColor
    selected: QColor
    header: QColor
    line: QColor
    frame: QColor
    text: QColor
    faint: QColor
    error: QColor
    warning: QColor
    info: QColor

    def of(self, severity: Severity) -> QColor:
        """The colour of a severity."""
        return {"error": self.error, "warning": self.warning, "info": self.info}[severity.value]


def set_accent() -> None:
    """Give the application's palette the one accent colour."""
    palette = QApplication.palette()
    palette.setColor(QPalette.ColorRole.Highlight, QColor(_ACCENT))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("white"))
    palette.setColor(QPalette.ColorRole.Accent, QColor(_ACCENT))
    QApplication.setPalette(palette)


def colors(palette: QPalette) -> Colors:
    """The colours that go with a palette."""
    base = palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    dark = base.lightness() < _DARK_BELOW
    return Colors(
        entered=base,
        computed=_mixed(base, text, 0.05),
        total=_mixed(base, text, 0.09),
        selected=_mixed(base, QColor(_ACCENT), 0.22),
        header=_mixed(base, QColor("#6C87A8"), 0.20),
        line=_mixed(base, text, 0.22),
        frame=QColor(_ACCENT),
        text=text,
        faint=_mixed(base, text, 0.60),
        error=QColor("#FF6B63" if dark else "#C62828"),
        warning=QColor("#FFB74D" if dark else "#D98200"),
        info=QColor("#64B5F6" if dark else "#4F7CAC"),
    )


def _mixed(ground: QColor, other: QColor, share: float) -> QColor:
    """A share (0..1) of one colour over another."""
    return QColor(
        *(round(a + (b - a) * share) for a, b in zip(ground.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[index]
    )
