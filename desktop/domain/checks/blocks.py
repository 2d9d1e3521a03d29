"""Blocks that the pages of a report have, and one page has not: results, plan, budget.

known-inconsistencies.json, kind required_missing. The form leaves the blocks of a page to the clerk, so what the others
have is the measure; a page may do without on purpose, hence a note only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.domain.checks.statements import finding
from desktop.domain.definitions import Layout, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.prose.amounts import amounts
from desktop.domain.prose.passages import Passage, all_passages
from desktop.domain.report import Report

BLOCK_MISSING = "text.block_missing"
_HEADINGS = {
    "추진실적": re.compile(r"추진\s*(?:실적|현황|경과|사항|내용)|성과"),
    "향후계획": re.compile(r"(?:추진|향후)\s*(?:추진)?\s*(?:계획|일정)"),
}
_BUDGET_BLOCK = "예산"
_BUDGET = re.compile(r"예산|사업비|사업규모|지원규모|융자규모")
_MONEY = "원"
_LEAST_PAGES = 4
_DEEPEST, _LONGEST_HEADING = 3, 60
_MOST = 0.6


def missing_blocks(evaluation: Evaluation) -> Iterator[Finding]:
    """The blocks that most pages have, at each page that has none of the kind; pages of one table are compared."""
    for code, pages in _pages(evaluation.report).items():
        if len(pages) >= _LEAST_PAGES:
            yield from _missing(pages, _owner_name(evaluation.report, code))


def _missing(pages: Sequence[Sequence[Passage]], what: str) -> Iterator[Finding]:
    for block in (*_HEADINGS, _BUDGET_BLOCK):
        without = [page for page in pages if not _has(page, block)]
        if len(pages) - len(without) >= len(pages) * _MOST:
            for page in without:
                yield finding(BLOCK_MISSING, Severity.INFO, page[0], name=page[0].text, block=block, what=what)


CHECKS = (missing_blocks,)
CODES = frozenset({BLOCK_MISSING})


def _owner_name(report: Report, code: str) -> str:
    """What the rows are called that own the pages of a table."""
    owner = next(table.definition.owner for table in report.of_code(code))
    return next((table.definition.title for table in report.of_code(owner)), "항목")


def _pages(report: Report) -> dict[str, list[Sequence[Passage]]]:
    """By table, the statements of each page with those of its tables; the first is the name of the row that owns it.

    A page without items, such as that of a program that only holds others (S003-T66), is no measure.
    """
    outlines = (table for table in report.tables.values() if table.definition.layout is Layout.OUTLINE and table.rows)
    codes = {table.owner: table.code for table in outlines if table.owner}
    pages: dict[str, list[Passage]] = {owner: [] for owner in codes}
    for passage in all_passages(report):
        for above in passage.above:
            if above.key.row in pages and not above.is_heading and above.parent is None:
                page = pages[above.key.row]
                page.extend([passage] if page else [above, passage])
    found: dict[str, list[Sequence[Passage]]] = {}
    for owner, page in pages.items():
        if page:
            found.setdefault(codes[owner], []).append(page)
    return found


def _has(page: Sequence[Passage], block: str) -> bool:
    if block == _BUDGET_BLOCK:
        return any(_BUDGET.search(passage.text) and _speaks_of_money(passage) for passage in page[1:])
    high = (passage for passage in page[1:] if len(passage.above) <= _DEEPEST and len(passage.text) <= _LONGEST_HEADING)
    return any(_HEADINGS[block].search(passage.text) for passage in high)


def _speaks_of_money(passage: Passage) -> bool:
    """Whether a statement has a sum of money, or is the name of a row or column whose cells have it."""
    return passage.is_heading or any(amount.unit == _MONEY for amount in amounts(passage.text))
