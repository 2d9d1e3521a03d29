"""One open workspace at work; window and command line use the same. Knows no Qt and emits nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from db.records import StepName, StepRecord, TermRecord
from db.store import WorkspaceStore
from desktop.domain.changes import AddRow, ChangeSet
from desktop.domain.editing import ChangeConflict, apply, followed
from desktop.domain.evaluation import Evaluation, evaluate, reevaluate
from desktop.domain.findings import Finding
from desktop.domain.life import Life, Milestone, Status
from desktop.domain.report import CellKey, Report, ReportInfo
from desktop.domain.standing import Standing
from desktop.domain.terms import Term
from desktop.services.catalog import Catalog
from desktop.services.change_log import ChangeLog
from desktop.services.checked import Checked
from desktop.services.completion import missing_tables, renamed_cells, table_codes
from desktop.services.errors import UserError, locked_sentence, told
from desktop.services.evidence import EvidenceStore
from desktop.services.history import READ_STEPS, Action, History, label_of
from desktop.services.other_reports import OtherReports
from desktop.services.records import change_records, milestone_record, report_record
from desktop.services.rescue import Rescue
from desktop.services.screening import Screening
from desktop.services.shelf import Shelf
from desktop.services.touched import marked_otherwise, reshaped_tables, touched_cells
from desktop.services.workspace_file import WorkspaceFile


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What one step did.

    Attributes:
        label: the clerk's word for the step; "" for a check of the whole report, which changes nothing.
        touched: every cell that shows something else than before, or is marked otherwise.
        reshaped: tables whose rows or columns are others than before.
        findings: all open findings afterwards, worst first.
    """

    label: str
    touched: frozenset[CellKey]
    reshaped: frozenset[str]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _OpenReport:
    """One report on the desk. It is replaced as a whole, so that its parts always belong together."""

    checked: Checked
    history: History
    life: Life


