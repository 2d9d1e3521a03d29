"""성과관리 as a clerk does it: a KPI, its target, the revision of July and the quarters typed into the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop.ui.dialogs.new_report import ReportWish
from desktop.ui.grids.view import GridView
from desktop.ui.pages.export_page import ExportPage
from desktop.ui.pages.tables_page import TablesPage
from tests.windows import Driver, compose

Key = Qt.Key
AS_OF = date(2021, 9, 30)


@pytest.fixture(autouse=True)
def _go_on_with_open_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clerk says yes when an export tells of open errors."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)


@pytest.fixture
def year(driver: Driver, tmp_path: Path) -> Driver:
    """The window on a new 성과관리 report with one division."""
    wish = ReportWish("가나재단", "performance_management", 1, "2021년 성과관리", AS_OF, 2021, ("일자리과",))
    driver.window.make(tmp_path / "새 업무.seonggwa", wish)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    return driver


def test_a_target_is_rolled_and_rate_and_grade_follow(year: Driver, tmp_path: Path) -> None:
    _define(year)
    _rows(year, "평가 등급 기준", ("S", "120.0", "확대"), ("A", "90.0", "유지"), ("B", "0.0", "개선"))
    _rows(year, "목표 조정", ("당초", None, "100", "2021. 1. 15."))
    _rows(year, "목표·분기 실적", ("창업 지원", "100", None, None, "40", "30", "25"))
    assert _evaluated(year) == ("100", "95", "95.0", "A")
    assert _errors(year) == []

    _rows(year, "목표 조정", ("7월 롤링", None, "120", "2021. 7. 12."))
    assert _errors(year) == ["kpi_management.components", "kpi_revisions.reason"]
    _type_over(year, "목표 조정", 1, 4, "예산 증액")
    _type_over(year, "목표·분기 실적", 0, 2, "120")
    assert _errors(year) == []
    assert _evaluated(year) == ("120", "95", "79.2", "B")

    year.control(Key.Key_Z)
    assert _errors(year) == ["kpi_management.components"]
    year.control(Key.Key_Y)
    assert _evaluated(year) == ("120", "95", "79.2", "B")
    _read_back(_export(year, tmp_path))


def _define(driver: Driver) -> None:
    _rows(driver, "핵심성과지표 정의", ("일자리 창출", "명", "만든 일자리의 수"))
    grid = _grid(driver, "지표 관리 기준")
    for column, word in enumerate(("기관", "일자리과", "상향", "단년", "합계", "조정 목표"), start=2):
        _type_into(driver, grid, 0, column, word)


def _grid(driver: Driver, title: str) -> GridView:
    """Choose a table of the tab by its name in the list."""
    view = driver.window.view
    assert view is not None
    view.show_tab("indicators")
    page = view.current_page()
    assert isinstance(page, TablesPage)
    items = [page.list.topLevelItem(place) for place in range(page.list.topLevelItemCount())]
    page.list.setCurrentItem(next(item for item in items if item and item.text(0).strip() == title))
    driver.settle()
    assert page.editor is not None
    assert page.editor.grid is not None
    return page.editor.grid


def _rows(driver: Driver, title: str, *rows: tuple[str | None, ...]) -> None:
    """Add rows with the button and type them; None is passed over."""
    for row in rows:
        grid = _grid(driver, title)
        before = _body(grid)
        button = next(
            each for each in driver.window.findChildren(QPushButton, "add_row") if each.isVisible() and each.isEnabled()
        )
        button.setFocus()
        driver.press(Key.Key_Space)
        assert _body(grid) == before + 1
        for column, text in enumerate(row):
            if text is not None:
                _type_into(driver, grid, before, column, text)


def _body(grid: GridView) -> int:
    return sum(not row.is_total for row in grid.table_model.rows)


def _type_over(driver: Driver, title: str, row: int, column: int, text: str) -> None:
    _type_into(driver, _grid(driver, title), row, column, text)


def _type_into(driver: Driver, grid: GridView, row: int, column: int, text: str) -> None:
    driver.at(grid, row, column)
    if text.isascii():
        driver.type(text)
    else:
        compose(text, driver.focus())
    driver.press(Key.Key_Tab)
    assert grid.table_model.face(row, column).text.replace(",", "") == text


def _evaluated(driver: Driver) -> tuple[str, ...]:
    """Target, result, rate and grade as the year-end sheet shows them."""
    model = _grid(driver, "연말 평가표").table_model
    return tuple(model.face(0, column).text for column in (3, 4, 5, 6))


def _errors(driver: Driver) -> list[str]:
    session = driver.window.session
    assert session is not None
    return sorted(finding.code for finding in session.findings if finding.severity == "error")


def _export(driver: Driver, folder: Path) -> Path:
    view = driver.window.view
    assert view is not None
    view.show_tab("export")
    page = view.current_page()
    assert isinstance(page, ExportPage)
    page.folder.setText(str(folder))
    driver.wait(lambda: page.sheets.count() > 0 and not driver.window.jobs.is_busy)
    button = driver.window.findChild(QPushButton, "export.run")
    assert button is not None
    button.setFocus()
    driver.press(Key.Key_Space)
    driver.wait(lambda: bool(page.outcome.text()) and not driver.window.jobs.is_busy)
    return folder / page.name.text()


def _read_back(target: Path) -> None:
    book = load_workbook(target)
    rows = {
        sheet.title: [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }
    rolled = next(row for row in rows["목표 조정 내역"] if "7월 롤링" in row)
    assert rolled == ["7월 롤링", "명", 100, 120, 20, "2021. 7. 12.", "예산 증액"]
    progress = next(row for row in rows["진도점검표"] if "창업 지원" in row)
    assert progress == ["일자리 창출", "창업 지원", "명", 120, 40, 30, 25, 95, 79.2]
    year_end = next(row for row in rows["연말 평가표"] if "일자리 창출" in row)
    assert year_end == ["일자리과", "일자리 창출", "명", 120, 95, 79.2, "B"]
    assert any("일자리과" in name for name in book.sheetnames)
