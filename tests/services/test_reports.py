import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.changes import AddRow, ChangeSet
from desktop.domain.editing import type_text
from desktop.domain.report import CellKey, ReportInfo, Row
from desktop.domain.values import Value
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.reports import export_report, plan_report, proposed_name
from desktop.services.workspaces import create_workspace


def info(**changes: object) -> ReportInfo:
    values = {
        "uid": "r1",
        "template": "work_report_2022",
        "template_version": 1,
        "title": "2022년 2월 주요업무보고",
        "organization": "서울특별시 경제정책실",
        "fiscal_year": 2022,
        "as_of": date(2022, 1, 21),
    }
    return ReportInfo(**(values | changes))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    catalog = load_catalog(resources_dir())
    path = tmp_path / "시험.seonggwa"
    made = create_workspace(path, catalog, "서울특별시 경제정책실", "홍길동", lambda: datetime(2022, 2, 1))  # noqa: DTZ001
    made.create_report(info())
    departments = made.report.of_code("departments")[0].uid
    made.apply(ChangeSet("부서", (AddRow(departments, Row("d1", {"name": Value.of("경제정책과")}), 0),)))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "보고"
    made.mkdir()
    return made


def set_function(desk: Desk, text: str) -> None:
    table = desk.report.of_code("functions")[0].uid
    changes = type_text(desk.evaluation, CellKey(table, "d1", "department_function"), text)
    assert changes is not None
    desk.apply(changes)


def test_a_report_is_exported(desk: Desk, folder: Path):
    set_function(desk, "경제정책 총괄")
    result = export_report(desk, folder / "보고.xlsx")
    workbook = load_workbook(result.path)
    texts = {cell.value for row in workbook["일반 현황"].iter_rows() for cell in row}
    assert {"경제정책과", "• 경제정책 총괄"} <= texts
    assert result.sheets == len(workbook.sheetnames) - 1
    assert list(folder.iterdir()) == [result.path]


def test_the_suffix_is_added(desk: Desk, folder: Path):
    assert export_report(desk, folder / "2022.1.21").path == folder / "2022.1.21.xlsx"


def test_only_chosen_chapters(desk: Desk):
    template = desk.catalog.templates["work_report_2022"]
    assert [sheet.name for sheet in plan_report(desk.evaluation, template, ["general"]).sheets] == ["일반 현황"]


def test_a_missing_folder_is_said(desk: Desk, folder: Path):
    with pytest.raises(UserError, match=r"폴더 '.*없음'이 없어"):
        export_report(desk, folder / "없음" / "보고.xlsx")


def test_a_file_that_cannot_be_replaced_is_said(desk: Desk, folder: Path):
    (folder / "보고.xlsx").mkdir()
    with pytest.raises(UserError, match="다른 프로그램에서 열려 있거나"):
        export_report(desk, folder / "보고.xlsx")
    assert [path.name for path in folder.iterdir()] == ["보고.xlsx"]


def test_a_text_beyond_the_limit_is_said_with_its_place(desk: Desk, folder: Path):
    set_function(desk, "가" * 33_000)
    with pytest.raises(UserError, match=r"'주요기능 · 담당업무' 칸의 글이 33,00\d자로"):
        export_report(desk, folder / "보고.xlsx")
    assert list(folder.iterdir()) == []


def test_a_cancel_leaves_nothing(desk: Desk, folder: Path):
    class CancelledError(Exception):
        pass

    def cancel(_done: int, _whole: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        export_report(desk, folder / "보고.xlsx", progress=cancel)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "2022년 2월 주요업무보고_경제정책실_20220121.xlsx"),
        ({"as_of": None}, "2022년 2월 주요업무보고_경제정책실.xlsx"),
        ({"as_of": None, "reported_on": date(2022, 2, 9)}, "2022년 2월 주요업무보고_경제정책실_20220209.xlsx"),
        ({"title": 'A/B:C*?"<>|\\D.'}, "A B C D_경제정책실_20220121.xlsx"),
        ({"title": "con", "organization": "", "as_of": None}, "보고_con.xlsx"),
        ({"title": " . ", "organization": "", "as_of": None}, "보고.xlsx"),
        ({"title": "가" * 300, "organization": "", "as_of": None}, "가" * 120 + ".xlsx"),
    ],
)
def test_the_proposed_name_is_legal_on_windows(changes: dict[str, object], name: str):
    assert proposed_name(info(**changes)) == name


def test_the_spreadsheet_library_is_not_loaded_at_start():
    code = "import sys, desktop.services.reports; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
