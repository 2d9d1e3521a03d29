"""One name everywhere: names that the report spells in two ways, and names that are not in the list they belong to.

conventions.md, Names; known-inconsistencies.json, kinds text_mismatch and name_list. Spellings are a matter of style
and come as info; a name that is not in its list (`Column.names`) is a warning where it looks like one that is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from desktop.domain.checks.statements import finding
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.prose.names import (
    Haystack,
    are_alike,
    is_joined,
    is_name,
    letters,
    nearest,
    pieces,
    quoted,
    shortened,
    sound,
    words,
)
from desktop.domain.prose.passages import Passage, all_passages
from desktop.domain.report import CellKey, Table
from desktop.domain.values import State

VARIANT, SIMILAR, MISSPELT, UNKNOWN = "name.variant", "name.similar", "name.misspelt", "name.unknown"

_SEPARATOR = re.compile(r"\s*[,/·\n]\s*")
_SHORTEST_NAME, _SHORTEST_TITLE, _SHORTEST_WORD = 5, 9, 6

_Texts = tuple[Passage, ...]
_Places = dict[str, dict[str, Passage]]
"""By the letters of a name: each spelling with the first place where it stands."""


def joined_words(everything: _Texts) -> Iterator[Finding]:
    """Words with and without a dot, hyphen or slash inside: 국내·외 and 국내외, K-쇼핑 and K쇼핑."""
    found: _Places = {}
    counts: Counter[str] = Counter()
    for passage in everything:
        for word in words(passage.text):
            found.setdefault(letters(word), {}).setdefault(word, passage)
            counts[word] += 1
    for spellings in found.values():
        if any(is_joined(word) for word in spellings):
            yield from _variants(VARIANT, spellings, counts)


def spaced_names(everything: _Texts) -> Iterator[Finding]:
    """Titles and quoted names that stand elsewhere with other blanks or dots: 「ON서울마켓」 and 「ON서울 마켓」."""
    keys = {letters(name) for passage in everything for name in _names(passage)}
    texts = Haystack(passage.text for passage in everything)
    for key in sorted(key for key in keys if len(key) >= _SHORTEST_NAME):
        spellings: dict[str, Passage] = {}
        counts: Counter[str] = Counter()
        for number, spelling in texts.spellings(key):
            if is_name(spelling):
                spellings.setdefault(spelling, everything[number])
                counts[spelling] += 1
        yield from _variants(VARIANT, spellings, counts)


def split_words(everything: _Texts) -> Iterator[Finding]:
    """Long words that stand elsewhere as two or three: AI양재허브 and AI 양재 허브."""
    counts = Counter(word for passage in everything for word in words(passage.text))
    first = {word: passage for passage in reversed(everything) for word in words(passage.text)}
    seen: set[str] = set()
    for passage in everything:
        for several in pieces(passage.text):
            whole = "".join(several.split())
            if len(whole) >= _SHORTEST_WORD and whole in counts and several not in seen:
                seen.add(several)
                yield finding(VARIANT, Severity.INFO, passage, first[whole], name=several, other=whole)


def shortened_words(everything: _Texts) -> Iterator[Finding]:
    """Names with dots between them that stand elsewhere shortened: 중부·남부기술교육원 and 중·남부기술교육원."""
    counts = Counter(word for passage in everything for word in words(passage.text) if is_joined(word))
    first = {word: passage for passage in reversed(everything) for word in words(passage.text) if word in counts}
    joined = {letters(word): word for word in counts}
    for word in counts:
        for short in (joined.get(letters(each)) for each in shortened(word)):
            if short and len(letters(short)) >= _SHORTEST_WORD:
                yield from _variants(VARIANT, {name: first[name] for name in (word, short)}, counts)


def sounded_words(everything: _Texts) -> Iterator[Finding]:
    """Words that sound alike and are spelt in two ways: 액셀러레이터 and 엑셀러레이터."""
    found: _Places = {}
    counts: Counter[str] = Counter()
    for passage in everything:
        for word in words(passage.text):
            if key := sound(word):
                found.setdefault(key, {}).setdefault(word[: len(key)], passage)
                counts[word[: len(key)]] += 1
    for spellings in found.values():
        yield from _variants(VARIANT, spellings, counts)


def similar_titles(everything: _Texts) -> Iterator[Finding]:
    """Long titles that are nearly the same: one program called by two names."""
    titles: dict[str, tuple[str, Passage]] = {}
    for passage in everything:
        for name in _names(passage):
            if len(letters(name)) >= _SHORTEST_TITLE:
                titles.setdefault(letters(name), (name, passage))
    for one, other in combinations(titles, 2):
        if are_alike(one, other):
            (first, at), (second, elsewhere) = titles[one], titles[other]
            yield finding(SIMILAR, Severity.INFO, elsewhere, at, name=second, other=first)


def unknown_names(evaluation: Evaluation) -> Iterator[Finding]:
    """Names that the list declared for their column does not have; with the one that was perhaps meant."""
    for table in evaluation.report.tables.values():
        for column in (*table.definition.columns, *table.definition.fields):
            known = _listed_names(evaluation, column.names) if column.names else {}
            for key, text in _entered(table, column.key) if known else ():
                yield from _unknown(key, text, known, _title(evaluation, column.names))


def two_spellings(evaluation: Evaluation) -> Iterator[Finding]:
    """Every name that the texts of the report write in more than one way."""
    everything = tuple(all_passages(evaluation.report))
    for check in (joined_words, spaced_names, split_words, shortened_words, sounded_words, similar_titles):
        yield from check(everything)


CHECKS = (two_spellings, unknown_names)
CODES = frozenset({VARIANT, SIMILAR, MISSPELT, UNKNOWN})


def _names(passage: Passage) -> Iterator[str]:
    """The names of a statement: what it quotes, and the whole of a heading, or of a cell that is only a name."""
    yield from (name for name in quoted(passage.text) if is_name(name))
    parent = passage.parent
    is_title = passage.is_heading or (parent is not None and parent.is_heading and parent.key == passage.key)
    if is_title and is_name(passage.text):
        yield passage.text


def _variants(code: str, spellings: dict[str, Passage], counts: Counter[str]) -> Iterator[Finding]:
    """A finding for each spelling beside the commonest one."""
    usual = max(spellings, key=lambda spelling: counts[spelling], default="")
    for spelling, passage in spellings.items():
        if spelling != usual:
            yield finding(code, Severity.INFO, passage, spellings[usual], name=spelling, other=usual)


def _listed_names(evaluation: Evaluation, code: str) -> dict[str, str]:
    """The names of the rows of a table by their letters."""
    names = (sheet.label(row) for sheet in evaluation.instances(code) for row in sheet.body)
    return {letters(name): name for name in names if letters(name)}


def _title(evaluation: Evaluation, code: str) -> str:
    return next((sheet.definition.title for sheet in evaluation.instances(code)), "")


def _entered(table: Table, column: str) -> Iterator[tuple[CellKey, str]]:
    for row in (table.fields, *table.rows):
        value = row.value(column)
        if value and value.state is State.VALUE:
            yield CellKey(table.uid, row.uid, column), value.text


def _unknown(key: CellKey, text: str, known: dict[str, str], listed: str) -> Iterator[Finding]:
    for name in _SEPARATOR.split(text):
        if letters(name) and letters(name) not in known:
            meant = known.get(nearest(letters(name), known), "")
            code, severity = (MISSPELT, Severity.WARNING) if meant else (UNKNOWN, Severity.INFO)
            yield Finding(code, severity, key, (key,), {"name": name, "other": meant, "list": listed})
