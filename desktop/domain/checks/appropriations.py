"""What the programs of a department need against the money that it has.

known-inconsistencies.json, kind budget_cap: a program, and all programs of one department together, cannot need more
than the money of the department, a column declared with `limit`. Whose a program is tells the column of its row that
takes names of the same list (`names`). A warning: money of other departments may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.checks.statements import finding
from desktop.domain.definitions import Column, Layout, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.numbers import decimals, to_decimal
from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.names import letters
from desktop.domain.prose.passages import Passage, passages
from desktop.domain.report import CellKey, Table
from desktop.domain.sheet import TableSheet
from desktop.domain.spelling import bare
from desktop.domain.units import unit_of

ONE, ALL = "text.appropriation", "text.appropriations"
_NEEDED = re.compile(r"(?:소요|사업)?예산$")
_MONEY = "원"


@dataclass(frozen=True, slots=True)
class _Need:
    """What a program says that it needs."""

    passage: Passage
    amount: Amount


@dataclass(frozen=True, slots=True)
class _Means:
    """The money of a department: its cell, figure in 원 with half of the last digit, and how it prints."""

    key: CellKey
    name: str
    text: str
    highest: Decimal
    scale: Decimal
    column: Column

    @property
    def names(self) -> dict[str, str]:
        """Whose it is and what it is called: the first word of the header, without the mark of a footnote."""
        return {"name": self.name, "limit": self.column.title.split()[0].split("(")[0]}


def beyond_appropriations(evaluation: Evaluation) -> Iterator[Finding]:
    """Programs that need more than their department has, alone or together."""
    for sheet in [evaluation.sheet(uid) for uid in evaluation.report.tables]:
        for column in (each for each in sheet.definition.columns if each.limit):
            means = {letters(each.name): each for each in _means(sheet, column)}
            needs = _needs_by_name(evaluation, sheet.definition.rows.source) if means else {}
            for name, each in means.items():
                yield from _judged(each, needs.get(name, []))


CHECKS = (beyond_appropriations,)
CODES = frozenset({ONE, ALL})


def _judged(means: _Means, needs: list[_Need]) -> Iterator[Finding]:
    for need in needs:
        if need.amount.value - need.amount.half > means.highest:
            found = Passage(means.key, need.passage.text)
            values = {"stated": need.amount.text, "computed": means.text, **means.names}
            yield finding(ONE, Severity.WARNING, need.passage, found, **values)
    together = sum((need.amount.value - need.amount.half for need in needs), Decimal(0))
    if len(needs) > 1 and together > means.highest:
        stated = sum((need.amount.value for need in needs), Decimal(0)) / means.scale
        values = {"stated": f"{stated:,.0f}{means.column.unit}", "computed": means.text, **means.names}
        cells = (means.key, *(need.passage.key for need in needs))
        yield Finding(ALL, Severity.WARNING, means.key, cells, {**values, "count": str(len(needs))})


def _means(sheet: TableSheet, column: Column) -> Iterator[_Means]:
    known = unit_of(column.unit)
    for row in sheet.body if known else ():
        value = sheet.shown(row, column.key).value
        figure = to_decimal(value.text) if value and value.is_known else None
        if figure is not None and value and known:
            highest = (figure + Decimal(1).scaleb(-decimals(value.text)) / 2) * known.factor
            text = f"{figure:,}{column.unit}"
            scale = Decimal(known.factor)
            yield _Means(sheet.key(row, column.key), sheet.label(row), text, highest, scale, column)


def _needs_by_name(evaluation: Evaluation, source: str) -> dict[str, list[_Need]]:
    """By the letters of a name in the list, what each page that is under it alone says that it needs."""
    found: dict[str, list[_Need]] = {}
    for table in evaluation.report.tables.values():
        name = letters(_in_charge(evaluation, table, source))
        needs = _needs(evaluation, table) if name else []
        if len(needs) == 1:
            found.setdefault(name, []).append(needs[0])
    return found


def _in_charge(evaluation: Evaluation, table: Table, source: str) -> str:
    """The name from the list that stands in the row which owns an outline."""
    if table.definition.layout is not Layout.OUTLINE or not table.owner:
        return ""
    for sheet in evaluation.instances(table.definition.owner):
        columns = [each for each in sheet.definition.columns if each.names == source]
        row = sheet.table.row(table.owner)
        value = row.value(columns[0].key) if row and len(columns) == 1 else None
        if value:
            return value.text
    return ""


def _needs(evaluation: Evaluation, table: Table) -> list[_Need]:
    """The budgets that a page states: "소요예산 : 23,768백만원"; bounds and guesses are none."""
    found = []
    for passage in passages(evaluation.report, table):
        label, colon, rest = passage.text.partition(":")
        first = amounts(rest)[:1] if colon and _NEEDED.fullmatch(bare(label)) else ()
        found += [_Need(passage, each) for each in first if each.unit == _MONEY and each.is_exact]
    return found
