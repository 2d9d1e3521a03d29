from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definitions import Align
from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.measure import text_height, text_width
from desktop.domain.layout.page import LANDSCAPE_UNITS
from desktop.domain.layout.plan import Look, SheetPlan, WorkbookPlan
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey
from tests.domain.layout import reports
from tests.domain.layout.plan_text import assert_golden
from tests.domain.layout.reports import at, plan, texts

KINDS = {
    "budget": lambda: plan(reports.budget()),
    "groups": lambda: plan(reports.groups()),
    "form": lambda: plan(reports.form()),
    "turned": lambda: plan(reports.turned()),
    "pages": lambda: plan(*reports.pages(), sheet_per="programs"),
    "stacked": lambda: plan(reports.form(), reports.budget(), reports.groups(), reports.turned()),
}


@pytest.fixture
def budget() -> SheetPlan:
    return plan(reports.budget()).sheets[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_plan_is_as_agreed(kind: str):
    assert_golden(f"plan_{kind}", KINDS[kind]())


@pytest.mark.parametrize("kind", KINDS)
def test_cells_never_overlap_and_stay_on_the_sheet(kind: str):
    for sheet in KINDS[kind]().sheets:
        taken: set[tuple[int, int]] = set()
        for cell in sheet.cells:
            area = {
                (row, col)
                for row in range(cell.row, cell.row + cell.rowspan)
                for col in range(cell.col, cell.col + cell.colspan)
            }
            assert area
            assert not area & taken
            taken |= area
        assert max(row for row, _ in taken) < len(sheet.heights)
        assert max(col for _, col in taken) < len(sheet.widths)


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_has_the_height_it_needs(kind: str):
    for sheet in KINDS[kind]().sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, str):
                width = sum(sheet.widths[cell.col : cell.col + cell.colspan])
                height = sum(sheet.heights[cell.row : cell.row + cell.rowspan])
                assert height >= text_height(cell.content, FONT_SIZES[cell.look], width)


def test_figures_are_numbers_with_formats_and_keys(budget: SheetPlan):
    cell = at(budget, Decimal(131125))
    assert cell.number_format == '#,##0;"△"#,##0;"-"'
    assert cell.key == CellKey("budget", "d1", "appropriation")
    assert cell.align is Align.RIGHT


def test_the_total_row_stands_first_with_its_label(budget: SheetPlan):
    label = at(budget, "계")
    assert label.look is Look.TOTAL
    assert label.key == CellKey("budget", TOTAL_ROW, "department")
    assert at(budget, Decimal(252702)).row == label.row
    assert label.row < at(budget, "경제정책과").row


def test_computed_rates_print(budget: SheetPlan):
    rate = next(cell for cell in budget.cells if cell.key == CellKey("budget", "d1", "execution_rate"))
    assert isinstance(rate.content, Decimal)
    assert rate.number_format.startswith("#,##0.0;")


def test_what_stands_around_a_table_is_in_order(budget: SheetPlan):
    order = ["□ 예산", "예산현액 252,702백만원", "(단위 : 백만원, %)", "구분", "계", "1) 예산현액은 이월액을 포함"]
    assert [at(budget, text).row for text in order] == sorted(at(budget, text).row for text in order)
    assert at(budget, "(단위 : 백만원, %)").align is Align.RIGHT
    assert at(budget, "(단위 : 백만원, %)").row + 1 == at(budget, "구분").row


def test_header_cells_merge(budget: SheetPlan):
    assert at(budget, "구분").rowspan == 2
    assert at(budget, "집행").colspan == at(budget, "지출액").colspan + at(budget, "집행률").colspan


def test_the_outer_lines_of_a_table_are_thick(budget: SheetPlan):
    assert at(budget, "구분").edges == "t"
    assert at(budget, "금융투자과").edges == "b"
    assert at(budget, "경제정책과").edges == ""


def test_equal_and_blank_cells_merge_and_the_total_row_too():
    sheet = plan(reports.groups()).sheets[0]
    assert at(sheet, "일자리").rowspan == 2
    assert at(sheet, "노동").rowspan == 3
    assert at(sheet, "합계").row == at(sheet, "노동").row + 2


def test_a_rate_prints_in_the_cell_of_its_figure():
    sheet = plan(reports.groups()).sheets[0]
    cell = at(sheet, "136\n(90.7%)")
    assert cell.key == CellKey("groups", "k1", "actual")
    assert at(sheet, "3,411\n(85.3%)")


def test_what_prints_in_a_blank_cell_prints_alone():
    """S003-T88: 설계 is a period, or the note 기 완료 in its cell."""
    remark = """
code = "sites"
version = 1
title = "조성 일정"
tab = "programs"
layout = "grid"
columns = [
    { key = "design", label = "설계", type = "period" },
    { key = "note", label = "설계 비고", type = "text", inside = "design", joint = "\\n{value}" },
]
"""
    sheet = plan(reports.table("sites", remark, {"r1": {"note": "기 완료"}, "r2": {"design": "2022"}})).sheets[0]
    assert at(sheet, "기 완료").key == CellKey("sites", "r1", "design")


