"""What two reports of a workspace say of one figure.

Past years in the year columns of a table, figures of one table at one 기준일, and what the definitions declare to
correspond (`Column.corresponds`). Offered as warnings, for a figure may have been corrected since; as info where the
two agree within their rounding, or where a figure of the year was told at two days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from desktop.domain.calculation import Relation, compare
from desktop.domain.comparable import ComparableFigure, ComparableFigures
from desktop.domain.definitions import ON_SAME_DAY, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.quantities import Figure, Quantity
from desktop.domain.report import CellKey, ReportInfo
from desktop.domain.units import convert

PAST_YEAR, SAME_DAY, DECLARED = "report.past_year", "report.same_day", "report.declared"
CODES = frozenset({PAST_YEAR, SAME_DAY, DECLARED})

OtherReports = Callable[[], Sequence[ComparableFigures]]
"""Gives the figures of the other reports of the workspace when they are asked for; that may take a while."""


def differences(evaluation: Evaluation, others: Sequence[ComparableFigures]) -> Iterator[Finding]:
    """The figures of a report of which another report says something else."""
    if not others:
        return
    own = ComparableFigures.of(evaluation)
    for figure in own.figures():
        for other in others:
            for counterpart in other.counterparts(figure):
                code = _relation(figure, counterpart, own.info, other.info)
                severity = _severity(figure, counterpart) if code else None
                if severity:
                    yield _finding(code, severity, figure, counterpart, other.info)


def _relation(figure: ComparableFigure, other: ComparableFigure, here: ReportInfo, there: ReportInfo) -> str:
    """The code of the rule by which two figures must be the same, "" when none asks it."""
    is_same_column = figure.place_in == other.place_in
    is_same_year = here.fiscal_year == there.fiscal_year
    is_same_day = is_same_year and figure.as_of is not None and figure.as_of == other.as_of
    if is_same_column and figure.is_derived and other.is_derived:
        return ""  # what it was reckoned from is compared
    if is_same_column and figure.column.year is not None:
        year = figure.column.year
        return PAST_YEAR if year < here.fiscal_year and year <= there.fiscal_year else ""
    declared = {each.column.corresponds for each in (figure, other)} - {""}
    if declared and not is_same_column:
        asks_day = any(each.endswith(ON_SAME_DAY) for each in declared)
        return DECLARED if (is_same_day if asks_day else is_same_year) else ""
    return SAME_DAY if is_same_column and is_same_day else ""


def _severity(figure: ComparableFigure, other: ComparableFigure) -> Severity | None:
    """How bad the difference is; None when there is none, or the two do not measure the same."""
    there = _in_unit(other.quantity, other.unit, figure.unit)
    relation = compare(figure.quantity, "=", there) if there and len(there) == len(figure.quantity) else None
    if relation not in (Relation.ROUNDING, Relation.BROKEN):
        return None
    is_mild = relation is Relation.ROUNDING or figure.as_of != other.as_of
    return Severity.INFO if is_mild else Severity.WARNING


def _in_unit(quantity: Quantity, unit: str, wanted: str) -> Quantity | None:
    if unit == wanted:
        return quantity
    factor = convert(Decimal(1), unit, wanted) if unit and wanted else None
    if factor is None:
        return None
    return tuple(
        Figure(each.value * factor, each.low * factor, each.high * factor, each.is_partial) for each in quantity
    )


def _finding(
    code: str, severity: Severity, figure: ComparableFigure, other: ComparableFigure, there: ReportInfo
) -> Finding:
    """Both figures stand in `values`, so that an explanation falls away when either changes."""
    values = {
        "stated": figure.text,
        "other": other.text,
        "place": other.place,
        "report": there.title,
        "report_uid": there.uid,
        "table": other.key.table,
        "row": other.key.row,
        "column": other.key.column,
    }
    return Finding(code, severity, figure.key, (figure.key,), values)


def place_in_other(finding: Finding) -> tuple[str, CellKey] | None:
    """Uid of the other report and the cell in it that a finding speaks of, None when it speaks of none."""
    values = finding.values
    if finding.code not in CODES:
        return None
    return values["report_uid"], CellKey(values["table"], values["row"], values["column"])
