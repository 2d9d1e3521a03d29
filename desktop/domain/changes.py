"""Changes of a report: every edit, paste, import and undo is a ChangeSet of these, and can be inverted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from desktop.domain.report import CellKey, Explanation, Note, Row, Subject
from desktop.domain.values import Value


@dataclass(frozen=True, slots=True)
class SetCell:
    """One cell from `old` to `new`; None is blank."""

    key: CellKey
    old: Value | None
    new: Value | None


@dataclass(frozen=True, slots=True)
class AddRow:
    """A row, with its cells, put in at a position (0-based) of a table's stored rows."""

    table: str
    row: Row
    position: int


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """The inverse of AddRow."""

    table: str
    row: Row
    position: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row moved within its table, and possibly under another parent row."""

    table: str
    row: str
    old_position: int
    new_position: int
    old_parent: str = ""
    new_parent: str = ""


@dataclass(frozen=True, slots=True)
class AddTable:
    """An empty table instance. `definition_json` is the clerk's own definition, "" for an official one."""

    table: str
    code: str
    owner: str
    position: int
    definition_json: str = ""


@dataclass(frozen=True, slots=True)
class RemoveTable:
    """The inverse of AddTable: the table is empty when it goes (its rows go by RemoveRow before)."""

    table: str
    code: str
    owner: str
    position: int
    definition_json: str = ""


@dataclass(frozen=True, slots=True)
class SetDefinition:
    """A clerk's own table gets another definition (a column added, a unit changed)."""

    table: str
    old_json: str
    new_json: str


@dataclass(frozen=True, slots=True)
class SetNote:
    """The note of a cell, or of a row (`key.column` is ""), from `old` to `new`; None is none."""

    key: CellKey
    old: Note | None
    new: Note | None


@dataclass(frozen=True, slots=True)
class SetExplanation:
    """Why a finding stays or a rule is switched off, from `old` to `new`; None is none."""

    subject: Subject
    old: Explanation | None
    new: Explanation | None


Change: TypeAlias = (
    SetCell | AddRow | RemoveRow | MoveRow | AddTable | RemoveTable | SetDefinition | SetNote | SetExplanation
)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that stand or fall together: one transaction, one undo step.

    `label` names the step in the menu in Korean ("지출액 269", "붙여넣기 39칸").
    """

    label: str
    changes: tuple[Change, ...]

    def inverse(self) -> ChangeSet:
        """The change set that takes this one back."""
        return ChangeSet(self.label, tuple(inverse(change) for change in reversed(self.changes)))

    @property
    def cells(self) -> frozenset[CellKey]:
        """The cells that are set one by one."""
        return frozenset(change.key for change in self.changes if isinstance(change, SetCell))

    @property
    def reshaped(self) -> frozenset[str]:
        """Uids of the tables whose rows or definition change."""
        without_table = SetCell | SetNote | SetExplanation
        return frozenset(change.table for change in self.changes if not isinstance(change, without_table))

    @property
    def notes(self) -> frozenset[CellKey]:
        """The cells and rows whose notes change."""
        return frozenset(change.key for change in self.changes if isinstance(change, SetNote))


def inverse(change: Change) -> Change:
    """The change that takes one change back."""
    match change:
        case SetCell(key, old, new):
            return SetCell(key, new, old)
        case AddRow(table, row, position):
            return RemoveRow(table, row, position)
        case RemoveRow(table, row, position):
            return AddRow(table, row, position)
        case MoveRow(table, row, old, new, old_parent, new_parent):
            return MoveRow(table, row, new, old, new_parent, old_parent)
        case AddTable(table, code, owner, position, definition):
            return RemoveTable(table, code, owner, position, definition)
        case RemoveTable(table, code, owner, position, definition):
            return AddTable(table, code, owner, position, definition)
        case SetDefinition(table, old_json, new_json):
            return SetDefinition(table, new_json, old_json)
        case SetNote(key, old_note, new_note):
            return SetNote(key, new_note, old_note)
        case SetExplanation(subject, old_reason, new_reason):
            return SetExplanation(subject, new_reason, old_reason)
