"""Random sessions: whatever the clerk does, each step is taken back exactly, and so is the whole session."""

from __future__ import annotations

from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.domain.changes import ChangeSet
from desktop.domain.editing import (
    add_item,
    add_table,
    add_table_place,
    apply,
    clear,
    followed,
    insert_row,
    move_item,
    move_row,
    paste,
    remove_item,
    remove_rows,
    remove_table,
    same_as,
    set_definition,
    set_level,
    set_mark,
    split_item,
    type_text,
    unlink,
)
from desktop.domain.evaluation import evaluate
from desktop.domain.outline import items
from desktop.domain.properties import SAME_AS
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Table
from tests.domain.editing_data import CUSTOM, DEFINITIONS, MARKS, a_report

NUMBERS = st.integers(0, 9)
TYPED = st.sampled_from(["", "120", "1,147", "△9", "-", "미집계", "12O", "경제정책과", "5.4", "26,920**"])
GRIDS = st.lists(st.lists(TYPED, min_size=1, max_size=4), min_size=1, max_size=5)
DEFINITION_TEXTS = st.sampled_from(sorted(CUSTOM))


def exactly(report: Report) -> tuple[Report, list[str]]:
    """All that must come back: the report, and the order of its tables, which equality of mappings does not see."""
    return report, list(report.tables)


def content(report: Report, page: Table) -> list[object]:
    """What a page says, with the tables in it, whatever the uids are."""
    fields = {key: value for key, value in page.fields.cells.items() if key != SAME_AS}
    said: list[object] = [fields, dict(page.total.cells)]
    for row in page.rows:
        said.append(dict(row.cells))
        inside = [own for own in report.of_code("custom") if own.owner == row.uid]
        said.append([(own.definition_json, [dict(each.cells) for each in own.rows]) for own in inside])
    return said


