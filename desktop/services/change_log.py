"""What happened to the open report: to a cell, a row, a table, on a day; who did it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from db.records import Action, LogFilter, LogRecord
from db.store import WorkspaceStore
from desktop.domain.changes import AddRow, Change, ChangeSet, RemoveRow, SetCell
from desktop.domain.report import CellKey
from desktop.domain.values import Value
from desktop.services.errors import told
from desktop.services.records import change_of

__all__ = ["Action", "ChangeLog", "Entry", "LogFilter"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as it happened.

    Attributes:
        step: number of the step that it belongs to.
        at: local time of the clerk's computer.
        who: login name, with the clerk's own name where it was given.
        action: how it came about.
        label: the clerk's word for the whole step.
        why: the reason, where one was asked for.
        change: what changed.
    """

    step: int
    at: datetime
    who: str
    action: Action
    label: str
    why: str
    change: Change


class ChangeLog:
    """The log of one report."""

    def __init__(self, store: WorkspaceStore, report: str) -> None:
        """Read the log of the report with this uid."""
        self._store = store
        self._report = report

    def of_cell(self, key: CellKey) -> tuple[Entry, ...]:
        """How the content of a cell became what it is, newest first; each change is a `SetCell` of this cell.

        A cell that came or went with its row is told as set or blanked with it.
        """
        with told():
            records = self._store.cell_log(key.table, key.row, key.column)
        return tuple(entry for record in records for entry in _at_cell(_entry(record), key))

    def entries(self, wanted: LogFilter) -> tuple[Entry, ...]:
        """The changes that a filter lets through, newest first."""
        with told():
            return tuple(map(_entry, self._store.report_log(self._report, wanted)))

    def step(self, number: int) -> ChangeSet:
        """The changes of a whole step, as they were carried out."""
        with told():
            records = self._store.step_changes(self._report, number)
        label = records[0].step.label if records else ""
        return ChangeSet(label, tuple(change_of(record.change) for record in records))

    def changes_after(self, day: str) -> tuple[Change, ...]:
        """Every change after the last step of a day (ISO), newest first."""
        with told():
            return tuple(change_of(record.change) for record in self._store.changes_after(self._report, day))

    def is_making(self, number: int) -> bool:
        """Whether a step made the report; it cannot be taken back, as the report itself cannot."""
        with told():
            return number == self._store.first_step(self._report)

    def contradictions(self) -> tuple[CellKey, ...] | None:
        """What the report holds otherwise than its log tells: cells, rows (column ""), tables (row ""), or None.

        None is not to be known: the log has gaps, as that of a salvaged workspace may have.
        """
        with told():
            found = self._store.contradictions(self._report)
        return None if found is None else tuple(CellKey(*place) for place in found)

    def people_and_days(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who worked on the report, and on which days (ISO, newest first)."""
        with told():
            return self._store.people_and_days(self._report)


def cells_of(entry: Entry) -> Iterator[tuple[CellKey, Value | None, Value | None]]:
    """The cells that a change sets, with what stood there before and after."""
    match entry.change:
        case SetCell(key, old, new):
            yield key, old, new
        case AddRow(table, row):
            yield from ((CellKey(table, row.uid, key), None, value) for key, value in row.cells.items())
        case RemoveRow(table, row):
            yield from ((CellKey(table, row.uid, key), value, None) for key, value in row.cells.items())


def _entry(record: LogRecord) -> Entry:
    step = record.step
    at, action = datetime.fromisoformat(step.at), Action(step.action)
    return Entry(record.number, at, step.who, action, step.label, step.why, change_of(record.change))


def _at_cell(entry: Entry, key: CellKey) -> Iterator[Entry]:
    for cell, old, new in cells_of(entry):
        if cell == key:
            yield Entry(entry.step, entry.at, entry.who, entry.action, entry.label, entry.why, SetCell(key, old, new))
