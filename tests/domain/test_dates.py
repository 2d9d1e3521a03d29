from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.dates import (
    STANDING,
    Moment,
    Period,
    format_date,
    moment_of,
    parse_date,
    parse_period,
    period_of,
    weekday,
)

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
MOMENTS = st.one_of(
    DAYS.map(lambda day: Moment(day.year, day.month, day.day)),
    DAYS.map(lambda day: Moment(day.year, day.month)),
    DAYS.map(lambda day: Moment(day.year)),
    st.builds(Moment, st.integers(1950, 2049), part=st.sampled_from(["H1", "H2", "Q1", "Q2", "Q3", "Q4"])),
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    planned = draw(st.booleans())
    if draw(st.integers(0, 9)) == 0:
        return Period(word=draw(st.sampled_from(STANDING)), is_planned=planned)
    start = draw(st.none() | MOMENTS)
    end = draw(MOMENTS if start is None else st.none() | MOMENTS.filter(lambda end: end.last >= start.first))
    return Period(start, end, is_planned=planned)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2022. 1. 21.", "2022-01-21"),
        ("'22. 1. 21.", "2022-01-21"),
        ("'22.1.21.", "2022-01-21"),
        ("’22.1.21", "2022-01-21"),
        ("‘22.01.21.", "2022-01-21"),
        ("22.1.21.", "2022-01-21"),
        ("08.1.2", "2008-01-02"),
        ("2022-01-21", "2022-01-21"),
        ("2022/1/21", "2022-01-21"),
        ("20220121", "2022-01-21"),
        ("2022년 1월 21일", "2022-01-21"),
        ("'22년1월21일(금)", "2022-01-21"),
        ("'22.1.21.(금)", "2022-01-21"),
        ("'22. 1. 21 (금)", "2022-01-21"),
        ("２０２２．１．２１．", "2022-01-21"),
        ("'22.3월", "2022-03"),
        ("'22. 3.", "2022-03"),
        ("'22 3월", "2022-03"),
        ("22.3", "2022-03"),
        ("2022-03", "2022-03"),
        ("'64.4.15.", "1964-04-15"),
        ("'50.", "1950"),
        ("'49.", "2049"),
        ("'99년", "1999"),
        ("2022", "2022"),
        ("2022년", "2022"),
        ("'24. 2. 29.", "2024-02-29"),
    ],
)
def test_written_dates(typed, iso):
    moment = parse_date(typed)
    assert moment is not None
    assert moment.iso == iso


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "22",
        "3월",
        "3.15.",
        "'22.2.30.",
        "'23.2.29.",
        "'22.13.1.",
        "'22.0.1.",
        "'22.1.21.(목)",
        "'22.3월(목)",
        "'22.上",
        "'221",
        "2022121",
        "'22.1.21.15",
        "'22.1월 2월",
        "'22일",
        "1.'22.",
        "'22.1.21. 15:20",
        "0000-01-01",
        "2022-1-",
        "②⓪②②",
        "내년",
    ],
)
def test_what_is_no_date_is_none(typed):
    assert parse_date(typed) is None


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("'22.上", "2022-H1"),
        ("'22 상", "2022-H1"),
        ("'22.상.", "2022-H1"),
        ("'22년 상반기", "2022-H1"),
        ("2022. 하반기", "2022-H2"),
        ("'22.下.", "2022-H2"),
        ("'22년 상반기 중", "2022-H1"),
        ("'22.3분기", "2022-Q3"),
        ("'22년 1/4분기", "2022-Q1"),
        ("'22.1.10. ~ 6.30.", "2022-01-10/2022-06-30"),
        ("'22.2.9.~15.", "2022-02-09/2022-02-15"),
        ("'21. 12. 18-19.", "2021-12-18/2021-12-19"),
        ("'22.9.28(수) ~ 10.17(월)", "2022-09-28/2022-10-17"),
        ("'22.11.14.(월)～12.9.(금)", "2022-11-14/2022-12-09"),
        ("'22. 3 ~ 12.", "2022-03/2022-12"),
        ("'22. 1~6월", "2022-01/2022-06"),
        ("'22. 4월~11월", "2022-04/2022-11"),
        ("'22.11월 ∼ '23.2월", "2022-11/2023-02"),
        ("2022.11 ~ 2023.3", "2022-11/2023-03"),
        ("'22.11 ~ 23.3", "2022-11/2023-03"),
        ("'22.3월 ~ 6.30.", "2022-03/2022-06-30"),
        ("'22~'24", "2022/2024"),
        ("'22~24년", "2022/2024"),
        ("'22~24", "2022/2024"),
        ("'22.상반기 ~ 하반기", "2022-H1/2022-H2"),
        ("2018 ~ 2022", "2018/2022"),
        ("'98~'02", "1998/2002"),
        ("'22.3.~", "2022-03/.."),
        ("'22. 3월 ~", "2022-03/.."),
        ("'22.3월부터", "2022-03/.."),
        ("~'22.6.", "../2022-06"),
        ("~ '22. 6월", "../2022-06"),
        ("'22.6.30.限", "../2022-06-30"),
        ("'22.6월까지", "../2022-06"),
        ("~'21.6까지 (예정)", "../2021-06 (예정)"),
        ("'22.3월(예정)", "2022-03 (예정)"),
        ("연중", "연중"),
        ("'22년 연중", "2022"),
        ("'24년중", "2024"),
        ("'22.1.21.", "2022-01-21"),
        ("2022-03/..", "2022-03/.."),
        ("2022-01-10/2022-06-30", "2022-01-10/2022-06-30"),
    ],
)
def test_written_periods(typed, iso):
    period = parse_period(typed)
    assert period is not None
    assert period.iso == iso


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "~",
        "(예정)",
        "限",
        "'22.6. ~ 3.",
        "2022-06/2022-03",
        "../..",
        "'22.1.~'22.2.~'22.3.",
        "'22.3. ~ 없음",
        "모름 ~ '22.3.",
        "'22.2.9.~31.",
        "3월 ~ 5월",
        "'22.9.28(목) ~ 10.17",
        "매월 1회",
        "'21. 12. 18-19. 경",
        "'22.3. ~ 중",
        "'22.1.10. ~ 2.3.4",
    ],
)
def test_what_is_no_period_is_none(typed):
    assert parse_period(typed) is None


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2022-01-21", "2022. 1. 21."),
        ("2022-03", "2022. 3."),
        ("2022", "2022년"),
        ("2022-H2", "2022년 하반기"),
        ("2022-01-10/2022-06-30", "2022. 1. 10. ~ 6. 30."),
        ("2022-02-09/2022-02-15", "2022. 2. 9. ~ 15."),
        ("2022-11/2023-03", "2022. 11. ~ 2023. 3."),
        ("2022-03/..", "2022. 3. ~"),
        ("../2022-06 (예정)", "~ 2022. 6.(예정)"),
        ("연중", "연중"),
    ],
)
def test_periods_print_without_repeated_parts(iso, text):
    period = period_of(iso)
    assert period is not None
    assert period.text == text


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2016-03-01/2019-02-28", "'16.3.1~'19.2.28"),
        ("2016-03-01/2019-02-28 (예정)", "'16.3.1~'19.2.28(예정)"),
        ("2018-07-11", "'18.7.11"),
        ("2018-07/2018-09", "'18.7.~'18.9."),
        ("2018-07-01/..", "'18.7.1~"),
        ("2017/2018-09", "2017년~'18.9."),
        ("2017/2018", "2017년 ~ 2018년"),
        ("연중", "연중"),
    ],
)
def test_days_of_a_period_print_by_a_pattern(iso, text):
    """S002-T29: 현위탁기간 '16.3.1~'19.2.28; a month prints what stands before the day, a year as in new texts."""
    period = period_of(iso)
    assert period is not None
    assert period.written("'yy.m.d") == text
    assert period.written("") == period.text


