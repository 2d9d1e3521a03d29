"""The closed grammar of formulas: what it takes, what it refuses, and that it is nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.expressions import (
    Call,
    Comparison,
    Condition,
    ExpressionError,
    Name,
    Negation,
    Number,
    Operation,
    Text,
    parse,
    parse_conditions,
)


def test_products_bind_before_sums_and_both_run_from_the_left():
    assert parse("a - b * c - 1").tree == Operation(
        "-", Operation("-", Name("a"), Operation("*", Name("b"), Name("c"))), Number(Decimal(1))
    )


def test_a_minus_binds_before_a_product():
    assert parse("-a * b").tree == Operation("*", Negation(Name("a")), Name("b"))


def test_comparisons_chain_and_both_equal_signs_are_one():
    assert parse("a <= b == c").tree == Comparison((Name("a"), Name("b"), Name("c")), ("<=", "="))


def test_names_are_given_once_with_years_parts_and_tables():
    names = parse("value@2018 + total(pay.current) - sum(kpi_targets.target) + value@2018").names
    assert names == (Name("value@2018"), Name("pay", "current"), Name("kpi_targets", "target"))


def test_a_count_takes_conditions_texts_in_quotes_or_names():
    expression = parse("count(audit_items, kind = kind_name, status = '추진 중')")
    conditions = (Condition("kind", Name("kind_name")), Condition("status", "추진 중"))
    assert expression.tree == Call("count", (Name("audit_items"),), conditions)
    assert expression.names == (
        Name("audit_items"),
        Name("audit_items", "kind"),
        Name("kind_name"),
        Name("audit_items", "status"),
    )
    assert not expression.is_of_one_row


@given(st.lists(st.tuples(st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True), st.text(max_size=12)), min_size=1))
def test_conditions_read_back_as_they_were_written(pairs: list[tuple[str, str]]):
    written = ", ".join(f"{key} = {_quoted(text)}" for key, text in pairs if _can_be_quoted(text))
    expected = tuple(Condition(key, text) for key, text in pairs if _can_be_quoted(text))
    assert (parse_conditions(written) if expected else ()) == expected


@pytest.mark.parametrize(
    "text", ["", "kind", "kind = ", "kind = '가',", "kind = '가' 나", "kind < '가'", "'가' = kind"]
)
def test_conditions_that_are_none_are_refused(text: str):
    with pytest.raises(ExpressionError):
        parse_conditions(text)


def test_conditions_compare_and_texts_are_only_equal_or_not():
    tree = parse("last(revisions.target, decided_on <= as_of, weight > 0.5, reason != '')").tree
    conditions = (
        Condition("decided_on", Name("as_of"), "<="),
        Condition("weight", Decimal("0.5"), ">"),
        Condition("reason", "", "!="),
    )
    assert tree == Call("last", (Name("revisions", "target"),), conditions)
    assert parse("if(way = '합계', a, 'b')").tree == Call(
        "if", (Comparison((Name("way"), Text("합계")), ("=",)), Name("a"), Text("b"))
    )
    assert parse("last(q1, q2)").tree == Call("last", (Name("q1"), Name("q2")))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a < 'b'", 4),
        ("'b' < a", 7),
        ("last(t.k, 'b')", 10),
        ("last(t.k, b <= 'c')", 15),
        ("if(a, b, c)", 3),
        ("if(a = 1, b)", 3),
        ("lookup(a, b, t.c)", 7),
        ("lookup(a, t.b, s.c)", 7),
        ("above(a, b)", 6),
        ("so_far(a = 1)", 7),
    ],
)
def test_a_function_is_refused_what_it_cannot_take(text: str, position: int):
    with pytest.raises(ExpressionError) as refused:
        parse(text)
    assert refused.value.position == position


def _can_be_quoted(text: str) -> bool:
    return not {"'", '"'} <= set(text)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"


def test_functions_take_several_arguments():
    assert parse("max(a, 2)").tree == Call("max", (Name("a"), Number(Decimal(2))))


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0),
        ("a +", 3),
        ("a b", 2),
        ("(a", 2),
        ("sum()", 4),
        ("eval(a)", 0),
        ("__import__('os')", 0),
        ("a.b.c", 3),
        ("a ** b", 3),
        ("a if b else c", 2),
        ("lambda: 1", 6),
        ("a[0]", 1),
        ("합계 + 1", 0),
        ("1e5", 1),
        ("a; b", 1),
        ("'a' + 1", 4),
        ("count('a')", 6),
        ("count(a, b)", 10),
        ("count(a, b < 'c')", 13),
        ("count(a, 'b' = 'c')", 9),
        ("sum(a, b = 'c')", 4),
        ("number(a, b)", 7),
    ],
)
def test_anything_else_is_refused_where_it_stops_making_sense(text: str, position: int):
    with pytest.raises(ExpressionError) as refused:
        parse(text)
    assert refused.value.position == position
    assert refused.value.allowed


@pytest.mark.parametrize("nested", ["(" * 5000 + "a" + ")" * 5000, "abs(" * 5000 + "a" + ")" * 5000])
def test_deep_nesting_is_refused_and_no_crash(nested: str):
    with pytest.raises(ExpressionError):
        parse(nested)


@pytest.mark.parametrize("long", ["a" + " + a" * 5000, "-" * 5000 + "a", "a" + " < a" * 5000])
def test_an_endless_text_is_refused_and_no_crash(long: str):
    with pytest.raises(ExpressionError):
        parse(long)


def test_a_sum_of_a_hundred_names_is_none_too_long():
    assert len(parse(" + ".join(f"a{number}" for number in range(100))).names) == 100


_SIGNS = """+ - * / ( ) < > = , . @ ' [ <= == !="""
_WORDS = "a b.c v@2018 1 2.5 한 sum share( eval as_of owner.a '가' last( first( if( lookup( above( so_far("
_PIECES = st.sampled_from([" ", *_SIGNS.split(), *_WORDS.split()])


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=30).map("".join)))
def test_any_text_is_parsed_or_refused_and_nothing_else_happens(text: str):
    _parsed_or_refused(text)


def _parsed_or_refused(text: str) -> None:
    try:
        parsed = parse(text)
    except ExpressionError as error:
        refused = error
    else:
        assert isinstance(parsed.tree, Number | Text | Name | Negation | Operation | Call | Comparison)
        return
    assert 0 <= refused.position <= len(text)
