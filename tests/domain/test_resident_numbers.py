from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.resident_numbers import masked

TODAY = date(2022, 1, 21)
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
FIRST, LAST = date(1900, 1, 1), date(2022, 1, 20)


def check_digit(twelve: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(twelve, WEIGHTS, strict=True))
    start = 13 if twelve[6] in "5678" else 11
    return str((start - total % 11) % 10)


@st.composite
def halves(draw: st.DrawFn, *, checked: bool) -> tuple[str, str]:
    """A number as two halves; with its check digit, or with the random one of numbers since October 2020."""
    born = draw(st.dates(FIRST, LAST))
    front = born.strftime("%y%m%d")
    digit = draw(st.sampled_from("1256" if born.year < 2000 else "3478"))
    twelve = front + digit + draw(st.text("0123456789", min_size=5, max_size=5))
    last = check_digit(twelve) if checked else draw(st.sampled_from("0123456789"))
    return front, twelve[6:] + last


def looks_like_a_corporation(front: str) -> bool:
    return "11" <= front[:2] <= "24" and front[4:] in ("11", "12", "13", "14", "15", "21", "22")


WORDS = st.text("가나다 ()\n:,;·abc", max_size=12)


@given(halves(checked=False), st.sampled_from(["-", " - ", "–", "−", "－", "ㅡ", "- "]), WORDS, WORDS)
def test_a_hyphenated_number_is_masked_wherever_it_stands(
    number: tuple[str, str], hyphen: str, before: str, after: str
) -> None:
    front, back = number
    shown = masked(f"{before}{front}{hyphen}{back}{after}", TODAY)
    expected = f"{before}{front}-{back[0]}******{after}"
    if looks_like_a_corporation(front):
        assert shown in (expected, f"{before}{front}{hyphen}{back}{after}")
    else:
        assert shown == expected


@given(halves(checked=True), st.sampled_from(["", " "]), WORDS)
def test_thirteen_digits_with_day_century_and_check_digit_are_masked(
    number: tuple[str, str], blank: str, before: str
) -> None:
    front, back = number
    assert masked(f"{before}{front}{blank}{back}", TODAY) == f"{before}{front}-{back[0]}******"


@given(halves(checked=True))
def test_full_width_digits_are_digits(number: tuple[str, str]) -> None:
    front, back = number
    wide = "".join(chr(ord("０") + int(digit)) for digit in front + back)
    assert masked(wide, TODAY) == f"{front}-{back[0]}******"


@given(st.text(max_size=60) | st.text("0123456789- ", max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(text, TODAY)
    assert masked(once, TODAY) == once
    assert len(once) >= len(text) - 4


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**15))
def test_no_figure_with_separators_or_decimals_is_taken_for_a_number(figure: Decimal) -> None:
    for text in (f"{figure:,}", f"{figure}", f"{figure:,.0f}원", f"{figure:.0f}원", f"{figure:.0f} 백만원"):
        assert masked(text, TODAY) == text


@given(halves(checked=True))
def test_nothing_is_found_within_longer_digits(number: tuple[str, str]) -> None:
    text = "".join(number)
    for longer in (f"1{text}", f"{text}0", f"{number[0]}-{number[1]}0", f"1{number[0]}-{number[1]}"):
        assert masked(longer, TODAY) == longer


@given(st.dates(date(2022, 1, 22), date(2099, 12, 31)), st.text("0123456789", min_size=5, max_size=5))
def test_bare_digits_of_somebody_not_born_yet_are_none(born: date, middle: str) -> None:
    twelve = f"{born:%y%m%d}3{middle}"
    assert masked(twelve + check_digit(twelve), TODAY) == twelve + check_digit(twelve)


@pytest.mark.parametrize(
    "text",
    [
        "991332-1234567",  # no such month
        "990230-1234567",  # no such day
        "010229-3234567",  # no leap year
        "900101-9234567",  # no century in use
        "900101-1******",  # masked already
        "900101-123456",
        "130111-0006246",  # a company; the serial number begins with 0
        "110111-1129497",  # a company with the day of 1911-01-11
        "02-2133-1234567",  # a telephone number that was typed wrongly
        "2022012112345",  # a time stamp
        "1642732800000",  # milliseconds since 1970
        "8801234567893",  # a bar code
    ],
)
def test_what_only_looks_alike_stays(text: str) -> None:
    assert masked(text, TODAY) == text


def test_a_number_with_the_shape_of_a_company_but_no_check_digit_of_one_is_masked() -> None:
    assert masked("110111-1129498", TODAY) == "110111-1******"


def test_all_numbers_of_a_text_are_masked_and_the_rest_stays() -> None:
    text = "김00(900101-1234567), 이00 (850315-2345678)\n소계 13,000,000,000,000원"
    assert masked(text, TODAY) == "김00(900101-1******), 이00 (850315-2******)\n소계 13,000,000,000,000원"


def test_one_of_three_hundred_random_bare_numbers_at_most_is_taken_wrongly() -> None:
    """Only texts are looked at in this way; what stands in a figure's cell never is (`domain.masking`)."""
    numbers = (f"{number:013d}" for number in range(10**12, 10**13, 90_000_001))
    wrong = [masked(number, TODAY) != number for number in numbers]
    assert sum(wrong) / len(wrong) < 1 / 300


def test_the_day_after_birth_is_late_enough() -> None:
    born = TODAY + timedelta(days=1)
    twelve = f"{born:%y%m%d}400000"
    number = twelve + check_digit(twelve)
    assert masked(number, TODAY) == number
    assert masked(number, born) == f"{twelve[:6]}-4******"


@given(halves(checked=True), st.text("abcdef", min_size=19, max_size=19), st.integers(0, 19))
def test_the_uid_of_a_row_is_none_whatever_its_digits(number: tuple[str, str], letters: str, place: int) -> None:
    uid = letters[:place] + "".join(number) + letters[place:]
    assert masked(uid, TODAY) == uid
    assert masked(f'{{"owner": "{uid}"}}', TODAY) == f'{{"owner": "{uid}"}}'
    assert masked(uid + "a", TODAY) != uid + "a"