@given(MOMENTS)
def test_a_moment_survives_its_canonical_text(moment):
    assert moment_of(moment.iso) == moment
    assert moment.first <= moment.last


@given(periods())
def test_a_period_survives_print_and_canonical_text(period):
    assert period_of(period.iso) == period
    assert parse_period(period.text) == period
    assert parse_period(period.iso) == period


@given(DAYS)
def test_each_spelling_of_a_day_means_the_day(day):
    spellings = (
        "yyyy. m. d.",
        "'yy. m. d.",
        "'yy.m.d.",
        "'yy.mm.dd",
        "yyyy-mm-dd",
        "yyyy/m/d",
        "yyyymmdd",
        "yyyy년 m월 d일",
        f"'yy. m. d.({weekday(day)})",
    )
    expected = Moment(day.year, day.month, day.day)
    assert [parse_date(format_date(day, pattern)) for pattern in spellings] == [expected] * len(spellings)


@given(st.text() | st.text(alphabet="'’0123456789. ~-/월일년상하반기上限까지예정()금"))
def test_no_text_raises(typed):
    moment, period = parse_date(typed), parse_period(typed)
    assert moment is None or moment_of(moment.iso) == moment
    assert period is None or period_of(period.iso) == period


def test_first_and_last_day():
    assert (Moment(2024, 2).first, Moment(2024, 2).last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (Moment(2022, part="Q2").first, Moment(2022, part="Q2").last) == (date(2022, 4, 1), date(2022, 6, 30))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("'yy. m. d.", "'22. 1. 9."), ("yyyy-mm-dd", "2022-01-09"), ("yyyy년 m월", "2022년 1월"), ("기준", "기준")],
)
def test_dates_print_by_pattern(pattern, text):
    assert format_date(date(2022, 1, 9), pattern) == text


def test_weekdays_are_korean():
    assert [weekday(date(2022, 1, day)) for day in range(17, 24)] == list("월화수목금토일")
