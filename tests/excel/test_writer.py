import re
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from desktop.excel.errors import LongTextError
from desktop.excel.texts import LONGEST_TEXT, storable
from desktop.excel.writer import write_workbook
from tests.excel.plans import MONEY, budget_plan, text_plan


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "예산.xlsx"
    write_workbook(budget_plan(), path)
    return load_workbook(path)


def test_values_and_formats_are_those_of_the_plan(workbook: Workbook):
    sheet = workbook["예산"]
    for cell in budget_plan().sheets[0].cells:
        written = sheet.cell(cell.row + 1, cell.col + 1)
        expected = cell.content if isinstance(cell.content, str) else float(cell.content)
        assert written.value == expected
        assert written.number_format == cell.number_format


def test_spans_are_merged(workbook: Workbook):
    assert {str(area) for area in workbook["예산"].merged_cells.ranges} == {"A1:C1", "A2:A3", "B2:C2"}


def test_a_merged_range_has_its_lines_on_every_side(tmp_path: Path):
    """Read from the file itself, because openpyxl repairs borders when it loads."""
    path = tmp_path / "예산.xlsx"
    write_workbook(budget_plan(), path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    styles = dict(re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet))
    assert styles["A2"] == styles["A3"]
    assert styles["B2"] == styles["C2"]


def test_outer_lines_are_thicker(workbook: Workbook):
    sheet = workbook["예산"]
    assert sheet["B2"].border.top.style == "medium"
    assert sheet["B2"].border.bottom.style == "thin"
    assert sheet["A4"].border.bottom.style == "medium"
    assert sheet["A1"].border.top.style is None


def test_looks(workbook: Workbook):
    sheet = workbook["예산"]
    assert sheet["A2"].font.name == "맑은 고딕"
    assert sheet["A2"].font.b
    assert sheet["A2"].fill.fgColor.rgb.endswith("DFE6F0")
    assert sheet["A4"].alignment.horizontal == "distributed"
    assert sheet["A4"].alignment.indent == 1
    assert sheet["A4"].alignment.wrap_text
    assert sheet["B4"].alignment.horizontal == "right"


def test_cells_of_one_look_share_one_style(workbook: Workbook):
    sheet = workbook["예산"]
    assert sheet["B3"]._style == sheet["C3"]._style
    assert sheet["B4"]._style != sheet["C4"]._style


def test_page_set_up(workbook: Workbook):
    sheet = workbook["예산"]
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "portrait"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$2:$3"
    assert sheet.print_area == "'예산'!$A$1:$C$4"
    assert [brk.id for brk in sheet.row_breaks.brk] == [3]
    assert sheet.oddFooter.right.text == "&P / &N"
    assert workbook["둘째"].page_setup.orientation == "landscape"


def test_pages_are_counted_from_where_the_plan_says(tmp_path: Path):
    plan = budget_plan()
    sheet = replace(plan.sheets[0], page_label="{page}", first_page=1)
    write_workbook(replace(plan, sheets=(sheet,)), tmp_path / "예산.xlsx")
    written = load_workbook(tmp_path / "예산.xlsx")["예산"]
    assert written.oddFooter.right.text == "&P"
    assert (written.page_setup.firstPageNumber, written.page_setup.useFirstPageNumber) == (1, True)


def test_widths_and_heights(workbook: Workbook):
    sheet = workbook["예산"]
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [30.0, 33.0, 33.0]
    assert sheet.row_dimensions[1].height == 24.0


def test_the_document_has_its_title(workbook: Workbook):
    assert workbook.properties.title == "2022년 2월 주요업무보고"


def test_the_hidden_sheet_says_where_each_figure_stands(workbook: Workbook):
    record = workbook["_자료"]
    assert record.sheet_state == "hidden"
    assert [[each.value for each in row if each.value] for row in record.iter_rows()] == [
        ["report", "r1"],
        ["template", "work_report_2022"],
        ["sheet", "address", "table", "row", "column"],
        ["예산", "B4", "t", "r", "a"],
        ["예산", "C4", "t", "r", "b"],
    ]
    assert workbook.sheetnames == ["예산", "둘째", "_자료"]


def test_the_number_format_reads_as_in_the_plan(workbook: Workbook):
    assert workbook["예산"]["B4"].number_format == MONEY


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
@example("=1+1")
@example('=HYPERLINK("http://x","y")')
@example("+1")
@example("-1")
@example("@SUM(A1)")
@example("\t=1+1")
@example("가\x0b나\x00\ud800\uffff")
@example("_x0041_")
@example(" \n 앞뒤 \r\n")
@example('&C&"Arial"')
def test_no_text_ever_becomes_a_formula(text: str):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "글.xlsx"
        write_workbook(text_plan(text), path)
        with zipfile.ZipFile(path) as archive:
            assert all(b"<f>" not in archive.read(name) for name in archive.namelist() if "worksheets" in name)
        cell = load_workbook(path)["시트"]["A1"]
    assert cell.data_type in ("s", "n")
    assert (cell.value or "") == storable(text)


def test_what_could_become_a_formula_when_edited_is_quoted(tmp_path: Path):
    path = tmp_path / "글.xlsx"
    write_workbook(text_plan("=1+1"), path)
    assert load_workbook(path)["시트"]["A1"].quotePrefix


def test_the_longest_text_is_kept_whole(tmp_path: Path):
    path = tmp_path / "긴글.xlsx"
    write_workbook(text_plan("가" * LONGEST_TEXT), path)
    assert len(load_workbook(path)["시트"]["A1"].value) == LONGEST_TEXT


@pytest.mark.parametrize("text", ["가" * (LONGEST_TEXT + 1), "\U00020000" * (LONGEST_TEXT // 2 + 1)])
def test_a_longer_text_is_refused_and_never_cut(tmp_path: Path, text: str):
    with pytest.raises(LongTextError) as caught:
        write_workbook(text_plan(text), tmp_path / "긴글.xlsx")
    assert caught.value.key is not None
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_sheets_and_the_saving(tmp_path: Path):
    steps: list[tuple[int, int]] = []
    write_workbook(budget_plan(), tmp_path / "예산.xlsx", lambda done, whole: steps.append((done, whole)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("at", [0, 1, 2])
def test_cancelling_leaves_nothing_behind(tmp_path: Path, at: int):
    class CancelledError(Exception):
        pass

    def cancel(done: int, _whole: int) -> None:
        if done == at:
            raise CancelledError

    target = tmp_path / "예산.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(CancelledError):
        write_workbook(budget_plan(), target, cancel)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_written_but_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed program would leave it in the folder for temporary files."""
    opened: list[str] = []
    monkeypatch.setattr("openpyxl.worksheet._writer.create_temporary_file", lambda suffix="": opened.append(suffix))
    write_workbook(budget_plan(), tmp_path / "보고.xlsx")
    assert opened == []
    assert [file.name for file in tmp_path.iterdir()] == ["보고.xlsx"]
