"""The contents page: headings and pages follow from the sheets, and the pages are numbered from behind it."""

from dataclasses import replace

import pytest

from desktop.domain.definitions import Chapter, ReportTemplate
from desktop.domain.layout.contents import Entry, entries
from desktop.domain.layout.page import PORTRAIT, sheet_plan
from desktop.domain.layout.paper import pages
from desktop.domain.layout.plan import SheetPlan, WorkbookPlan
from desktop.domain.layout.workbook import workbook_plan
from tests.domain.layout import reports
from tests.domain.layout.reports import texts

COVER = Chapter("cover", "표지", (), contents="보고 순서")
CHAPTERS = (
    COVER,
    Chapter("form", "현황", ("form",), heading="Ⅰ. 현황"),
    Chapter("budget", "예산", ("budget",), heading="Ⅱ. 예산"),
    Chapter("annex", "붙임", ("groups",)),
)


def planned(*chapters: Chapter) -> WorkbookPlan:
    tables = (reports.form(), reports.budget(), reports.groups())
    codes = {"form": tables[0].code, "budget": tables[1].code, "groups": tables[2].code}
    real = tuple(replace(each, tables=tuple(codes[code] for code in each.tables)) for each in chapters)
    return workbook_plan(reports.evaluation(*tables), ReportTemplate("test", 1, "시험", real))


def listed(sheet: SheetPlan) -> list[str]:
    shown = texts(sheet)
    return shown[shown.index("보고 순서") + 1 :]


def test_each_chapter_with_a_heading_stands_there_with_its_page():
    assert listed(planned(*CHAPTERS).sheets[0]) == ["Ⅰ. 현황", "1", "Ⅱ. 예산", "2"]


def test_a_chapter_that_is_switched_off_is_not_listed_and_the_pages_move_up():
    assert listed(planned(COVER, *CHAPTERS[2:]).sheets[0]) == ["Ⅱ. 예산", "1"]


def test_pages_count_from_one_behind_the_contents_and_the_cover_has_no_number():
    assert [page.label for page in pages(planned(*CHAPTERS))] == ["", "1", "2", "3"]


def test_pages_of_a_report_without_contents_run_through_the_whole_of_it():
    assert [page.label for page in pages(planned(*CHAPTERS[1:]))] == ["1 / 3", "2 / 3", "3 / 3"]


@pytest.mark.parametrize(("rows", "page"), [(1, 2), (100, 4)])
def test_a_chapter_of_several_pages_moves_those_behind_it(rows: int, page: int):
    long = SheetPlan("긴 장", (88.0,), (20.0,) * rows, ())
    after = sheet_plan("다음 장", (), PORTRAIT, "")
    assert entries(["Ⅰ. 긴 장", "Ⅱ. 다음 장"], [long, after]) == (Entry("Ⅰ. 긴 장", 1), Entry("Ⅱ. 다음 장", page))
