"""A clerk makes a table of her own by keys (header levels, rate, total row), fills it, sees what is wrong, exports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from desktop.domain.report import TOTAL_ROW, CellKey, Table
from desktop.services.reports import export_report
from desktop.ui.dialogs.own_table import OwnTableDialog
from desktop.ui.grids.view import GridView
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.pages.programs_page import ProgramsPage
from tests.windows import Driver, compose

Key = Qt.Key
_EVERY_MS, _MOST_TABS = 20, 60
ROWS = (("창업 지원", "1000", "900"), ("판로 개척", "500", "250"))
PLANNED, SPENT, RATE = 1, 2, 3


def test_a_table_made_by_hand_adds_up_is_checked_and_printed(driver: Driver, tmp_path: Path) -> None:
    outline = page_of_program(driver)
    table = made(driver, outline, lambda dialog: describe(driver, dialog))
    grid = grid_of(driver, outline, table)
    fill(driver, grid, ROWS)
    assert shown(grid, 0)[1:] == ["1,500", "1,150", "76.7"]
    assert [shown(grid, row)[RATE] for row in (1, 2)] == ["90.0", "50.0"]
    assert findings(outline, table) == []

    driver.at(grid, 0, PLANNED)
    driver.press(Key.Key_F2)
    driver.type("1600")
    driver.press(Key.Key_Return)
    planned = table.definition.columns[PLANNED].key
    driver.wait(lambda: bool(findings(outline, table)))
    assert ("total.column", CellKey(table.uid, TOTAL_ROW, planned)) in findings(outline, table)
    driver.control(Key.Key_Z)
    driver.wait(lambda: not findings(outline, table))
    target = tmp_path / "보고.xlsx"
    export_report(outline.session.desk, target, ("programs",))
    sheet_holds_it(target)


def describe(driver: Driver, dialog: OwnTableDialog) -> None:
    """Title, total row and four columns, all by Tab, letters and arrows."""
    write(driver, dialog.title, "지원 사업 집행")
    choose(driver, dialog.total, "맨 위")
    dialog.lines[-1].label.setFocus()
    press(dialog, "add_column")
    kinds = ("글", "금액", "금액", "글")
    for line, label, kind in zip(dialog.lines, ("사업", "예산 > 계획", "예산 > 집행", "집행률"), kinds, strict=True):
        write(driver, line.label, label)
        choose(driver, line.type, kind)
    for line in dialog.lines[PLANNED:RATE]:
        write(driver, line.unit, "백만원")
        reach(driver, line.summed)
        driver.press(Key.Key_Space)
    rate = dialog.lines[RATE]
    choose(driver, rate.way, "비율")
    assert rate.formula.text() == "집행 / 계획 * 100"


def sheet_holds_it(target: Path) -> None:
    """The header has its levels merged; figures, total and rate are numbers."""
    sheet, row = next(
        (sheet, cell.row - 3)
        for sheet in load_workbook(target)
        for line in sheet
        for cell in line
        if cell.value == ROWS[0][0] and 1000 in figures(sheet, cell.row)
    )
    assert figures(sheet, row) == ["사업", "예산", "집행률"]
    assert figures(sheet, row + 1) == ["계획", "집행"]
    assert figures(sheet, row + 2) == ["계", 1500, 1150, 76.7]
    assert figures(sheet, row + 3) == ["창업 지원", 1000, 900, 90]
    assert figures(sheet, row + 4) == ["판로 개척", 500, 250, 50]
    merged = [area for area in sheet.merged_cells.ranges if area.min_row == row]
    assert {sheet.cell(row, area.min_col).value: area.size["rows"] for area in merged} == {
        "사업": 2,
        "예산": 1,
        "집행률": 2,
    }


def figures(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row] if cell.value is not None]


# ------------------------------------------------------------ the window


def page_of_program(driver: Driver) -> OutlineEditor:
    driver.control(Key.Key_3)
    assert driver.window.view is not None
    page = driver.window.view.current_page()
    assert isinstance(page, ProgramsPage)
    assert page.outline is not None
    page.outline.start()
    driver.settle()
    return page.outline


def made(driver: Driver, outline: OutlineEditor, fill: Callable[[OwnTableDialog], None]) -> Table:
    """The table that the clerk makes below the first item; the dialog is confirmed by Return."""
    before = set(outline.session.report.tables)
    button = next(each for each in driver.window.findChildren(QPushButton, "add_table") if each.isVisible())
    button.setFocus()
    failed: list[BaseException] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, OwnTableDialog) or not dialog.isActiveWindow():
            QTimer.singleShot(_EVERY_MS, look)
            return
        try:
            fill(dialog)
            reach(driver, dialog.title)
            driver.press(Key.Key_Return)
            assert not dialog.problem.text(), dialog.problem.text()
        except BaseException as error:  # noqa: BLE001 - told outside the dialog's own loop, which would swallow it
            failed.append(error)
            dialog.reject()

    QTimer.singleShot(_EVERY_MS, look)
    driver.press(Key.Key_Space)
    if failed:
        raise failed[0]
    (new,) = set(outline.session.report.tables) - before
    return outline.session.report.tables[new]


def reach(driver: Driver, widget: QWidget) -> None:
    """Go to a widget by Tab alone."""
    for _ in range(_MOST_TABS):
        if widget.hasFocus():
            return
        driver.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.objectName()}")


def write(driver: Driver, widget: QWidget, text: str) -> None:
    reach(driver, widget)
    driver.control(Key.Key_A)
    compose(text, widget)
    driver.settle()


def choose(driver: Driver, box: QComboBox, text: str) -> None:
    """Choose by the arrow keys."""
    reach(driver, box)
    driver.press(Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() == text:
            return
        driver.press(Key.Key_Down)
    raise AssertionError(f"{box.objectName()} does not offer {text}")


def press(dialog: OwnTableDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def grid_of(driver: Driver, outline: OutlineEditor, table: Table) -> GridView:
    driver.window.activateWindow()  # a screen that is none gives the focus back to no window
    driver.wait(driver.window.isActiveWindow)
    return next(grid for grid in outline.findChildren(GridView) if grid.table_model.table_uid == table.uid)


def fill(driver: Driver, grid: GridView, rows: tuple[tuple[str, ...], ...]) -> None:
    """Type row after row, from cell to cell by Tab, which adds the next row."""
    grid.setFocus()
    driver.control(Key.Key_Insert)
    driver.at(grid, len(grid.table_model.rows) - 1, 0)
    typed = [text for row in rows for text in row]
    for place, text in enumerate(typed, start=1):
        driver.type(text) if text.isascii() else compose(text, driver.focus())
        driver.press(Key.Key_Tab if place < len(typed) else Key.Key_Backtab)


def shown(grid: GridView, row: int) -> list[str]:
    return [grid.table_model.face(row, column).text for column in range(4)]


def findings(outline: OutlineEditor, table: Table) -> list[tuple[str, CellKey]]:
    return [(each.code, each.key) for each in outline.session.findings if each.key.table == table.uid]
