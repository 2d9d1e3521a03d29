"""Text as typed or pasted, in the one spelling that the program keeps and reads."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = dict.fromkeys((0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_DROPPED = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x200B, 0xFEFF))
_CHARACTERS = {**_DROPPED, **_LINE_BREAKS, 0x09: "\t", 0xA0: " "}
_UNSTORABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(r"[\n -~]*")
_LIKE_NUMBERS = frozenset(("No", "Nl"))


def tidy(typed: str) -> str:
    """A text that every part of the program can hold: NFC, one kind of line break, no control characters, trimmed.

    U+000B is what spreadsheets and word processors put between the lines of one cell. What XML and UTF-8 cannot store
    becomes U+FFFD. Compatibility characters (㎡, ①, ½) stay: prose is not NFKC.
    """
    if _PLAIN.fullmatch(typed):
        return typed.strip()
    text = _UNSTORABLE.sub("\ufffd", typed.replace("\r\n", "\n").translate(_CHARACTERS))
    return unicodedata.normalize("NFC", text).strip()


def plain(text: str) -> str:
    """A figure or date in plain characters (NFKC), unless that would make a number of what is none: ①, ½, 69¹."""
    if text.isascii():
        return text
    text = text.replace("m²", "㎡")
    if any(unicodedata.category(character) in _LIKE_NUMBERS for character in text):
        return text
    return unicodedata.normalize("NFKC", text)


def bare(text: str) -> str:
    """A text without any blanks."""
    return "".join(text.split())
