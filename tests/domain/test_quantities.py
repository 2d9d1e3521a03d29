"""Figures with their rounding interval: the true value never leaves the interval that arithmetic gives."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.domain import quantities as q
from desktop.domain.numbers import rounded
from desktop.domain.quantities import Figure

INFINITE = Decimal("Infinity")
TRUE = st.decimals("-1e9", "1e9", places=4)
PLACES = st.integers(-3, 3)


def as_printed(true: Decimal, places: int) -> Figure:
    """A true value as it is printed."""
    return q.printed(rounded(true, places), places)


def holds(figure: Figure, true: Decimal) -> bool:
    """Whether the figure can stand for a true value; divisions stop after forty digits."""
    slack = abs(true) * Decimal("1e-30")
    return figure.low - slack <= true <= figure.high + slack


@pytest.mark.parametrize(("places", "low", "high"), [(0, "2.5", "3.5"), (1, "2.95", "3.05"), (-1, "-2", "8")])
def test_a_printed_figure_stands_for_half_a_last_place_around_it(places: int, low: str, high: str):
    assert q.printed(Decimal(3), places) == Figure(Decimal(3), Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("figures", "truth"),
    [
        (q.add, lambda one, other: one + other),
        (q.subtract, lambda one, other: one - other),
        (q.multiply, lambda one, other: one * other),
        (lambda one, other: q.least((one, other)), min),
        (lambda one, other: q.greatest((one, other)), max),
        (lambda one, other: q.total((one, other)), lambda one, other: one + other),
    ],
)
@given(TRUE, TRUE, PLACES, PLACES)
def test_what_is_reckoned_with_printed_figures_may_be_the_truth(
    figures: Callable[[Figure, Figure], Figure],
    truth: Callable[[Decimal, Decimal], Decimal],
    one: Decimal,
    other: Decimal,
    one_places: int,
    other_places: int,
):
    reckoned = figures(as_printed(one, one_places), as_printed(other, other_places))
    assert holds(reckoned, truth(one, other))
    assert reckoned.low <= reckoned.value <= reckoned.high


@given(TRUE, TRUE, PLACES)
def test_a_ratio_of_printed_figures_may_be_the_true_one(one: Decimal, other: Decimal, places: int):
    reckoned = q.divide(as_printed(one, places), as_printed(other, places))
    assume(reckoned is not None)
    assert holds(reckoned, one / other)


@given(TRUE, PLACES)
def test_a_figure_without_its_sign_may_be_the_true_one(true: Decimal, places: int):
    assert holds(q.absolute(as_printed(true, places)), abs(true))
    assert q.absolute(as_printed(true, places)).low >= 0


@pytest.mark.parametrize("divisor", [q.exact(Decimal(0)), q.printed(Decimal(0), 1), q.printed(Decimal("0.4"), 0)])
def test_what_may_be_zero_divides_nothing(divisor: Figure):
    assert q.divide(q.exact(Decimal(1)), divisor) is None


def test_counted_figures_stay_exact():
    assert q.multiply(q.exact(Decimal(2)), q.exact(Decimal(3))) == q.exact(Decimal(6))
    assert q.total(()) == q.exact(Decimal(0))


def test_a_sum_with_an_unknown_addend_is_at_least_what_is_known():
    partial = q.total((q.exact(Decimal(3)), q.exact(Decimal(4))), is_partial=True)
    assert (partial.low, partial.is_partial) == (Decimal(7), True)
    assert q.add(partial, q.exact(Decimal(-2))).low == Decimal(5)


@pytest.mark.parametrize(
    "reckoned",
    [
        q.negate,
        lambda partial: q.subtract(q.exact(Decimal(100)), partial),
        lambda partial: q.multiply(partial, q.exact(Decimal(-1))),
        lambda partial: q.divide(q.exact(Decimal(100)), partial),
        lambda partial: q.least((partial, q.exact(Decimal(20)))),
        lambda partial: q.absolute(q.add(partial, q.exact(Decimal(-9)))),
        lambda partial: q.total((partial, q.exact(Decimal(-1)))),
    ],
)
def test_what_is_reckoned_with_an_unknown_addend_may_be_anything(reckoned: Callable[[Figure], Figure]):
    figure = reckoned(q.total((q.exact(Decimal(7)),), is_partial=True))
    assert (figure.low, figure.high, figure.is_partial) == (-INFINITE, INFINITE, True)