def test_a_label_that_does_not_print_leaves_its_header_cell_blank():
    """S001-T13: nothing stands over the ▶ between 도입 전 and 도입 후."""
    before_after = """
code = "hiring"
version = 1
title = "블라인드 채용"
tab = "coe"
layout = "grid"
columns = [
    { key = "before", label = ["채용", "도입 전"], type = "text" },
    { key = "arrow", label = "방향", type = "text", label_printed = false },
    { key = "after", label = "도입 후", type = "text" },
]
"""
    row = {"before": "나이 기입", "arrow": "▶", "after": "미수집"}
    sheet = plan(reports.table("hiring", before_after, {"r1": row})).sheets[0]
    arrow = at(sheet, "▶")
    (blank,) = (each for each in sheet.cells if each.look is Look.HEADER and each.col == arrow.col)
    assert (blank.content, blank.rowspan) == (None, 2)


def test_a_pair_is_a_text():
    assert at(plan(reports.groups()).sheets[0], "31/35").align is Align.CENTER


def test_a_form_has_its_labels_at_the_left():
    sheet = plan(reports.form()).sheets[0]
    label, figure = at(sheet, "정원"), at(sheet, Decimal(307))
    assert label.look is Look.HEADER
    assert (figure.row, figure.col) == (label.row, label.col + label.colspan)
    assert figure.key == CellKey("profile", FIELDS_ROW, "staff")


def test_a_turned_table_has_its_rows_as_columns():
    sheet = plan(reports.turned()).sheets[0]
    head, place = at(sheet, "허브"), at(sheet, "마포")
    assert head.look is Look.HEADER
    assert head.row == at(sheet, "시설").row == at(sheet, "센터").row
    assert (place.col, place.row) == (head.col, at(sheet, "위치").row)


def test_each_program_has_its_own_sheet():
    sheets = plan(*reports.pages(), sheet_per="programs").sheets
    assert [sheet.name for sheet in sheets] == ["1 안심일자리", "2 판로 지원"]


def test_a_page_of_a_summary_alone_prints_and_an_empty_one_does_not():
    programs, first, second, own = reports.pages()
    without_items = replace(first, rows=()), replace(second, rows=())
    sheets = plan(programs, *without_items, own, sheet_per="programs").sheets
    assert [sheet.name for sheet in sheets] == ["1 안심일자리"]
    assert "취약계층에 공공일자리를 제공" in texts(sheets[0])


def test_a_program_has_its_number_title_and_summary():
    first, second = plan(*reports.pages(), sheet_per="programs").sheets
    assert at(first, "1").look is Look.HEADING_MARK
    assert at(first, "안심일자리").look is Look.HEADING
    assert at(first, "취약계층에 공공일자리를 제공").look is Look.SUMMARY
    assert at(second, "2").look is Look.HEADING_MARK
    assert not [cell for cell in second.cells if cell.look is Look.SUMMARY]


def test_items_are_indented_by_their_level():
    sheet = plan(*reports.pages(), sheet_per="programs").sheets[0]
    assert [at(sheet, mark).col for mark in "□①○"] == sorted({at(sheet, mark).col for mark in "□①○"})
    text = at(sheet, "대상 : 만 18세 이상")
    assert text.col == at(sheet, "○").col + at(sheet, "○").colspan
    assert text.key == CellKey("page1", "i3", "text")


def test_a_counter_runs():
    sheet = plan(*reports.pages(), sheet_per="programs").sheets[0]
    assert at(sheet, "②").row == at(sheet, "둘째 세부사업").row


def test_a_clerks_own_table_prints_at_its_place_indented():
    sheet = plan(*reports.pages(), sheet_per="programs").sheets[0]
    head = at(sheet, "건수")
    assert at(sheet, "대상 : 만 18세 이상").row < head.row < at(sheet, "둘째 세부사업").row
    assert at(sheet, "구분").col > at(sheet, "①").col
    assert at(sheet, Decimal(1234)).key == CellKey("own1", "o1", "count")


def test_footnotes_of_a_page_stand_last():
    sheet = plan(*reports.pages(), sheet_per="programs").sheets[0]
    assert texts(sheet)[-1] == "1) 2022년 기준"


def test_the_report_is_named_once():
    first, *others = plan(reports.budget(), reports.form()).sheets
    assert texts(first)[:3] == ["2022년 2월 업무보고", "서울특별시 경제정책실 · 임시회 · 2022. 2. 9.", "Ⅰ. 일반 현황"]
    assert others == []


