"""The words of an office, which all reports of a workspace are checked by, and the log of their changes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from db.models import Term, TermChange
from db.records import TermRecord


def read(connection: Connection) -> tuple[TermRecord, ...]:
    """All words, in the order of the alphabet."""
    found = connection.execute(select(Term.word, Term.spellings).order_by(Term.word))
    return tuple(TermRecord(word, tuple(json.loads(spellings))) for word, spellings in found)


def write(connection: Connection, wanted: Sequence[TermRecord], at: str, who: str) -> None:
    """Let these be the words; each that comes, goes or is spelt otherwise has a line in the log."""
    old, new = ({each.word: _text(each) for each in terms} for terms in (read(connection), wanted))
    changed = [word for word in {**old, **new} if old.get(word) != new.get(word)]
    if not changed:
        return
    connection.execute(delete(Term).where(Term.word.in_(changed)))
    added = [{"word": word, "spellings": new[word]} for word in changed if word in new]
    if added:
        connection.execute(insert(Term), added)
    logged = [{"at": at, "who": who, "word": word, "old": old.get(word), "new": new.get(word)} for word in changed]
    connection.execute(insert(TermChange), logged)


def _text(term: TermRecord) -> str:
    return json.dumps(term.spellings, ensure_ascii=False)
