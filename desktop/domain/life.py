"""Life of a report: 작성중 → 점검완료 → 마감 → 정정, and what may still be changed in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.changes import AddRow, Change, ChangeSet, RemoveRow, SetCell, SetNote
from desktop.domain.report import CellKey


class Status(StrEnum):
    """Where a report stands (product.md, Words: 마감 closing, 정정 correction after closing)."""

    DRAFT = "draft"
    CHECKED = "checked"
    CLOSED = "closed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One event in the life of a report.

    Attributes:
        status: where the report stands from then on.
        at: local time of the clerk's computer.
        who: who did it.
        step: number of the last change before it.
        why: the clerk's reason.
        digest: content hash of the report at that moment (`digest.content_digest`).
        key: the cell that was reopened, or at which an error was accepted with a reason; None for the whole report.
        code: rule of the error that was accepted with a reason, "" otherwise.
    """

    status: Status
    at: datetime
    who: str
    step: int
    why: str = ""
    digest: str = ""
    key: CellKey | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that happened to a report as a whole, oldest first."""

    milestones: tuple[Milestone, ...] = ()

    @property
    def status(self) -> Status:
        """Where the report stands now."""
        return self.milestones[-1].status if self.milestones else Status.DRAFT

    @property
    def is_closed(self) -> bool:
        """Whether the report is read-only but for cells that were reopened."""
        return self.status in (Status.CLOSED, Status.CORRECTED)

    @property
    def closings(self) -> tuple[Milestone, ...]:
        """Each time that the whole report was closed."""
        return tuple(each for each in self.milestones if each.status is Status.CLOSED and each.key is None)

    @property
    def reopenings(self) -> tuple[Milestone, ...]:
        """The cells that are open since the report was closed last."""
        closings = self.closings
        if not closings:
            return ()
        since = self.milestones[self.milestones.index(closings[-1]) :]
        return tuple(each for each in since if each.status is Status.CORRECTED and each.key)

    def reasons(self) -> dict[tuple[str, CellKey], str]:
        """Why errors were accepted, by rule and cell; a later reason takes the place of an earlier one."""
        return {(each.code, each.key): each.why for each in self.milestones if each.code and each.key}

    def reason_at(self, key: CellKey, step: int) -> str:
        """Why a cell was open when a step changed it, "" when nobody said."""
        opened = [each for each in self.milestones if each.status is Status.CORRECTED and each.key == key]
        return next((each.why for each in reversed(opened) if each.step < step), "")

    def is_locked(self, key: CellKey) -> bool:
        """Whether a cell can only be read."""
        return self.is_closed and all(each.key != key for each in self.reopenings)

    def permits(self, changes: ChangeSet) -> bool:
        """Whether changes touch nothing that is closed.

        A reopened cell of a row that only follows others may bring this row into store: rows without cells.
        """
        if not self.is_closed:
            return True
        opened = {each.key for each in self.reopenings}
        return all(_is_open(change, opened) for change in changes.changes)


def _is_open(change: Change, opened: Iterable[CellKey | None]) -> bool:
    match change:
        case SetCell(key) | SetNote(key):
            return key in set(opened)
        case AddRow(table, row) | RemoveRow(table, row):
            return not row.cells and any(key and key.table == table for key in opened)
    return False
