"""Korean particles (조사) after words that are only known at run time: 예산을, 지출액이, 120은, 9%로.

한글 맞춤법 and 국립국어원: the particle follows the sound of the last syllable as it is read, figures and Latin letters
included; what stands in parentheses behind the word has no influence.
"""

from __future__ import annotations

import re

_HANGUL_FIRST, _HANGUL_LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
_PARENTHESES = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]\s*$")
_SILENT = re.compile(r"[\s\"'’”」』〉》】>*]+$")
_BOTH = re.compile(r"이\(가\)|을\(를\)|은\(는\)|과\(와\)|와\(과\)|으로\(로\)|\(으\)로")
_PAIRS = {"이": "이/가", "을": "을/를", "은": "은/는", "과": "과/와", "와": "과/와", "으": "으로/로", "(": "으로/로"}
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?$")

_DIGITS = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_TENS = ("", "십", "백", "천")
_GROUPS = ("", "만", "억", "조", "경")
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "이비시디이프지치이이이엘엠엔오피큐알스티유이유스이트", strict=True))
_SIGNS = {"%": "트", "㎡": "터", "㎞": "터", "㎏": "램", "℃": "도", "₩": "원", "$": "러", "△": "형", "○": "영"}


def with_josa(word: str, pair: str) -> str:
    """The word with the fitting particle of a pair behind it: 예산 and "을/를" give 예산을.

    Args:
        word: any text; figures are read in Korean (3 is 삼, 120 is 백이십).
        pair: the form behind a closed syllable, "/", the form behind an open one: "을/를", "이/가", "은/는", "과/와",
            "으로/로". Behind ㄹ, 으로 is 로.
    """
    return word + josa(word, pair)


def josa(word: str, pair: str) -> str:
    """The fitting particle alone; both forms ("을(를)") where the reading of the word is not known."""
    closed, _, opened = pair.partition("/")
    final = _final(word)
    if final is None:
        return f"{closed}({opened})"
    is_open = final == 0 or (final == _RIEUL and closed.startswith("으로"))
    return opened if is_open else closed


def settled(sentence: str) -> str:
    """A filled sentence in which every "을(를)" has become the particle that fits the word before it.

    So that a sentence, also one of a table definition, can be written without knowing what will stand in it.
    """
    return _BOTH.sub(lambda both: josa(sentence[: both.start()], _PAIRS[both[0][0]]), sentence)


def _final(word: str) -> int | None:
    """The number of the final consonant of the last syllable as read, 0 for none; None where it is not known."""
    syllable = _last_syllable(_SILENT.sub("", word))
    code = ord(syllable) if syllable else 0
    return (code - _HANGUL_FIRST) % _FINALS if _HANGUL_FIRST <= code <= _HANGUL_LAST else None


def _last_syllable(word: str) -> str:
    before = _SILENT.sub("", _PARENTHESES.sub("", word))
    word = before or word.rstrip(")]） ")
    if number := _NUMBER.search(word):
        return _last_read(number[0].replace(",", ""))
    last = word[-1:]
    return _SIGNS.get(last) or _LETTERS.get(last) or last


def _last_read(digits: str) -> str:
    """The last syllable of a figure as it is read: 10 is 십, 1200 is 천이백, 100000 is 십만, 3.0 is 삼 점 영."""
    trimmed = digits.rstrip("0")
    if "." in digits or not trimmed or len(trimmed) == len(digits):
        return _DIGITS[int(digits[-1])]
    group, place = divmod(len(digits) - len(trimmed), len(_TENS))
    return _GROUPS[min(group, len(_GROUPS) - 1)] if group else _TENS[place]
