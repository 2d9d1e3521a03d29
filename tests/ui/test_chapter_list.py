"""장 구성 in 내보내기: what the clerk switches and moves there is stored, undone, and printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop.services.life import close_report
from desktop.ui.pages.chapter_list import ChapterList
from desktop.ui.pages.export_page import ExportPage
from desktop.ui.session import Session
from tests.windows import Driver

Key = Qt.Key


def session_of(driver: Driver) -> Session:
    assert driver.window.session is not None
    return driver.window.session


def opened(driver: Driver) -> ExportPage:
    view = driver.window.view
    assert view is not None
    view.show_tab("export")
    page = view.current_page()
    assert isinstance(page, ExportPage)
    idle(driver)
    return page


def idle(driver: Driver) -> None:
    driver.wait(lambda: not driver.window.jobs.is_busy)


@pytest.fixture
def page(driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ExportPage:
    """The page on the example, whose clerk goes on with open errors."""
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    found = opened(driver)
    found.folder.setText(str(tmp_path))
    return found


def titles(chapters: ChapterList) -> list[str]:
    return [chapters.item(row).text() for row in range(chapters.count())]


def shown(page: ExportPage) -> list[str]:
    return [page.sheets.item(row).text() for row in range(page.sheets.count())]


def click(driver: Driver, page: ExportPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    button.click()
    idle(driver)


def focus(driver: Driver, page: ExportPage, row: int) -> None:
    page.chapters.setFocus()
    page.chapters.setCurrentRow(row)
    driver.settle()


def written(driver: Driver, page: ExportPage) -> tuple[list[str], list[str]]:
    """Export; the sheets of the file, and the numbered headings in it."""
    click(driver, page, "export.run")
    driver.wait(lambda: page.outcome.text() != "")
    book = load_workbook(Path(page.folder.text()) / page.name.text())
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    cells = (cell.value for sheet in sheets for row in sheet.iter_rows(max_row=6) for cell in row)
    numbered = [text for text in cells if isinstance(text, str) and text[:1] in "ⅠⅡⅢⅣⅤ" and text[1:2] == "."]
    return [sheet.title for sheet in sheets], numbered


def test_one_switched_off_and_one_moved_are_printed_so_and_found_so_again(driver: Driver, page: ExportPage) -> None:
    before = shown(page)
    assert before[:3] == ["일반 현황", "현 경제상황", "정책비전 및 목표"]
    focus(driver, page, 1)
    driver.press(Key.Key_Space)
    focus(driver, page, 2)
    driver.press(Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    driver.press(Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    idle(driver)
    wanted = ["정책비전 및 목표", "일반 현황", *before[3:]]
    assert shown(page) == wanted
    sheets, numbered = written(driver, page)
    assert sheets == wanted
    assert numbered[:3] == ["Ⅰ. 정책비전 및 목표", "Ⅱ. 일반 현황", "Ⅲ. 주요 업무 추진계획"]
    path = session_of(driver).desk.path
    driver.window.open_path(path)
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)
    again = opened(driver)
    assert shown(again) == wanted
    assert titles(again.chapters)[:3] == ["정책비전 및 목표", "일반 현황", "현 경제상황"]


def test_undo_and_the_button_bring_the_chapters_back(driver: Driver, page: ExportPage) -> None:
    before, order = shown(page), titles(page.chapters)
    focus(driver, page, 0)
    click(driver, page, "export.chapter_down")
    assert titles(page.chapters)[:2] == order[1::-1]
    assert page.chapters.currentRow() == 1
    driver.window.actions_by_name["undo"].trigger()
    idle(driver)
    assert (titles(page.chapters), shown(page)) == (order, before)
    focus(driver, page, 3)
    driver.press(Key.Key_Space)
    click(driver, page, "export.chapter_down")
    assert page.chapters.printed != before
    click(driver, page, "export.chapters_as_template")
    assert (titles(page.chapters), shown(page)) == (order, before)
    assert len(page.chapters.printed) == len(order)


def test_chosen_chapters_print_alone_under_the_number_they_have_in_the_report(driver: Driver, page: ExportPage) -> None:
    focus(driver, page, 2)
    page.only_selected.click()
    idle(driver)
    assert shown(page) == ["정책비전 및 목표"]
    assert written(driver, page) == (["정책비전 및 목표"], ["Ⅲ. 정책비전 및 목표"])


def test_a_closed_report_keeps_its_chapters(driver: Driver) -> None:
    session = session_of(driver)
    reasons = {(finding.code, finding.key): "원문대로" for finding in session.findings}
    assert session.live(lambda: close_report(session.desk, reasons))
    closed = opened(driver)
    assert not closed.chapters.item(0).flags() & Qt.ItemFlag.ItemIsUserCheckable
    for name in ("chapter_up", "chapter_down", "chapters_as_template"):
        button = closed.findChild(QPushButton, f"export.{name}")
        assert button is not None
        assert not button.isEnabled()
    order = titles(closed.chapters)
    focus(driver, closed, 0)
    said: list[str] = []
    session.events.refused.disconnect(driver.window.errors.show)
    session.events.refused.connect(said.append)
    driver.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    assert titles(closed.chapters) == order
    assert len(said) == 1
