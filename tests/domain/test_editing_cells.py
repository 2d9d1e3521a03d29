"""Typing, clearing and pasting: what changes, what the step is called, what does not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from desktop.domain.changes import AddRow, ChangeSet, SetCell
from desktop.domain.definitions import FixedRow, Place, Rows, RowsKind, Total
from desktop.domain.editing import Reason, apply, clear, paste, type_new_row, type_text
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.values import NONE, State, Value
from tests.domain.editing_data import BUDGET, DEFINITIONS, DEPARTMENTS, INFO, a_report, row


@pytest.fixture
def shown() -> Evaluation:
    return evaluate(a_report())


def budget(uid: str, column: str) -> CellKey:
    return CellKey("t-bud", uid, column)


def uids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"new{next(numbers)}"


def after(evaluation: Evaluation, changes: ChangeSet | None) -> Report:
    assert changes is not None
    return apply(evaluation.report, changes, DEFINITIONS)


def texts(report: Report, table: str) -> dict[str, dict[str, str]]:
    """Every stored text of a table: row → column → text."""
    stored = report.tables[table]
    rows = (*stored.rows, stored.total, stored.fields)
    return {row.uid: {key: value.text for key, value in row.cells.items()} for row in rows if row.cells}


class TestTyping:
    def test_a_figure_is_set_and_names_the_step(self, shown: Evaluation) -> None:
        changes = type_text(shown, budget("d1", "expenditure"), "269")
        assert changes == ChangeSet(
            "지출액 269", (SetCell(budget("d1", "expenditure"), Value.of("120"), Value.of("269")),)
        )

    def test_the_step_shows_the_figure_as_it_prints(self, shown: Evaluation) -> None:
        changes = type_text(shown, budget("d1", "appropriation"), "△1,131,125")
        assert changes is not None
        assert changes.label == "예산현액 △1,131,125"

    def test_a_long_text_is_cut_in_the_label_only(self, shown: Evaluation) -> None:
        text = "만 18세 이상 실업자·일용근로자 등 저소득층\n(시간당 9,160원)"
        changes = type_text(shown, CellKey("t-pg1", "i2", "text"), text)
        assert changes is not None
        assert changes.label == "내용 만 18세 이상 실업자·일용근로자…"
        assert after(shown, changes).value(CellKey("t-pg1", "i2", "text")) == Value.of(text)

    def test_the_same_figure_again_changes_nothing(self, shown: Evaluation) -> None:
        assert type_text(shown, budget("d1", "expenditure"), " 120 ") is None
        assert type_text(shown, budget("d2", "expenditure"), "") is None

    def test_a_blank_text_blanks_the_cell(self, shown: Evaluation) -> None:
        changes = type_text(shown, budget("d1", "expenditure"), "")
        assert changes is not None
        assert changes.label == "지출액 지움"
        assert after(shown, changes).value(budget("d1", "expenditure")) is None

    def test_what_is_no_figure_is_kept(self, shown: Evaluation) -> None:
        changes = type_text(shown, budget("d1", "expenditure"), "12O")
        assert changes is not None
        assert changes.label == "지출액 12O"
        assert after(shown, changes).value(budget("d1", "expenditure")) == Value.invalid("12O")

    def test_a_computed_cell_states_what_was_published(self, shown: Evaluation) -> None:
        stated = after(shown, type_text(shown, budget("d1", "rate"), "5.5"))
        assert stated.value(budget("d1", "rate")) == Value.of("5.5")
        again = evaluate(stated)
        assert after(again, type_text(again, budget("d1", "rate"), "")) == a_report()

    def test_a_total_states_what_was_published(self, shown: Evaluation) -> None:
        stated = after(shown, type_text(shown, budget(TOTAL_ROW, "expenditure"), "41,181"))
        assert stated.tables["t-bud"].total.cells == {"expenditure": Value.of("41181")}

    def test_the_blank_line_behind_the_last_row_becomes_a_row(self, shown: Evaluation) -> None:
        changes = type_new_row(shown, "t-dep", "name", "일자리과", "d9")
        assert changes is not None
        assert changes.label == "부서 일자리과"
        assert after(shown, changes).tables["t-dep"].rows[-1] == row("d9", name="일자리과")
        assert type_new_row(shown, "t-dep", "name", " ", "d9") is None
        assert type_new_row(shown, "t-dep", "nothing", "1", "d9") is None
        assert type_new_row(shown, "t-bud", "expenditure", "1", "d9") is None

    def test_fields_and_properties_take_texts(self, shown: Evaluation) -> None:
        report = after(shown, type_text(shown, budget(FIELDS_ROW, "original_budget"), "708,321"))
        report = after(evaluate(report), type_text(evaluate(report), budget(FIELDS_ROW, "title"), "예산 현황"))
        assert texts(report, "t-bud")[FIELDS_ROW] == {"original_budget": "708321", "title": "예산 현황"}

    @pytest.mark.parametrize(
        "key",
        [
            budget(TOTAL_ROW, "department"),
            budget("d1", "nothing"),
            budget(FIELDS_ROW, "appropriation"),
            budget("gone", "expenditure"),
            CellKey("gone", "d1", "expenditure"),
            CellKey("t-dep", TOTAL_ROW, "name"),
        ],
    )
    def test_a_cell_that_is_not_there_takes_nothing(self, shown: Evaluation, key: CellKey) -> None:
        assert type_text(shown, key, "1") is None

    def test_a_followed_row_is_stored_with_its_first_figure_and_keeps_its_place(self, shown: Evaluation) -> None:
        changes = type_text(shown, budget("d3", "expenditure"), "9")
        assert changes == ChangeSet(
            "지출액 9",
            (
                AddRow("t-bud", Row("d2"), 1),
                AddRow("t-bud", Row("d3"), 2),
                SetCell(budget("d3", "expenditure"), None, Value.of("9")),
            ),
        )
        order = [row.uid for row in evaluate(after(shown, changes)).rows("t-bud")]
        assert order == [row.uid for row in shown.rows("t-bud")]

    def test_a_prescribed_row_is_stored_in_the_prescribed_order(self) -> None:
        fixed = Rows(RowsKind.FIXED, fixed=tuple(FixedRow(key, key) for key in "abc"))
        table = Table("t-f", replace(BUDGET, rows=fixed, total=None), rows=(row("b", expenditure="1"),))
        shown = evaluate(Report(INFO, {"t-f": table}))
        report = after(shown, type_text(shown, CellKey("t-f", "c", "expenditure"), "3"))
        report = after(evaluate(report), type_text(evaluate(report), CellKey("t-f", "a", "expenditure"), "2"))
        assert [row.uid for row in report.tables["t-f"].rows] == ["a", "b", "c"]
        assert type_text(evaluate(report), CellKey("t-f", "a", "department"), "다른 이름") is None


class TestClearing:
    def test_several_cells_go_in_one_step(self, shown: Evaluation) -> None:
        changes = clear(
            shown, [budget("d1", "appropriation"), budget("d1", "expenditure"), budget("d2", "expenditure")]
        )
        assert changes is not None
        assert (changes.label, len(changes.changes)) == ("2칸 지움", 2)
        assert texts(after(shown, changes), "t-bud") == {}

    def test_one_cell_is_named(self, shown: Evaluation) -> None:
        changes = clear(shown, [budget("d1", "expenditure"), budget("d1", "expenditure")])
        assert changes is not None
        assert changes.label == "지출액 지움"

    def test_blank_cells_change_nothing(self, shown: Evaluation) -> None:
        assert clear(shown, [budget("d2", "expenditure"), budget("d1", "rate")]) is None


class TestPasting:
    def test_a_rectangle_follows_shown_rows_and_columns(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d2", "appropriation"), [["26,920", "269"], ["1,000", "-"]])
        assert plan.refused == ()
        assert plan.changes is not None
        assert plan.changes.label == "붙여넣기 4칸"
        report = after(shown, plan.changes)
        assert texts(report, "t-bud")["d2"] == {"appropriation": "26920", "expenditure": "269"}
        assert report.value(budget("d3", "expenditure")) == NONE

    def test_the_names_of_the_rows_may_come_along(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d1", "department"), [["경 제 정 책 과", "1"], ["금융투자과", "2"]])
        assert plan.refused == ()
        assert texts(after(shown, plan.changes), "t-bud") == {
            "d1": {"appropriation": "1", "expenditure": "120"},
            "d2": {"appropriation": "2"},
        }

    def test_the_name_of_another_row_is_told(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d1", "department"), [["금융투자과", "1"]])
        assert [(refused.text, refused.reason) for refused in plan.refused] == [("금융투자과", Reason.OTHER_ROW)]

    def test_the_total_row_is_stated_where_it_stands(self, shown: Evaluation) -> None:
        plan = paste(shown, budget(TOTAL_ROW, "department"), [["계", "753,976"], ["", "131,125"]])
        assert plan.refused == ()
        assert texts(after(shown, plan.changes), "t-bud")[TOTAL_ROW] == {"appropriation": "753976"}

    def test_the_label_of_the_total_is_not_typed_over(self, shown: Evaluation) -> None:
        plan = paste(shown, budget(TOTAL_ROW, "department"), [["평균"]])
        assert (plan.changes, [refused.reason for refused in plan.refused]) == (None, [Reason.LABEL])

    def test_nothing_is_left_out_silently(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d3", "expenditure"), [["9", "1.0", "밖"], ["아래", "", ""]])
        assert [(each.line, each.field, each.text, each.reason, each.key) for each in plan.refused] == [
            (0, 2, "밖", Reason.OUTSIDE, None),
            (1, 0, "아래", Reason.OUTSIDE, None),
        ]
        assert plan.changes is not None
        assert plan.changes.label == "붙여넣기 2칸"

    def test_what_is_no_figure_is_kept_and_told(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d1", "expenditure"), [["12O"]])
        assert [(each.reason, each.key) for each in plan.refused] == [(Reason.INVALID, budget("d1", "expenditure"))]
        value = after(shown, plan.changes).value(budget("d1", "expenditure"))
        assert value is not None
        assert value.state is State.INVALID

    def test_blank_texts_blank_their_cells(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d1", "appropriation"), [["", "120"]])
        assert texts(after(shown, plan.changes), "t-bud") == {"d1": {"expenditure": "120"}}

    def test_surplus_lines_add_rows_where_the_clerk_enters_them(self, shown: Evaluation) -> None:
        plan = paste(shown, CellKey("t-dep", "d3", "name"), [["창업과"], ["일자리과"], ["투자과"], [""]], uids())
        assert plan.refused == ()
        rows = after(shown, plan.changes).tables["t-dep"].rows
        assert rows[3:] == (row("new1", name="일자리과"), row("new2", name="투자과"))

    def test_behind_the_last_row_every_line_is_a_new_row(self) -> None:
        shown = evaluate(Report(INFO, {"t": Table("t", DEPARTMENTS)}))
        plan = paste(shown, CellKey("t", "", "name"), [["경제정책과"], ["금융투자과"]], uids())
        assert plan.refused == ()
        rows = after(shown, plan.changes).tables["t"].rows
        assert rows == (row("new1", name="경제정책과"), row("new2", name="금융투자과"))
        assert [each.reason for each in paste(shown, CellKey("t", "", "name"), [["가"]]).refused] == [Reason.OUTSIDE]

    def test_without_uids_surplus_lines_are_outside(self, shown: Evaluation) -> None:
        plan = paste(shown, CellKey("t-dep", "d3", "name"), [["창업과"], ["일자리과"]])
        assert (plan.changes, [each.reason for each in plan.refused]) == (None, [Reason.OUTSIDE])

    def test_rows_of_another_table_are_never_added(self, shown: Evaluation) -> None:
        plan = paste(shown, budget("d3", "expenditure"), [["1"], ["2"]], uids())
        assert [each.text for each in plan.refused] == ["2"]

    @pytest.mark.parametrize(("last", "total"), [("합  계", {"amount": "3"}), ("셋째", {})])
    def test_a_total_at_the_end_takes_only_a_line_that_says_so(self, last: str, total: dict[str, str]) -> None:
        columns = (DEPARTMENTS.columns[0], replace(BUDGET.columns[1], key="amount"))
        definition = replace(DEPARTMENTS, columns=columns, total=Total("합계", ("amount",), Place.LAST))
        shown = evaluate(Report(INFO, {"t": Table("t", definition, rows=(row("r1"),))}))
        for anchor in ("r1", ""):
            plan = paste(shown, CellKey("t", anchor, "name"), [["첫째", "1"], ["둘째", "2"], [last, "3"]], uids())
            assert plan.refused == ()
            found = texts(after(shown, plan.changes), "t")
            assert found.pop(TOTAL_ROW, {}) == total
            assert [cells["name"] for cells in found.values()] == ["첫째", "둘째", *([] if total else ["셋째"])]

    def test_single_fields_are_filled_downwards(self, shown: Evaluation) -> None:
        plan = paste(shown, budget(FIELDS_ROW, "original_budget"), [["708,321", "밖"], ["아래"]])
        assert [each.text for each in plan.refused] == ["밖", "아래"]
        assert texts(after(shown, plan.changes), "t-bud")[FIELDS_ROW] == {"original_budget": "708321"}

    def test_a_table_that_is_gone_takes_nothing(self, shown: Evaluation) -> None:
        plan = paste(shown, CellKey("gone", "d1", "name"), [["1"]])
        assert plan.changes is None
        assert [each.reason for each in plan.refused] == [Reason.OUTSIDE]
