"""Headings of chapters count what is printed, whatever order the clerk gave them."""

from desktop.domain.definitions import Chapter
from desktop.domain.layout.headings import Headings

GENERAL = Chapter("general", "일반현황", (), heading="일반현황", heading_mark="Ⅰ.")
TASKS = Chapter("tasks", "업무", (), heading="주요업무", heading_mark="Ⅰ.")
PAGES = Chapter("pages", "사업", (), part="tasks")
AUDIT = Chapter("audit", "감사", (), heading="감사 결과\n조치", heading_mark="1", part="")
AREAS = Chapter("areas", "원칙", (), heading="원칙", heading_mark="1", part="audit")
COVER = Chapter("cover", "표지", (), heading="표지")
ALL = (COVER, GENERAL, TASKS, PAGES, AUDIT, AREAS)


def headings(*sheets: Chapter) -> list[str]:
    found = Headings(ALL)
    return [found.of_sheet(chapter) for chapter in sheets]


def test_numbers_run_in_the_order_of_the_sheets_and_pass_over_what_has_no_mark():
    assert headings(COVER, GENERAL, TASKS) == ["표지", "Ⅰ. 일반현황", "Ⅱ. 주요업무"]
    assert headings(TASKS, GENERAL) == ["Ⅰ. 주요업무", "Ⅱ. 일반현황"]


def test_the_first_sheet_of_a_part_has_its_heading_when_the_chapter_that_brings_it_is_off():
    assert headings(GENERAL, PAGES, PAGES) == ["Ⅰ. 일반현황", "Ⅱ. 주요업무", ""]


def test_a_heading_that_was_lent_does_not_come_again():
    assert headings(PAGES, GENERAL, TASKS) == ["Ⅰ. 주요업무", "Ⅱ. 일반현황", ""]


def test_chapters_of_one_part_share_its_number_in_every_line():
    assert headings(AUDIT, AREAS, AREAS) == ["1 감사 결과\n1 조치", "1 원칙", "1 원칙"]
