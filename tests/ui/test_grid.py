"""Grids are filled in by real keys, and show at once what follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from desktop.domain.definitions import Severity
from desktop.domain.report import TOTAL_ROW
from desktop.ui.grids.editors import CellEditor, LineCellEditor
from desktop.ui.grids.model import CellKind, TableModel
from desktop.ui.grids.view import GridView
from tests.windows import Driver, compose

Key = Qt.Key
APPROPRIATION, OBLIGATED, EXPENDITURE, RATE = 1, 2, 3, 4


def texts(grid: GridView, row: int) -> list[str]:
    model = grid.table_model
    return [model.face(row, column).text for column in range(len(model.columns))]


def test_enter_goes_down_and_tab_right_over_cells_that_the_clerk_fills(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 1, APPROPRIATION)
    driver.type("200000")
    driver.press(Key.Key_Tab)
    driver.type("1,500")
    driver.press(Key.Key_Return)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, OBLIGATED)
    assert texts(grid, 1) == ["경제정책과", "200,000", "1,500", "120", "0.8", "0.1"]
    assert texts(grid, 0)[APPROPRIATION] == "822,851"
    driver.press(Key.Key_Tab, Key.Key_Tab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (3, APPROPRIATION), "computed cells are skipped"
    driver.press(Key.Key_Backtab)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (2, EXPENDITURE)


def test_arrows_move_while_nothing_is_typed_and_store_nothing(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 1, APPROPRIATION)
    driver.press(Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, APPROPRIATION)
    session = driver.window.session
    assert session is not None
    assert session.desk.undo_label == ""
    assert isinstance(driver.focus(), LineCellEditor)


def test_f2_goes_into_the_text_and_escape_takes_back(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 1, APPROPRIATION)
    driver.press(Key.Key_F2)
    driver.type("9")
    driver.press(Key.Key_Left)
    editor = driver.focus()
    assert isinstance(editor, LineCellEditor)
    assert editor.text() == "1311259"
    driver.press(Key.Key_Escape, Key.Key_Down)
    assert texts(grid, 1)[APPROPRIATION] == "131,125"


def test_an_impossible_entry_is_kept_red_and_undo_takes_it_back(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 1, EXPENDITURE)
    driver.type("12o")
    driver.press(Key.Key_Return)
    face = grid.table_model.face(1, EXPENDITURE)
    assert (face.text, face.is_invalid) == ("12o", True)
    assert grid.table_model.severity(1, EXPENDITURE) is Severity.ERROR
    driver.control(Key.Key_Z)
    assert grid.table_model.face(1, EXPENDITURE).text == "120"
    driver.control(Key.Key_Y)
    assert grid.table_model.face(1, EXPENDITURE).text == "12o"


def test_delete_clears_and_takes_stated_values_away(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 0, OBLIGATED)
    assert grid.table_model.face(0, OBLIGATED).is_stated
    driver.press(Key.Key_Delete)
    assert (texts(grid, 0)[OBLIGATED], grid.table_model.face(0, OBLIGATED).is_stated) == ("40,937", False)


def test_a_stated_value_shows_both_figures_and_its_cure_in_one_click(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 0, OBLIGATED)
    tip = grid.table_model.index(0, OBLIGATED).data(Qt.ItemDataRole.ToolTipRole)
    assert "41,181" in tip
    assert "40,937" in tip
    button = driver.window.findChild(QPushButton, "cure")
    assert button is not None
    assert button.text() == "270으로"
    button.click()
    driver.settle()
    row = next(n for n, row in enumerate(grid.table_model.rows) if row.label == "금융투자과")
    assert texts(grid, row)[OBLIGATED] == "270"
    assert grid.table_model.severity(0, OBLIGATED) is None


def test_a_block_is_copied_and_pasted_in_one_step(driver: Driver) -> None:
    grid = driver.table("budget")
    driver.at(grid, 1, APPROPRIATION)
    driver.press(Key.Key_Down, Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    driver.control(Key.Key_C)
    assert QGuiApplication.clipboard().text() == "131,125\t120\r\n39,822\t1,147"
    QGuiApplication.clipboard().setText("1\t2\n3\t4\n")
    driver.at(grid, 1, APPROPRIATION)
    driver.control(Key.Key_V)
    assert [texts(grid, row)[1:3] for row in (1, 2)] == [["1", "2"], ["3", "4"]]
    driver.control(Key.Key_Z)
    assert texts(grid, 2)[1:3] == ["39,822", "1,147"]


def test_enter_in_the_last_row_adds_one_where_the_clerk_adds_rows(driver: Driver) -> None:
    grid = driver.table("departments")
    before = len(grid.table_model.rows)
    driver.at(grid, before - 1, 0)
    driver.press(Key.Key_Return)
    assert len(grid.table_model.rows) == before + 1
    assert grid.currentIndex().row() == before
    compose("신산업과", driver.focus())
    driver.press(Key.Key_Return)
    assert texts(grid, before)[0] == "신산업과"
    assert texts(driver.table("budget"), before + 1)[0] == "신산업과", "a table that follows has the row too"


def test_rows_are_moved_and_removed_by_keys(driver: Driver) -> None:
    grid = driver.table("departments")
    driver.at(grid, 1, 0)
    first, second = texts(grid, 0)[0], texts(grid, 1)[0]
    driver.press(Key.Key_Up, modifier=Qt.KeyboardModifier.AltModifier)
    assert [texts(grid, row)[0] for row in (0, 1)] == [second, first]
    driver.control(Key.Key_Delete)
    assert texts(grid, 0)[0] == first


def test_korean_replaces_the_text_from_the_first_key(driver: Driver) -> None:
    grid = driver.table("departments")
    driver.at(grid, 0, 0)
    compose("한글과", driver.focus())
    driver.press(Key.Key_Tab)
    assert texts(grid, 0)[0] == "한글과"


def test_a_change_elsewhere_leaves_an_open_editor_alone(driver: Driver) -> None:
    grid = driver.table("departments")
    driver.at(grid, 0, 0)
    driver.type("half")
    session = driver.window.session
    assert session is not None
    key = grid.table_model.key(3, 0)
    session.type(key, "다른 과")
    driver.settle()
    editor = driver.focus()
    assert isinstance(editor, CellEditor)
    assert editor.typed() == "half"
    assert texts(grid, 3)[0] == "다른 과"


@pytest.mark.parametrize("driver", ["economy_2022", "jobs_2018", "sba_2020"], indirect=True)
def test_every_table_is_a_sound_model(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    for uid, table in session.report.tables.items():
        model = TableModel(session, uid)
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        assert model.columnCount() == sum(column.in_window for column in table.definition.columns)
        assert all(
            model.kind(row, column) is not CellKind.ENTERED
            for row, shown in enumerate(model.rows)
            if shown.uid == TOTAL_ROW
            for column in range(model.columnCount())
        )


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    calls = [0]
    real = TableModel.data

    def data(self: TableModel, *args: object) -> object:
        calls[0] += 1
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(TableModel, "data", data)
    yield calls


def test_a_repaint_asks_little_of_the_model(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    with counted(monkeypatch) as calls:
        grid = driver.table("budget")
        assert isinstance(grid.model(), QAbstractItemModel)
        calls[0] = 0
        grid.viewport().repaint()
        cells = len(grid.table_model.rows) * len(grid.table_model.columns)
        assert calls[0] <= 10 * cells


@pytest.mark.parametrize("driver", ["jobs_2018"], indirect=True)
def test_a_column_is_as_wide_as_its_longest_word_and_grows_with_it(driver: Driver) -> None:
    grid = driver.table("policy_indicators")
    metrics = QFontMetrics(grid.font())
    column = next(place for place, each in enumerate(grid.table_model.columns) if each.key == "policy_area")
    assert grid.columnWidth(column) > metrics.horizontalAdvance("노동존중특별시")
    driver.at(grid, 0, column)
    word = "가나다라마바사아자차카타"
    compose(word, driver.focus())
    driver.press(Key.Key_Return)
    assert grid.table_model.face(0, column).text == word
    assert grid.columnWidth(column) > metrics.horizontalAdvance(word)


def test_a_figure_with_its_mark_is_shown_whole_also_in_a_total(driver: Driver) -> None:
    grid = driver.table("budget")
    model = grid.table_model
    total = next(row for row, shown in enumerate(model.rows) if shown.is_total)
    assert driver.window.session is not None
    before = grid.columnWidth(2)
    assert driver.window.session.type(model.key(total, 2), "9,999,999,999,999")
    driver.settle()
    bold = QFont(grid.font())
    bold.setBold(True)
    assert before < QFontMetrics(bold).horizontalAdvance(model.face(total, 2).text) < grid.columnWidth(2)
