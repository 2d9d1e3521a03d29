"""Changes without resident registration numbers: what would be stored is masked, whatever kind of change brings it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from desktop.domain.changes import AddRow, AddTable, Change, ChangeSet, SetCell, SetDefinition, SetExplanation, SetNote
from desktop.domain.report import CellKey, Evidence, Explanation, Note
from desktop.domain.resident_numbers import masked
from desktop.domain.values import State, Value


@dataclass(frozen=True, slots=True)
class Screened:
    """Changes as they may be stored, and where numbers were masked.

    A place is a cell, a row (`column` is "") or a table (`row` is "" too); the report itself is a place without table.
    """

    changes: ChangeSet
    places: tuple[CellKey, ...] = ()


def screened(changes: ChangeSet, is_figure: Callable[[CellKey], bool], today: date) -> Screened:
    """Mask what the changes would store; the same object when there is nothing to mask.

    What stood there before stays as it is: it must match the report.

    Args:
        changes: what is to be stored.
        is_figure: whether a cell takes figures; a figure of thirteen digits is no resident number.
        today: no number belongs to somebody who is not born yet.
    """
    screen = _Screen(is_figure, today)
    clean = tuple(screen.change(change) for change in changes.changes)
    label = masked(changes.label, today)
    if not screen.places:
        return Screened(changes if label == changes.label else replace(changes, label=label))
    return Screened(ChangeSet(label, clean), tuple(dict.fromkeys(screen.places)))


@dataclass
class _Screen:
    """Masks the changes of one step one after the other."""

    is_figure: Callable[[CellKey], bool]
    today: date
    places: list[CellKey] = field(default_factory=list)
    _masked: dict[tuple[CellKey, Value | None], Value] = field(default_factory=dict)

    def change(self, change: Change) -> Change:
        """One change; an `old` that an earlier change of the step brought is masked as that one was."""
        match change:
            case SetCell(key, old, new):
                return SetCell(key, self._masked.get((key, old), old), new and self._value(key, new))
            case AddRow(table, row, position):
                cells = {key: self._value(CellKey(table, row.uid, key), value) for key, value in row.cells.items()}
                return change if cells == row.cells else AddRow(table, replace(row, cells=cells), position)
            case AddTable(table, definition_json=text):
                return replace(change, definition_json=self._definition(table, text))
            case SetDefinition(table, _, text):
                return replace(change, new_json=self._definition(table, text))
            case SetNote(key, _, Note() as note):
                return replace(change, new=self._note(key, note))
            case SetExplanation(subject, _, Explanation() as reason):
                place = subject.key or CellKey("", "", "")
                return replace(change, new=replace(reason, text=self._text(place, reason.text)))
        return change

    def _value(self, key: CellKey, value: Value) -> Value:
        text, mark = masked(value.text, self.today), masked(value.mark, self.today)
        if text != value.text and value.state is State.VALUE and self.is_figure(key):
            text = value.text
        if (text, mark) == (value.text, value.mark):
            return value
        self.places.append(key)
        clean = Value(value.state, text, mark)
        self._masked[key, value] = clean
        return clean

    def _note(self, key: CellKey, note: Note) -> Note:
        files = tuple(Evidence(self._text(key, each.name), each.sha256, each.size) for each in note.files)
        return replace(note, text=self._text(key, note.text), source=self._text(key, note.source), files=files)

    def _definition(self, table: str, written: str) -> str:
        """The JSON of a clerk's own table: the words in it, and nothing else, are masked."""
        if masked(written, self.today) == written:
            return written
        clean = json.dumps(_in_words(json.loads(written), self._word), ensure_ascii=False)
        if json.loads(clean) == json.loads(written):
            return written
        self.places.append(CellKey(table, "", ""))
        return clean

    def _word(self, text: str) -> str:
        return masked(text, self.today)

    def _text(self, place: CellKey, text: str) -> str:
        clean = masked(text, self.today)
        if clean != text:
            self.places.append(place)
        return clean


def _in_words(data: object, change: Callable[[str], str]) -> object:
    """JSON data with every text in it changed, keys too."""
    match data:
        case str():
            return change(data)
        case list():
            return [_in_words(each, change) for each in data]
        case dict():
            return {change(key): _in_words(value, change) for key, value in data.items()}
    return data
