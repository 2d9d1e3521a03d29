"""What the checks of texts look at: the statements of one table, read once, and the report around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desktop.domain.definitions import Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.prose.moments import Span, spans
from desktop.domain.prose.passages import Passage, passages
from desktop.domain.report import ReportInfo
from desktop.domain.sheet import TableSheet


@dataclass(frozen=True, slots=True)
class Statements:
    """The texts of one table.

    `all` are its statements in order, without the headings over them; `over` is the statement, or the name of the
    row, that the table hangs on.
    """

    evaluation: Evaluation
    sheet: TableSheet
    all: tuple[Passage, ...]
    over: Passage | None = None

    @property
    def info(self) -> ReportInfo:
        """The report that they stand in."""
        return self.evaluation.report.info

    def dated(self) -> Iterator[tuple[Passage, Span]]:
        """Every mention of time in them."""
        return ((passage, span) for passage in self.all for span in spans(passage.text))


StatementCheck = Callable[[Statements], Iterable[Finding]]


def read(evaluation: Evaluation, sheet: TableSheet) -> Statements:
    """The statements of a table."""
    found = passages(evaluation.report, sheet.table)
    return Statements(evaluation, sheet, tuple(passage for passage in found if not passage.is_heading), found[0].parent)


def finding(code: str, severity: Severity, passage: Passage, /, *others: Passage, **values: str) -> Finding:
    """A finding at a statement; `text` of its values is the statement."""
    cells = tuple(dict.fromkeys((passage.key, *(other.key for other in others))))
    return Finding(code, severity, passage.key, cells, {"text": passage.text, **values})
