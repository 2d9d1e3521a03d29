"""Rows and tables put in, taken out and moved, with everything that hangs under them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.changes import AddTable, ChangeSet, RemoveTable
from desktop.domain.definitions import FixedRow, Rows, RowsKind
from desktop.domain.editing import (
    add_table,
    apply,
    insert_row,
    move_row,
    remove_rows,
    remove_table,
    set_definition,
)
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.values import NONE, Value
from tests.domain.editing_data import BUDGET, CUSTOM, DEFINITIONS, INFO, a_report, row

OLD, NEW = '{"columns": 1}', '{"columns": 2}'


@pytest.fixture
def shown() -> Evaluation:
    return evaluate(a_report())


def after(evaluation: Evaluation, changes: ChangeSet | None) -> Report:
    """The report after a step, which its inverse takes back exactly."""
    assert changes is not None
    changed = apply(evaluation.report, changes, DEFINITIONS)
    back = apply(changed, changes.inverse(), DEFINITIONS)
    assert back == evaluation.report
    assert list(back.tables) == list(evaluation.report.tables)
    return changed


def order(report: Report, table: str) -> list[str]:
    return [row.uid for row in report.tables[table].rows]


class TestInserting:
    def test_a_row_goes_where_it_is_wanted(self, shown: Evaluation) -> None:
        report = after(shown, insert_row(shown, "t-dep", 1, "new"))
        assert order(report, "t-dep") == ["d1", "new", "d2", "d3"]

    def test_a_position_behind_the_end_is_the_end(self, shown: Evaluation) -> None:
        assert order(after(shown, insert_row(shown, "t-dep", 99, "new")), "t-dep")[-1] == "new"

    def test_a_row_may_hang_under_another(self, shown: Evaluation) -> None:
        report = after(shown, insert_row(shown, "t-prg", 3, "new", parent="p2"))
        assert report.tables["t-prg"].row("new") == Row("new", parent="p2")

    def test_a_table_that_follows_takes_no_rows(self, shown: Evaluation) -> None:
        assert insert_row(shown, "t-bud", 0, "new") is None


class TestRemoving:
    def test_the_same_row_goes_from_the_tables_that_follow(self, shown: Evaluation) -> None:
        changes = remove_rows(shown, "t-dep", ["d1"])
        assert changes is not None
        assert changes.label == "경제정책과 삭제"
        report = after(shown, changes)
        assert order(report, "t-dep") == ["d2", "d3"]
        assert order(report, "t-bud") == []

    def test_child_rows_and_owned_tables_go_too(self, shown: Evaluation) -> None:
        report = after(shown, remove_rows(shown, "t-prg", ["p1"]))
        assert order(report, "t-prg") == ["p2"]
        assert list(report.tables) == ["t-dep", "t-bud", "t-prg"]

    def test_several_rows_in_any_order_and_twice(self, shown: Evaluation) -> None:
        changes = remove_rows(shown, "t-prg", ["p3", "p1", "p3", "gone"])
        assert changes is not None
        assert changes.label == "3행 삭제"
        assert order(after(shown, changes), "t-prg") == ["p2"]

    def test_a_parent_and_then_its_child_that_has_a_page(self, shown: Evaluation) -> None:
        report = after(shown, add_table(shown, "program_page", "p3", "t-pg3"))
        report = after(evaluate(report), remove_rows(evaluate(report), "t-prg", ["p1", "p3"]))
        assert order(report, "t-prg") == ["p2"]
        assert list(report.tables) == ["t-dep", "t-bud", "t-prg"]

    def test_rows_that_hang_under_one_another(self) -> None:
        report = a_report()
        circle = replace(report.tables["t-prg"], rows=(row("p1", parent="p2"), row("p2", parent="p1")))
        shown = evaluate(Report(INFO, {"t-prg": circle}))
        assert order(after(shown, remove_rows(shown, "t-prg", ["p1"])), "t-prg") == []

    def test_in_a_table_that_follows_only_what_is_stored_goes(self, shown: Evaluation) -> None:
        report = after(shown, remove_rows(shown, "t-bud", ["d1"]))
        assert order(report, "t-bud") == []
        assert order(report, "t-dep") == ["d1", "d2", "d3"]

    def test_nothing_to_remove(self, shown: Evaluation) -> None:
        assert remove_rows(shown, "t-bud", ["d3"]) is None
        assert remove_rows(shown, "t-dep", []) is None
        assert remove_rows(shown, "t-bud", [TOTAL_ROW, FIELDS_ROW]) is None


class TestMoving:
    @pytest.mark.parametrize(
        ("uid", "position", "expected"),
        [("d3", 0, ["d3", "d1", "d2"]), ("d1", 1, ["d2", "d1", "d3"]), ("d1", 99, ["d2", "d3", "d1"])],
    )
    def test_the_row_stands_there_afterwards(
        self, shown: Evaluation, uid: str, position: int, expected: list[str]
    ) -> None:
        assert order(after(shown, move_row(shown, "t-dep", uid, position)), "t-dep") == expected

    def test_under_another_parent(self, shown: Evaluation) -> None:
        moved = after(shown, move_row(shown, "t-prg", "p3", 2, parent="p2")).tables["t-prg"].row("p3")
        assert moved is not None
        assert moved.parent == "p2"

    def test_never_under_itself(self, shown: Evaluation) -> None:
        assert move_row(shown, "t-prg", "p1", 1, parent="p3") is None
        assert move_row(shown, "t-prg", "p1", 1, parent="p1") is None

    def test_nothing_moves(self, shown: Evaluation) -> None:
        assert move_row(shown, "t-dep", "d1", 0) is None
        assert move_row(shown, "t-dep", "gone", 0) is None
        assert move_row(shown, "t-bud", TOTAL_ROW, 0) is None

    def test_a_table_that_follows_gets_an_order_of_its_own(self, shown: Evaluation) -> None:
        report = after(shown, move_row(shown, "t-bud", "d3", 0))
        assert order(report, "t-bud") == ["d3", "d1", "d2"]
        assert order(report, "t-dep") == ["d1", "d2", "d3"]

    def test_prescribed_rows_stay(self) -> None:
        fixed = Rows(RowsKind.FIXED, fixed=(FixedRow("a", "가"), FixedRow("b", "나")))
        table = Table("t-f", replace(BUDGET, rows=fixed), rows=(row("a"), row("b")))
        assert move_row(evaluate(Report(INFO, {"t-f": table})), "t-f", "b", 0) is None


class TestTables:
    def test_a_table_is_added_last(self, shown: Evaluation) -> None:
        changes = add_table(shown, "program_page", "p2", "t-pg2")
        assert changes == ChangeSet("표 추가", (AddTable("t-pg2", "program_page", "p2", 5),))
        assert after(shown, changes).owned("program_page", "p2") is not None

    def test_an_official_table_is_there_once(self, shown: Evaluation) -> None:
        assert add_table(shown, "program_page", "p1", "t-pg2") is None

    def test_a_table_goes_with_all_it_holds(self, shown: Evaluation) -> None:
        titled = a_report().tables["t-pg1"]
        titled = replace(titled, fields=Row(FIELDS_ROW, {"title": Value.of("제목")}))
        shown = evaluate(a_report().with_table(titled))
        changes = remove_table(shown, "t-pg1")
        report = after(shown, changes)
        assert list(report.tables) == ["t-dep", "t-bud", "t-prg"]
        assert changes is not None
        assert changes.changes[-1] == RemoveTable("t-pg1", "program_page", "p1", 3)

    def test_a_table_that_is_gone(self, shown: Evaluation) -> None:
        assert remove_table(shown, "gone") is None


class TestDefinitions:
    def test_cells_are_read_again_under_the_new_types(self, shown: Evaluation) -> None:
        report = after(shown, set_definition(shown, "t-own", NEW, DEFINITIONS))
        assert report.tables["t-own"].definition == CUSTOM[NEW]
        assert report.value(CellKey("t-own", "x1", "c1")) == Value.invalid("방역")

    def test_cells_of_columns_that_are_gone_are_blanked(self, shown: Evaluation) -> None:
        table = replace(
            a_report().tables["t-own"],
            definition=CUSTOM[NEW],
            definition_json=NEW,
            rows=(Row("x1", {"c1": Value.of("12"), "c2": NONE}),),
        )
        shown = evaluate(a_report().with_table(table))
        report = after(shown, set_definition(shown, "t-own", OLD, DEFINITIONS))
        assert report.tables["t-own"].rows == (row("x1", c1="12"),)

    def test_the_same_definition_changes_nothing(self, shown: Evaluation) -> None:
        assert set_definition(shown, "t-own", OLD, DEFINITIONS) is None
        assert set_definition(shown, "t-bud", OLD, DEFINITIONS) is None
