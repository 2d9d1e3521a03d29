"""Blocks that most pages of a report have."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.definitions import Severity
from desktop.domain.report import Report, Row
from desktop.domain.values import Value
from tests.domain.checks.texts import found, page, report

WHOLE = ("□ 사업개요", "○ 소요예산 : 100백만원", "□ 추진실적", "○ 선정 완료", "□ 향후계획", "○ 선정 : '22.3월")


def pages(*each: tuple[str, ...]) -> Report:
    """A report with a program for each page."""
    names = [f"{'가나다라마'[at]}구 사업" for at in range(len(each))]
    programs = page().tables["programs"]
    rows = tuple(Row(f"p-{at}", {"name": Value.of(name)}) for at, name in enumerate(names))
    outlines = []
    for at, lines in enumerate(each):
        table = page(*lines).tables["page"]
        own = tuple(replace(row, uid=f"{at}-{row.uid}") for row in table.rows)
        outlines.append(replace(table, uid=f"page-{at}", owner=f"p-{at}", rows=own))
    return report(replace(programs, rows=rows), *outlines)


def test_whole_pages_are_silent():
    assert not found(pages(*[WHOLE] * 4), "text.block_missing")


def test_a_page_without_what_the_others_have():
    (finding,) = found(pages(*[WHOLE] * 3, WHOLE[:2] + WHOLE[4:]), "text.block_missing")
    assert (finding.key.row, finding.severity, finding.values["block"]) == ("p-3", Severity.INFO, "추진실적")


def test_a_page_without_a_budget():
    (finding,) = found(pages(*[WHOLE] * 3, WHOLE[:1] + WHOLE[2:]), "text.block_missing")
    assert (finding.key.row, finding.values["block"]) == ("p-3", "예산")


def test_a_page_without_items_misses_nothing():
    whole = pages(*[WHOLE] * 5)
    rows = whole.tables["programs"].rows
    last = replace(rows[4], cells={**rows[4].cells, "summary": Value.of("하위 사업 둘을 묶음")})
    above = replace(whole.tables["programs"], rows=(*rows[:4], last))
    empty = replace(whole.tables["page-4"], rows=())
    assert not found(replace(whole, tables={**whole.tables, "programs": above, "page-4": empty}), "text.block_missing")


def test_few_pages_are_no_measure():
    assert not found(pages(WHOLE, WHOLE, ("□ 사업개요",)), "text.block_missing")


def test_what_few_pages_have_is_not_missed():
    assert not found(pages(WHOLE, *[WHOLE[:2]] * 4), "text.block_missing")
