"""Dates in texts against the calendar and what stands beside them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import weekday
from desktop.domain.definitions import Severity
from tests.domain.checks.texts import answers, codes, found, page, report

DAYS = st.dates(date(2001, 1, 1), date(2048, 12, 31))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("○ 개최 : '22. 2. 30.", "date.nonexistent"),
        ("○ 과정 운영 : ’23. 31.~", "date.nonexistent"),
        ("○ 기간 : '22. 5. 1. ~ '22. 3. 1.", "date.end_before_start"),
        ("○ 일시 : '22.2.9.(목)", "date.weekday"),
        ("○ 기간 : '21.10.7. ~ 10.19., 10일간", "date.length"),
        ("○ 기간 : (상반기) '22.7.1. ~ '22.12.20.", "date.half"),
        ("○ '22.下 : 3월 공고", "date.half"),
        ("○ '22.上 공모(7.1~8.31)", "date.half"),
        ("○ 22년 2월 29일 개최", "date.nonexistent"),
        ("○ 일시 : 22년 3월 5일(금)", "date.weekday"),
        ("○ '22년 11월 「워크」 개최로 동력 마련 ('22 상)", "date.half"),
    ],
)
def test_what_is_wrong_is_an_error_at_its_item(line: str, code: str):
    (finding,) = found(page("□ 사업개요", line))
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert (finding.key.table, finding.key.row, finding.key.column) == ("page", "i-1", "text")


@pytest.mark.parametrize(
    "line",
    [
        "○ 개최 : '24. 2. 29.",
        "○ 일시 : '22.2.9.(수)",
        "○ '22.下 : 9월 공고",
        "○ '22.上 선정(7월 협약)",
        "○ '22.上 공모(3.1~4.30), '22.7월 선정",
        "○ 24년 2월 29일 개최",
        "○ 설립 22년 3개월 만에 이전",
        "○ 일시 : 7. 5.(목) ~ 7. 7.(토)",  # of 2018, beside the years of this report: no year fits near
        "○ 기간 : '22.3.1. ~ '25.2.28.(3년)",
        "○ 기간 : '22.3.18 ~ 3.23, 6일간",
        "○ 사업기간 : (상반기) '18.1.10~6.30 (하반기) '18.7.1~12.20",
        "○ 실내공사('22.下) ⇨ 건축 준공('23.3.)",
        "○ '22년 하반기 사업 계획 수립 : '22.4월",
        "○ 벤처투자액('17. 2.4조원 → '21. 5.3조원)",
    ],
)
def test_what_is_right_is_silent(line: str):
    wrong = {"date.weekday"} if "목" in line else set()
    assert set(codes(page("□ 사업개요", line))) == wrong


def test_an_end_without_its_year_may_be_of_the_next():
    (finding,) = found(page("○ 기간 : '21.11.10. ~ 2.20."))
    assert (finding.code, finding.severity) == ("date.end_before_start", Severity.WARNING)


def test_half_a_month_more_or_less_is_worth_a_note_only():
    (finding,) = found(page("○ 사업기간 : 각 6개월 (상반기 1.10~6.30)"), "date.length")
    assert finding.severity is Severity.INFO


def test_a_season_in_the_heading_against_the_time_under_it():
    wrong = page("□ '21년 춘계 서울패션위크 성과", "○ 개최기간 : '21.10.7. ~ 10.16.")
    right = page("□ '21년 추계 서울패션위크 성과", "○ 개최기간 : '21.10.7. ~ 10.16.")
    both = page("□ 춘계·추계 서울패션위크", "○ 개최기간 : '21.10.7. ~ 10.16.")
    assert codes(wrong) == ["date.season"]
    assert codes(right) == codes(both) == []


def test_each_line_of_a_long_text_is_judged():
    lines = "○ 위촉 : '22.3월\n  - 계획 수립 : '22. 2. 30."
    (finding,) = found(report(answers(("요구", "", "추진중", lines))))
    assert (finding.code, finding.key.row, finding.key.column) == ("date.nonexistent", "answers-0", "plans")
    assert finding.values["text"] == "계획 수립 : '22. 2. 30."


@given(first=DAYS, days=st.integers(0, 200), with_weekday=st.booleans())
def test_generated_right_periods_are_silent(first: date, days: int, *, with_weekday: bool):
    assert (
        codes(page(f"○ 기간 : {_period(first, first + timedelta(days), with_weekday=with_weekday)}, {days + 1}일간"))
        == []
    )


@given(DAYS, st.integers(1, 6))
def test_a_wrong_weekday_is_found(day: date, shift: int):
    name = weekday(day + timedelta(shift))
    text = f"○ 일시 : {day.year}. {day.month}. {day.day}.({name})"
    assert codes(page(text)) == ["date.weekday"]


@given(DAYS, st.integers(1, 3000))
def test_a_reversed_period_is_found(day: date, days: int):
    assert codes(page(f"○ 기간 : {_period(day + timedelta(days), day, with_weekday=False)}")) == [
        "date.end_before_start"
    ]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_no_text_fails(lines: list[str]):
    found(page(*[f"○ {line}" for line in lines]))
    found(report(answers(*[(line, line, line, line) for line in lines])))


def _period(first: date, last: date, *, with_weekday: bool) -> str:
    def written(day: date) -> str:
        return f"{day.year}. {day.month}. {day.day}." + (f"({weekday(day)})" if with_weekday else "")

    return f"{written(first)} ~ {written(last)}"
