"""Thinning keeps enough, never too much, and the same however often it runs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.thinning import MONTHLY_DAYS, kept

TODAY = date(2026, 3, 2)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 4, 1))  # noqa: DTZ001 - the clerk's local time
taken = st.frozensets(moments, max_size=60)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_the_ladder_of_today_hours_days_and_months() -> None:
    ladder = {
        "2026-03-02 09:00", "2026-03-02 09:30",  # today: both
        "2026-03-01 17:00", "2026-03-01 17:30", "2026-03-01 18:00",  # one an hour
        "2026-02-10 09:00", "2026-02-10 18:00",  # one a day
        "2025-06-01 09:00", "2025-06-30 09:00",  # one a month
        "2024-12-31 09:00",  # too old
    }  # fmt: skip
    gone = {"2026-03-01 17:00", "2026-02-10 09:00", "2025-06-01 09:00", "2024-12-31 09:00"}
    assert kept(map(at, ladder), TODAY) == {at(text) for text in ladder - gone}


def test_the_newest_is_kept_however_old() -> None:
    assert kept([at("2001-01-01"), at("2001-01-02")], TODAY) == {at("2001-01-02")}
    assert kept([], TODAY) == frozenset()


@given(taken)
def test_only_what_is_there_is_kept_and_always_the_newest_today_and_the_future(there: frozenset[datetime]) -> None:
    keep = kept(there, TODAY)
    assert keep <= there
    assert {each for each in there if each.date() >= TODAY} <= keep
    assert not there or max(there) in keep


@given(taken, st.dates(date(2024, 1, 1), date(2026, 6, 1)), st.integers(0, 800))
def test_thinning_often_keeps_what_thinning_once_keeps(there: frozenset[datetime], day: date, later: int) -> None:
    last = day + timedelta(days=later)
    assert kept(kept(there, day), last) == kept(there, last)


@given(taken)
def test_every_month_of_the_last_year_that_had_a_backup_keeps_one(there: frozenset[datetime]) -> None:
    recent = [each for each in there if (TODAY - each.date()).days <= MONTHLY_DAYS]
    months = {(each.year, each.month) for each in recent}
    assert {(each.year, each.month) for each in kept(there, TODAY)} >= months
