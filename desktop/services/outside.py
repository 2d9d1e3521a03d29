"""Figures that were changed without this program: stored otherwise than the log tells, or than was closed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.josa import josa
from desktop.domain.report import CellKey
from desktop.services.change_texts import place_of
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.life import is_altered
from desktop.services.messages import table_name

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Outside:
    """What was found.

    Attributes:
        sentences: one for each report that was changed.
        digest: tells these changes from others, so that they need not be told twice.
        has_gaps: whether the log lacks changes, so that not all could be compared.
    """

    sentences: tuple[str, ...]
    digest: str
    has_gaps: bool


def looked_at(desk: Desk, uids: Iterable[str]) -> Outside:
    """Compare reports of a workspace with their logs; may be called in another thread.

    Raises:
        UserError: the file is damaged.
    """
    told, has_gaps = [], False
    for uid in uids:
        found = desk.past(uid)[0].contradictions()
        has_gaps |= found is None
        told += [(sentence, repr(found)) for sentence in _sentences(desk, uid, found or ())]
    digest = hashlib.sha256(repr(told).encode()).hexdigest()
    return Outside(tuple(sentence for sentence, _ in told), digest, has_gaps)


def _sentences(desk: Desk, uid: str, found: Sequence[CellKey]) -> Iterator[str]:
    """At most one."""
    life = desk.past(uid)[1]
    if not found and not life.closings:
        return
    try:
        report = desk.loaded(uid)
    except UserError as error:
        yield error.sentence
        return
    closed = is_altered(report, life)
    if not found and not closed:
        return
    title = f"'{report.info.title}'{josa(report.info.title, '이/가')}"
    day = life.closings[-1].at if life.closings else None
    when = f"마감({day.year}. {day.month}. {day.day}.) 뒤에 " if day and closed else ""
    places = _places(found, evaluate(report)) if found else "표지의 사항"
    yield (
        f"보고 {title} {when}프로그램 밖에서 바뀌었습니다: {places}. "
        "변경 이력의 마지막 값과 견주어 바로잡거나 백업을 열어 주십시오."
    )


def _places(found: Sequence[CellKey], evaluation: Evaluation) -> str:
    names = list(dict.fromkeys(_name(key, evaluation) for key in found))
    more = f" 등 {len(found):,}곳" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _name(key: CellKey, evaluation: Evaluation) -> str:
    if not key.row and key.table in evaluation.report.tables:
        return table_name(key.table, evaluation)
    return place_of(key, evaluation)
