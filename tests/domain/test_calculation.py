"""Expressions worked out and relations judged, with names that stand for given figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from desktop.domain import quantities as q
from desktop.domain.calculation import Relation, calculate, compare, judge, worst
from desktop.domain.expressions import Condition, Name, parse
from desktop.domain.quantities import Figure, Quantity


def counted(*numbers: str) -> Quantity:
    return tuple(q.exact(Decimal(number)) for number in numbers)


def printed(number: str, places: int = 0) -> Quantity:
    return (q.printed(Decimal(number), places),)


def partial(number: str) -> Quantity:
    return (q.total((q.exact(Decimal(number)),), is_partial=True),)


class Given:
    """Names with given figures; totals and sums under the same names as the cells."""

    def __init__(self, cells: Mapping[str, Quantity], columns: Mapping[str, Quantity]) -> None:
        self._cells = cells
        self._columns = columns

    def value(self, name: Name) -> Quantity | None:
        return self._cells.get(name.text)

    def total(self, name: Name) -> Quantity | None:
        return self._columns.get(name.text)

    def column(self, name: Name) -> Quantity | None:
        return self._columns.get(name.text)

    def count(self, name: Name, where: Sequence[Condition]) -> int | None:
        return 12 - len(where) if name.text == "departments" else None

    def number(self, name: Name) -> int | None:
        return 3 if name.text == "kind" else None


CELLS = {
    "a": counted("6"),
    "b": counted("4"),
    "zero": counted("0"),
    "pair": counted("31", "35"),
    "twin": counted("10", "8"),
    "v@2018": counted("7"),
    "minus": counted("-3"),
    "table.key": counted("9"),
}
COLUMNS = {"a": counted("24"), "targets.target": counted("50"), "empty": counted("0")}
NAMES = Given(CELLS, COLUMNS)


def value(text: str) -> list[str] | None:
    """The sides of what an expression comes to."""
    found = calculate(parse(text), NAMES)
    return None if found is None else [str(figure.value) for figure in found]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("a + b * 2", ["14"]),
        ("(a + b) / 2", ["5"]),
        ("-a - -b", ["-2"]),
        ("pair + twin", ["41", "43"]),
        ("pair - twin", ["21", "27"]),
        ("pair * 2", ["62", "70"]),
        ("2 * pair", ["62", "70"]),
        ("v@2018 + table.key", ["16"]),
        ("sum(a, b, 1)", ["11"]),
        ("sum(a)", ["24"]),
        ("total(a) - a", ["18"]),
        ("share(a)", ["25.00"]),
        ("sum(targets.target)", ["50"]),
        ("count(departments)", ["12"]),
        ("count(departments, kind = '과', name = a)", ["10"]),
        ("number(kind)", ["3"]),
        ("min(a, b)", ["4"]),
        ("max(a, b, 5.5)", ["6"]),
        ("abs(minus)", ["3"]),
        ("max(pair, twin)", ["31", "35"]),
    ],
)
def test_an_expression_comes_to(text: str, sides: list[str]):
    found = value(text)
    assert found is not None
    assert [Decimal(each) for each in found] == [Decimal(each) for each in sides]


@pytest.mark.parametrize(
    "text",
    [
        "a / zero",
        "a / (b - 4)",
        "unknown + a",
        "-unknown",
        "sum(a, unknown)",
        "abs(unknown)",
        "a + pair",
        "pair - 1",
        "share(unknown)",
        "count(nothing)",
        "number(nothing)",
        "min(a, pair)",
        "a < b",
        "1 + (a < b)",
    ],
)
def test_what_cannot_be_known_comes_to_nothing(text: str):
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("b < a", Relation.HOLDS),
        ("a < a", Relation.BROKEN),
        ("a <= a == 6", Relation.HOLDS),
        ("a != b", Relation.HOLDS),
        ("a != 6", Relation.BROKEN),
        ("a > b >= 5", Relation.BROKEN),
        ("a < unknown", Relation.UNKNOWN),
        ("a < unknown <= b", Relation.UNKNOWN),
        ("b > a > unknown", Relation.BROKEN),
        ("twin <= pair", Relation.HOLDS),
        ("pair <= 31", Relation.BROKEN),
        ("35 >= pair", Relation.HOLDS),
        ("a / zero = 1", Relation.UNKNOWN),
        ("a + b", Relation.UNKNOWN),
    ],
)
def test_a_relation_is_judged_by_its_worst_link(text: str, relation: Relation):
    assert judge(parse(text), NAMES) is relation


@pytest.mark.parametrize(
    ("left", "sign", "right", "relation"),
    [
        (printed("10"), "=", printed("11"), Relation.ROUNDING),
        (printed("10"), "=", printed("12"), Relation.BROKEN),
        (printed("1.0", 1), "=", printed("1"), Relation.HOLDS),
        (printed("11"), "<=", printed("10"), Relation.ROUNDING),
        (printed("12"), "<=", printed("10"), Relation.BROKEN),
        (printed("10"), "<", printed("10"), Relation.ROUNDING),
        (printed("11"), "<", printed("10"), Relation.BROKEN),
        (printed("10"), ">", printed("10"), Relation.ROUNDING),
        (counted("10"), "=", printed("10.4", 1), Relation.BROKEN),
    ],
)
def test_figures_that_may_be_equal_differ_by_rounding(left: Quantity, sign: str, right: Quantity, relation: Relation):
    assert compare(left, sign, right) is relation


@pytest.mark.parametrize(
    ("left", "sign", "right", "relation"),
    [
        (partial("10"), "=", counted("12"), Relation.UNKNOWN),
        (partial("10"), "=", counted("9"), Relation.BROKEN),
        (counted("9"), "=", partial("10"), Relation.BROKEN),
        (partial("10"), "=", counted("-1"), Relation.UNKNOWN),
        (partial("10"), "=", partial("11"), Relation.UNKNOWN),
        (partial("10"), "!=", counted("10"), Relation.UNKNOWN),
        (partial("10"), "<=", counted("12"), Relation.UNKNOWN),
        (partial("10"), "<=", counted("9"), Relation.BROKEN),
        (partial("10"), "<", counted("10"), Relation.BROKEN),
        (counted("9"), "<=", partial("10"), Relation.UNKNOWN),
        (counted("11"), "<=", partial("10"), Relation.UNKNOWN),
        (counted("9"), ">=", partial("10"), Relation.BROKEN),
    ],
)
def test_a_sum_with_gaps_is_wrong_only_when_it_is_too_large_already(
    left: Quantity, sign: str, right: Quantity, relation: Relation
):
    assert compare(left, sign, right) is relation


@pytest.mark.parametrize("sign", ["=", "<=", "<", ">=", ">"])
def test_nothing_is_said_of_what_a_sum_with_gaps_was_taken_from(sign: str):
    left = counted("100")
    rest = tuple(q.subtract(one, other) for one, other in zip(left, partial("10"), strict=True))
    assert compare(rest, sign, counted("50")) is Relation.UNKNOWN
    assert compare(counted("50"), sign, rest) is Relation.UNKNOWN


def test_a_partly_rounded_operand_overlaps():
    left = (Figure(Decimal(10), Decimal(9), Decimal(11), is_partial=True),)
    assert compare(left, "<=", counted("9")) is Relation.UNKNOWN


def test_broken_is_worse_than_unknown_and_unknown_worse_than_rounding():
    assert worst(list(Relation)) is Relation.BROKEN
    assert worst([Relation.ROUNDING, Relation.UNKNOWN, Relation.HOLDS]) is Relation.UNKNOWN
    assert worst([Relation.HOLDS, Relation.ROUNDING]) is Relation.ROUNDING
    assert worst([]) is Relation.HOLDS
