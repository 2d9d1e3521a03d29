"""Values read as figures and written back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain import quantities as q
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.figures import days_of, figures_of, is_counted, side_of, value_of
from desktop.domain.values import NONE, NOT_APPLICABLE, NOT_YET, Value

MONEY = Column("amount", ("금액",), ColumnType.MONEY)
RATE = Column("rate", ("집행률",), ColumnType.PERCENT, places=1)
DECIMAL = Column("index", ("지수",), ColumnType.DECIMAL)
PAIR = Column("staff", ("정원/현원",), ColumnType.PAIR, parts=("authorized", "current"))


def counted(*numbers: int) -> q.Quantity:
    return tuple(q.exact(Decimal(number)) for number in numbers)


def test_a_figure_carries_the_interval_of_its_printed_decimals():
    assert figures_of(MONEY, Value.of("26"), counted=False) == (q.printed(Decimal(26), 0),)
    assert figures_of(RATE, Value.of("1"), counted=False) == (q.printed(Decimal(1), 1),)
    assert figures_of(DECIMAL, Value.of("2.50"), counted=False) == (q.printed(Decimal("2.50"), 2),)
    assert figures_of(MONEY, Value.of("26"), counted=True) == counted(26)


@pytest.mark.parametrize(("column", "sides"), [(MONEY, 1), (PAIR, 2)])
def test_a_dash_is_zero_on_every_side(column: Column, sides: int):
    assert figures_of(column, NONE, counted=True) == counted(*[0] * sides)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (MONEY, NOT_APPLICABLE),
        (MONEY, NOT_YET),
        (MONEY, Value.invalid("26")),
        (MONEY, Value.of("많음")),
        (MONEY, Value.of("31/35")),
        (PAIR, Value.of("31")),
        (PAIR, Value.of("31/35/2")),
        (PAIR, Value.of("31/x")),
    ],
)
def test_what_does_not_fit_its_column_is_no_figure(column: Column, value: Value):
    assert figures_of(column, value, counted=True) is None


def test_sides_of_a_pair_have_names():
    pair = figures_of(PAIR, Value.of("31/35"), counted=True)
    assert side_of(PAIR, pair, "current") == counted(35)
    assert side_of(PAIR, pair, "") == pair
    assert side_of(PAIR, pair, "female") is None
    assert side_of(MONEY, counted(1), "current") is None


@pytest.mark.parametrize(
    ("kind", "unit", "counts"),
    [
        (ColumnType.INTEGER, "명", True),
        (ColumnType.INTEGER, "", True),
        (ColumnType.INTEGER, "백만원", False),
        (ColumnType.MONEY, "원", True),
        (ColumnType.MONEY, "천원", False),
        (ColumnType.MONEY, "", False),
        (ColumnType.PERCENT, "%", False),
        (ColumnType.PAIR, "", True),
        (ColumnType.COUNT, "천명", True),
    ],
)
def test_people_and_cases_are_counted_and_scaled_money_is_rounded(kind: ColumnType, unit: str, counts: bool):  # noqa: FBT001 - a column of the table above
    assert is_counted(kind, unit) is counts


def test_a_reckoned_figure_is_rounded_half_up_unless_it_is_a_sum():
    assert value_of(RATE, (q.exact(Decimal("0.05")),), keep_decimals=False) == Value.of("0.1")
    assert value_of(RATE, (q.exact(Decimal("-0.05")),), keep_decimals=False) == Value.of("-0.1")
    assert value_of(DECIMAL, (q.exact(Decimal("2.50")),), keep_decimals=True) == Value.of("2.50")
    assert value_of(PAIR, counted(41, 43), keep_decimals=True) == Value.of("41/43")


def test_a_pair_is_no_single_figure_and_the_other_way_round():
    assert value_of(MONEY, counted(1, 2), keep_decimals=True) is None
    assert value_of(PAIR, counted(1), keep_decimals=True) is None


DAY = Column("founded_on", ("설립일",), ColumnType.DATE)
SPAN = Column("dispatched", ("파견일자",), ColumnType.PERIOD)


def test_a_date_is_one_day_and_a_month_any_of_its_days():
    (day,) = days_of(DAY, Value.of("2016-02-01")) or ()
    (month,) = days_of(DAY, Value.of("2016-02")) or ()
    assert day.low == day.value == day.high == month.low
    assert month.high - month.low == 28


def test_a_period_is_its_first_and_last_day():
    first, last = days_of(SPAN, Value.of("2016-05-30/2016-06-03")) or ()
    assert last.value - first.value == 4


@pytest.mark.parametrize("value", [Value.of("2016-03/.."), Value.of("연중"), Value.invalid("2016-13"), NOT_YET])
def test_an_open_period_has_no_days_to_compare(value: Value):
    assert days_of(SPAN, value) is None
