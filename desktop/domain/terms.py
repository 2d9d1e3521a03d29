"""Words that are written in one way: of the office, and of everybody. The texts of a report are searched for others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class Term:
    """A word, and how it is not to be written.

    Attributes:
        word: the word as it should be.
        spellings: the other spellings.
        is_own: whether the office put it into its list; False for those that come with the program.
    """

    word: str
    spellings: tuple[str, ...]
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A place in a text where another spelling stands: from the sign `start` on, `spelling` in place of `term.word`."""

    start: int
    spelling: str
    term: Term


class TermsError(ValueError):
    """A list of words that cannot be used; the message is one Korean sentence for the clerk."""


class Glossary:
    """All words that a report is checked by; what is to be searched for is compiled once."""

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        """Look for the other spellings of these; where the office and everybody differ, the office is right."""
        self.terms = tuple(terms)
        self._hash = hash(self.terms)

    def __eq__(self, other: object) -> bool:
        """Glossaries with the same words are equal."""
        return isinstance(other, Glossary) and self.terms == other.terms

    def __hash__(self) -> int:
        """Of the words."""
        return self._hash

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self._by_spelling)

    def misspellings(self, text: str) -> Iterator[Misspelling]:
        """Every other spelling in a text; one within a listed word is none (엑셀 in 엑셀러레이터)."""
        for found in self._pattern.finditer(text):
            term = self._by_spelling.get(found[0])
            if term is not None:
                yield Misspelling(found.start(), found[0], term)

    def mended(self, text: str) -> str:
        """The text with every other spelling put right."""
        words = self._by_spelling
        return self._pattern.sub(lambda found: words[found[0]].word if found[0] in words else found[0], text)

    @cached_property
    def _by_spelling(self) -> Mapping[str, Term]:
        own_last = sorted(self.terms, key=lambda term: term.is_own)
        own_words = {term.word for term in self.terms if term.is_own}
        return {each: term for term in own_last for each in term.spellings if each not in own_words}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Finds the longest spelling or word at each place; words are found so that nothing within them is."""
        tree = _Branch()
        for text in (*self._by_spelling, *(term.word for term in self.terms)):
            branch = tree
            for letter in text:
                branch = branch.next.setdefault(letter, _Branch())
            branch.is_end = True
        return re.compile(tree.regex() if self else r"(?!)")


@dataclass(slots=True)
class _Branch:
    """What may follow the letters so far; as a tree, so that one letter is looked at once for thousands of words."""

    next: dict[str, _Branch] = field(default_factory=dict)
    is_end: bool = False

    def regex(self) -> str:
        """The expression for everything that may follow, the longest first."""
        several = "|".join(re.escape(letter) + branch.regex() for letter, branch in self.next.items())
        return f"(?:{several}){'?' if self.is_end else ''}" if several else ""


def checked_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of an office without blanks and repetitions, in the order of the alphabet.

    Raises:
        TermsError: a word has no other spelling, stands twice, or a spelling leads to two words.
    """
    seen: dict[str, str] = {}
    found: dict[str, Term] = {}
    for word, spellings in ((_tidy(each.word), each.spellings) for each in terms):
        others = tuple(dict.fromkeys(other for each in spellings if (other := _tidy(each)) and other != word))
        if not word and not others:
            continue
        if not word or not others:
            raise TermsError(f"'{word or others[0]}' 줄에 바른 말과 다른 표기를 모두 적어 주십시오.")
        if word in found:
            raise TermsError(f"'{word}'이라는 말이 두 줄에 있습니다. 한 줄로 모아 주십시오.")
        found[word] = Term(word, others)
        for other in others:
            if seen.setdefault(other, word) != word:
                raise TermsError(
                    f"'{other}' 표기가 '{seen[other]}' 줄과 '{word}' 줄에 있습니다. 한쪽에서 지워 주십시오."
                )
    for other, word in seen.items():
        if other in found:
            raise TermsError(f"'{other}' 표기는 다른 줄에 바른 말로 적혀 있습니다. '{word}' 줄에서 지워 주십시오.")
    return tuple(found[word] for word in sorted(found))


def split(spellings: str) -> tuple[str, ...]:
    """The spellings in a line of text, with commas between them."""
    return tuple(_tidy(each) for each in spellings.split(_BETWEEN) if _tidy(each))


def joined(spellings: Iterable[str]) -> str:
    """Spellings as a line of text."""
    return f"{_BETWEEN} ".join(spellings)


def csv_text(terms: Iterable[Term]) -> str:
    """A list of words as CSV, to be handed on: word, other spellings; a line of headings first."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(_HEADINGS)
    lines.writerows((each.word, joined(each.spellings)) for each in terms)
    return text.getvalue()


def terms_of_csv(text: str) -> tuple[Term, ...]:
    """The list in a CSV text, with or without headings; further columns are more spellings. Raises TermsError."""
    lines = [line for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if any(map(str.strip, line))]
    if lines and tuple(map(str.strip, lines[0][:2])) == _HEADINGS:
        lines = lines[1:]
    return checked_terms(Term(line[0], split(_BETWEEN.join(line[1:]))) for line in lines)


_HEADINGS = ("바른 말", "다른 표기")


def _tidy(text: str) -> str:
    return " ".join(text.split())
