"""Steps of a plan or of what was done: a subject with its time, "설문조사 : '18.11월" or "선정('22.6월)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.prose.moments import Span, spans

_CACHED = 8192
_TAIL = r"\s*(?:\(?예정\)?|중순|초순|하순|연중|현재|이후|부터|까지|[초중말경내限限])?"
_BEHIND = re.compile(rf"(?:{_TAIL}){{1,2}}")
_CLOSED = re.compile(r"\)\s*[.,]?\s*(?:$|:)")
_SEPARATOR = re.compile(r"\s*(?:,|/|→|⇒|⇨|➡|▶)\s*")


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step.

    `text` is all of it, from `start` on in the passage; `is_planned` tells that it says so itself (예정).
    """

    subject: str
    span: Span
    is_planned: bool


@lru_cache(maxsize=_CACHED)
def step(text: str) -> Step | None:
    """The step that a whole statement is, or None: its time stands behind a colon, or in parentheses at the end."""
    found = spans(text)
    if not found:
        return None
    span = found[-1]
    before, behind = text[: span.start].rstrip(), text[span.end :]
    tail = _BEHIND.match(behind)
    rest = behind[tail.end() :].strip() if tail else behind.strip()
    planned = "예정" in behind
    if not before and rest.startswith(":") and span.sides[0].month is not None:
        return Step(rest[1:].strip(), span, planned)
    if before.endswith(":") and rest.strip(" .,") == "":
        return Step(before[:-1].strip(), span, planned)
    if before.endswith("(") and _CLOSED.match(rest):
        return Step(before[:-1].strip(), span, planned)
    return None


@lru_cache(maxsize=_CACHED)
def chain(text: str) -> tuple[Step, ...]:
    """Steps within one statement, each with its time in parentheses behind it: "공고('22.4월), 선정('22.6월)"."""
    found = tuple(_parenthesized(text))
    return found if len(found) > 1 else ()


def _parenthesized(text: str) -> Iterator[Step]:
    position = 0
    for span in spans(text):
        behind = _BEHIND.match(text, span.end)
        end = behind.end() if behind else span.end
        if text[: span.start].rstrip().endswith("(") and text[end:].lstrip().startswith(")"):
            subject = text[position : span.start].rstrip()[:-1]
            position = text.index(")", end) + 1
            yield Step(_SEPARATOR.sub(" ", subject).strip(), span, "예정" in text[span.end : position])
