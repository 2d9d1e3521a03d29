"""비교: the open report beside another one of the workspace, or beside itself as it was on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from desktop.domain.changes import ChangeSet, inverse
from desktop.domain.comparison import Compared, compare
from desktop.domain.definitions import Align, Column, ColumnType
from desktop.domain.display import display, number_format
from desktop.domain.editing import apply
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.layout.lists import ListColumn, Listing, list_sheet
from desktop.domain.layout.plan import WorkbookPlan
from desktop.domain.numbers import canonical, to_decimal
from desktop.domain.report import FIELDS_ROW, Report
from desktop.domain.values import Value
from desktop.services.desk import Desk
from desktop.services.messages import table_name
from desktop.services.reports import write_plan

_TITLE = "비교"
_COLUMNS = (
    ListColumn("표", 26),
    ListColumn("행", 26),
    ListColumn("칸", 18),
    ListColumn("이전", 20, Align.RIGHT),
    ListColumn("이번", 20, Align.RIGHT),
    ListColumn("증감", 12, Align.RIGHT),
    ListColumn("증감률(%)", 9, Align.RIGHT),
)
_FIGURES = (3, 4, 5)
_PERCENT = Column("percent", ("증감률",), ColumnType.PERCENT, places=1, zero="0.0")


@dataclass(frozen=True, slots=True)
class Line:
    """One compared cell in words: table, row, column, before, after, difference, percent."""

    cell: Compared
    texts: tuple[str, ...]


class Comparison:
    """Two states, compared once; texts are made when they are asked for."""

    def __init__(self, before: Evaluation, after: Evaluation, title: str) -> None:
        """Compare `before` with `after`; `title` says which is which."""
        self._before, self._after, self.title = before, after, title
        self.cells = compare(before, after)
        self._labels: dict[tuple[bool, str], dict[str, str]] = {}

    @cached_property
    def changed(self) -> tuple[Compared, ...]:
        """The cells that show something else now."""
        return tuple(cell for cell in self.cells if cell.is_changed)

    def line(self, cell: Compared) -> Line:
        """One cell in words."""
        evaluation = self._before if cell.is_gone else self._after
        name = table_name(cell.key.table, evaluation)
        row = self._row_label(cell, evaluation)
        unit = evaluation.unit(cell.key)
        shown = (display(cell.column, value, unit=unit) for value in (cell.before, cell.after))
        figures = (*shown, _difference(cell))
        return Line(cell, (name, row, cell.column.title, *figures, display(_PERCENT, _percent(cell))))

    def listing(self, cells: Iterable[Compared]) -> Listing:
        """Cells as a list for a sheet, with the numbers behind the texts."""
        lines = [self.line(cell) for cell in cells]
        figures: dict[tuple[int, int], tuple[Decimal, str]] = {}
        for row, line in enumerate(lines):
            figures.update({(row, place): figure for place, figure in _figures(line.cell)})
        return Listing(_TITLE, self.title, _COLUMNS, tuple(line.texts for line in lines), figures)

    def _row_label(self, cell: Compared, evaluation: Evaluation) -> str:
        if cell.key.row == FIELDS_ROW:
            return ""
        place = (cell.is_gone, cell.key.table)
        if place not in self._labels:
            self._labels[place] = {row.uid: row.label for row in evaluation.rows(cell.key.table)}
        return self._labels[place].get(cell.key.row, "")


def with_report(desk: Desk, uid: str) -> Comparison:
    """The open report beside another one of the workspace. Raises UserError."""
    other = desk.loaded(uid)
    return Comparison(evaluate(other), desk.evaluation, f"{other.info.title} → {desk.report.info.title}")


def with_day(desk: Desk, day: str) -> Comparison:
    """The open report beside itself as it was at the end of a day (ISO). Raises UserError."""
    dotted = ". ".join(str(int(part)) for part in day.split("-")) + "."
    title = f"{desk.report.info.title}: {dotted} → 지금"
    return Comparison(evaluate(report_on(desk, day)), desk.evaluation, title)


def report_on(desk: Desk, day: str) -> Report:
    """The open report as it was at the end of a day: every later change taken back, in memory only."""
    later = desk.log.changes_after(day)
    return apply(desk.report, ChangeSet("", tuple(inverse(change) for change in later)), desk.catalog)


def previous_report(desk: Desk) -> str:
    """Uid of the report that came before the open one, "" when it is the first."""
    uids = [each.uid for each in desk.reports()]
    place = uids.index(desk.report.info.uid)
    return uids[place - 1] if place else ""


def export_comparison(
    comparison: Comparison, cells: Iterable[Compared], desk: Desk, target: Path, progress: Callable[[int, int], None]
) -> None:
    """Write a comparison as a workbook. Raises UserError."""
    sheet = list_sheet(comparison.listing(cells), desk.report.info)
    write_plan(WorkbookPlan((sheet,), comparison.title), target, desk.report, progress)


def _difference(cell: Compared) -> str:
    """The difference as its column prints a figure, without what stands around it."""
    if not cell.difference or not cell.is_changed:
        return ""
    return display(replace(cell.column, shows="{value}", zero="0"), Value.of(cell.difference))


def _percent(cell: Compared) -> Value | None:
    return None if cell.percent is None or not cell.is_changed else Value.of(canonical(cell.percent))


def _figures(cell: Compared) -> Iterable[tuple[int, tuple[Decimal, str]]]:
    """The numbers of a line by the place of their column."""
    values = (cell.before, cell.after, Value.of(cell.difference) if cell.is_changed and cell.difference else None)
    for place, value in zip(_FIGURES, values, strict=True):
        number = to_decimal(value.text) if value and cell.column.type.is_numeric else None
        if value and number is not None:
            yield place, (number, number_format(cell.column, value))
    percent = _percent(cell)
    if percent is not None and cell.percent is not None:
        yield _FIGURES[-1] + 1, (cell.percent, number_format(_PERCENT, percent))