class Session(RuleBasedStateMachine):
    """A clerk at work on the small report."""

    def __init__(self) -> None:
        super().__init__()
        self.report = a_report()
        self.steps: list[ChangeSet] = []
        self.numbers = count()

    def uid(self) -> str:
        return f"new{next(self.numbers)}"

    def take(self, changes: ChangeSet | None) -> None:
        """Carry a step out, after a look at whether it can be taken back."""
        if changes is None:
            return
        assert changes.changes
        assert changes.label.strip()
        changes = followed(self.report, changes, DEFINITIONS)
        after = apply(self.report, changes, DEFINITIONS)
        assert exactly(apply(after, changes.inverse(), DEFINITIONS)) == exactly(self.report)
        assert changes.inverse().inverse() == changes
        self.report = after
        self.steps.append(changes)

    def table(self, number: int) -> Table:
        tables = tuple(self.report.tables.values())
        return tables[number % len(tables)]

    def row(self, table: Table, number: int) -> str:
        """A shown row, the total row, or the row of the fields."""
        shown = [row.uid for row in evaluate(self.report).rows(table.uid)]
        uids = [*shown, TOTAL_ROW, FIELDS_ROW]
        return uids[number % len(uids)]

    def key(self, table: int, row: int, column: int) -> CellKey:
        chosen = self.table(table)
        uid = self.row(chosen, row)
        definition = chosen.definition
        columns = [each.key for each in definition.columns]
        if uid == FIELDS_ROW:
            columns = [*(each.key for each in definition.fields), "title", "footnotes", "as_of"]
        return CellKey(chosen.uid, uid, columns[column % len(columns)])

    def item(self, number: int) -> tuple[str, str] | None:
        """Table and uid of an item of some page."""
        pages = self.report.of_code("program_page")
        found = [(page.uid, item.row.uid) for page in pages for item in items(page)]
        return found[number % len(found)] if found else None

    @rule(table=NUMBERS, row=NUMBERS, column=NUMBERS, typed=TYPED)
    def types(self, table: int, row: int, column: int, typed: str) -> None:
        self.take(type_text(evaluate(self.report), self.key(table, row, column), typed))

    @rule(table=NUMBERS, row=NUMBERS, column=NUMBERS, texts=GRIDS)
    def pastes(self, table: int, row: int, column: int, texts: list[list[str]]) -> None:
        key = self.key(table, row, column)
        plan = paste(evaluate(self.report), key, texts, self.uid)
        self.take(plan.changes)
        assert all(refused.text.strip() for refused in plan.refused)

    @rule(cells=st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=4))
    def clears(self, cells: list[tuple[int, int, int]]) -> None:
        self.take(clear(evaluate(self.report), [self.key(*cell) for cell in cells]))

    @rule(table=NUMBERS, position=NUMBERS)
    def inserts(self, table: int, position: int) -> None:
        self.take(insert_row(evaluate(self.report), self.table(table).uid, position, self.uid()))

    @rule(table=NUMBERS, rows=st.lists(NUMBERS, max_size=3))
    def removes(self, table: int, rows: list[int]) -> None:
        chosen = self.table(table)
        self.take(remove_rows(evaluate(self.report), chosen.uid, [self.row(chosen, row) for row in rows]))

    @rule(table=NUMBERS, row=NUMBERS, position=NUMBERS, parent=st.none() | NUMBERS)
    def moves(self, table: int, row: int, position: int, parent: int | None) -> None:
        chosen = self.table(table)
        above = None if parent is None else self.row(chosen, parent)
        self.take(move_row(evaluate(self.report), chosen.uid, self.row(chosen, row), position, above))

    @rule(
        item=NUMBERS, action=st.sampled_from(["add", "split", "remove", "down", "up", "tab", "back", "mark", "place"])
    )
    def writes(self, item: int, action: str) -> None:
        found = self.item(item)
        if found is None:
            return
        evaluation, (page, uid) = evaluate(self.report), found
        match action:
            case "add":
                self.take(add_item(evaluation, page, uid, self.uid()))
            case "split":
                self.take(split_item(evaluation, page, uid, 2, self.uid()))
            case "remove":
                self.take(remove_item(evaluation, page, uid))
            case "down" | "up":
                self.take(move_item(evaluation, page, uid, 1 if action == "down" else -1))
            case "tab" | "back":
                self.take(set_level(evaluation, page, uid, 1 if action == "tab" else -1))
            case "mark":
                self.take(set_mark(evaluation, page, uid, MARKS[item % len(MARKS)].mark))
            case "place":
                place = add_table_place(evaluation, page, uid, self.uid(), self.uid(), min(CUSTOM))
                self.take(place)

    @rule(owner=st.sampled_from(["p1", "p2", "p3"]))
    def adds_a_page(self, owner: str) -> None:
        self.take(add_table(evaluate(self.report), "program_page", owner, self.uid()))

    @rule(number=NUMBERS)
    def removes_a_table(self, number: int) -> None:
        pages = [*self.report.of_code("program_page"), *self.report.of_code("custom")]
        if pages:
            self.take(remove_table(evaluate(self.report), pages[number % len(pages)].uid))

    @rule(number=NUMBERS, text=DEFINITION_TEXTS)
    def redefines(self, number: int, text: str) -> None:
        owns = self.report.of_code("custom")
        if owns:
            self.take(set_definition(evaluate(self.report), owns[number % len(owns)].uid, text, DEFINITIONS))

    @rule(number=NUMBERS, owner=st.sampled_from(["p1", "p2", "p3"]))
    def links(self, number: int, owner: str) -> None:
        pages = self.report.of_code("program_page")
        if pages:
            self.take(same_as(evaluate(self.report), pages[number % len(pages)].uid, owner))

    @rule(number=NUMBERS)
    def unlinks(self, number: int) -> None:
        pages = self.report.of_code("program_page")
        if pages:
            self.take(unlink(evaluate(self.report), pages[number % len(pages)].uid))

    @rule()
    def undoes(self) -> None:
        if self.steps:
            self.report = apply(self.report, self.steps.pop().inverse(), DEFINITIONS)

    @invariant()
    def every_table_hangs_under_a_row(self) -> None:
        rows = {row.uid for table in self.report.tables.values() for row in table.rows}
        assert all(table.owner in rows for table in self.report.tables.values() if table.is_custom)

    @invariant()
    def a_linked_page_holds_what_its_source_holds(self) -> None:
        for page in self.report.of_code("program_page"):
            link = page.fields.value(SAME_AS)
            if link:
                source = self.report.owned("program_page", link.text)
                assert source is not None
                assert content(self.report, page) == content(self.report, source)

    def teardown(self) -> None:
        for step in reversed(self.steps):
            self.report = apply(self.report, step.inverse(), DEFINITIONS)
        assert exactly(self.report) == exactly(a_report())


TestSessions = Session.TestCase
TestSessions.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
