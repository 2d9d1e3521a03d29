"""Resident registration numbers (주민등록번호) and those of foreigners: found in texts and masked.

Nobody may keep them without a law that names him (개인정보 보호법 §24-2), and no official table asks for one.

How a number is built (주민등록법 시행규칙 §2, 출입국관리법 시행규칙 §47): six digits of the day of birth, a digit for
sex and century (1, 2 and of foreigners 5, 6: 1900s; 3, 4, 7, 8: 2000s), five more and a check digit. Numbers given
since October 2020 have random digits there, so the check digit can only speak for a number, never against it.
"""

from __future__ import annotations

import re
from datetime import date

_ZERO = ord("０")
_PLAIN_DIGITS = {_ZERO + digit: str(digit) for digit in range(10)}
_PLAIN_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−－ㅡ"), "-")
_PLAIN = str.maketrans({**_PLAIN_DIGITS, **_PLAIN_HYPHENS})
"""Character for character, so that a place in the plain text is the same place in the text."""

_BLANK = r"[^\S\n]{0,2}"
_HYPHENATED = re.compile(rf"(?<!\d)([0-9]{{6}}){_BLANK}-{_BLANK}([1-8][0-9]{{6}})(?!\d)")
_UNIT = r"(?:(?:[천만백십억조]*원(?:정|[을은이의]|으로)?|명|개|건|주)(?![가-힣])|%|㎡)"
_BARE = re.compile(rf"(?<!\d)(?<!\d[.,])([0-9]{{6}}){_BLANK}([1-8][0-9]{{6}})(?!\d)(?![.,]\d)(?!\s*{_UNIT})")
_UID = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])")
"""What the program calls a row: drawn by lot, so that thirteen of its digits may look like a number."""
_CENTURIES = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_RESIDENT_CHECK, _FOREIGNER_CHECK = 11, 13
_FOREIGNERS = "5678"
_CORPORATION = re.compile(r"(?:1[1-9]|2[0-4])[0-9]{2}(?:1[1-5]|2[12])")
_SHORTEST = 13


def masked(text: str, today: date) -> str:
    """The text with the last six digits of every resident registration number hidden: "900101-1******".

    A hyphenated number whose day of birth exists is one. Thirteen digits with a blank or nothing between are one only
    when the check digit fits, the day is not after `today`, and neither separators nor a unit make them a figure.
    """
    if len(text) < _SHORTEST:
        return text
    plain = text.translate(_PLAIN) if not text.isascii() else text
    found = [match for match in _HYPHENATED.finditer(plain) if _is_number(match)]
    found += [match for match in _BARE.finditer(plain) if _is_bare_number(match, today) and not _is_in_uid(match)]
    for match in sorted(found, key=re.Match.start, reverse=True):
        text = f"{text[: match.start()]}{match[1]}-{match[2][0]}******{text[match.end() :]}"
    return text


def _is_number(match: re.Match[str]) -> bool:
    return _birthday(match) is not None and not _is_corporation(match[1], match[2])


def _is_bare_number(match: re.Match[str], today: date) -> bool:
    birthday = _birthday(match)
    return birthday is not None and birthday <= today and _fits(match[1] + match[2])


def _is_in_uid(match: re.Match[str]) -> bool:
    return any(uid.start() <= match.start() and match.end() <= uid.end() for uid in _UID.finditer(match.string))


def _birthday(match: re.Match[str]) -> date | None:
    year, month, day = (int(match[1][place : place + 2]) for place in (0, 2, 4))
    try:
        return date(_CENTURIES[match[2][0]] + year, month, day)
    except ValueError:
        return None


def _fits(digits: str) -> bool:
    """Whether the last digit is the check digit of the other twelve."""
    start = _FOREIGNER_CHECK if digits[6] in _FOREIGNERS else _RESIDENT_CHECK
    return (start - _weighted(digits, _WEIGHTS) % 11) % 10 == int(digits[12])


def _is_corporation(front: str, back: str) -> bool:
    """Whether it is the registration number of a corporation (법인등록번호), which is public and looks alike.

    Four digits of the registry office, two of the kind of corporation (11 to 15 companies, 21 and 22 corporations of
    civil law), six of the serial number, a check digit with the weights 1 and 2 (법인 및 재외국민의
    부동산등기용등록번호 부여에 관한 규칙). Only a number that has this check digit and not that of a resident is one.
    """
    digits = front + back
    fits = (-_weighted(digits, (1, 2) * 6)) % 10 == int(digits[12])
    return fits and bool(_CORPORATION.fullmatch(front)) and not _fits(digits)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))
