from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.numbers import canonical, decimals, fits_spreadsheet, read_unsigned, rounded, shortest, to_decimal

FINITE = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("number", "text"),
    [("2.50", "2.50"), ("-0", "0"), ("-0.0", "0.0"), ("1E+3", "1000"), ("1E-3", "0.001"), ("-12.5", "-12.5")],
)
def test_canonical_text_has_no_exponent_and_no_negative_zero(number, text):
    assert canonical(Decimal(number)) == text


@given(FINITE)
def test_a_canonical_text_reads_back_as_the_number_with_its_decimals(number):
    text = canonical(number)
    assert to_decimal(text) == number
    assert decimals(text) == 4


@pytest.mark.parametrize("text", ["", "-", "01", "+1", "1.", ".5", "1e3", "NaN", "Infinity", "1,000", "１", "1\n"])
def test_what_is_not_canonical_is_no_decimal(text):
    assert to_decimal(text) is None


@pytest.mark.parametrize(
    ("typed", "text"),
    [("131,125", "131125"), ("1,234,567.80", "1234567.80"), ("007", "7"), (".5", "0.5"), ("5.", "5"), ("0.0", "0.0")],
)
def test_written_numbers(typed, text):
    number = read_unsigned(typed)
    assert number is not None
    assert canonical(number) == text


@pytest.mark.parametrize(
    "typed",
    ["", ".", ",", "1,23", "12,34,567", ",123", "1,,234", "1234,567", "1.234,567", "1.2.3", "-1", "1e5", "1" * 16],
)
def test_badly_written_numbers_are_none(typed):
    assert read_unsigned(typed) is None


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("2.5", 0, "3"),
        ("68.04", 1, "68.0"),
        ("1" * 40 + ".5", 0, "1" * 39 + "2"),
    ],
)
def test_rounding_is_half_up_at_any_size(number, places, text):
    assert canonical(rounded(Decimal(number), places)) == text


@given(FINITE)
def test_the_shortest_form_is_the_same_number(number):
    short = shortest(number)
    assert short == number
    assert "." not in canonical(short) or canonical(short)[-1] not in ".0"


def test_a_spreadsheet_holds_fifteen_digits():
    assert fits_spreadsheet(Decimal("123456789012.345"))
    assert not fits_spreadsheet(Decimal("1234567890123.456"))