def test_a_table_without_rows_does_not_print():
    sheet = plan(reports.form(), reports.table("budget", reports.BUDGET)).sheets[0]
    assert "□ 예산" in texts(sheet)  # it has a total row
    sheet = plan(reports.form(), reports.table("turned", reports.TURNED)).sheets[0]
    assert "시설" not in texts(sheet)


def wide(columns: int) -> SheetPlan:
    head = "\n".join(f'[[columns]]\nkey = "c{n}"\nlabel = "정원현원합계"\ntype = "money"' for n in range(columns))
    toml = f'code = "wide"\nversion = 1\ntitle = "넓은 표"\ntab = "organization"\nlayout = "grid"\n{head}'
    return plan(reports.table("wide", toml, {"r": {f"c{n}": "1234567890" for n in range(columns)}})).sheets[0]


def test_a_wide_table_lies():
    assert wide(8).landscape
    assert sum(wide(8).widths) == LANDSCAPE_UNITS


def test_a_table_too_wide_for_any_page_is_printed_smaller_and_never_as_crosses():
    sheet = wide(40)
    numbers = [cell for cell in sheet.cells if isinstance(cell.content, Decimal)]
    assert len(numbers) == 40
    assert all(sum(sheet.widths[c.col : c.col + c.colspan]) >= text_width("1,234,567,890", 10) for c in numbers)


def test_an_empty_report_still_has_a_sheet():
    assert texts(plan().sheets[0])[0] == "2022년 2월 업무보고"


def test_a_long_table_breaks_between_pages_with_its_header():
    rows = {f"d{n}": {"department": f"{n}과", "appropriation": "1"} for n in range(80)}
    sheet = plan(reports.table("budget", reports.BUDGET, rows)).sheets[0]
    header = at(sheet, "구분")
    assert sheet.repeat_rows == (header.row, header.row + 1)
    assert len(sheet.breaks) >= 2
    edges = (0, *sheet.breaks, len(sheet.heights))
    assert all(sum(sheet.heights[top:end]) <= 733 for top, end in pairwise(edges))


@pytest.mark.parametrize("size", [2, 3, 7])
def test_no_page_breaks_within_rows_under_one_merged_cell(size: int):
    actions = """
code = "actions"
version = 1
title = "내부 운영"
tab = "coe"
layout = "grid"
columns = [
    { key = "area", label = "분야", type = "text", merge = true },
    { key = "action", label = "추진 항목", type = "text" },
]
"""
    rows = {f"a{n}": {"area": f"{n // size}분야", "action": f"{n}번 항목"} for n in range(84)}
    sheet = plan(reports.table("actions", actions, rows)).sheets[0]
    spans = [(cell.row, cell.row + cell.rowspan) for cell in sheet.cells if cell.rowspan > 1]
    assert sheet.breaks
    assert len(spans) == 84 / size
    assert not [(span, row) for span in spans for row in sheet.breaks if span[0] < row < span[1]]


def test_an_item_stays_with_the_first_item_under_it():
    programs, *_ = reports.pages()
    items = {"g": {"mark": "□", "text": "추진실적"}}
    for n in range(40):
        items |= {f"a{n}": {"mark": "①", "text": f"{n}번 성과"}, f"b{n}": {"mark": "○", "text": f"{n}번 활동"}}
    page = reports.table("page1", reports.PAGE, items, owner="p1")
    sheet = plan(programs, page, sheet_per="programs").sheets[0]
    assert sheet.breaks
    assert not {at(sheet, f"{n}번 성과").row + 1 for n in range(40)} & set(sheet.breaks)


@given(st.integers(0, 60))
def test_a_title_is_never_left_alone_at_the_end_of_a_page(count: int):
    rows = {f"d{n}": {"department": f"{n}과", "appropriation": "1"} for n in range(count)}
    sheet = plan(
        reports.table("turned", reports.TURNED, {"a": {"name": "허브"}}), reports.table("budget", reports.BUDGET, rows)
    ).sheets[0]
    title, first = at(sheet, "□ 예산").row, at(sheet, "계").row
    assert not [row for row in sheet.breaks if title < row <= first]


@given(st.text(alphabet="가나다 라마바\n", max_size=400))
def test_any_text_of_an_item_keeps_its_height(text: str):
    programs, first, *_ = reports.pages()
    page = first.with_row(reports.Row("i3", reports._cells({"mark": "○", "text": f"가{text}"})))
    sheet = plan(programs, page, sheet_per="programs").sheets[0]
    cell = next(cell for cell in sheet.cells if cell.key == CellKey("page1", "i3", "text"))
    width = sum(sheet.widths[cell.col : cell.col + cell.colspan])
    assert sum(sheet.heights[cell.row : cell.row + cell.rowspan]) >= text_height(cell.content, 11, width)


def test_the_record_names_report_template_and_definitions():
    made: WorkbookPlan = plan(reports.budget())
    assert made.record["report"] == "r1"
    assert made.record["template"] == "test"
    assert made.record["table:budget"] == "budget 1"
