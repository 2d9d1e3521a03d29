"""Texts as a spreadsheet file can hold them."""

from __future__ import annotations

import re

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds; a longer text would be cut without a word."""

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_STARTS = ("=", "+", "-", "@")


def storable(text: str) -> str:
    """The text without characters that XML forbids, with line feeds only, "_x0041_" kept from being read as "A"."""
    if text.isprintable() and "_x" not in text:
        return text
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _LOOKS_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", unified))


def is_too_long(text: str) -> bool:
    """Whether a cell cannot hold the text."""
    return len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT


def may_become_formula(text: str) -> bool:
    """Whether a spreadsheet would read the text as a formula if a user edited the cell."""
    return text.startswith(_FORMULA_STARTS)
