"""Lists that a number announces: "4개 분야 : 캠페인, 연구분석, …", "신규(6개) : 무신사, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.breakdowns import split
from desktop.domain.spelling import bare

_CACHED = 8192
_COUNTED = re.compile(
    r"(?P<count>\d{1,3})\s?(?P<unit>개(?!월)(?:사|소|교|국|구)?|곳|종|社)\s?(?P<noun>[가-힣]{2,8})?\s*(?:\)?\s*:|\()\s*"
)
_ANNOUNCED = re.compile(r"(?<![\d.,~])(?P<count>\d{1,3})개\s?(?P<noun>[가-힣]{2,8})")
_LABELLED = re.compile(r"^(?P<label>[가-힣\s]{2,12}?)\s*:\s*(?P<list>.+)$")
_JOINS = re.compile(r"[·/]|\s및\s|(?<=[가-힣])[와과]\s")
_OPEN = re.compile(r"\s등(?![가-힣])|등\s*$|\s외(?![가-힣])|…")
_SENTENCE = re.compile(r"[→⇒⇨;]|\d[\d,]*\s?(?:명|개|건|회|곳|원|백만원|%)")
_CLAUSE = re.compile(r"[~∼〜]|대비|포함|제외|증가|감소|확대|축소|신규|추가|예정|이내|이상|기준|각\s?\d")
"""What tells that an entry is a remark, or stands for several things, and names no one thing."""

_LONGEST_ENTRY = 24
_LEAST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """A list with the number of things that it is said to have.

    It may be read as `least` to `most` things, for "홍보·광고" may be one or two; open lists (등) have no most.
    """

    stated: int
    text: str
    least: int
    most: int | None

    @property
    def is_broken(self) -> bool:
        """Whether no reading of the list has so many things."""
        return self.stated < self.least or (self.most is not None and self.stated > self.most)


@lru_cache(maxsize=_CACHED)
def counted_lists(text: str) -> tuple[Counted, ...]:
    """The lists of a text that stand behind their number and a colon, or in parentheses behind it."""
    return tuple(_counted_lists(text))


def _counted_lists(text: str) -> Iterator[Counted]:
    for found in _COUNTED.finditer(text):
        counted = _counted(int(found["count"]), found[0].rstrip(" :()"), text[found.end() :])
        if counted:
            yield counted


def announced_list(announcing: str, listing: str) -> Counted | None:
    """The list of one statement whose number stands in the one above it: "7개 직무분야 …" over "직무분야 : …"."""
    labelled = _LABELLED.match(listing)
    if not labelled:
        return None
    label = bare(labelled["label"])
    counts = [found for found in _ANNOUNCED.finditer(announcing) if bare(found["noun"]) == label]
    return _counted(int(counts[0]["count"]), counts[0][0], labelled["list"]) if len(counts) == 1 else None


def named_total(announcing: str, label: str) -> Amount | None:
    """The one exact amount of a statement that a label speaks of: "중도 포기자는 85명" for "중도 포기 사유"."""
    about = re.sub(r"(?:사유|현황|내역|구성|세부|내용)$", "", bare(label))
    if len(about) < len("사유명"):
        return None
    spoken = re.compile(rf"{re.escape(about)}(?:자|수|인원)?(?:는|은|이|가|:)?총?$")
    near = [amount for amount in amounts(announcing) if spoken.search(bare(announcing[: amount.start]))]
    return near[0] if len(near) == 1 and near[0].is_exact and near[0].unit else None


def _counted(stated: int, text: str, listed: str) -> Counted | None:
    closed = listed.partition(" / ")[0]
    depth_end = _end_of_list(closed)
    entries = split(_OPEN.split(closed[:depth_end])[0], ",")
    if len(entries) < _LEAST_ENTRIES or any(
        len(entry) > _LONGEST_ENTRY or _SENTENCE.search(entry) or _CLAUSE.search(entry) for entry in entries
    ):
        return None
    most = len(entries) + sum(len(_JOINS.findall(entry)) for entry in entries)
    is_open = _OPEN.search(closed[:depth_end]) is not None
    return Counted(stated, text, len(entries), None if is_open else most)


def _end_of_list(text: str) -> int:
    """Where the parenthesis closes in which the list stands, else the end."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth < 0:
            return position
    return len(text)
