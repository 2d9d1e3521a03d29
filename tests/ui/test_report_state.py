"""Closing and correcting a report in the window, and what its workbook says of it afterwards."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QMessageBox, QPushButton, QWidget

from desktop.domain.life import Status
from desktop.domain.report import FIELDS_ROW
from desktop.services import life
from desktop.services.explaining import switch_off
from desktop.services.reports import export_report
from desktop.ui.dialogs.report_state import ReportStateDialog
from desktop.ui.forms.field_edit import FieldLine
from desktop.ui.grids.model import CellKind
from desktop.ui.grids.view import GridView
from desktop.ui.outline.item_edit import ItemEdit
from desktop.ui.session import Session
from tests.windows import Driver

Key = Qt.Key


def session_of(driver: Driver) -> Session:
    assert driver.window.session is not None
    return driver.window.session


def sentences(driver: Driver) -> list[str]:
    said: list[str] = []
    driver.window.events.refused.disconnect(driver.window.errors.show)
    driver.window.events.refused.connect(said.append)
    return said


def click(driver: Driver, dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()
    driver.settle()


def close(driver: Driver) -> None:
    """Open 상태, give each error a reason, close."""
    dialog = ReportStateDialog(session_of(driver), driver.window)
    for row in range(dialog.reasons.rowCount()):
        item = dialog.reasons.item(row, 1)
        assert item is not None
        item.setText(f"원문대로 {row}")
    click(driver, dialog, "report_state.finish")
    dialog.deleteLater()


def budget(driver: Driver) -> GridView:
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)
    grid = driver.table("budget")
    driver.at(grid, 2, 2)
    return grid


def test_closing_asks_about_rules_that_are_off_and_find_errors(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    session, asked = session_of(driver), list[str]()
    answers = iter([QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "question", lambda *words: asked.append(words[2]) or next(answers))
    codes = {each.code for each in life.open_errors(session.desk)}
    for code in codes:
        session.apply(switch_off(session.desk, code, f"{code} 사유"))
    dialog = ReportStateDialog(session, driver.window)
    click(driver, dialog, "report_state.finish")
    assert session.desk.life.status is Status.DRAFT
    click(driver, dialog, "report_state.finish")
    assert session.desk.life.status is Status.CLOSED
    assert all(f"{code} 사유" in asked[0] for code in codes)
    dialog.deleteLater()


def test_closing_asks_a_reason_for_each_error_and_makes_everything_read_only(driver: Driver) -> None:
    said, session = sentences(driver), session_of(driver)
    errors = len(life.open_errors(session.desk))
    assert errors > 0
    dialog = ReportStateDialog(session, driver.window)
    click(driver, dialog, "report_state.finish")
    assert session.desk.life.status is Status.DRAFT
    assert f"오류 {errors}건" in said[0]
    dialog.deleteLater()
    close(driver)
    assert session.desk.life.status is Status.CLOSED
    view = driver.window.view
    assert view is not None
    label = view.findChild(QLabel, "report_state")
    assert label is not None
    assert label.text() == "마감"
    before = session.report
    grid = budget(driver)
    assert grid.table_model.kind(2, 2) is CellKind.COMPUTED
    driver.type("99")
    driver.press(Key.Key_F2)
    driver.type("99")
    driver.press(Key.Key_Delete)
    driver.window.actions_by_name["add_row"].trigger()
    assert session.report == before
    assert "마감되어 고칠 수 없습니다" in said[-1]


def test_forms_and_outlines_of_a_closed_report_are_read_only(driver: Driver) -> None:
    close(driver)
    view, session = driver.window.view, session_of(driver)
    assert view is not None
    grid = budget(driver)
    fields = grid.parentWidget().findChildren(FieldLine)
    assert fields
    assert all(field.isReadOnly() for field in fields if field.key.row == FIELDS_ROW)
    driver.control(Key.Key_3)
    item = view.findChild(ItemEdit)
    assert item is not None
    before = session.report
    item.setFocus()
    driver.type("x")
    driver.press(Key.Key_Return, Key.Key_Tab)
    assert session.report == before


def test_a_correction_opens_the_cell_and_prints_in_the_workbook(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(driver)
    session = session_of(driver)
    budget(driver)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_rest: ("결산 확정", True))
    driver.window.actions_by_name["correct"].trigger()
    driver.settle()
    assert session.desk.life.status is Status.CORRECTED
    grid = budget(driver)
    assert (grid.table_model.kind(2, 2), grid.table_model.kind(3, 2)) == (CellKind.ENTERED, CellKind.COMPUTED)
    old = grid.table_model.face(2, 2).text
    driver.type("1234")
    driver.press(Key.Key_Return)
    assert grid.table_model.face(2, 2).text == "1,234"
    close(driver)
    path = export_report(session.desk, tmp_path / "마감").path
    book = openpyxl.load_workbook(path)
    sheet = book["마감 후 변경 내역"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {old, "1,234", "결산 확정"} <= set(texts)
    stamp = life.stamp(session.desk.life)
    assert all(each.oddFooter.left.text.startswith(stamp) for each in book if each.title != "_자료")
    assert [row[1].value for row in book["_자료"].iter_rows() if row[0].value == "digest"] == [
        session.desk.life.closings[-1].digest
    ]


def test_the_official_tables_of_a_closed_report_are_exact(driver: Driver, tmp_path: Path) -> None:
    session = session_of(driver)

    def cells(name: str) -> list[tuple[str, list[tuple[object, ...]]]]:
        book = openpyxl.load_workbook(export_report(session.desk, tmp_path / name).path)
        return [(sheet.title, list(sheet.values)) for sheet in book if sheet.title != "_자료"]

    before = cells("앞")
    close(driver)
    assert cells("뒤") == before
