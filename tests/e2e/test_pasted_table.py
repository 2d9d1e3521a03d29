"""A clerk pastes a whole table from Excel by Ctrl+V, confirms it, sees its wrong total, exports it and hands it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.domain.digest import content_digest
from desktop.domain.report import TOTAL_ROW, Table
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.exchange import export_data, import_file
from desktop.services.reports import Style, export_report
from desktop.services.workspaces import create_workspace
from desktop.ui.dialogs.pasted_table import PastedTableDialog
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.pages.programs_page import ProgramsPage
from tests.windows import NOW, Driver

Key = Qt.Key
EXCEL = Path(__file__).resolve().parents[1] / "clipboards" / "excel_budget.html"
CHAPTERS = ("programs",)
_EVERY_MS = 20


def copied(text: str = "", html: str = "") -> None:
    """Put on the real clipboard what another program copies."""
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def page_of_program(driver: Driver) -> OutlineEditor:
    driver.control(Key.Key_3)
    view = driver.window.view
    assert view is not None
    page = view.current_page()
    assert isinstance(page, ProgramsPage)
    assert page.outline is not None
    page.outline.start()
    driver.settle()
    return page.outline


def own_tables(outline: OutlineEditor) -> dict[str, Table]:
    return {uid: table for uid, table in outline.session.report.tables.items() if table.is_custom}


def in_dialog(answer: Callable[[PastedTableDialog], None]) -> None:
    """Answer the dialog once it is there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PastedTableDialog) and dialog.isActiveWindow():
            answer(dialog)
        else:
            QTimer.singleShot(_EVERY_MS, look)

    QTimer.singleShot(_EVERY_MS, look)


def pasted(driver: Driver) -> tuple[OutlineEditor, Table]:
    """The budget of Excel, pasted into the first item of the first program and confirmed by Return."""
    outline = page_of_program(driver)
    before = own_tables(outline)
    seen: list[list[str]] = []

    def confirm(dialog: PastedTableDialog) -> None:
        seen.append([dialog.proposals.item(place).text() for place in range(dialog.proposals.count())])
        QTest.keyClick(dialog.take, Key.Key_Return)

    in_dialog(confirm)
    copied("구 분\t예산현액", EXCEL.read_text(encoding="utf-8"))
    driver.control(Key.Key_V)
    assert seen == [
        [
            "합계 행 '계': 3열 가운데 2열 맞음. 맞지 않는 열: 원인행위액",
            "집행률 원인행위액 = 원인행위액 ÷ 예산현액 × 100: 4행 모두 맞음",
            "집행률 지출액 = 지출액 ÷ 예산현액 × 100: 4행 모두 맞음",
        ]
    ]
    (new,) = (table for uid, table in own_tables(outline).items() if uid not in before)
    return outline, new


def test_a_table_pasted_from_excel_is_checked_printed_and_handed_on(driver: Driver, tmp_path: Path) -> None:
    outline, table = pasted(driver)
    desk = outline.session.desk
    assert [len(column.label) for column in table.definition.columns] == [1, 1, 1, 1, 2, 2]
    wrong = [each for each in desk.findings if each.key.table == table.uid]
    assert [(each.code, each.key.row, each.key.column) for each in wrong][:1] == [("total.column", TOTAL_ROW, "c3")]
    sheet_holds_it(desk_file := tmp_path / "보고.xlsx", lambda: export_report(desk, desk_file, CHAPTERS))
    plain = tmp_path / "자료.xlsx"
    export_report(desk, plain, CHAPTERS, style=Style.DATA)
    assert any("예산 집행 현황" in str(cell.value) for sheet in load_workbook(plain) for row in sheet for cell in row)
    (data := tmp_path / "보고.json").write_text(json.dumps(export_data(desk)), encoding="utf-8")
    again = create_workspace(
        tmp_path / "다른.seonggwa", load_catalog(resources_dir()), "다른 기관", "담당", lambda: NOW
    )
    import_file(again, data)
    assert content_digest(again.report) == content_digest(desk.report)
    again.close()


def sheet_holds_it(target: Path, export: Callable[[], object]) -> None:
    """The official sheet has the merged header, the figures as numbers and the stated total."""
    export()
    sheet, row, column = next(
        (sheet, cell.row, cell.column)
        for sheet in load_workbook(target)
        for line in sheet
        for cell in line
        if cell.value == "예산현액" and _below(sheet, cell.row, cell.column, 2) == 456236
    )
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert [cell.value for cell in sheet[row] if cell.value] == ["구 분", "예산현액", "원인행위액", "지출액", "집행률"]
    assert any(area.startswith(sheet.cell(row, column).coordinate) for area in merged)
    figures = [cell.value for cell in sheet[row + 2] if isinstance(cell.value, int | float)]
    assert figures[:3] == [456236, 16723, 10440]


def _below(sheet: Worksheet, row: int, column: int, rows: int) -> object:
    return sheet.cell(row + rows, column).value


def test_one_undo_takes_a_pasted_table_back_whole(driver: Driver) -> None:
    outline = page_of_program(driver)
    before = content_digest(outline.session.report)
    outline, table = pasted(driver)
    driver.window.setFocus()
    outline.session.undo()
    assert content_digest(outline.session.report) == before
    outline.session.redo()
    assert outline.session.report.tables[table.uid].total.value("c3") is not None


def test_a_cancelled_paste_leaves_all_as_it_is(driver: Driver) -> None:
    outline = page_of_program(driver)
    before = content_digest(outline.session.report)
    in_dialog(lambda dialog: QTest.keyClick(dialog, Key.Key_Escape))
    copied("가\t나\n1\t2\n3\t4")
    driver.control(Key.Key_V)
    assert content_digest(outline.session.report) == before


def test_the_menu_pastes_a_table_and_a_single_cell_of_excel_is_a_text(driver: Driver) -> None:
    outline = page_of_program(driver)
    before = own_tables(outline)
    copied("한 칸", "<table><tr><td>한 칸</tr></table>")
    driver.press(Key.Key_End)
    driver.control(Key.Key_V)
    assert own_tables(outline) == before
    in_dialog(lambda dialog: QTest.keyClick(dialog.take, Key.Key_Return))
    copied("가\t나\n1\t2\n3\t4")
    driver.press(Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(own_tables(outline)) == len(before) + 1


@pytest.mark.parametrize(
    ("text", "html", "sentence"),
    [
        ("가\t나\t다\n1\t2\n3\t4\t5", "", "2행이 2칸으로, 표의 3칸과 다릅니다"),
        ("", "<table><tr><td>가<td><table><tr><td>1</table></tr></table>", "표가 또 있습니다"),
    ],
)
def test_a_paste_that_is_no_table_is_refused_and_changes_nothing(
    driver: Driver, text: str, html: str, sentence: str
) -> None:
    outline = page_of_program(driver)
    before, told = content_digest(outline.session.report), []
    outline.session.events.refused.connect(told.append)
    copied(text, html)
    driver.control(Key.Key_V)
    assert len(told) == 1
    assert sentence in told[0]
    box = next(box for box in driver.window.findChildren(QMessageBox) if box.isVisible())
    assert sentence in box.text()
    box.close()
    assert content_digest(outline.session.report) == before