class Desk:
    """One open workspace and the report that is being worked on.

    A change is acknowledged (`apply`, `undo`, `redo` return) only when it is durably stored; when it cannot be stored
    they raise a `UserError` and everything is as before.
    """

    def __init__(self, store: WorkspaceStore, catalog: Catalog, who: str, clock: Callable[[], datetime]) -> None:
        """Work on an open store.

        Args:
            store: the workspace; the desk closes it.
            catalog: official tables and report templates.
            who: whose name stands in the change log.
            clock: the local time.
        """
        self.catalog = catalog
        self.file = WorkspaceFile(store)
        self._store = store
        self._shelf = Shelf(store, catalog)
        self._who = who
        self._clock = clock
        self._open: _OpenReport | None = None
        self._rescue = Rescue(self, clock)
        self._others = OtherReports(self._shelf.infos, self._shelf.report)
        self.screening = Screening(catalog, clock)
        with told():
            store.set_views(self._shelf.views(self._shelf.fiscal_years()))

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self._store.path

    @property
    def report(self) -> Report:
        """The open report as entered."""
        return self.evaluation.report

    @property
    def evaluation(self) -> Evaluation:
        """The open report as it shows."""
        return self._opened.checked.evaluation

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found in the open report and nobody explained, worst first."""
        return self._opened.checked.standing.open

    @property
    def standing(self) -> Standing:
        """All findings of the open report: open, explained, and of rules that are switched off."""
        return self._opened.checked.standing

    @property
    def checked(self) -> Checked:
        """The open report as it is now with its findings, for who works on in another thread."""
        return self._opened.checked

    def lays_open(self, checked: Checked) -> bool:
        """Whether this is still the report that lies here; may be asked in another thread."""
        opened = self._open
        return opened is not None and opened.checked is checked

    def take_whole(self, found: Sequence[Finding], checked: Checked) -> ChangeResult | None:
        """Take over what `checks.check_whole` found behind the window; None when the report was changed since."""
        if not self.lays_open(checked):
            return None
        return self._checked_anew("", checked.with_whole(found))

    def finish_checks(self) -> Standing:
        """All findings, after the checks that compare tables and reports; may take a while."""
        if not self.checked.is_whole:
            self.take_whole(self.checked.found_in_whole() or (), self.checked)
        return self.standing

    @property
    def undo_label(self) -> str:
        """Label of the step that undo takes back, "" when there is none."""
        return label_of(self._open.history.to_undo if self._open else None)

    @property
    def redo_label(self) -> str:
        """Label of the step that redo does again, "" when there is none."""
        return label_of(self._open.history.to_redo if self._open else None)

    @property
    def life(self) -> Life:
        """What happened to the open report as a whole: checked, closed, corrected."""
        return self._opened.life

    @property
    def has_report(self) -> bool:
        """Whether a report is open."""
        return self._open is not None

    def organization(self) -> str:
        """Name of the organization that the workspace was made for; a new report is proposed for it."""
        return self._shelf.organization()

    def reports(self) -> tuple[ReportInfo, ...]:
        """All reports of the workspace, oldest first."""
        return self._shelf.infos()

    def create_report(
        self, info: ReportInfo, fill: Callable[[Report], ChangeSet] | None = None, action: Action = Action.IMPORTED
    ) -> None:
        """Store a new report with the tables of its template, and open it.

        Args:
            info: its identity; `uid` from `new_uid`.
            fill: gives, for the report with its empty tables, the changes that are stored with it in the same
                transaction (import: all or nothing). They cannot be undone, as the report itself cannot.
            action: how the filled report came about.

        Raises:
            UserError: the template is unknown, or the report could not be stored.
        """
        info = self.screening.info(info)
        made = self._completed(Report(info), ChangeSet(f"{info.title} 만들기", ()))
        report = apply(Report(info), made, self.catalog)
        if fill is not None:
            given = self.screening.changes(fill(report), report)
            filled = followed(report, self._completed(report, given), self.catalog)
            report = apply(report, filled, self.catalog)
            made = ChangeSet(filled.label, made.changes + filled.changes)
        step = self._step(made.label, Action.MADE if fill is None else action)
        years = {info.fiscal_year, *self._shelf.fiscal_years()}
        with self._rescue.told():
            self._store.add_report(report_record(info), change_records(made), step, self._shelf.views(years))
        self._show(report)

    def open_report(self, uid: str) -> None:
        """Take a report on the desk, with what newer definitions ask of it.

        Raises:
            UserError: there is no such report, or it holds what this version of the program does not know.
        """
        report = self.loaded(uid)
        brought = self._completed(report, ChangeSet("서식 변경 반영", renamed_cells(report)))
        if brought.changes:
            if not self._shelf.life(uid).is_closed:
                self._store_changes(uid, brought, Action.MADE)
            report = apply(report, brought, self.catalog)
        self._show(report)

    def work_as(self, who: str) -> None:
        """Let another name stand in the change log from now on."""
        self._who = self.screening.text(who)

    @property
    def evidence(self) -> EvidenceStore:
        """The files kept with the open report."""
        return EvidenceStore(self._store, self.report.info.uid, self.screening)

    @property
    def log(self) -> ChangeLog:
        """What happened to the open report."""
        return ChangeLog(self._store, self.report.info.uid)

    def past(self, uid: str) -> tuple[ChangeLog, Life]:
        """What happened to a report of the workspace, without laying it on the desk."""
        return ChangeLog(self._store, uid), self._shelf.life(uid)

    def loaded(self, uid: str) -> Report:
        """A report of the workspace as it is stored, not laid on the desk. Raises `UserError` as `open_report` does."""
        return self._shelf.report(uid)

    def apply(self, changes: ChangeSet, action: Action = Action.TYPED, why: str = "") -> ChangeResult:
        """Carry out one step that can be undone; new rows get the tables that they own, linked tables follow.

        Args:
            changes: what is to change.
            action: how it came about.
            why: the clerk's reason, where one was asked for.

        Raises:
            UserError: it could not be stored.
            ChangeConflict: the changes do not fit the open report.
        """
        changes = self.screening.changes(changes, self.report)
        has_new_rows = any(isinstance(change, AddRow) for change in changes.changes)
        whole = self._completed(self.report, changes) if has_new_rows else changes
        whole = followed(self.report, whole, self.catalog)
        result, number = self._carry_out(whole, action, self.screening.text(why))
        if whole.changes:
            self._opened.history.done(StepName(number, action, whole.label))
        return result

    def pass_milestones(self, events: Sequence[Milestone]) -> None:
        """Store events in the life of the open report (`services.life`); undo does not go back behind a closing."""
        uid = self.report.info.uid
        with self._rescue.told():
            self._store.add_milestones(uid, [milestone_record(event) for event in self.screening.milestones(events)])
        life = self._shelf.life(uid)
        report = replace(self.report, info=replace(self.report.info, status=life.status.value))
        opened = replace(self._opened, checked=replace(self.checked, evaluation=evaluate(report)), life=life)
        if life.status is Status.CLOSED:
            opened.history.sealed()
        self._open = opened

    def signature(self) -> tuple[str, str]:
        """Now (ISO, to the second) and who works here."""
        return self._clock().isoformat(timespec="seconds"), self._who

    def signed(self, status: Status, why: str = "", digest: str = "") -> Milestone:
        """An event of now, by the one who works here."""
        return Milestone(status, self._clock(), self._who, 0, why, digest)

    def take_back(self, number: int) -> ChangeResult:
        """Carry out the inverse of an earlier step as a new one, wherever it stands in the log.

        Raises:
            UserError: it made the report, or what it changed was changed again since.
        """
        if self.log.is_making(number):
            raise UserError("보고를 만들 때 들어온 내용은 한꺼번에 되돌릴 수 없습니다. 칸마다 값을 고쳐 주십시오.")
        earlier = self.log.step(number).inverse()
        try:
            return self.apply(replace(earlier, label=f"되돌리기: {earlier.label}"), Action.RESTORED)
        except ChangeConflict as conflict:
            raise UserError(
                f"'{earlier.label}' 뒤에 같은 칸이나 행이 다시 바뀌어 한꺼번에 되돌리지 않았습니다. "
                "칸마다 '이 칸의 이력'에서 값을 골라 되돌려 주십시오."
            ) from conflict

    def undo(self) -> ChangeResult | None:
        """Take the last step back; None when there is none."""
        history = self._opened.history
        if history.to_undo is None:
            return None
        result, _ = self._carry_out(self.log.step(history.to_undo.number).inverse(), Action.UNDONE)
        history.undone()
        return result

    def redo(self) -> ChangeResult | None:
        """Do the step again that was undone last; None when there is none."""
        history = self._opened.history
        if history.to_redo is None:
            return None
        result, _ = self._carry_out(self.log.step(history.to_redo.number), Action.REDONE)
        history.redone()
        return result

    def set_terms(self, terms: Sequence[Term]) -> ChangeResult:
        """Let these be the words of the office (`services.terms`), and check the open report by them."""
        with told():
            records = [TermRecord(each.word, each.spellings) for each in terms]
            self._store.set_terms(records, *self.signature())
        report = replace(self.report, terms=self._shelf.terms())
        return self._checked_anew("용어 목록", Checked.afresh(evaluate(report), self._others.than(report.info.uid)))

    def new_uid(self) -> str:
        """A uid that no row, table or report has, here or in any other workspace."""
        return uuid.uuid4().hex

    def close(self) -> None:
        """Close the workspace."""
        self._open = None
        with told():
            self._store.close()

    @property
    def _opened(self) -> _OpenReport:
        if self._open is None:
            raise LookupError("no report is open")
        return self._open

    def _checked_anew(self, label: str, now: Checked) -> ChangeResult:
        """The same report with other findings."""
        marked = marked_otherwise(self.standing.open, now.standing.open)
        self._open = replace(self._opened, checked=now)
        return ChangeResult(label, marked, frozenset(), now.standing.open)

    def _carry_out(self, changes: ChangeSet, action: Action, why: str = "") -> tuple[ChangeResult, int]:
        before = self._opened
        if not before.life.permits(changes):
            raise UserError(locked_sentence(before.life))
        report = apply(self.report, changes, self.catalog)
        number = self._store_changes(report.info.uid, changes, action, why)
        tables = changes.reshaped | {key.table for key in changes.cells}
        cells = frozenset() if changes.reshaped else changes.cells
        was = before.checked
        now = was.after(reevaluate(was.evaluation, report, tables, cells), tables, cells)
        self._open = replace(before, checked=now)
        touched = touched_cells(was.evaluation, now.evaluation, changes) | changes.notes
        touched |= marked_otherwise(was.standing.open, now.standing.open)
        reshaped = reshaped_tables(was.evaluation, now.evaluation, changes)
        return ChangeResult(changes.label, touched, reshaped, now.standing.open), number

    def _show(self, report: Report) -> None:
        uid = report.info.uid
        checked = Checked.afresh(evaluate(replace(report, terms=self._shelf.terms())), self._others.than(uid))
        self._open = _OpenReport(checked, History.of(self._shelf.last_steps(uid, READ_STEPS)), self._shelf.life(uid))

    def _completed(self, report: Report, changes: ChangeSet) -> ChangeSet:
        """The changes, and after them the tables that the report then lacks."""
        after = apply(report, changes, self.catalog)
        codes = table_codes(self._shelf.template(report.info), self.catalog.tables)
        missing = missing_tables(after, self.catalog.tables, codes, self.new_uid)
        return replace(changes, changes=(*changes.changes, *missing))

    def _store_changes(self, uid: str, changes: ChangeSet, action: Action, why: str = "") -> int:
        with self._rescue.told():
            return self._store.apply(uid, change_records(changes), self._step(changes.label, action, why))

    def _step(self, label: str, action: Action, why: str = "") -> StepRecord:
        return StepRecord(self._clock().isoformat(timespec="milliseconds"), self._who, action, label, why)
