"""The history of a cell and of the report, as the clerk opens it and takes values back from it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from desktop.services.change_log import Action
from desktop.ui.dialogs.history import HistoryDialog
from tests.windows import Driver

Key = Qt.Key
SHIFT_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def history_of_a_cell(driver: Driver) -> HistoryDialog:
    """Type two figures into one cell of the budget, and open its history with the keys."""
    driver.at(driver.table("budget"), 2, 2)
    for typed in ("1234", "1235"):
        driver.type(typed)
        driver.press(Key.Key_Return, Key.Key_Up)
    driver.press(Key.Key_H, modifier=SHIFT_CONTROL)
    view = driver.window.view
    assert view is not None
    dialog = view.findChild(HistoryDialog)
    assert dialog is not None
    return dialog


def click(driver: Driver, dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()
    driver.settle()


def column(dialog: HistoryDialog, place: int) -> list[str]:
    return [str(dialog.model.index(row, place).data()) for row in range(dialog.model.rowCount())]


def test_an_earlier_value_comes_back_as_a_new_change_that_can_be_undone(driver: Driver) -> None:
    dialog = history_of_a_cell(driver)
    session = driver.window.session
    assert session is not None
    assert column(dialog, 5)[:2] == ["1,235", "1,234"]
    key = dialog.chosen().change.key  # type: ignore[union-attr]
    assert not dialog.value_button.isEnabled(), "the newest value stands in the cell already"
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    click(driver, dialog, "history.value")
    assert session.report.value(key).text == "1234"  # type: ignore[union-attr]
    assert column(dialog, 5)[:3] == ["1,234", "1,235", "1,234"]
    assert session.desk.log.of_cell(key)[0].action is Action.RESTORED
    driver.window.activateWindow()
    session.undo()
    assert session.report.value(key).text == "1235"  # type: ignore[union-attr]


def test_a_whole_step_is_taken_back_or_one_sentence_says_why_not(driver: Driver) -> None:
    dialog = history_of_a_cell(driver)
    session = driver.window.session
    assert session is not None
    key = dialog.chosen().change.key  # type: ignore[union-attr]
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    refused: list[str] = []
    driver.window.events.refused.disconnect(driver.window.errors.show)
    driver.window.events.refused.connect(refused.append)
    click(driver, dialog, "history.step")
    assert session.report.value(key).text == "1235"  # type: ignore[union-attr]
    assert len(refused) == 1
    dialog.list.setCurrentIndex(dialog.model.index(0, 0))
    click(driver, dialog, "history.step")
    assert session.report.value(key).text == "1234"  # type: ignore[union-attr]


def test_the_report_is_filtered_by_way_and_scope(driver: Driver) -> None:
    dialog = history_of_a_cell(driver)
    dialog.scope.setCurrentIndex(dialog.scope.findData("report"))
    dialog.scope.activated.emit(dialog.scope.currentIndex())
    everything = dialog.model.rowCount()
    assert everything > 2
    dialog.action.setCurrentIndex(dialog.action.findData("typed"))
    dialog.action.activated.emit(dialog.action.currentIndex())
    assert column(dialog, 5) == ["1,235", "1,234"]
    assert dialog.count.text() == "2건"


def test_the_name_of_the_clerk_stands_in_the_log(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    driver.window.clerk.name = "홍길동"
    session.desk.work_as(driver.window.clerk.signature())
    dialog = history_of_a_cell(driver)
    assert column(dialog, 1)[0].startswith("홍길동 (")


def test_the_context_menu_of_a_cell_offers_its_history(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 2, 2)
    place = QPoint(5, 5)
    QApplication.sendEvent(
        grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, grid.mapToGlobal(place))
    )
    menu = driver.window.findChild(QMenu, "cell_menu")
    assert menu is not None
    assert driver.window.actions_by_name["cell_history"] in menu.actions()
    menu.close()
