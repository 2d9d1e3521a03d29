"""Figures that know their rounding interval: what a printed number can stand for, and arithmetic on it.

conventions.md, Rounding: a printed figure v with d decimals stands for the interval v ± 0.5·10^-d. Sums, differences,
products and ratios carry the interval (as XBRL Calculations 1.1 does: peers.md 2.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal, DivisionByZero, InvalidOperation
from functools import lru_cache
from typing import NamedTuple, TypeAlias

_ARITHMETIC = Context(prec=40, traps=[DivisionByZero, InvalidOperation])
_HALF = Decimal("0.5")
_ZERO = Decimal(0)
_ENDLESS = Decimal("Infinity")


class Figure(NamedTuple):
    """A number with the interval of true values that it can stand for.

    `is_partial` says that an addend of it is not known: the true value is `low` or more, however large. Where not even
    that is certain (a partial figure was taken away, multiplied, or has negative addends), `low` is minus infinity.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    is_partial: bool = False


Quantity: TypeAlias = tuple[Figure, ...]
"""One figure, or the two sides of a pair; pairs are reckoned side by side."""


def exact(value: Decimal) -> Figure:
    """A figure that was counted: 명, 건, 개."""
    return Figure(value, value, value)


def printed(value: Decimal, places: int) -> Figure:
    """A figure that was rounded to its printed decimals."""
    half = _half(places)
    return Figure(value, value - half, value + half)


@lru_cache
def _half(places: int) -> Decimal:
    return _HALF.scaleb(-places)


def add(left: Figure, right: Figure) -> Figure:
    """The sum; partial when one addend is."""
    is_partial = left.is_partial or right.is_partial
    return Figure(left.value + right.value, left.low + right.low, left.high + right.high, is_partial)


def unbounded(value: Decimal) -> Figure:
    """A figure of which an unknown part may be anything."""
    return Figure(value, -_ENDLESS, _ENDLESS, is_partial=True)


def negate(figure: Figure) -> Figure:
    """The figure with the other sign."""
    if figure.is_partial:
        return unbounded(-figure.value)
    return Figure(-figure.value, -figure.high, -figure.low)


def subtract(left: Figure, right: Figure) -> Figure:
    """The difference."""
    return add(left, negate(right))


def multiply(left: Figure, right: Figure) -> Figure:
    """The product; of amounts that cannot be negative it is bounded by the products of their bounds."""
    if left.low >= 0 and right.low >= 0 and not (left.is_partial or right.is_partial):
        product = _ARITHMETIC.multiply
        return Figure(product(left.value, right.value), product(left.low, right.low), product(left.high, right.high))
    return _of_corners(left, right, _ARITHMETIC.multiply)


def divide(left: Figure, right: Figure) -> Figure | None:
    """The ratio; None when the divisor is zero or may be zero. Bounded as a product is."""
    if right.low <= 0 <= right.high:
        return None
    if left.low >= 0 and right.low > 0 and not (left.is_partial or right.is_partial):
        ratio = _ARITHMETIC.divide
        return Figure(ratio(left.value, right.value), ratio(left.low, right.high), ratio(left.high, right.low))
    return _of_corners(left, right, _ARITHMETIC.divide)


def _of_corners(left: Figure, right: Figure, operation: Callable[[Decimal, Decimal], Decimal]) -> Figure:
    value = operation(left.value, right.value)
    if left.is_partial or right.is_partial:
        return unbounded(value)
    if left.low == left.high and right.low == right.high:
        return exact(value)
    corners = [operation(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return Figure(value, min(corners), max(corners))


def total(figures: Iterable[Figure], *, is_partial: bool = False) -> Figure:
    """The sum of figures; zero when there are none. A partial one is bounded only where nothing in it is negative."""
    added = tuple(figures)
    if not added:
        return Figure(_ZERO, _ZERO, _ZERO, is_partial)
    values, lows, highs, partial = zip(*added, strict=True)
    value = sum(values, _ZERO)
    is_partial = is_partial or any(partial)
    if is_partial and min(values) < 0:
        return unbounded(value)
    return Figure(value, sum(lows, _ZERO), sum(highs, _ZERO), is_partial)


def least(figures: Iterable[Figure]) -> Figure:
    """The smallest of one or more figures."""
    return _extreme(tuple(figures), min)


def greatest(figures: Iterable[Figure]) -> Figure:
    """The largest of one or more figures."""
    return _extreme(tuple(figures), max)


def _extreme(figures: tuple[Figure, ...], choose: Callable[[Iterable[Decimal]], Decimal]) -> Figure:
    value = choose(figure.value for figure in figures)
    if any(figure.is_partial for figure in figures):
        return unbounded(value)
    return Figure(value, choose(figure.low for figure in figures), choose(figure.high for figure in figures))


def absolute(figure: Figure) -> Figure:
    """The figure without its sign."""
    if figure.low >= 0:
        return figure
    if figure.is_partial:
        return unbounded(abs(figure.value))
    high = max(-figure.low, figure.high)
    return Figure(abs(figure.value), max(-figure.high, _ZERO), high)
