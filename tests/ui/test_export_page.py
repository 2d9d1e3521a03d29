"""내보내기: the clerk's choices make the preview and the file alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.domain.layout.data_sheets import CONTENTS
from desktop.services.check_sheet import TITLE
from desktop.ui.pages.export_page import ExportPage
from tests.windows import Driver

Key = Qt.Key


@pytest.fixture
def page(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExportPage:
    """The page on the example, whose clerk goes on with open errors."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    driver.control(Key.Key_E)
    view = driver.window.view
    assert view is not None
    page = view.current_page()
    assert isinstance(page, ExportPage)
    page.folder.setText(str(tmp_path))
    driver.wait(lambda: not driver.window.jobs.is_busy)
    return page


def shown(page: ExportPage) -> list[str]:
    return [page.sheets.item(row).text() for row in range(page.sheets.count())]


def test_plain_data_with_the_check_sheet_is_previewed_and_written(driver: Driver, page: ExportPage) -> None:
    official = shown(page)
    page.style_box.setFocus()
    driver.press(Key.Key_Down)
    assert page.style_box.currentText() == "자료형"
    page.check_sheet.setFocus()
    driver.press(Key.Key_Space)
    driver.wait(lambda: not driver.window.jobs.is_busy)
    wanted = shown(page)
    assert (wanted[0], wanted[-1]) == (CONTENTS, TITLE)
    assert TITLE not in official
    page.export_button.setFocus()
    driver.press(Key.Key_Space)
    driver.wait(lambda: not driver.window.jobs.is_busy and page.outcome.text() != "")
    book = load_workbook(Path(page.folder.text()) / page.name.text())
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == wanted
    first = book[CONTENTS]["B2"]
    assert first.hyperlink is not None
    assert first.hyperlink.location == f"'{wanted[1]}'!A1"
    assert book[wanted[1]].auto_filter.ref is not None
    assert book[wanted[1]].freeze_panes == "A2"
