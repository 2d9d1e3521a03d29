"""Pages of programs are written by keys alone."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop.domain.outline import items
from desktop.domain.report import CellKey
from desktop.ui.dialogs.own_table import OwnTableDialog
from desktop.ui.grids.view import GridView
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.outline.item_edit import ItemEdit
from desktop.ui.pages.programs_page import ProgramsPage
from tests.windows import Driver, compose

Key = Qt.Key


def page_of(driver: Driver) -> ProgramsPage:
    driver.control(Key.Key_3)
    view = driver.window.view
    assert view is not None
    page = view.current_page()
    assert isinstance(page, ProgramsPage)
    return page


def lines(outline: OutlineEditor) -> list[str]:
    table = outline.session.table(outline.table_uid)
    assert table is not None
    return [f"{'  ' * item.depth}{item.mark} {item.printed}".rstrip() for item in items(table)]


def outline_of(driver: Driver) -> OutlineEditor:
    outline = page_of(driver).outline
    assert outline is not None
    outline.start()
    driver.settle()
    return outline


def test_enter_tab_and_backspace_shape_the_outline(driver: Driver) -> None:
    outline = outline_of(driver)
    before = lines(outline)
    driver.press(Key.Key_End, Key.Key_Return)
    compose("새 항목", driver.focus())
    driver.press(Key.Key_Return)
    assert lines(outline)[1].strip() == "○ 새 항목"
    driver.press(Key.Key_Tab)
    assert lines(outline)[2].strip().startswith("-")
    driver.press(Key.Key_Backtab)
    assert lines(outline)[2].strip() == "○"
    driver.press(Key.Key_Backspace, Key.Key_Down)
    driver.control(Key.Key_Z, Key.Key_Z, Key.Key_Z, Key.Key_Z, Key.Key_Z, Key.Key_Z)
    assert lines(outline) == before


def test_alt_down_moves_an_item_with_all_under_it(driver: Driver) -> None:
    outline = outline_of(driver)
    before = lines(outline)
    driver.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    after = lines(outline)
    assert after != before
    assert sorted(after) == sorted(before)


def test_pasted_lines_become_items(driver: Driver) -> None:
    outline = outline_of(driver)
    QGuiApplication.clipboard().setText("○ 하나\n- 둘\n- 셋")
    driver.control(Key.Key_V)
    assert [line.strip() for line in lines(outline)[1:4]] == ["○ 하나", "- 둘", "- 셋"]


def test_programs_are_numbered_moved_and_undone(driver: Driver) -> None:
    page = page_of(driver)
    page.tree.setFocus()
    here = page.tree.current()
    program = page.tree.program(here)
    assert program is not None
    assert program.numbers == (1, 1)
    driver.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    moved = page.tree.program(here)
    assert moved is not None
    assert moved.numbers == (1, 2)
    driver.control(Key.Key_Z)
    back = page.tree.program(here)
    assert back is not None
    assert back.numbers == (1, 1)


def test_an_own_table_is_described_in_names_and_kept_in_keys(driver: Driver) -> None:
    dialog = OwnTableDialog("", lambda _json: "", driver.window)
    for line, (label, kind, formula) in zip(
        dialog.lines,
        (("구분", "text", ""), ("목표", "money", ""), ("실적 > 비율", "percent", "목표 * 100")),
        strict=True,
    ):
        line.label.setText(label)
        line.type.setCurrentIndex(line.type.findData(kind))
        line.formula.setText(formula)
    dialog.title.setText("성과")
    data = json.loads(dialog.definition())
    assert [column["label"] for column in data["columns"]] == ["구분", "목표", ["실적", "비율"]]
    assert data["columns"][2]["formula"] == "c2 * 100"
    session = driver.window.session
    assert session is not None
    assert session.desk.catalog.custom(dialog.definition(), 2022).title == "성과"
    again = OwnTableDialog(dialog.definition(), lambda _json: "", driver.window)
    assert again.lines[2].formula.text() == "목표 * 100"
    for each in (dialog, again):
        each.close()
        each.deleteLater()


def test_a_long_page_is_built_in_two_steps_and_reached_to_its_end_at_once(driver: Driver) -> None:
    page = page_of(driver)
    session = driver.window.session
    assert session is not None
    long = max(session.report.of_code("program_page"), key=lambda table: len(table.rows))
    assert page.tree.choose(long.owner)
    outline = page.outline
    assert outline is not None
    built = outline.findChildren(ItemEdit)
    assert 0 < len(built) < len(long.rows)
    last = [row.uid for row in long.rows if row.cells["mark"].text != "표"][-1]
    assert page.go_to(CellKey(long.uid, last, "text"))
    assert outline.current == last
    assert len(outline.findChildren(ItemEdit)) > len(built)


def test_a_label_line_is_made_when_it_is_wanted_and_goes_when_it_stays_blank(driver: Driver) -> None:
    outline = outline_of(driver)
    session = outline.session
    table = session.table(outline.table_uid)
    assert table is not None
    first = table.rows[0].uid
    assert "label" not in table.rows[0].cells
    before = len(outline.findChildren(QLineEdit))
    outline.label_current()
    driver.settle()
    lines = outline.findChildren(QLineEdit)
    assert len(lines) == before + 1
    line = driver.focus()
    assert line.objectName() == "program_page.label"
    driver.press(Key.Key_Return)
    assert not line.isVisible()
    outline.label_current()
    compose("대상", line)
    driver.press(Key.Key_Return)
    assert session.report.tables[outline.table_uid].rows[0].uid == first
    assert session.report.tables[outline.table_uid].rows[0].cells["label"].text == "대상"
    assert line.isVisible()


def test_a_cell_of_a_table_far_down_the_page_comes_into_sight(driver: Driver) -> None:
    page, session = page_of(driver), driver.window.session
    assert session is not None
    table = session.report.owned("program_page", "program-garak-market")
    assert table is not None
    owns = [own for row in table.rows if (own := session.report.owned("custom", row.uid)) and own.rows]
    far = owns[-1]
    page.go_to(CellKey(far.uid, far.rows[-1].uid, far.definition.columns[0].key))
    area = page.page.area
    driver.wait(lambda: area.verticalScrollBar().value() > 0)
    driver.settle()
    focus = driver.focus()
    top = focus.mapTo(area.viewport(), focus.rect().topLeft()).y()
    assert 0 <= top < area.viewport().height()


@pytest.mark.parametrize("width", [1280, 1024])
def test_items_wrap_at_the_panel_whatever_tables_stand_among_them(driver: Driver, width: int) -> None:
    page, session = page_of(driver), driver.window.session
    assert session is not None
    table = session.report.owned("program_page", "program-garak-market")
    assert table is not None
    driver.window.resize(width, 800)
    page.go_to(CellKey(table.uid, table.rows[0].uid, "text"))
    driver.settle()
    area = page.page.area
    assert area.findChild(GridView) is not None
    right = area.viewport().mapToGlobal(area.viewport().rect().topRight()).x()
    edits = area.findChildren(ItemEdit)
    assert edits
    assert all(edit.mapToGlobal(edit.rect().topRight()).x() <= right for edit in edits)
    assert area.horizontalScrollBar().maximum() == 0
