"""What the programs of a department need against the money that it has.

known-inconsistencies.json, kind budget_cap: a program, and all programs of one department together, cannot need more
than the 예산현액 of the department. A warning: money of other departments may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.checks.statements import finding
from desktop.domain.definitions import Layout, Severity
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
_DEPARTMENTS = "departments"
_IN_CHARGE = re.compile(r"(?:소관|담당|주관)?\s*부서|소관")
_NEEDED = re.compile(r"(?:소요|사업)?예산$")
_APPROPRIATION = "예산현액"
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
    unit: str


def beyond_appropriations(evaluation: Evaluation) -> Iterator[Finding]:
    """Programs that need more than their department has, alone or together."""
    means = {letters(each.name): each for sheet in _budgets(evaluation) for each in _means(sheet)}
    needs: dict[str, list[_Need]] = {}
    for table in evaluation.report.tables.values() if means else ():
        name = letters(_in_charge(evaluation, table))
        found = _needs(evaluation, table) if name in means else []
        if len(found) == 1:
            needs.setdefault(name, []).append(found[0])
    for name, each in needs.items():
        yield from _judged(means[name], each)


CHECKS = (beyond_appropriations,)


def _judged(means: _Means, needs: list[_Need]) -> Iterator[Finding]:
    for need in needs:
        if need.amount.value - need.amount.half > means.highest:
            found = Passage(means.key, need.passage.text)
            values = {"stated": need.amount.text, "computed": means.text, "department": means.name}
            yield finding(ONE, Severity.WARNING, need.passage, found, **values)
    together = sum((need.amount.value - need.amount.half for need in needs), Decimal(0))
    if len(needs) > 1 and together > means.highest:
        stated = sum((need.amount.value for need in needs), Decimal(0)) / means.scale
        values = {"stated": f"{stated:,.0f}{means.unit}", "computed": means.text, "department": means.name}
        cells = (means.key, *(need.passage.key for need in needs))
        yield Finding(ALL, Severity.WARNING, means.key, cells, {**values, "count": str(len(needs))})


def _budgets(evaluation: Evaluation) -> Iterator[TableSheet]:
    sheets = (evaluation.sheet(uid) for uid in evaluation.report.tables)
    return (sheet for sheet in sheets if sheet.definition.rows.source == _DEPARTMENTS)


def _means(sheet: TableSheet) -> Iterator[_Means]:
    columns = [each for each in sheet.definition.columns if bare(each.title).startswith(_APPROPRIATION)]
    for row in sheet.body if len(columns) == 1 else ():
        column = columns[0].key
        value = sheet.shown(row, column).value
        figure = to_decimal(value.text) if value and value.is_known else None
        unit = sheet.unit(row, column)
        known = unit_of(unit) if unit else None
        if figure is not None and value and known:
            highest = (figure + Decimal(1).scaleb(-decimals(value.text)) / 2) * known.factor
            text = f"{figure:,}{unit}"
            yield _Means(sheet.key(row, column), sheet.label(row), text, highest, Decimal(known.factor), unit)


def _in_charge(evaluation: Evaluation, table: Table) -> str:
    """The department of the row that owns an outline."""
    if table.definition.layout is not Layout.OUTLINE or not table.owner:
        return ""
    for sheet in evaluation.instances(table.definition.owner):
        columns = [each for each in sheet.definition.columns if _IN_CHARGE.fullmatch(each.title)]
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
