"""Which tables a change reaches."""

from __future__ import annotations

import pytest

from desktop.domain.definitions import TableDefinition
from desktop.domain.dependencies import affected, own_row_columns, words
from desktop.domain.report import Table
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
