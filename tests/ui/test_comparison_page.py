"""비교 in the window: against a day, only what changed, to the cell, into a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from desktop.ui.pages.comparison_page import ComparisonPage
from tests.windows import NOW, Driver

Key = Qt.Key


def opened(driver: Driver) -> ComparisonPage:
    driver.window.actions_by_name["compare"].trigger()
    driver.settle()
    view = driver.window.view
    assert view is not None
    page = view.findChild(ComparisonPage)
    assert page is not None
    return page


def test_what_changed_since_a_day_is_listed_found_and_exported(driver: Driver, tmp_path: Path) -> None:
    driver.at(driver.table("budget"), 2, 2)
    driver.type("1247")
    driver.press(Key.Key_Return)
    page = opened(driver)
    page.other.setCurrentIndex(page.other.findData(f"day:{NOW.date().isoformat()}"))
    page.compare()
    shown = [[str(page.model.index(row, place).data()) for place in range(7)] for row in range(len(page.model.cells))]
    assert ["예산", "창업정책과", "원인행위액", "1,147", "1,247", "100", "8.7"] in shown
    every = page.comparison
    assert every is not None
    assert len(shown) == len(every.changed) < len(every.cells)
    page.only_changed.setChecked(False)
    assert page.model.rowCount() == len(every.cells)
    page.only_changed.setChecked(True)
    place = next(row for row, line in enumerate(shown) if line[1] == "창업정책과")
    driver.table("personnel")
    page.list.setCurrentIndex(page.model.index(place, 0))
    page.list.activated.emit(page.model.index(place, 0))
    driver.settle()
    view = driver.window.view
    assert view is not None
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)
    key = view.focused_key()
    assert key is not None
    assert (key.column, every.line(page.model.cells[place]).texts[1]) == ("obligated_amount", "창업정책과")
    target = tmp_path / "비교.xlsx"
    page.write(target)
    assert openpyxl.load_workbook(target).sheetnames[0] == "비교"
    assert "내보냈습니다" in page.count.text()


def test_the_tab_compares_anew_each_time_it_comes_to_the_front_and_can_be_closed(driver: Driver) -> None:
    page = opened(driver)
    page.other.setCurrentIndex(page.other.findData(f"day:{NOW.date().isoformat()}"))
    page.compare()
    before = len(page.model.cells)
    driver.at(driver.table("budget"), 2, 2)
    driver.type("1247")
    driver.press(Key.Key_Return)
    view = driver.window.view
    assert view is not None
    view.show_tab("checks")
    assert opened(driver) is page
    assert len(page.model.cells) > before
    names = view.names
    view.findChild(QPushButton, "comparison.close").click()
    driver.settle()
    assert view.names == names[:-1]
    assert view.shown_tab() == "checks"
    assert "비교" not in [view.tabs.tabText(place) for place in range(view.tabs.count())]
    assert opened(driver) is not page
