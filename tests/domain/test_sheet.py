"""One table at work: rows that are followed, prescribed or gone, sums with gaps, names of formulas."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checks import check_report
from desktop.domain.definition_values import DefinitionError
from desktop.domain.definitions import TableDefinition
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.expressions import Name
from desktop.domain.naming import Names
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.sheet import TableSheet
from desktop.domain.values import NONE, NOT_APPLICABLE, Value
from tests.domain.checks.budget import DEPARTMENTS, INFO, definition


def table(code: str, *columns: dict[str, object], **parts: object) -> TableDefinition:
    head = {"code": code, "version": 1, "title": code, "tab": "organization", "layout": "grid"}
    return definition({**head, "columns": list(columns), **parts})


def column(key: str, kind: str = "money", **parts: object) -> dict[str, object]:
    return {"key": key, "label": key, "type": kind, **parts}


def book(*tables: Table) -> Evaluation:
    return evaluate(Report(INFO, {each.uid: each for each in tables}))


def row(uid: str, parent: str = "", **cells: Value | str) -> Row:
    return Row(uid, {key: Value.of(each) if isinstance(each, str) else each for key, each in cells.items()}, parent)


AMOUNTS = table("amounts", column("name", "text"), column("amount"), total={"label": "계", "sum": ["amount"]})


def amounts(*values: Value | str | None) -> TableSheet:
    """A table with one column of amounts."""
    rows = (row(f"r{place}", **({} if each is None else {"amount": each})) for place, each in enumerate(values))
    return book(Table("t", AMOUNTS, rows=tuple(rows))).sheet("t")


@pytest.mark.parametrize(
    ("values", "total", "is_partial"),
    [
        (("3", "4"), "7", False),
        (("3", NONE), "3", False),
        (("3", NOT_APPLICABLE), "3", False),
        (("3", None), "3", True),
        (("3", Value.invalid("많음")), "3", True),
        (("3", "-5"), "-2", False),
    ],
)
def test_a_sum_knows_whether_something_is_missing(values: tuple[Value | str | None, ...], total: str, is_partial: bool):  # noqa: FBT001 - a column of the table above
    sheet = amounts(*values)
    (figure,) = sheet.quantity(TOTAL_ROW, "amount") or ()
    assert (figure.value, figure.is_partial) == (Decimal(total), is_partial)
    assert sheet.shown(TOTAL_ROW, "amount").value == Value.of(total)


@pytest.mark.parametrize("values", [(), (None, None), (NOT_APPLICABLE,), (Value.invalid("x"),)])
def test_nothing_known_adds_up_to_nothing(values: tuple[Value | None, ...]):
    assert amounts(*values).shown(TOTAL_ROW, "amount").value is None


def test_a_gap_among_negative_figures_may_be_anything():
    (figure,) = amounts("3", "-5", None).column_sum("amount") or ()
    assert (figure.low, figure.high) == (Decimal("-Infinity"), Decimal("Infinity"))


def nested(*, stated: str = "") -> TableSheet:
    """직접 beside 간접, two rows under 간접: S003-T203."""
    held = {"amount": stated} if stated else {}
    rows = (row("direct", amount="20"), row("indirect", **held))
    under = (row("training", "indirect", amount="6"), row("service", "indirect", amount="62"))
    return book(Table("t", AMOUNTS, rows=(*rows, *under))).sheet("t")


def test_a_row_shows_the_sum_of_the_rows_under_it_and_the_total_adds_no_row_twice():
    sheet = nested()
    shown = {each: sheet.shown(each, "amount") for each in ("indirect", TOTAL_ROW)}
    assert {key: each.value for key, each in shown.items()} == {"indirect": Value.of("68"), TOTAL_ROW: Value.of("88")}
    assert all(each.is_computed and not each.is_stated for each in shown.values())
    assert sheet.addends("indirect") == ["training", "service"]
    assert [each.depth for each in sheet.rows()] == [0, 0, 0, 1, 1]


def test_a_published_sum_of_the_rows_under_a_row_is_held_against_them():
    sheet = nested(stated="70")
    assert sheet.shown("indirect", "amount").computed == Value.of("68")
    (found,) = [each for each in check_report(sheet.book) if each.key.row == "indirect"]  # type: ignore[arg-type]
    assert (found.code, found.values["difference"]) == ("total.column", "2")
    assert [each.row for each in found.cells] == ["indirect", "training", "service"]
    assert sheet.shown(TOTAL_ROW, "amount").value == Value.of("90")


FOLLOWING = table(
    "following",
    column("division", "text", follows="name"),
    column("amount"),
    rows={"kind": "follow", "source": "departments"},
    total={"label": "계", "sum": ["amount"]},
)


def test_a_row_whose_source_is_gone_is_kept_but_neither_shown_nor_added():
    names = Table("d", DEPARTMENTS, rows=(row("a", name="경제정책과"),))
    stored = Table("t", FOLLOWING, rows=(row("gone", amount="99"), row("a", amount="1")))
    evaluation = book(names, stored)
    assert [each.uid for each in evaluation.rows("t")] == [TOTAL_ROW, "a"]
    assert evaluation.shown(CellKey("t", TOTAL_ROW, "amount")).value == Value.of("1")
    assert evaluation.shown(CellKey("t", "gone", "division")).value is None
    assert evaluation.report.tables["t"].row("gone") is not None


def test_a_table_that_follows_nothing_has_no_rows():
    assert [each.uid for each in book(Table("t", FOLLOWING)).rows("t")] == [TOTAL_ROW]


FIXED = table(
    "fixed",
    column("what", "text"),
    column("amount", "decimal"),
    rows={
        "kind": "fixed",
        "fixed": [{"key": "sales", "label": "매출", "unit": "억원"}, {"key": "people", "label": "고용", "unit": "명"}],
    },
)


def test_prescribed_rows_stand_in_their_order_with_their_labels_and_units():
    evaluation = book(Table("t", FIXED, rows=(row("people", amount="3", what="딴 이름"), row("other", amount="9"))))
    assert [(each.uid, each.label) for each in evaluation.rows("t")] == [("sales", "매출"), ("people", "고용")]
    assert [evaluation.unit(CellKey("t", uid, "amount")) for uid in ("sales", "people")] == ["억원", "명"]


def test_figures_of_a_prescribed_row_are_counted_or_rounded_by_its_unit():
    sheet = book(Table("t", FIXED, rows=(row("people", amount="3"), row("sales", amount="3")))).sheet("t")
    (people,), (sales,) = sheet.quantity("people", "amount") or (), sheet.quantity("sales", "amount") or ()
    assert (people.low, people.high) == (Decimal(3), Decimal(3))
    assert (sales.low, sales.high) == (Decimal("2.5"), Decimal("3.5"))


def test_rows_of_a_tree_say_how_deep_they_stand_also_in_a_circle():
    rows = (row("a"), row("b", "a"), row("c", "b"), row("x", "y"), row("y", "x"), row("z", "gone"))
    tree = book(Table("d", DEPARTMENTS, rows=rows))
    assert [each.depth for each in tree.rows("d")] == [0, 1, 2, 1, 1, 0]


OWNER = table("kpi", column("name", "text"), column("target", "integer", unit="명", formula="sum(parts.target)"))
PARTS = table("parts", column("target", "integer", unit="명"), owner="kpi")
READER = table("reader", column("name", "text"), fields=[column("all", "integer", formula="sum(parts.target)")])


def owned() -> Evaluation:
    kpi = Table("k", OWNER, rows=(row("one"), row("two"), row("three")))
    first = Table("p1", PARTS, owner="one", rows=(row("r1", target="3"), row("r2", target="4")))
    second = Table("p2", PARTS, owner="two", rows=(row("r3", target="5"),))
    return book(kpi, first, second, Table("r", READER))


def test_a_sum_of_another_table_is_over_the_instance_under_the_row_or_else_over_all():
    evaluation = owned()
    shown = [evaluation.shown(CellKey("k", uid, "target")).value for uid in ("one", "two", "three")]
    assert shown == [Value.of("7"), Value.of("5"), None]
    assert evaluation.shown(CellKey("r", FIELDS_ROW, "all")).value == Value.of("12")


def test_rows_are_counted_under_the_row_or_everywhere():
    evaluation = owned()
    assert [Names(evaluation.sheet("k"), uid).count(Name("parts")) for uid in ("one", "two", "three")] == [2, 1, None]
    assert Names(evaluation.sheet("r"), FIELDS_ROW).count(Name("parts")) == 3
    assert Names(evaluation.sheet("r"), FIELDS_ROW).count(Name("nothing")) is None


FORM = table("form", column("name", "text"), fields=[column("staff", "pair", parts=["authorized", "current"])])


def test_a_name_is_a_column_then_a_field_then_a_field_of_another_table():
    both = table("both", column("amount"), fields=[column("other")])
    evaluation = book(
        Table("b", both, rows=(row("r", amount="1"),), fields=row(FIELDS_ROW, other="3")),
        Table("f", FORM, fields=row(FIELDS_ROW, staff="31/35")),
    )
    sheet = evaluation.sheet("b")

    def values(*name: str) -> list[Decimal]:
        return [figure.value for figure in Names(sheet, "r").value(Name(*name)) or ()]

    assert values("amount") == [Decimal(1)]
    assert values("other") == [Decimal(3)]
    assert values("form", "staff") == [Decimal(31), Decimal(35)]
    assert values("form", "nothing") == values("nowhere", "staff") == []
    current = Names(evaluation.sheet("f"), "").value(Name("staff", "current"))
    assert [figure.value for figure in current or ()] == [Decimal(35)]


def test_formulas_that_read_one_another_in_a_circle_are_blank_whichever_is_asked_first():
    circle = table("circle", column("a", formula="b + 1"), column("b", formula="c + 1"), column("c", formula="a + 1"))
    for first in "abc":
        sheet = book(Table("t", circle, rows=(row("r"),))).sheet("t")
        assert [sheet.shown("r", key).value for key in (first, "a", "b", "c")] == [None] * 4


def test_a_stated_value_breaks_a_circle():
    circle = table("circle", column("a", formula="b + 1"), column("b", formula="a + 1"))
    for first in "ab":
        sheet = book(Table("t", circle, rows=(row("r", a="5"),))).sheet("t")
        sheet.shown("r", first)
        assert [sheet.shown("r", key).value for key in "ab"] == [Value.of("5"), Value.of("6")]


ITEMS = table(
    "items",
    column("kind", "text"),
    column("status", "text"),
    column("number", "integer", formula="number(kind)"),
)
SUMMARY = table(
    "summary",
    column("kind", "text"),
    column("done", "count", formula="count(items, kind = kind, status = '완료')"),
    column("open", "count", formula="count(items, kind = kind, status = chosen)"),
    fields=[column("chosen", "text"), column("whole", "count", formula="count(items)")],
    rows={"kind": "fixed", "fixed": [{"key": "one", "label": "건의 사항"}, {"key": "two", "label": "기타"}]},
)
VIEW = table(
    "view",
    column("number", "integer", follows="number"),
    rows={"kind": "follow", "source": "items", "where": "kind = '건의사항', status = '추진중'"},
)


def audit(*pairs: tuple[str, str]) -> Evaluation:
    rows = (row(f"i{place}", kind=kind, status=status) for place, (kind, status) in enumerate(pairs))
    return book(
        Table("i", ITEMS, rows=tuple(rows)),
        Table("s", SUMMARY, fields=row(FIELDS_ROW, chosen="추진 중")),
        Table("v", VIEW),
    )


def test_rows_are_counted_by_conditions_without_regard_to_blanks():
    sheet = audit(("건의사항", "완료"), ("건의사항", "추진중"), ("기타", "완료"), ("건의사항", "완 료")).sheet("s")
    assert [sheet.shown("one", key).value for key in ("done", "open")] == [Value.of("2"), Value.of("1")]
    assert [sheet.shown("two", key).value for key in ("done", "open")] == [Value.of("1"), Value.of("0")]
    assert sheet.shown(FIELDS_ROW, "whole").value == Value.of("4")


def test_a_view_has_the_rows_of_its_source_for_which_the_conditions_hold():
    sheet = audit(("건의사항", "완료"), ("건의사항", "추진중"), ("기타", "추진중"), ("건의사항", "추진중")).sheet("v")
    assert sheet.body == ("i1", "i3")
    assert [sheet.shown(uid, "number").value for uid in sheet.body] == [Value.of("2"), Value.of("3")]


@given(st.lists(st.tuples(st.sampled_from(["건의사항", "건의 사항", "기타"]), st.sampled_from(["완료", "추진중"]))))
def test_numbers_run_in_each_group_and_counts_add_up(pairs: list[tuple[str, str]]):
    evaluation = audit(*pairs)
    items, summary = evaluation.sheet("i"), evaluation.sheet("s")
    for name in ("건의사항", "기타"):
        group = [uid for uid, (kind, _) in zip(items.body, pairs, strict=True) if kind.replace(" ", "") == name]
        numbers = [items.shown(uid, "number").value for uid in group]
        assert numbers == [Value.of(str(place)) for place in range(1, len(group) + 1)]
    counted = [summary.quantity(row, key) for row in ("one", "two") for key in ("done", "open")]
    assert sum(figure.value for quantity in counted if quantity for figure in quantity) == len(pairs)


@pytest.mark.parametrize(
    ("parts", "path", "word"),
    [
        ({"rows": {"kind": "entered", "where": "kind = '가'"}}, "rows.where", "follow"),
        ({"rows": {"kind": "follow", "source": "items", "where": "kind < '가'"}}, "rows.where", "따옴표"),
        ({"rows": {"kind": "follow", "source": "items", "where": "kind = nothing"}}, "rows.where", "nothing"),
    ],
)
def test_conditions_that_cannot_choose_rows_are_refused(parts: dict[str, object], path: str, word: str):
    with pytest.raises(DefinitionError) as refused:
        table("view", column("kind", "text"), **parts)
    assert any(each.startswith(path) and word in each for each in refused.value.problems)
