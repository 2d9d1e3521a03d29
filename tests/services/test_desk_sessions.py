"""Random sessions at the desk: what is stored is what shows, undo all is the first dump, redo all the last one."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from db.records import TableRecord
from desktop.domain.changes import ChangeSet
from desktop.domain.checks import check_report
from desktop.domain.digest import content_digest
from desktop.domain.editing import (
    add_item,
    add_table,
    clear,
    insert_row,
    move_row,
    paste,
    remove_rows,
    remove_table,
    set_definition,
    type_text,
)
from desktop.domain.evaluation import evaluate
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Note, Table
from desktop.services.desk import Action
from desktop.services.errors import UserError
from desktop.services.notes import note_change
from desktop.services.records import notes_of, report_of
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, OWN_TABLES, an_info, noon

NUMBERS = st.integers(0, 9)
TYPED = st.sampled_from(["", "120", "1,147", "△9", "-", "미집계", "12O", "경제정책과", "26,920**"])


class Sessions(RuleBasedStateMachine):
    """A clerk at work on a report in a real file."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = create_workspace(Path(self.folder.name, "a.seonggwa"), CATALOG, "기관", "나", noon)
        self.desk.create_report(an_info())
        self.first = self.dump()
        self.numbers = count()

    def dump(self) -> tuple[TableRecord, ...]:
        return self.desk._store.tables("r1")

    def take(self, changes: ChangeSet | None, action: Action = Action.TYPED) -> None:
        if changes is not None:
            assert self.desk.apply(changes, action).label == self.desk.undo_label

    def table(self, number: int) -> Table:
        tables = tuple(self.desk.report.tables.values())
        return tables[number % len(tables)]

    def row(self, table: Table, number: int) -> str:
        uids = [*(row.uid for row in self.desk.evaluation.rows(table.uid)), TOTAL_ROW, FIELDS_ROW]
        return uids[number % len(uids)]

    def key(self, table: int, row: int, column: int) -> CellKey:
        chosen = self.table(table)
        uid = self.row(chosen, row)
        keys = ["title", "footnotes"] if uid == FIELDS_ROW else [each.key for each in chosen.definition.columns]
        return CellKey(chosen.uid, uid, keys[column % len(keys)])

    def uid(self) -> str:
        return f"new{next(self.numbers)}"

    @rule(table=NUMBERS, row=NUMBERS, column=NUMBERS, typed=TYPED)
    def types(self, table: int, row: int, column: int, typed: str) -> None:
        self.take(type_text(self.desk.evaluation, self.key(table, row, column), typed))

    @rule(
        table=NUMBERS, row=NUMBERS, column=NUMBERS, texts=st.lists(st.lists(TYPED, min_size=1), min_size=1, max_size=4)
    )
    def pastes(self, table: int, row: int, column: int, texts: list[list[str]]) -> None:
        plan = paste(self.desk.evaluation, self.key(table, row, column), texts, self.uid)
        self.take(plan.changes, Action.PASTED)

    @rule(cells=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=4))
    def clears(self, cells: list[tuple[int, int, int]]) -> None:
        self.take(clear(self.desk.evaluation, [self.key(*cell) for cell in cells]))

    @rule(table=NUMBERS, position=NUMBERS)
    def inserts(self, table: int, position: int) -> None:
        self.take(insert_row(self.desk.evaluation, self.table(table).uid, position, self.uid()))

    @rule(table=NUMBERS, rows=st.lists(NUMBERS, max_size=3))
    def removes(self, table: int, rows: list[int]) -> None:
        chosen = self.table(table)
        self.take(remove_rows(self.desk.evaluation, chosen.uid, [self.row(chosen, row) for row in rows]))

    @rule(table=NUMBERS, row=NUMBERS, position=NUMBERS)
    def moves(self, table: int, row: int, position: int) -> None:
        chosen = self.table(table)
        self.take(move_row(self.desk.evaluation, chosen.uid, self.row(chosen, row), position))

    @rule(number=NUMBERS)
    def writes_on_a_page(self, number: int) -> None:
        pages = self.desk.report.of_code("program_page")
        if pages:
            page = pages[number % len(pages)]
            after = page.rows[-1].uid if page.rows else ""
            self.take(add_item(self.desk.evaluation, page.uid, after, self.uid()))

    @rule(number=NUMBERS)
    def makes_a_table(self, number: int) -> None:
        pages = [row.uid for page in self.desk.report.of_code("program_page") for row in page.rows]
        if pages:
            owner = pages[number % len(pages)]
            self.take(add_table(self.desk.evaluation, "custom", owner, self.uid(), OWN_TABLES[0]))

    @rule(number=NUMBERS, text=st.sampled_from(OWN_TABLES), away=st.booleans())
    def changes_a_table(self, number: int, text: str, away: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        own = self.desk.report.of_code("custom")
        if own:
            uid, evaluation = own[number % len(own)].uid, self.desk.evaluation
            self.take(remove_table(evaluation, uid) if away else set_definition(evaluation, uid, text, CATALOG))

    @rule(table=NUMBERS, row=NUMBERS, column=NUMBERS, text=st.sampled_from(["", "확인", "e호조 3쪽"]))
    def notes(self, table: int, row: int, column: int, text: str) -> None:
        self.take(note_change(self.desk, self.key(table, row, column), Note(text, is_question=len(text) == 2)))

    @precondition(lambda self: self.desk.undo_label)
    @rule(back=NUMBERS)
    def takes_back_an_earlier_step(self, back: int) -> None:
        steps = [step.number for step in self.desk._store.last_steps("r1", 10)]
        with suppress(UserError):  # what it did was done over: nothing may have changed then
            assert self.desk.take_back(steps[back % len(steps)]).label == self.desk.undo_label

    @precondition(lambda self: self.desk.undo_label)
    @rule()
    def undoes(self) -> None:
        assert self.desk.undo() is not None

    @precondition(lambda self: self.desk.redo_label)
    @rule()
    def redoes(self) -> None:
        assert self.desk.redo() is not None

    @rule()
    def starts_again(self) -> None:
        labels = self.desk.undo_label, self.desk.redo_label
        self.desk.close()
        self.desk = open_workspace(self.desk.path, CATALOG, "나", noon)
        self.desk.open_report("r1")
        assert (self.desk.undo_label, self.desk.redo_label) == labels

    @invariant()
    def what_is_stored_is_what_shows(self) -> None:
        notes = notes_of(self.desk._store.notes("r1"))
        stored = replace(report_of(self.desk.report.info, self.dump(), CATALOG), notes=notes)
        assert stored == self.desk.report
        assert list(stored.tables) == list(self.desk.report.tables)

    @invariant()
    def what_is_stored_is_what_the_log_tells(self) -> None:
        assert self.desk.log.contradictions() == ()

    @invariant()
    def what_was_found_step_by_step_is_what_is_found_at_once(self) -> None:
        assert self.desk.findings == check_report(evaluate(self.desk.report))

    def teardown(self) -> None:
        while self.desk.redo_label:
            self.desk.redo()
        last = self.dump()
        while self.desk.undo_label:
            self.desk.undo()
        assert self.dump() == self.first
        while self.desk.redo_label:
            self.desk.redo()
        assert self.dump() == last
        self.desk.close()
        self.desk = open_workspace(self.desk.path, CATALOG, "나", noon)
        assert self.dump() == last
        self.desk.close()
        self.folder.cleanup()


class LongSession(Sessions):
    """Hundreds of steps in one file; only the beginning and the end are compared (content hash and dump)."""

    def __init__(self) -> None:
        super().__init__()
        self.first_digest = content_digest(self.desk.report)

    def teardown(self) -> None:
        while self.desk.redo_label:
            self.desk.redo()
        last = content_digest(self.desk.report)
        while self.desk.undo_label:
            self.desk.undo()
        assert content_digest(self.desk.report) == self.first_digest
        while self.desk.redo_label:
            self.desk.redo()
        assert content_digest(self.desk.report) == last
        super().teardown()


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestLongSession = LongSession.TestCase
TestLongSession.settings = settings(
    max_examples=1,
    stateful_step_count=500,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
