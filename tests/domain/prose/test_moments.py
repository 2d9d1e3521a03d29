"""Dates within running text, in every form of conventions.md, and the numbers that are none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.prose.moments import spans

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def isos(text: str, year: int | None = None) -> list[tuple[str | None, str | None]]:
    """First and last moment of every mention."""
    pairs = ((span.earliest(year), span.latest(year)) for span in spans(text))
    return [(first.iso if first else None, last.iso if last else None) for first, last in pairs]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("'22.1.10. ~ 6.30.", "2022-01-10", "2022-06-30"),
        ("2018년 12월 11일(화)~12일(수)", "2018-12-11", "2018-12-12"),
        ("공모 추진 : '18. 7~9월", "2018-07", "2018-09"),
        ("'16~17년(기선정) : 297개", "2016", "2017"),
        ("2016. 8. 2. ~ 4.", "2016-08-02", "2016-08-04"),
        ("개최 : '18.12.11.~12.", "2018-12-11", "2018-12-12"),
        ("모집 및 접수('17.11.13~28)", "2017-11-13", "2017-11-28"),
        ("'21.12.29.~'22.2.8.", "2021-12-29", "2022-02-08"),
        ("'22.1 ~ 6.(6개월간)", "2022-01", "2022-06"),
        ("'22.9.30~10.2", "2022-09-30", "2022-10-02"),
        ("2022.2.9.(수) 10:00 ~ 12:00", "2022-02-09", "2022-02-09"),
        ("22년 3월 ~ 6월", "2022-03", "2022-06"),
        ("98년 하반기", "1998-H2", "1998-H2"),
        ("'22.上", "2022-H1", "2022-H1"),
        ("'22 상", "2022-H1", "2022-H1"),
        ("'22년 상반기 중", "2022-H1", "2022-H1"),
        ("2018. 하반기 제2기", "2018-H2", "2018-H2"),
        ("'21.3분기", "2021-Q3", "2021-Q3"),
        ("'22.3월~", "2022-03", None),
        ("~'21.6까지 (예정)", None, "2021-06"),
        ("'22.2.28.限", None, "2022-02-28"),
        ("'97. 5. 2.", "1997-05-02", "1997-05-02"),
        ("’22. 3. 2. 개최", "2022-03-02", "2022-03-02"),
    ],
)
def test_written_forms(text: str, first: str | None, last: str | None):
    assert isos(text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("'17. 2.4조원 → '21. 5.3조원", ["2017", "2021"]),
        ("('19)60.9 ⇨ ('20)60.1", ["2019", "2020"]),
        ("'22년 32개소 캠퍼스타운", ["2022"]),
        ("’22년 총 5개소 ⇨ ’24년 10개소(누적)", ["2022", "2024"]),
    ],
)
def test_figures_behind_a_year_are_no_months(text: str, years: list[str]):
    assert isos(text) == [(year, year) for year in years]


@pytest.mark.parametrize(
    "text",
    ["3.5%", "2.5~3.5%", "'24시간' 운영", "월 2회 이상, 3~4개월", "1.7:1", "4차 산업", "스튜디오 3.5배", "2,254.56㎡"],
)
def test_other_numbers_are_no_dates(text: str):
    assert spans(text) == ()


def test_dates_without_a_year_take_the_one_that_is_given():
    assert isos("상반기 1.10~6.30, 하반기 7.1~12.20", 2022) == [
        ("2022-01-10", "2022-06-30"),
        ("2022-07-01", "2022-12-20"),
    ]
    assert isos("선정 : 2월(1차), 5월(2차)", 2022) == [("2022-02", "2022-02"), ("2022-05", "2022-05")]


def test_what_the_calendar_does_not_have_is_read_and_has_no_moment():
    assert isos("'22. 2. 30. 개최, '22.13월") == [(None, None), (None, None)]
    assert [span.sides[0].month for span in spans("'22. 2. 30. 개최, '22.13월")] == [2, 13]


def test_weekdays_belong_to_their_day():
    (span,) = spans("7. 5.(목) ~ 7. 7.(토)")
    assert [side.weekday for side in span.sides] == ["목", "토"]


@given(
    DAYS,
    st.sampled_from(["'{:02d}. {}. {}.", "'{:02d}.{}.{}", "'{:02d}년 {}월 {}일"]),
    st.text(alphabet="가나다 (", max_size=5),
)
def test_every_day_is_read_in_every_form(day: date, form: str, before: str):
    text = before + form.format(day.year % 100, day.month, day.day) + " 개최"
    assert isos(text) == [(day.isoformat(), day.isoformat())]


@given(st.text(max_size=80) | st.text(alphabet="'’0123456789.~년월일상하반기분기() ", max_size=40))
def test_no_text_fails_and_spans_stand_in_it_in_order(text: str):
    found = spans(text)
    assert all(text[span.start : span.end] == span.text and span.text for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
