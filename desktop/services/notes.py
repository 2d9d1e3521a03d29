"""Notes at cells and rows as the clerk writes them: text, source, 확인 필요, evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.domain.changes import ChangeSet, SetNote
from desktop.domain.report import CellKey, Evidence, Note
from desktop.services.change_texts import place_of
from desktop.services.desk import Desk
from desktop.services.errors import UserError, locked_sentence


def note_change(desk: Desk, key: CellKey, note: Note) -> ChangeSet | None:
    """The change that writes a note, signed and dated now; None when it says the same as before.

    A note without anything in it takes the old one away.
    """
    old = desk.report.notes.get(key)
    clean = replace(note, text=note.text.strip(), source=note.source.strip())
    if _content(clean) == _content(old or Note("")):
        return None
    place, new = place_of(key, desk.evaluation), None
    if _content(clean) != _content(Note("")):
        at, who = desk.signature()
        new = replace(clean, at=at, who=who)
    return ChangeSet(f"메모: {place}" if new else f"메모 지움: {place}", (SetNote(key, old, new),))


def keep_evidence(desk: Desk, key: CellKey, path: Path) -> Evidence:
    """Keep a file for a note at a cell or a row; the note that names it is written by `note_change`.

    Raises:
        UserError: the cell is closed, or the file cannot be kept.
    """
    if desk.life.is_locked(key):
        raise UserError(locked_sentence(desk.life))
    at, who = desk.signature()
    return desk.evidence.keep(path, key, at, who)


def questions(desk: Desk) -> tuple[CellKey, ...]:
    """The cells and rows that are marked 확인 필요."""
    return tuple(key for key, note in desk.report.notes.items() if note.is_question)


def _content(note: Note) -> tuple[object, ...]:
    return note.text, note.source, note.is_question, note.files
