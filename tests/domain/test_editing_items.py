"""Outlines as the clerk writes them: new items, levels, marks, moves, places for tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.changes import ChangeSet, SetCell
from desktop.domain.definitions import Mark
from desktop.domain.editing import (
    add_item,
    add_table_place,
    apply,
    move_item,
    paste_items,
    remove_item,
    set_level,
    set_mark,
    split_item,
)
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.outline import items
from desktop.domain.report import Report, Table
from desktop.domain.values import Value
from tests.domain.editing_data import DEFINITIONS, INFO, PAGE, a_report, row

PAGE_UID = "t"


def page(*lines: str) -> Evaluation:
    """An outline with one item a line, "○ text"; uids are the line numbers."""
    parted = [line.partition(" ") for line in lines]
    rows = tuple(row(str(number), mark=mark, text=text) for number, (mark, _, text) in enumerate(parted))
    return evaluate(Report(INFO, {PAGE_UID: Table(PAGE_UID, PAGE, rows=rows)}))


def lines(evaluation: Evaluation, changes: ChangeSet | None) -> list[str]:
    """The outline after a step, which its inverse takes back exactly: "uid mark text", marks as printed."""
    assert changes is not None
    changed = apply(evaluation.report, changes, DEFINITIONS)
    assert apply(changed, changes.inverse(), DEFINITIONS) == evaluation.report
    return [
        " ".join(part for part in (item.row.uid, item.mark or "".join(item.encloses), item.printed) if part)
        for item in items(changed.tables[PAGE_UID])
    ]


class TestNewItems:
    def test_an_item_without_children_gets_a_sibling(self) -> None:
        shown = page("□ 개요", "○ 대상", "○ 기간")
        assert lines(shown, add_item(shown, PAGE_UID, "1", "n")) == ["0 □ 개요", "1 ○ 대상", "n ○", "2 ○ 기간"]

    def test_an_item_with_children_gets_a_first_child(self) -> None:
        shown = page("□ 개요", "○ 대상")
        assert lines(shown, add_item(shown, PAGE_UID, "0", "n")) == ["0 □ 개요", "n ○", "1 ○ 대상"]

    def test_a_counter_runs_on(self) -> None:
        shown = page("□ 계획", "① 판로", "② 제작")
        assert lines(shown, add_item(shown, PAGE_UID, "1", "n"))[1:] == ["1 ① 판로", "n ②", "2 ③ 제작"]

    def test_below_a_table_the_mark_is_that_of_the_item_above(self) -> None:
        shown = page("○ 분야", "표")
        assert lines(shown, add_item(shown, PAGE_UID, "1", "n"))[-1] == "n ○"

    def test_the_first_item_has_the_first_mark(self) -> None:
        assert lines(page(), add_item(page(), PAGE_UID, "", "n")) == ["n □"]
        assert lines(page("표"), add_item(page("표"), PAGE_UID, "0", "n"))[1] == "n □"

    def test_at_the_top(self) -> None:
        assert lines(page("○ 대상"), add_item(page("○ 대상"), PAGE_UID, "", "n"))[0] == "n ○"

    def test_enter_within_a_text_makes_two_items(self) -> None:
        shown = page("○ 대상 기간")
        assert lines(shown, split_item(shown, PAGE_UID, "0", 3, "n")) == ["0 ○ 대상", "n ○ 기간"]
        assert lines(shown, split_item(shown, PAGE_UID, "0", 99, "n")) == ["0 ○ 대상 기간", "n ○"]


class TestPastedLines:
    def test_marks_are_read_from_the_text(self) -> None:
        shown = page("□ 개요")
        numbers = iter("abcdefgh")
        text = ["○ 대 상 : 만 18세 이상", "", "- 온라인", "오프라인", "□ 계획", " ② 판로", "① 제작"]
        assert lines(shown, paste_items(shown, PAGE_UID, "0", text, lambda: next(numbers))) == [
            "0 □ 개요",
            "a ○ 대 상 : 만 18세 이상",
            "b - 온라인",
            "c - 오프라인",
            "d □ 계획",
            "e ① 판로",
            "f ② 제작",
        ]

    def test_a_first_line_without_mark_is_like_a_new_item(self) -> None:
        shown = page("□ 개요", "○ 대상")
        assert lines(shown, paste_items(shown, PAGE_UID, "1", ["기간"], lambda: "n"))[-1] == "n ○ 기간"
        assert paste_items(shown, PAGE_UID, "1", [" ", ""], lambda: "n") is None


class TestLevels:
    def test_tab_takes_the_mark_of_the_next_level(self) -> None:
        shown = page("□ 개요", "○ 대상", "○ 만 18세")
        assert lines(shown, set_level(shown, PAGE_UID, "2", 1))[-1] == "2 - 만 18세"

    def test_the_mark_is_that_of_the_sibling_above(self) -> None:
        shown = page("○ 대상", "- 저소득", "※ 제외", "- 만 18세")
        assert lines(shown, set_level(shown, PAGE_UID, "3", 1))[-1] == "3 ※ 만 18세"
        shown = page("□ 대상", "▶ 저소득", "□ 기간", "- 만 18세")
        assert lines(shown, set_level(shown, PAGE_UID, "3", 1))[-1] == "3 ※ 만 18세"

    def test_tab_passes_over_levels_that_only_boxes_and_further_uses_of_a_mark_have(self) -> None:
        marks = (
            Mark("○", 2),
            Mark("-", 5),
            Mark("상자", 1, printed=False),
            Mark("〈〉", 3, encloses=True),
            Mark("○", 4),
        )
        rows = (row("0", mark="○"), row("1", mark="○", text="만 18세"))
        table = Table(PAGE_UID, replace(PAGE, marks=marks), rows=rows)
        shown = evaluate(Report(INFO, {PAGE_UID: table}))
        changes = set_level(shown, PAGE_UID, "1", 1)
        assert changes is not None
        assert [change.new for change in changes.changes if isinstance(change, SetCell)] == [Value.of("-")]
        assert set_level(shown, PAGE_UID, "1", -1) is None
        assert set_level(shown, PAGE_UID, "1", 2) is None

    def test_what_is_under_it_goes_along(self) -> None:
        shown = page("□ 개요", "□ 계획", "○ 판로", "표", "- 온라인", "□ 끝")
        assert lines(shown, set_level(shown, PAGE_UID, "1", 1)) == [
            "0 □ 개요",
            "1 ① 계획",
            "2 - 판로",
            "3 표",
            "4 ※ 온라인",
            "5 □ 끝",
        ]

    def test_shift_tab_is_the_way_back(self) -> None:
        shown = page("□ 개요", "○ 대상", "- 만 18세")
        assert lines(shown, set_level(shown, PAGE_UID, "2", -1))[-1] == "2 ○ 만 18세"

    @pytest.mark.parametrize(("uid", "steps"), [("0", -1), ("2", 1), ("1", 1), ("3", 1)])
    def test_nothing_leaves_the_declared_levels(self, uid: str, steps: int) -> None:
        shown = page("□ 개요", "- 대상", "▶ 만 18세", "표")
        assert set_level(shown, PAGE_UID, uid, steps) is None

    def test_a_mark_is_changed_by_itself(self) -> None:
        shown = page("○ 대상", "- 만 18세")
        assert lines(shown, set_mark(shown, PAGE_UID, "1", "【】")) == ["0 ○ 대상", "1 【】 【만 18세】"]
        assert set_mark(shown, PAGE_UID, "1", "-") is None
        assert lines(shown, set_mark(shown, PAGE_UID, "1", ""))[1] == "1 만 18세"


class TestMoves:
    OUTLINE = ("□ 하나", "○ 둘", "□ 셋", "○ 넷", "○ 다섯", "□ 여섯")

    def test_down_over_the_next_sibling_with_all_under_both(self) -> None:
        shown = page(*self.OUTLINE)
        moved = lines(shown, move_item(shown, PAGE_UID, "0", 1))
        assert [line[0] for line in moved] == ["2", "3", "4", "0", "1", "5"]

    def test_up_over_the_previous_sibling(self) -> None:
        shown = page(*self.OUTLINE)
        moved = lines(shown, move_item(shown, PAGE_UID, "2", -1))
        assert [line[0] for line in moved] == ["2", "3", "4", "0", "1", "5"]

    @pytest.mark.parametrize(("uid", "steps"), [("0", -1), ("5", 1), ("1", 1), ("1", -1), ("0", 0)])
    def test_it_stays_under_its_parent(self, uid: str, steps: int) -> None:
        assert move_item(page(*self.OUTLINE), PAGE_UID, uid, steps) is None

    def test_an_item_goes_with_all_under_it(self) -> None:
        shown = page(*self.OUTLINE)
        changes = remove_item(shown, PAGE_UID, "2")
        assert changes is not None
        assert changes.label == "항목 삭제"
        assert [line[0] for line in lines(shown, changes)] == ["0", "1", "5"]


class TestTablePlaces:
    def test_a_place_comes_with_its_table(self) -> None:
        shown = evaluate(a_report())
        changes = add_table_place(shown, "t-pg1", "i2", "i9", "t-new", '{"columns": 2}')
        report = apply(shown.report, changes, DEFINITIONS)
        assert [row.uid for row in report.tables["t-pg1"].rows] == ["i1", "i2", "i9", "i3", "i4"]
        own = report.owned("custom", "i9")
        assert own is not None
        assert (own.uid, own.definition_json) == ("t-new", '{"columns": 2}')
        assert apply(report, changes.inverse(), DEFINITIONS) == shown.report

    def test_the_table_goes_with_its_place(self) -> None:
        shown = evaluate(a_report())
        changes = remove_item(shown, "t-pg1", "i1")
        assert changes is not None
        report = apply(shown.report, changes, DEFINITIONS)
        assert "t-own" not in report.tables
        assert [row.uid for row in report.tables["t-pg1"].rows] == ["i4"]
        assert apply(report, changes.inverse(), DEFINITIONS) == shown.report
