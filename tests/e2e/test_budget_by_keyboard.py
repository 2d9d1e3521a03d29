"""The main job: S003-T05 typed into the real window by real key events, seen, exported and compared."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton

from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey
from desktop.ui.dialogs.new_report import ReportWish
from desktop.ui.pages.export_page import ExportPage
from tests.windows import Driver

Key = Qt.Key
SHARED = Path(__file__).resolve().parents[3] / "shared"

# 서울특별시 경제정책실 주요업무보고(2022. 2.), 예산: 부서, 예산현액, 원인행위액, 지출액, 집행률(원인행위액, 지출액).
BUDGET = (
    ("경제정책과", "131,125", "120", "120", "0.1", "0.1"),
    ("창업정책과", "39,822", "1,147", "994", "2.9", "2.5"),
    ("일자리정책과", "230,044", "7,514", "6,997", "3.3", "3.0"),
    ("제조산업혁신과", "55,245", "7,701", "2,329", "13.9", "4.2"),
    ("캠퍼스타운활성화과", "38,846", "6,407", "6,407", "16.5", "16.5"),
    ("도시농업과", "94,657", "6,388", "20", "6.7", "0.0"),
    ("전략산업기반과", "9,488", "403", "94", "4.2", "1.0"),
    ("바이오AI산업과", "93,232", "7,288", "1,427", "7.8", "1.5"),
    ("금융투자과", "26,920", "26", "269", "1.0", "1.0"),
    ("미디어콘텐츠산업과", "28,793", "3,722", "740", "12.9", "2.6"),
    ("서울시립과학관", "2,236", "215", "88", "9.6", "3.9"),
    ("농업기술센터", "3,568", "6", "3", "0.2", "0.1"),
)
SOURCES = ("708,321", "3,087", "42,568")
STATED_TOTAL, STATED_RATE = "41181", "1.0"


@pytest.fixture(autouse=True)
def _go_on_with_open_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clerk says yes when an export tells of open errors."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)


@pytest.fixture
def empty(driver: Driver, tmp_path: Path) -> Driver:
    """The window on a new workspace with the twelve divisions and nothing else."""
    wish = ReportWish(
        "서울특별시 경제정책실",
        "work_report_2022",
        1,
        "2022년 2월 주요업무보고",
        date(2022, 1, 21),
        2022,
        tuple(row[0] for row in BUDGET),
    )
    driver.window.make(tmp_path / "새 업무.seonggwa", wish)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    return driver


def test_the_budget_is_typed_seen_and_exported(empty: Driver, tmp_path: Path) -> None:
    driver = empty
    grid = driver.table("budget")
    driver.at(grid, 1, 1)
    for row in BUDGET:
        for figure in row[1:4]:
            driver.type(figure)
            driver.press(Key.Key_Tab)
    _type_sources(driver)
    _see(driver)
    _state_what_was_published(driver)
    target = _export(driver, tmp_path)
    _cells_are_numbers(target)
    _compare(target)


def _type_sources(driver: Driver) -> None:
    for key, figure in zip(("original_budget", "transferred_budget", "carried_over_budget"), SOURCES, strict=True):
        field = driver.window.findChild(QLineEdit, f"budget.{key}")
        assert field is not None
        field.setFocus()
        driver.type(figure)
        driver.press(Key.Key_Return)


def _see(driver: Driver) -> None:
    """Totals and rates appear by themselves; the figure that cannot be is marked."""
    model = driver.table("budget").table_model
    assert [model.face(0, column).text for column in range(6)] == ["계", "753,976", "40,937", "19,488", "5.4", "2.6"]
    shown = {model.face(row, 0).text: [model.face(row, column).text for column in (4, 5)] for row in range(1, 13)}
    for name, _, _, _, obligated, spent in BUDGET:
        expected = "0.1" if name == "금융투자과" else obligated
        assert shown[name] == [expected, spent], name
    session = driver.window.session
    assert session is not None
    assert {finding.key.row for finding in session.findings if finding.code == "budget.order"} == {model.rows[9].uid}


def _state_what_was_published(driver: Driver) -> None:
    """F2 on computed cells: the published total and rate, both of them wrong."""
    grid = driver.table("budget")
    for (row, column), figure in {(0, 2): STATED_TOTAL, (9, 4): STATED_RATE}.items():
        driver.at(grid, row, column)
        driver.press(Key.Key_F2)
        driver.type(figure)
        driver.press(Key.Key_Return)
    assert grid.table_model.face(0, 2).text == "41,181"
    assert [grid.table_model.face(0, column).text for column in (4, 5)] == ["5.5", "2.6"]


def _export(driver: Driver, folder: Path) -> Path:
    view = driver.window.view
    assert view is not None
    driver.control(Key.Key_E)
    page = view.current_page()
    assert isinstance(page, ExportPage)
    assert page.name.text() == "2022년 2월 주요업무보고_경제정책실_20220121.xlsx"
    page.folder.setText(str(folder))
    driver.wait(lambda: page.sheets.count() > 0 and not driver.window.jobs.is_busy)
    button = driver.window.findChild(QPushButton, "export.run")
    assert button is not None
    button.setFocus()
    driver.press(Key.Key_Space)
    driver.wait(lambda: bool(page.outcome.text()) and not driver.window.jobs.is_busy)
    assert page.open_button.isVisible()
    return folder / page.name.text()


def _cells_are_numbers(target: Path) -> None:
    sheet = load_workbook(target)["일반 현황"]
    rows = {row[0].value: [cell for cell in row if cell.value is not None] for row in sheet.iter_rows() if row[0].value}
    finance = [cell.value for cell in rows["금융투자과"]]
    assert finance == ["금융투자과", 26920, 26, 269, 1, 1] or [round(float(v), 3) for v in finance[1:5]] == [
        26920,
        26,
        269,
        1.0,
    ]
    assert all(isinstance(cell.value, int | float) for cell in rows["금융투자과"][1:])


def _compare(target: Path) -> None:
    tool = SHARED / "tools" / "compare_official.py"
    if not tool.is_file():
        pytest.skip(f"the comparison with the official document needs {tool}")
    command = [sys.executable, str(tool), str(target), "--tables", str(SHARED / "official-tables" / "s003a.json")]
    outcome = subprocess.run([*command, "--only", "S003-T05"], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "exact" in outcome.stdout or "whitespace" in outcome.stdout, outcome.stdout


def test_the_keys_of_the_fields_are_where_they_belong(empty: Driver) -> None:
    """What the first test typed went into the report as figures, not as texts."""
    grid = empty.table("budget")
    empty.at(grid, 1, 1)
    empty.type("131125")
    empty.press(Key.Key_Return)
    session = empty.window.session
    assert session is not None
    shown = session.evaluation.shown(CellKey(grid.table_model.table_uid, TOTAL_ROW, "appropriation"))
    assert shown.value is not None
    assert shown.value.text == "131125"
    blank = session.evaluation.shown(CellKey(grid.table_model.table_uid, FIELDS_ROW, "original_budget"))
    assert blank.value is None
