"""What kind of thing the clipboard holds, told without reading all of it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

_FEWEST_LINES = 2


def holds_table(source: object) -> bool:
    """Whether a paste is a table: HTML with one, or two lines or more with tabs in them.

    A single cell, which Excel copies as a table too, is a text.
    """
    if not isinstance(source, QMimeData):
        return False
    lines = source.text().strip().splitlines()
    if source.hasHtml() and "<table" in source.html().lower():
        return len(lines) != 1 or "\t" in lines[0]
    return sum("\t" in line for line in lines) >= _FEWEST_LINES
