"""비교 in the window: against a day, only what changed, to the cell, into a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from desktop.ui.dialogs.comparison import ComparisonDialog
from tests.windows import NOW, Driver

Key = Qt.Key


def opened(driver: Driver) -> ComparisonDialog:
    driver.window.actions_by_name["compare"].trigger()
    driver.settle()
    view = driver.window.view
    assert view is not None
    dialog = view.findChild(ComparisonDialog)
    assert dialog is not None
    return dialog


def test_what_changed_since_a_day_is_listed_found_and_exported(driver: Driver, tmp_path: Path) -> None:
    driver.at(driver.table("budget"), 2, 2)
    driver.type("1247")
    driver.press(Key.Key_Return)
    dialog = opened(driver)
    dialog.other.setCurrentIndex(dialog.other.findData(f"day:{NOW.date().isoformat()}"))
    dialog.compare()
    shown = [
        [str(dialog.model.index(row, place).data()) for place in range(7)] for row in range(len(dialog.model.cells))
    ]
    assert ["예산", "창업정책과", "원인행위액", "1,147", "1,247", "100", "8.7"] in shown
    every = dialog.comparison
    assert every is not None
    assert len(shown) == len(every.changed) < len(every.cells)
    dialog.only_changed.setChecked(False)
    assert dialog.model.rowCount() == len(every.cells)
    dialog.only_changed.setChecked(True)
    place = next(row for row, line in enumerate(shown) if line[1] == "창업정책과")
    driver.table("personnel")
    dialog.list.setCurrentIndex(dialog.model.index(place, 0))
    dialog.list.activated.emit(dialog.model.index(place, 0))
    driver.settle()
    view = driver.window.view
    assert view is not None
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)
    key = view.focused_key()
    assert key is not None
    assert (key.column, every.line(dialog.model.cells[place]).texts[1]) == ("obligated_amount", "창업정책과")
    target = tmp_path / "비교.xlsx"
    dialog.write(target)
    assert openpyxl.load_workbook(target).sheetnames[0] == "비교"
    assert "내보냈습니다" in dialog.count.text()
