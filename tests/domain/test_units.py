from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.units import convert, is_exact, read_amount, unit_of

MONEY = ["원", "천원", "만원", "백만원", "천만원", "억원", "십억원", "조원"]


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("85", "억원", "백만원", "8500"),
        ("1.5", "천원", "원", "1500"),
        ("566832", "백만 원", "억원", "5668.32"),
        ("12340000", "원", "백만원", "12.34"),
        ("1124", "천㎡", "m²", "1124000"),
        ("12", "평", "㎡", "39.66942"),
        ("14", "만명", "명", "140000"),
        ("2.50", "㎡", "m2", "2.50"),
        ("3", "㏊", "㎡", "30000"),
        ("7", "지수", "지수", "7"),
    ],
)
def test_conversion_is_exact(value, source, target, result):
    assert str(convert(Decimal(value), source, target)) == result


def test_a_quotient_without_end_keeps_what_a_spreadsheet_holds():
    area = convert(Decimal(100), "㎡", "평")
    assert area == Decimal("30.250001134375")
    assert abs(area * Decimal("3.305785") - 100) < Decimal("1e-12")


@pytest.mark.parametrize(
    ("source", "target"), [("명", "원"), ("개", "명"), ("㎡", "원"), ("지수", "점수"), ("", "원"), ("백만", "원")]
)
def test_units_that_measure_something_else_do_not_convert(source, target):
    assert convert(Decimal(1), source, target) is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12),
    *[st.sampled_from(MONEY)] * 2,
)
def test_money_converts_there_and_back_without_loss(value, source, target):
    there = convert(value, source, target)
    assert there is not None
    assert convert(there, target, source) == value


@pytest.mark.parametrize(
    ("text", "unit", "result"),
    [
        ("3억5천만원", "백만원", "350"),
        ("6조 2,021억원", "억원", "62021"),
        ("85억", "백만원", "8500"),
        ("14만", "명", "140000"),
        ("1천", "개사", "1000"),
        ("3억5000원", "원", "300005000"),
        ("1,000만원", "천원", "10000"),
    ],
)
def test_amounts_in_steps(text, unit, result):
    assert str(read_amount(text, unit)) == result


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5천3억원", "원"),
        ("3억3억원", "원"),
        ("85억명", "백만원"),
        ("85", "백만원"),
        ("85억", ""),
        ("억원", "원"),
        ("1,23억원", "원"),
        ("약 3억원", "원"),
        ("3억 5 000만원", "원"),
        ("3¹억원", "원"),
        ("3천", "평"),
    ],
)
def test_what_is_no_amount_in_the_unit_is_none(text, unit):
    assert read_amount(text, unit) is None


@pytest.mark.parametrize("unit", ["명", "건", "개", "개사", "개 과정", "회", "원"])
def test_counted_units_are_exact(unit):
    assert is_exact(unit)


@pytest.mark.parametrize("unit", ["백만원", "천명", "%", "㎡", "평", "", "점수"])
def test_scaled_and_measured_units_are_rounded(unit):
    assert not is_exact(unit)


@given(st.text(max_size=12))
def test_any_text_is_a_unit_or_none(text):
    unit = unit_of(text)
    assert unit is None or unit.factor > 0
    assert isinstance(is_exact(text), bool)


@given(st.text(alphabet="0123456789,.억천만백원명 ", max_size=14))
def test_no_amount_raises(text):
    amount = read_amount(text, "백만원")
    assert amount is None or amount >= 0
