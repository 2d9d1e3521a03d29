"""What kind of thing the clipboard holds, told without reading all of it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

_FEWEST_LINES = 2


def holds_table(source: object) -> bool:
    """Whether a paste is a table: HTML with one, or two lines or more with tabs in them."""
    if not isinstance(source, QMimeData):
        return False
    if source.hasHtml() and "<table" in source.html().lower():
        return True
    return sum("\t" in line for line in source.text().splitlines()) >= _FEWEST_LINES
