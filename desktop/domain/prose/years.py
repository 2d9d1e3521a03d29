"""The year of a date that does not say it: of what stands around it."""

from __future__ import annotations

from desktop.domain.prose.moments import spans
from desktop.domain.prose.passages import Passage


def named_year(passage: Passage) -> int | None:
    """The one year that a statement, or else the nearest one above, names; None when there is none or more."""
    for each in (passage, *passage.above):
        years = {side.year for span in spans(each.text) for side in span.sides if side.year is not None}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def year_of(passage: Passage, fiscal_year: int) -> int:
    """The year that a statement is about; the year of the report where nothing says it."""
    return named_year(passage) or fiscal_year
