"""Single cells: what does not fit its column, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.carry_over import is_untouched, text_column
from desktop.domain.definitions import Column, ColumnType, Layout, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW
from desktop.domain.sheet import TableSheet
from desktop.domain.values import State

INVALID = "cell.invalid"
REQUIRED = "cell.required"
NEGATIVE = "pair.negative"
CARRIED = "text.carried"
_INVALID = State.INVALID
"""Looked up once: every cell of a report is asked."""


def invalid_cells(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """What was typed and cannot be read as the column wants it; it is kept and shown red.

    Rows whose source is gone are not shown, and not judged.
    """
    present = {TOTAL_ROW, FIELDS_ROW, *sheet.body}
    for row in (*sheet.table.rows, sheet.table.total, sheet.table.fields):
        if row.uid not in present:
            continue
        invalid = [(key, value) for key, value in row.cells.items() if value.state is _INVALID]
        for key, value in invalid:
            column = sheet.column(row.uid, key)
            if column is not None:
                cell = sheet.key(row.uid, key)
                yield Finding(INVALID, Severity.ERROR, cell, (cell,), {"typed": value.text, "type": column.type.value})


def carried_texts(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Texts that still read as in the last report (전년도 문구); whoever changes them has looked at them."""
    column = text_column(sheet.definition)
    for row in sheet.table.rows if column else ():
        if row.carried_from and is_untouched(row, sheet.definition):
            cell = sheet.key(row.uid, column)
            yield Finding(CARRIED, Severity.INFO, cell, (cell,))


def negative_pairs(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Pairs (정원/현원) with a negative side: both are counted."""
    pairs = [column for column in sheet.definition.columns if column.type is ColumnType.PAIR and not column.formula]
    for row in sheet.rows() if pairs else ():
        for column in pairs:
            figures = sheet.quantity(row.uid, column.key) or ()
            if any(figure.value < 0 for figure in figures):
                cell = sheet.key(row.uid, column.key)
                typed = "/".join(canonical(figure.value) for figure in figures)
                yield Finding(NEGATIVE, Severity.ERROR, cell, (cell,), {"typed": typed})


def required_cells(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Required cells that are blank; only worth a note while nothing at all stands in their row yet."""
    definition = sheet.definition
    yield from _missing(sheet, (FIELDS_ROW,), definition.fields)
    if definition.layout is Layout.GRID:
        yield from _missing(sheet, sheet.body, definition.columns)


def _missing(sheet: TableSheet, rows: Sequence[str], columns: Sequence[Column]) -> Iterator[Finding]:
    entered = [column for column in columns if not column.is_computed]
    required = [column for column in entered if column.required]
    for row in rows if required else ():
        blank = [column for column in required if sheet.shown(row, column.key).value is None]
        if not blank:
            continue
        is_new = all(sheet.shown(row, column.key).value is None for column in entered)
        for column in blank:
            cell = sheet.key(row, column.key)
            yield Finding(REQUIRED, Severity.INFO if is_new else Severity.WARNING, cell, (cell,))
