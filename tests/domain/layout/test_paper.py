"""The printed pages: every row on one page, breaks where they are planned, nothing beyond the paper."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.layout.paper import A4_LONG, A4_SHORT, SIDE_MARGIN, TOP_MARGIN, pages
from desktop.domain.layout.plan import SheetPlan, WorkbookPlan

HEIGHTS = st.lists(st.floats(5.0, 400.0), min_size=1, max_size=60)


def workbook(*sheets: SheetPlan) -> WorkbookPlan:
    return WorkbookPlan(sheets, "보고")


def sheet(heights: tuple[float, ...], **more: object) -> SheetPlan:
    return SheetPlan("시트", (88.0,), heights, (), **more)


@given(heights=HEIGHTS, breaks=st.sets(st.integers(1, 59)), landscape=st.booleans())
def test_every_row_stands_on_one_page_and_fits(heights: list[float], breaks: set[int], *, landscape: bool):
    planned = tuple(sorted(row for row in breaks if row < len(heights)))
    made = pages(workbook(sheet(tuple(heights), breaks=planned, landscape=landscape)))
    assert made[0].rows[0] == 0
    assert made[-1].rows[1] == len(heights)
    assert all(before.rows[1] == after.rows[0] for before, after in pairwise(made))
    assert set(planned) <= {page.rows[0] for page in made}
    room = made[0].size[1] - 2 * TOP_MARGIN * 72
    assert all(sum(heights[slice(*page.rows)]) <= room + 1e-6 for page in made)


def test_the_header_repeats_on_the_pages_after_it_and_takes_its_room():
    made = pages(workbook(sheet((20.0,) * 100, repeat_rows=(1, 2))))
    assert [page.repeated for page in made] == [None, (1, 3), (1, 3)]
    assert [page.rows for page in made] == [(0, 36), (36, 70), (70, 100)]


def test_pages_are_numbered_through_the_whole_workbook():
    made = pages(workbook(sheet((20.0,) * 50), sheet((20.0,), landscape=True)))
    assert [(page.number, page.count) for page in made] == [(1, 3), (2, 3), (3, 3)]
    assert [page.size for page in made] == [(A4_SHORT, A4_LONG)] * 2 + [(A4_LONG, A4_SHORT)]


def test_a_sheet_without_rows_is_one_empty_page():
    assert [page.rows for page in pages(workbook(SheetPlan("시트", (), (), ())))] == [(0, 0)]


def test_what_is_wider_than_the_paper_is_shrunk_to_it():
    page = pages(workbook(SheetPlan("시트", (200.0,), (20.0,), ())))[0]
    assert page.scale < 1
    assert abs(page.origin[0] - SIDE_MARGIN * 72) < 0.01
