"""Steps at their place in a report, with the years that they leave out filled in from what they hang on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.dates import Moment
from desktop.domain.prose.passages import Passage
from desktop.domain.prose.steps import Step, step
from desktop.domain.prose.years import named_year


@dataclass(frozen=True, slots=True)
class DatedStep:
    """A step with the moments from which to which it lasts; None where one is open, unknown or does not exist."""

    passage: Passage
    step: Step
    first: Moment | None
    last: Moment | None

    def excludes(self, other: DatedStep) -> bool:
        """Whether the two cannot be at the same time."""
        if not (self.first and self.last and other.first and other.last):
            return False
        return self.last.last < other.first.first or other.last.last < self.first.first


def dated_steps(passage: Passage) -> Iterator[DatedStep]:
    """The step that a statement is, if it is one."""
    found = step(passage.text)
    if found:
        year = named_year(passage)
        yield DatedStep(passage, found, found.span.earliest(year), found.span.latest(year))
