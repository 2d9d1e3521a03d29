"""Which backups are kept: all of today, then one an hour, one a day, one a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

HOURLY_DAYS, DAILY_DAYS, MONTHLY_DAYS = 7, 31, 366
"""For so many days the last backup of each hour, day, month is kept."""


def kept(taken: Iterable[datetime], today: date) -> frozenset[datetime]:
    """The backups to keep of those that there are.

    The newest one is always kept, and so are those that a clock set back makes appear to come from the future. The last
    of a month is the last of its day and hour too: thinning often keeps the same as thinning once.
    """
    last: dict[tuple[int, ...], datetime] = {}
    for moment in sorted(taken):
        last[_slot(moment, today)] = moment
    newest = max(last.values(), default=None)
    return frozenset(moment for slot, moment in last.items() if slot or moment == newest)


def _slot(moment: datetime, today: date) -> tuple[int, ...]:
    """What a backup shares with those of which only the last is kept; () is too old."""
    age = (today - moment.date()).days
    parts = (moment.year, moment.month, moment.day, moment.hour)
    if age <= 0:
        return (*parts, moment.minute, moment.second, moment.microsecond)
    if age <= HOURLY_DAYS:
        return parts
    if age <= DAILY_DAYS:
        return parts[:3]
    return parts[:2] if age <= MONTHLY_DAYS else ()
