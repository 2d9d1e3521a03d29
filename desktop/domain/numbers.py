"""The canonical text of a decimal number, as it stands in `Value.text`.

Canonical means: ASCII digits, "-" for a minus, "." before decimals; no exponent, no leading zeros, no plus, no
negative zero. Decimals stay as they were given ("2.50" stays "2.50"), because printed decimals carry the rounding
interval (conventions.md, Rounding).
"""

from __future__ import annotations

import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

SIGNIFICANT_DIGITS = 15
"""What a spreadsheet cell holds of a number; more digits would change silently on export (traps.md B §2)."""

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_UP)
"""Arithmetic without rounding, but for `quantize`, which rounds half up."""

_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WRITTEN = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?")


def canonical(number: Decimal) -> str:
    """The canonical text of a finite number, with the decimals that it has."""
    text = f"{number:f}"
    return text.removeprefix("-") if not number else text


def to_decimal(text: str) -> Decimal | None:
    """The number of a canonical text, or None when the text is not one."""
    return Decimal(text) if _CANONICAL.fullmatch(text) else None


def decimals(text: str) -> int:
    """How many decimals a canonical text has."""
    return len(text.partition(".")[2])


def read_unsigned(text: str) -> Decimal | None:
    """The number written with or without thousands commas, or None.

    Commas must group by three ("1,23" is a slip of the finger, not a number), and the number must fit a spreadsheet
    cell (`SIGNIFICANT_DIGITS`).
    """
    if not any(character.isdigit() for character in text) or not _WRITTEN.fullmatch(text):
        return None
    number = Decimal(text.replace(",", ""))
    return number if fits_spreadsheet(number) else None


def fits_spreadsheet(number: Decimal) -> bool:
    """Whether a spreadsheet cell holds the number with all its digits."""
    return len(number.as_tuple().digits) <= SIGNIFICANT_DIGITS


def rounded(number: Decimal, places: int) -> Decimal:
    """The number with exactly so many decimals, half up (away from zero, as spreadsheets round)."""
    return number.quantize(Decimal(1).scaleb(-places), context=EXACT)


def shortest(number: Decimal) -> Decimal:
    """The same number without trailing zeros behind the point."""
    whole = number.to_integral_value(context=EXACT)
    return whole if whole == number else number.normalize(EXACT)
