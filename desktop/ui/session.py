"""The open desk as the window uses it: every step goes through here, and what came of it is told to all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.domain.definitions import ReportTemplate, Severity
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey, Note, Report, Table
from desktop.domain.table_places import outlines_by_item
from desktop.services.errors import UserError
from desktop.ui.events import AppEvents

if TYPE_CHECKING:
    from desktop.domain.changes import ChangeSet
    from desktop.domain.evaluation import Evaluation
    from desktop.domain.terms import Term
    from desktop.services.checked import Checked
    from desktop.services.desk import ChangeResult, Desk
    from desktop.services.history import Action

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class Session:
    """A desk with an open report, and the findings by cell and by table."""

    def __init__(self, desk: Desk, events: AppEvents) -> None:
        self.desk = desk
        self.events = events
        self._outlines: Mapping[str, str] | None = None
        self._index()

    @property
    def evaluation(self) -> Evaluation:
        """The report as it shows."""
        return self.desk.evaluation

    @property
    def report(self) -> Report:
        """The report as entered."""
        return self.desk.report

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings, worst first."""
        return self.desk.findings

    @property
    def template(self) -> ReportTemplate | None:
        """The template of the open report, None when this version does not know it."""
        return self.desk.catalog.templates.get(self.report.info.template)

    def table(self, uid: str) -> Table | None:
        """A table instance, or None when it is gone."""
        return self.report.tables.get(uid)

    def home(self, table: Table) -> Table:
        """The official table where a table stands: of a clerk's own table the outline in which it hangs."""
        if not table.is_custom:
            return table
        if self._outlines is None:
            self._outlines = outlines_by_item(self.report)
        return self.table(self._outlines.get(table.owner, "")) or table

    def findings_at(self, key: CellKey) -> Sequence[Finding]:
        """The findings that are shown at a cell, worst first."""
        return self._by_cell.get(key, ())

    def severity_at(self, key: CellKey) -> Severity | None:
        """The worst severity at a cell, or None."""
        found = self._by_cell.get(key)
        return found[0].severity if found else None

    def severities_of(self, table_uid: str) -> Sequence[Severity]:
        """The severities of all findings in a table, worst first."""
        return self._by_table.get(table_uid, ())

    def severities_by_table(self) -> Iterable[tuple[str, Sequence[Severity]]]:
        """The uid of every table with findings, and their severities."""
        return self._by_table.items()

    def open_report(self, uid: str) -> None:
        """Take another report of the workspace on the desk. Raises UserError."""
        self.desk.open_report(uid)
        self._outlines = None
        self._index()
        self.events.opened.emit()

    def type(self, key: CellKey, typed: str) -> bool:
        """Store what was typed into a cell. False when it could not be stored; then `refused` has said why."""
        from desktop.domain.editing import type_text

        return self.apply(type_text(self.evaluation, key, typed))

    def apply(self, changes: ChangeSet | None, action: Action | None = None, why: str = "") -> bool:
        """Carry out a step; None is nothing to do. False when it could not be stored; then `refused` has said why."""
        from desktop.services.history import Action

        return changes is None or self._carried_out(lambda: self.desk.apply(changes, action or Action.TYPED, why))

    def take_back(self, number: int) -> bool:
        """Take an earlier step back as a new one. False when it could not be; then `refused` has said why."""
        return self._carried_out(lambda: self.desk.take_back(number))

    def note_at(self, key: CellKey) -> Note | None:
        """The note of a cell, or of its row as a whole, or None."""
        notes = self.report.notes
        return notes.get(key) or notes.get(CellKey(key.table, key.row, "")) if notes else None

    def is_locked(self, key: CellKey) -> bool:
        """Whether a closing leaves a cell to be read only."""
        return self.desk.life.is_locked(key)

    def live(self, step: Callable[[], None]) -> bool:
        """Take a step in the life of the report. False when it could not be; then `refused` has said why."""
        try:
            step()
        except UserError as error:
            self.events.refused.emit(error.sentence)
            return False
        self._index()
        self.events.opened.emit()
        return True

    def set_terms(self, terms: Sequence[Term]) -> bool:
        """Store the words of the office. False when they could not be; then `refused` has said why."""
        from desktop.services.terms import set_terms

        return self._carried_out(lambda: set_terms(self.desk, terms))

    def take_whole(self, found: Sequence[Finding], checked: Checked) -> bool:
        """Show what a check of the whole report found; False when the report was changed since."""
        result = self.desk.take_whole(found, checked)
        if result is None:
            return False
        self._index()
        self.events.changed.emit(result)
        return True

    def undo(self) -> None:
        """Take the last step back."""
        self._carried_out(self.desk.undo)

    def redo(self) -> None:
        """Do the step again that was undone last."""
        self._carried_out(self.desk.redo)

    def _carried_out(self, step: Callable[[], ChangeResult | None]) -> bool:
        try:
            result = step()
        except UserError as error:
            self.events.refused.emit(error.sentence)
            return False
        if result is not None:
            if result.reshaped:
                self._outlines = None
            self._index()
            self.events.changed.emit(result)
        return True

    def _index(self) -> None:
        by_cell: defaultdict[CellKey, list[Finding]] = defaultdict(list)
        by_table: defaultdict[str, list[Severity]] = defaultdict(list)
        for finding in sorted(self.findings, key=lambda each: _ORDER.index(each.severity)):
            by_cell[finding.key].append(finding)
            by_table[finding.key.table].append(finding.severity)
        self._by_cell, self._by_table = dict(by_cell), dict(by_table)
