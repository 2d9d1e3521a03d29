"""The fonts of a printed page, in points of the paper."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.domain.layout.looks import BOLD, FONT_NAME, FONT_SIZES
from desktop.domain.layout.plan import Look

_FAMILIES = (FONT_NAME, "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "NanumGothic", "NanumBarunGothic")


def has_korean() -> bool:
    """Whether any font on this computer has Korean letters."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.Korean))


@lru_cache(maxsize=64)
def look_font(look: Look) -> QFont:
    """The font of a look; one unit of the painter is a point of the paper."""
    return _font(FONT_SIZES[look], bold=look in BOLD)


def _font(size: float, *, bold: bool) -> QFont:
    """Without hinting, so that lines end at the same place at every zoom, on paper and in a PDF."""
    font = QFont()
    font.setFamilies(_FAMILIES)
    font.setPixelSize(round(size))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
