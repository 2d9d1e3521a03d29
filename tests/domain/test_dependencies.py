"""Which tables a change reaches."""

from __future__ import annotations

import pytest

from desktop.domain.definitions import TableDefinition
from desktop.domain.dependencies import affected, own_row_columns, words
from desktop.domain.report import FIELDS_ROW, CellKey, Table
from tests.domain.checks.budget import definition


def table(code: str, **parts: object) -> TableDefinition:
    """A definition with one text column and the parts given."""
    base: dict[str, object] = {"code": code, "version": 1, "title": code, "tab": "organization", "layout": "grid"}
    return definition(base | {"columns": [{"key": "name", "label": "이름", "type": "text"}]} | parts)


def reading(**column: object) -> list[dict[str, object]]:
    return [{"key": "figure", "label": "값", **column}]


@pytest.mark.parametrize(
    "parts",
    [
        {"owner": "source"},
        {"rows": {"kind": "follow", "source": "source"}},
        {"rows": {"parents": ["source"]}},
        {"columns": reading(type="money", formula="sum(source.amount)")},
        {"columns": reading(type="text", text="{source.title}")},
        {"fields": reading(type="integer", formula="count(source)")},
        {"checks": [{"code": "c", "severity": "error", "expr": "count(source) = 1", "message": "다릅니다."}]},
        {"checks": [{"code": "c", "severity": "error", "expr": "1 = 1", "message": "{source.amount}"}]},
        {"print": {"title": "{source.amount}"}},
        {"print": {"footnotes": ["1) {source.amount}"]}},
    ],
)
def test_a_table_names_what_it_reads(parts: dict[str, object]):
    assert "source" in words(table("reader", **parts))


DEFINITIONS = {
    "s": table("source"),
    "r": table("reader", columns=reading(type="money", formula="sum(source.amount)")),
    "l": table("last", print={"title": "{reader.amount}"}),
    "o": table("other"),
}
TABLES = {uid: Table(uid, each) for uid, each in DEFINITIONS.items()}
READS = {uid: words(each) for uid, each in DEFINITIONS.items()}


@pytest.mark.parametrize(
    ("changed", "reached"),
    [("s", {"s", "r", "l"}), ("r", {"r", "l"}), ("l", {"l"}), ("o", {"o"}), ("gone", set())],
)
def test_a_change_reaches_all_that_read_it_also_through_others(changed: str, reached: set[str]):
    assert affected(TABLES, READS, frozenset({changed})) == reached


def test_tables_that_read_each_other_are_no_endless_search():
    circle = {
        "a": table("a", print={"title": "{b.amount}"}),
        "b": table("b", print={"title": "{a.amount}"}),
    }
    tables = {uid: Table(uid, each) for uid, each in circle.items()}
    reads = {uid: words(each) for uid, each in circle.items()}
    assert affected(tables, reads, frozenset({"a"})) == {"a", "b"}


def test_columns_that_follow_from_their_own_row_are_known():
    money = {"type": "money", "label": "값"}
    columns: list[dict[str, object]] = [
        {"key": "unit", "label": "단위", "type": "text"},
        {"key": "said", "label": "말", "type": "text", "text": "{title}"},
        {"key": "entered", **money},
        {"key": "in_unit", **money, "unit_column": "unit"},
        {"key": "in_said_unit", **money, "unit_column": "said"},
        {"key": "own", **money, "formula": "max(entered, in_unit) * limit"},
        {"key": "own_again", **money, "formula": "own + entered"},
        {"key": "of_total", **money, "formula": "entered / total(entered)"},
        {"key": "of_rows", **money, "formula": "-(own + sum(entered))"},
        {"key": "of_share", **money, "formula": "of_total + 1"},
        {"key": "of_other", **money, "formula": "other.amount + 1"},
        {"key": "of_computed", **money, "formula": "counted + 1"},
    ]
    fields = [{"key": "limit", **money}, {"key": "counted", **money, "formula": "count(other)"}]
    made = table("made", columns=columns, fields=fields, total={"label": "계", "sum": ["entered"]})
    assert own_row_columns(made) == {"unit", "entered", "in_unit", "limit", "own", "own_again"}


OWNING = table(
    "items",
    columns=[
        {"key": "kind", "label": "구분", "type": "text"},
        {"key": "status", "label": "상황", "type": "text"},
        {"key": "number", "label": "번호", "type": "integer", "formula": "number(kind)"},
        {"key": "mark", "label": "표시", "type": "text", "text": "{status}"},
    ],
)
PLAIN = table("page", owner="items", columns=reading(type="text", text="{owner.mark}"))
COUNTING = table("count", owner="items", columns=reading(type="integer", formula="count(items, status = 'done')"))


def reached(column: str, *owned: TableDefinition, row: str = "i1", owner: TableDefinition = OWNING) -> set[str]:
    """What a change of one cell reaches, of a table with two rows and the tables that hang under them."""
    tables = {"items": Table("items", owner)}
    tables |= {
        f"{each.code}-{uid}": Table(f"{each.code}-{uid}", each, owner=uid) for each in owned for uid in ("i1", "i2")
    }
    reads = {uid: words(each.definition) for uid, each in tables.items()}
    return set(affected(tables, reads, frozenset({"items"}), frozenset({CellKey("items", row, column)})))


def test_what_hangs_under_another_row_is_not_reached():
    assert reached("status", PLAIN) == {"items", "page-i1"}


def test_a_cell_that_other_rows_follow_from_reaches_what_hangs_under_them():
    assert reached("kind", PLAIN) == {"items", "page-i1", "page-i2"}


def test_what_looks_at_all_rows_is_reached_wherever_it_hangs():
    assert reached("status", COUNTING) == {"items", "count-i1", "count-i2"}


def test_a_single_field_reaches_everything():
    assert reached("title", PLAIN, row=FIELDS_ROW) == {"items", "page-i1", "page-i2"}


def test_an_owner_that_reads_what_it_owns_reaches_all_again():
    looking = table("items", columns=[{"key": "status", "label": "상황", "type": "text"}, *SUMMED])
    assert reached("status", COUNTED, owner=looking) == {"items", "page-i1", "page-i2"}


SUMMED = [{"key": "sum", "label": "합", "type": "money", "formula": "sum(page.figure)"}]
COUNTED = table("page", owner="items", columns=reading(type="money"))
