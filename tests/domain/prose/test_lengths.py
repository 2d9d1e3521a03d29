"""Stated lengths against the period beside them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.prose.lengths import Fit, lengths


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("'22.3.18(금) ~ 3.23(수), 6일간", Fit.EXACT),
        ("'21.10.7.(목) ~ 10.19.(화), 10일간", Fit.WRONG),
        ("'22.3.1. ~ '25.2.28.(3년)", Fit.EXACT),
        ("'18.5.14.(월) ~ 6.1.(금)(3주간)", Fit.EXACT),
        ("'18.5.14. ~ 6.1. (5주간)", Fit.WRONG),
        ("'22.1 ~ 6.(6개월간)", Fit.EXACT),
        ("'22.1 ~ 6.(8개월간)", Fit.WRONG),
        ("총 22개월('20. 2. ~ '21. 12.)", Fit.EXACT),
        ("각 6개월 (상반기 1.10~6.30)", Fit.ABOUT),
        ("2016. 5. 16. ~ 10. 31.(6개월)", Fit.ABOUT),
        ("2017.10. ~ 2022.9. (5년)", Fit.EXACT),
        ("'22.3.7. ~ 3.18. (10일간)", Fit.EXACT),  # ten working days
    ],
)
def test_fit(text: str, fit: Fit):
    assert [length.fit for length in lengths(text, 2022)] == [fit]


@pytest.mark.parametrize(
    "text", ["'22.3.18 ~ (6개월 이내)", "임기 2년", "'22.3.1. ~ 3.5. 10일 앞", "'18.3.29일자 구성(임기 2년)"]
)
def test_no_length_beside_a_closed_period(text: str):
    assert list(lengths(text, 2022)) == []


@given(st.dates(date(2001, 1, 1), date(2048, 1, 1)), st.integers(1, 300), st.integers(1, 300))
def test_days_are_counted_with_both_ends(first: date, days: int, stated: int):
    last = first + timedelta(days - 1)
    text = f"{first.year}. {first.month}. {first.day}. ~ {last.year}. {last.month}. {last.day}., {stated}일간"
    working = sum((first + timedelta(each)).weekday() < 5 for each in range(days))
    (found,) = lengths(text, 2022)
    assert (found.fit is Fit.EXACT) == (stated in (days, working))


def test_a_length_of_each_holds_for_every_period_of_the_list():
    found = list(lengths("상·하반기 각 6개월 (상반기 1.10~6.30, 하반기 7.1~9.20)", 2022))
    assert [length.fit for length in found] == [Fit.ABOUT, Fit.WRONG]
