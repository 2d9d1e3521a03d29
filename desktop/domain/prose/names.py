"""Names in texts, and when two of them are one name in two spellings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate

from desktop.domain.prose.moments import spans

_CACHED = 32768
_QUOTED = re.compile(r"[「『]([^「」『』]{3,40})[」』]|[‘“]([^‘’“”]{3,40})[’”]|(?<![\w'])'([^'\d][^']{2,40})'(?!\d)")
_WORD = re.compile(r"[가-힣A-Za-z0-9&]+(?:[·・ㆍ\-/][가-힣A-Za-z0-9&]+)*")
_IN_A_ROW = {
    count: re.compile(
        rf"(?<![가-힣A-Za-z0-9])(?=((?:[가-힣A-Za-z0-9]+ ){{{count - 1}}}[가-힣A-Za-z0-9]+)(?![가-힣A-Za-z0-9]))"
    )
    for count in (2, 3)
}
_DOT = "·"
_DOTS = re.compile(r"[·・ㆍ]")
_JOINTS = re.compile(r"[·・ㆍ\-/]")
_NOT_LETTERS = re.compile(r"[^가-힣A-Za-z0-9]+")
_DIGITS = re.compile(r"\d+")
_FOOTNOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|\d\)$")
_FIRST, _LAST = 0xAC00, 0xD7A3
_VOWELS, _FINALS = 21, 28
_ALIKE_VOWELS = {1: 5, 3: 7, 10: 11, 15: 11}
"""ㅐ is taken for ㅔ, ㅒ for ㅖ, ㅙ and ㅞ for ㅚ: today they sound alike, so loan words are spelt both ways."""

_SOUND_LETTERS = 4
_LEAST_JOINED = 3
_LIKE = 0.82
_SHARED_PAIRS = 0.6
_NEAR = 0.7
_LONGEST = 60
_BETWEEN = "\n"
_NO_NAME = re.compile(r"[:,;→⇒⇨()\[\]]\s*$|[:;→⇒⇨]|[」』]\S|[.]$")
_LETTER_SPACED = re.compile(r"(?<!\S)[가-힣] [가-힣] [가-힣](?!\S)")


@lru_cache(maxsize=_CACHED)
def letters(name: str) -> str:
    """A name without blanks, dots, hyphens, quotes and footnote marks: what makes two spellings one name."""
    return _NOT_LETTERS.sub("", _FOOTNOTE.sub("", name))


def quoted(text: str) -> Iterator[str]:
    """The names of a text that stand in 「」, 『』, ‘’, “” or straight quotes."""
    return (found[1] or found[2] or found[3] for found in _QUOTED.finditer(text))


@lru_cache(maxsize=_CACHED)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, each with the dots, hyphens and slashes inside it."""
    return tuple(_WORD.findall(text))


def pieces(text: str) -> Iterator[str]:
    """Every two and three words of a text that only one blank parts."""
    for count in (2, 3):
        for found in _IN_A_ROW[count].finditer(text):
            yield found[1]


def is_joined(word: str) -> bool:
    """Whether a word has a dot, hyphen or slash between letters that another spelling may leave out."""
    return _JOINTS.search(word) is not None and len(letters(word)) >= _LEAST_JOINED and not _DIGITS.search(word)


def shortened(word: str) -> Iterator[str]:
    """How a word of names with dots between them is written with an ending that they share only once.

    중부·남부기술교육원 gives 중·남부기술교육원: 부 stands again in the last name, behind as many letters.
    """
    *heads, last = _DOTS.split(word)
    for size in range(1, len(heads[0]) if heads else 0):
        rest = heads[0][-size:]
        if all(len(head) > size and head.endswith(rest) and last.startswith(rest, len(head) - size) for head in heads):
            yield _DOT.join((*(head[:-size] for head in heads), last))


class Haystack:
    """Many texts in which names are looked up by their letters alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._places = [[at for at, sign in enumerate(text) if not _NOT_LETTERS.match(sign)] for text in self._texts]
        shortened = ["".join(text[at] for at in at_all) for text, at_all in zip(self._texts, self._places, strict=True)]
        self._all = _BETWEEN.join(shortened)
        self._starts = list(accumulate((len(text) + 1 for text in shortened), initial=0))

    def spellings(self, name: str) -> Iterator[tuple[int, str]]:
        """How the texts spell a name where a word starts with it: number of the text, and what stands there."""
        position = self._all.find(name)
        while name and position >= 0:
            number = bisect_right(self._starts, position) - 1
            first = position - self._starts[number]
            places, text = self._places[number], self._texts[number]
            start, end = places[first], places[first + len(name) - 1] + 1
            if start == 0 or _NOT_LETTERS.match(text[start - 1]):
                yield number, text[start:end]
            position = self._all.find(name, position + len(name))


def is_name(text: str) -> bool:
    """Whether a text can be a name at all: short, no sentence, no list, no date, not letter-spaced."""
    closed = text.count("(") == text.count(")")
    return (
        closed
        and len(text) <= _LONGEST
        and not _NO_NAME.search(text)
        and not _LETTER_SPACED.search(text)
        and not spans(text)
    )


@lru_cache(maxsize=_CACHED)
def sound(word: str) -> str:
    """The first letters of a Hangul word with vowels that sound alike made one; "" for a short or other word."""
    head = word[:_SOUND_LETTERS]
    if len(head) < _SOUND_LETTERS or not all(_FIRST <= ord(letter) <= _LAST for letter in head):
        return ""
    return "".join(_as_sounded(letter) for letter in head)


def are_alike(one: str, other: str) -> bool:
    """Whether two different names are so much alike that they may be one, told wrong once.

    A name that only goes on where another ends is a name of its own; numbers make names different (1단계, 2단계).
    """
    shared = len(_pairs(one) & _pairs(other)) * 2
    if (
        shared < (len(_pairs(one)) + len(_pairs(other))) * _SHARED_PAIRS
        or one.startswith(other)
        or other.startswith(one)
    ):
        return False
    if one.endswith(other) or other.endswith(one):
        return True
    same_numbers = _DIGITS.findall(one) == _DIGITS.findall(other)
    return same_numbers and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


@lru_cache(maxsize=_CACHED)
def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that a name may have been meant for, "" when none is near."""
    near = max(known, key=lambda each: SequenceMatcher(None, name, each, autojunk=False).ratio(), default="")
    return near if near and SequenceMatcher(None, name, near, autojunk=False).ratio() >= _NEAR else ""


def _as_sounded(letter: str) -> str:
    code = ord(letter) - _FIRST
    head, vowel, final = code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS
    return chr(_FIRST + (head * _VOWELS + _ALIKE_VOWELS.get(vowel, vowel)) * _FINALS + final)
