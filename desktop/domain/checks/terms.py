"""Words that the office, or everybody, writes in another way than a text does; one cure mends the whole cell."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.checks.cure import CURE, CURE_COLUMN, CURE_ROW
from desktop.domain.definitions import ColumnType, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey, Table
from desktop.domain.sheet import TableSheet
from desktop.domain.values import State

OFFICE, COMMON = "term.office", "term.common"
TERMS = frozenset({OFFICE, COMMON})
_TEXTS = (ColumnType.TEXT, ColumnType.LONG_TEXT)


def misspelt_terms(evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Other spellings of listed words in the texts that the clerk typed, each spelling once a cell."""
    terms = evaluation.report.terms
    for key, text in _texts(sheet.table) if terms else ():
        found = {each.spelling: each.term for each in terms.misspellings(text)}
        for spelling, term in found.items():
            code, severity = (OFFICE, Severity.WARNING) if term.is_own else (COMMON, Severity.INFO)
            cure = {CURE: terms.mended(text), CURE_ROW: key.row, CURE_COLUMN: key.column}
            yield Finding(code, severity, key, (key,), {"name": spelling, "other": term.word, **cure})


def _texts(table: Table) -> Iterator[tuple[CellKey, str]]:
    """What stands in the text cells of a table, computed columns aside: they are mended where they come from."""
    columns = (*table.definition.columns, *table.definition.fields)
    entered = {each.key for each in columns if each.type in _TEXTS and not each.is_computed}
    for row in (table.fields, *table.rows):
        for column, value in row.cells.items():
            if value.state is State.VALUE and column in entered:
                yield CellKey(table.uid, row.uid, column), value.text
