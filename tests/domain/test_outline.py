"""Item trees: levels, parents, numbers and printed marks; those of the 2022 report number themselves as printed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definition_parser import parse_definition
from desktop.domain.definitions import Mark, Rows, RowsKind
from desktop.domain.outline import Item, items, number_programs, numbered, read_mark, shown_items, siblings, subtree
from desktop.domain.report import Report, Row, Table
from tests.domain.editing_data import DEPARTMENTS, INFO, PAGE, PROGRAMS, row

OFFICIAL = Path(__file__).parents[3] / "shared" / "official-tables" / "s003a.json"
DEFINITION = Path(__file__).parents[2] / "resources" / "tables" / "program_page.toml"
PROGRAM_PAGES = ("S003-T15", "S003-T18", "S003-T21", "S003-T24")


def outline(*marks: str) -> tuple[Item, ...]:
    return items(Table("t", PAGE, rows=tuple(row(str(index), mark=mark) for index, mark in enumerate(marks))))


def parents(*marks: str) -> list[str]:
    return [item.parent for item in outline(*marks)]


def test_the_parent_is_the_nearest_item_above_with_a_lower_level() -> None:
    assert parents("□", "○", "-", "-", "▶", "○", "□", "-") == ["", "0", "1", "1", "3", "0", "", "6"]


def test_depth_counts_items_above_and_not_levels() -> None:
    assert [item.depth for item in outline("□", "○", "□", "①", "○")] == [0, 1, 0, 1, 2]
    assert [item.level for item in outline("□", "○", "□", "①", "○")] == [1, 3, 1, 2, 3]


def test_counters_run_by_themselves_under_each_parent() -> None:
    marks = [item.mark for item in outline("□", "①", "○", "①", "③", "□", "②")]
    assert marks == ["□", "①", "○", "②", "③", "□", "①"]


def test_numbers_say_the_place_in_the_tree() -> None:
    assert [item.number for item in outline("□", "○", "-", "-", "○", "□", "①")] == [
        "1",
        "1.1",
        "1.1.1",
        "1.1.2",
        "1.2",
        "2",
        "2.1",
    ]


def test_a_table_place_is_a_leaf_without_number() -> None:
    under = outline("□", "○", "표", "※")
    assert under[2].is_table_place
    assert [item.number for item in under] == ["1", "1.1", "", "1.1.1"]
    assert under[3].parent == "1"


def test_marks_around_the_text() -> None:
    (item,) = items(Table("t", PAGE, rows=(row("1", mark="【】", text="해외 판로"),)))
    assert (item.mark, item.printed) == ("", "【해외 판로】")


def test_a_mark_that_does_not_print_says_the_level_only() -> None:
    definition = replace(PAGE, marks=(*PAGE.marks, Mark("상자", 2, printed=False)))
    rows = (row("1", mark="□"), row("2", mark="상자", text="재정지원"), row("3", mark="○"))
    tree = items(Table("t", definition, rows=rows))
    assert [(item.parent, item.mark_prints) for item in tree] == [("", True), ("1", False), ("2", True)]
    assert read_mark(definition, "상자 하나") == ("", "상자 하나")


def test_label_and_text_print_in_one_line() -> None:
    both, text, blank = items(
        Table("t", PAGE, rows=(row("1", label="대 상", text="18세 이상"), row("2", text="글"), row("3", mark="○")))
    )
    assert (both.printed, text.printed, blank.printed) == ("대 상 : 18세 이상", "글", "")


def test_an_unknown_mark_stands_beside_the_item_above() -> None:
    assert [(item.level, item.mark) for item in outline("◎", "□", "○", "◎", "-")] == [
        (1, "◎"),
        (1, "□"),
        (3, "○"),
        (3, "◎"),
        (4, "-"),
    ]


def test_a_mark_with_two_levels_goes_under_the_item_above() -> None:
    definition = replace(PAGE, marks=(*PAGE.marks, Mark("-", 5)))
    rows = tuple(row(str(index), mark=mark) for index, mark in enumerate(("○", "-", "-", "【】", "-", "-", "○", "-")))
    assert [item.level for item in items(Table("t", definition, rows=rows))] == [3, 4, 4, 4, 5, 5, 3, 4]


@pytest.mark.parametrize(
    ("mark", "number", "printed"),
    [
        ("①", 1, "①"),
        ("①", 20, "⑳"),
        ("①", 21, "㉑"),
        ("①", 51, "(51)"),
        ("1)", 12, "12)"),
        ("가.", 3, "다."),
        ("□", 4, "□"),
    ],
)
def test_numbered(mark: str, number: int, printed: str) -> None:
    assert numbered(mark, number) == printed


@pytest.mark.parametrize(
    ("line", "mark", "text"),
    [
        ("□ 사업개요", "□", "사업개요"),
        ("○대 상 : 만 18세 이상", "○", "대 상 : 만 18세 이상"),
        ("③ (콘텐츠제작 지원)", "①", "(콘텐츠제작 지원)"),
        ("【해외】", "【】", "해외"),
        ("【해외】 판로", "", "【해외】 판로"),
        ("- 온라인", "-", "온라인"),
        ("-9", "", "-9"),
        ("표", "", "표"),
        ("표 하나", "", "표 하나"),
        ("그냥 글", "", "그냥 글"),
        ("※", "※", ""),
    ],
)
def test_read_mark(line: str, mark: str, text: str) -> None:
    assert read_mark(PAGE, line) == (mark, text)


def test_subtree_and_siblings() -> None:
    tree = outline("□", "○", "-", "표", "○", "□")
    assert subtree(tree, "1") == range(1, 4)
    assert subtree(tree, "0") == range(5)
    assert subtree(tree, "5") == range(5, 6)
    assert siblings(tree, "4") == ("1", "4")
    with pytest.raises(ValueError, match="nowhere"):
        subtree(tree, "nowhere")


@given(st.lists(st.sampled_from(["□", "①", "○", "-", "【】", "표", "※", "▶", "◎", ""]), max_size=30))
def test_every_item_hangs_under_a_higher_one_before_it(marks: list[str]) -> None:
    seen: dict[str, Item] = {}
    for item in outline(*marks):
        parent = seen.get(item.parent)
        assert (item.parent == "") == (parent is None)
        assert item.depth == (parent.depth + 1 if parent else 0)
        assert parent is None or (parent.level < item.level and not parent.is_table_place)
        assert item.is_table_place or item.number.rpartition(".")[0] == (parent.number if parent else "")
        seen[item.row.uid] = item
    numbers = [item.number for item in seen.values() if item.number]
    assert len(numbers) == len(set(numbers))


def test_programs_number_themselves_over_several_tables() -> None:
    sections = replace(DEPARTMENTS, code="sections")
    programs = replace(PROGRAMS, rows=replace(PROGRAMS.rows, parents=("sections", "programs")))
    tables = (
        Table("t-s", sections, rows=(row("s1"), row("s2"))),
        Table(
            "t-p",
            programs,
            rows=(row("p1", "s1"), row("p2", "s2"), row("p3", "s1"), row("p4", "p1"), row("p5", "gone")),
        ),
    )
    tree = number_programs(Report(INFO, {table.uid: table for table in tables}), "programs")
    assert [(program.row.uid, program.table, program.numbers) for program in tree] == [
        ("s1", "t-s", (1,)),
        ("p1", "t-p", (1, 1)),
        ("p4", "t-p", (1, 1, 1)),
        ("p3", "t-p", (1, 2)),
        ("s2", "t-s", (2,)),
        ("p2", "t-p", (2, 1)),
        ("p5", "t-p", (3,)),
    ]


def test_a_list_of_programs_writes_itself() -> None:
    sections = replace(DEPARTMENTS, code="sections")
    programs = replace(PROGRAMS, rows=replace(PROGRAMS.rows, parents=("sections",)))
    listing = replace(
        PAGE,
        code="program_list",
        rows=Rows(RowsKind.FOLLOW, source="programs"),
        columns=(*PAGE.columns[:2], replace(PAGE.columns[2], follows="name")),
        marks=(Mark("1.", 1, counter=True), Mark("①", 2, counter=True)),
    )
    tables = (
        Table("t-s", sections, rows=(row("s1", name="민생경제"), row("s2", name="인재양성"))),
        Table("t-p", programs, rows=(row("p1", "s1", name="일자리"), row("p2", "s2", name="인턴"), row("p3", "s1"))),
        Table("t-l", listing, rows=(row("p2", text="청년인턴"),)),
    )
    shown = shown_items(Report(INFO, {table.uid: table for table in tables}), tables[-1])
    assert [(item.mark, item.printed, item.depth) for item in shown] == [
        ("1.", "민생경제", 0),
        ("①", "일자리", 1),
        ("②", "", 1),
        ("2.", "인재양성", 0),
        ("①", "청년인턴", 1),
    ]


def test_an_outline_of_its_own_shows_its_own_items() -> None:
    table = Table("t", PAGE, rows=(row("1", mark="□"),))
    assert shown_items(Report(INFO, {"t": table}), table) == items(table)


def test_programs_that_hang_under_one_another_are_not_lost() -> None:
    table = Table("t-p", PROGRAMS, rows=(row("p1", "p2"), row("p2", "p1"), row("p3", "p1")))
    assert {program.row.uid for program in number_programs(Report(INFO, {"t-p": table}), "programs")} == {
        "p1",
        "p2",
        "p3",
    }


def test_a_report_without_programs_has_none() -> None:
    assert number_programs(Report(INFO), "programs") == ()


def nodes(node: dict[str, object], parent: str = "") -> Iterator[tuple[Row, str, str]]:
    """Row, printed number and parent's number of an official item and those under it."""
    number, children = str(node.get("no", "")), node.get("children", [])
    mark = str(node["mark"])
    yield row(number or str(node["table"]), mark=mark, text=str(node.get("text", ""))), number, parent
    assert isinstance(children, list)
    for child in children:
        yield from nodes(child, number)


@pytest.mark.parametrize("record", PROGRAM_PAGES)
def test_the_official_item_trees_number_themselves(record: str) -> None:
    if not OFFICIAL.exists():
        pytest.skip(f"{OFFICIAL} is not on this machine: the published item trees are not compared")
    page = next(each for each in json.loads(OFFICIAL.read_text("utf-8")) if each["id"] == record)
    definition = parse_definition(tomllib.loads(DEFINITION.read_text("utf-8")), DEFINITION.name)
    expected = [each for node in page["items"] for each in nodes(node)]
    found = items(Table("t", definition, rows=tuple(row for row, _, _ in expected)))
    assert [(item.number, item.parent) for item in found] == [(number, parent) for _, number, parent in expected]
    assert [item.mark for item in found] == [item.row.cells["mark"].text for item in found]


def test_one_printed_mark_can_stand_for_items_of_several_kinds() -> None:
    """A box under an item: what follows it is told from what stands in it (S003-T213, item 15)."""
    boxed = (Mark("상자 〈〉", 4, shows="〈〉", encloses=True), Mark("상자 ○", 5, shows="○"))
    definition = replace(PAGE, marks=(*PAGE.marks, *boxed))
    marks = ("□", "○", "상자 〈〉", "상자 ○", "-")
    tree = items(Table("t", definition, rows=tuple(row(str(n), mark=mark, text="가") for n, mark in enumerate(marks))))
    assert [item.parent for item in tree] == ["", "0", "1", "2", "1"]
    assert [item.mark for item in tree] == ["□", "○", "", "○", "-"]
    assert tree[2].printed == "〈가〉"
    assert read_mark(definition, "○ 가") == ("○", "가")
