"""Tables that hang under rows: choose the row, narrow the list, edit what hangs there; own tables in every tab."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desktop.domain.definitions import Layout
from desktop.domain.editing import add_table_place, insert_row
from desktop.domain.report import FIELDS_ROW, CellKey, Table
from desktop.ui.forms.field_edit import ChoiceLine
from desktop.ui.outline.panel import OutlinePanel
from desktop.ui.pages.rows_editor import RowsEditor
from desktop.ui.pages.tables_page import TablesPage
from desktop.ui.session import Session
from tests.windows import Driver, compose

Key = Qt.Key
SBA = pytest.mark.parametrize("driver", ["sba_2020"], indirect=True)
OWN_TABLE = json.dumps({"title": "실적", "columns": [{"key": "c1", "label": "건수", "type": "count"}]})


def session_of(driver: Driver) -> Session:
    assert driver.window.session is not None
    return driver.window.session


def page_of(driver: Driver, name: str) -> TablesPage:
    view = driver.window.view
    assert view is not None
    view.show_tab(name)
    driver.settle()
    page = view.current_page()
    assert isinstance(page, TablesPage)
    return page


def rows_of(driver: Driver, key: CellKey) -> RowsEditor:
    """Go to a cell and give back the editor in which it stands."""
    view = driver.window.view
    assert view is not None
    view.go_to(key)
    driver.settle()
    page = view.current_page()
    assert isinstance(page, TablesPage)
    assert isinstance(page.shown, RowsEditor)
    return page.shown


def audit_of(driver: Driver) -> tuple[RowsEditor, Table]:
    items = session_of(driver).report.of_code("audit_items")[0]
    return rows_of(driver, CellKey(items.uid, items.rows[0].uid, "requirement")), items


def test_the_list_of_requirements_is_narrowed_by_choices_and_a_text(driver: Driver) -> None:
    editor, items = audit_of(driver)
    rows = editor.list
    assert list(rows.choices) == ["kind", "departments", "status"]
    done = [row for row in items.rows if row.cells["status"].text == "추진완료"]
    rows.choices["status"].setCurrentText("추진완료")
    assert 0 < rows.filter.rowCount() == len(done) < len(items.rows)
    corrections = [row for row in done if row.cells["kind"].text == "시정·처리 요구사항"]
    rows.choices["kind"].setCurrentText("시정·처리 요구사항")
    assert 0 < rows.filter.rowCount() == len(corrections) < len(done)
    rows.search.setText("창업")
    held = [row for row in corrections if any("창업" in value.text for value in row.cells.values())]
    assert 0 < rows.filter.rowCount() == len(held) < len(corrections)
    assert rows.current() == held[0].uid


def test_a_division_is_found_where_several_share_an_item(driver: Driver) -> None:
    editor, items = audit_of(driver)
    shared = next(row for row in items.rows if "," in row.cells["departments"].text)
    for division in shared.cells["departments"].text.split(","):
        editor.list.choices["departments"].setCurrentText(division.strip())
        shown = {
            editor.list.model.rows[editor.list.filter.mapToSource(editor.list.filter.index(line, 0)).row()].uid
            for line in range(editor.list.filter.rowCount())
        }
        assert shared.uid in shown


def test_the_chosen_item_shows_its_fields_and_its_answer_and_is_written_there(driver: Driver) -> None:
    editor, items = audit_of(driver)
    editor.list.view.setFocus()
    driver.press(Key.Key_Down, Key.Key_Return)
    second = items.rows[1].uid
    assert editor.list.current() == second
    outline = editor.panel.outline
    assert outline is not None
    answer = session_of(driver).report.owned("audit_answer", second)
    assert answer is not None
    assert (outline.table_uid, outline.current) == (answer.uid, answer.rows[0].uid)
    driver.press(Key.Key_End, Key.Key_Return)
    compose("더한 내용", driver.focus())
    driver.control(Key.Key_S)
    now = session_of(driver).report.tables[answer.uid]
    assert now.rows[1].cells["text"].text == "더한 내용"


def test_a_status_is_picked_from_the_list_and_the_item_stays_in_sight(driver: Driver) -> None:
    editor, items = audit_of(driver)
    first = items.rows[0]
    editor.list.choices["status"].setCurrentText(first.cells["status"].text)
    before = editor.list.filter.rowCount()
    assert editor.panel.form is not None
    field = editor.panel.form.fields["status"]
    assert isinstance(field, ChoiceLine)
    field.setFocus()
    driver.press(Key.Key_F4)
    menu = field.findChild(QMenu, "choices")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["추진완료", "추진중", "검토중", "미반영"]
    menu.actions()[3].trigger()
    menu.close()
    driver.settle()
    assert session_of(driver).report.tables[items.uid].rows[0].cells["status"].text == "미반영"
    assert editor.list.current() == first.uid
    assert editor.list.filter.rowCount() == before


def test_a_new_item_takes_over_what_the_filters_ask_for_and_undo_takes_it_out(driver: Driver) -> None:
    editor, items = audit_of(driver)
    editor.list.choices["kind"].setCurrentText("건의사항")
    button = editor.list.findChild(QPushButton, "add_row")
    assert button is not None
    button.click()
    driver.settle()
    new = editor.list.current()
    report = session_of(driver).report
    row = report.tables[items.uid].row(new)
    assert row is not None
    assert row.cells["kind"].text == "건의사항"
    assert report.owned("audit_answer", new) is not None
    driver.control(Key.Key_Z)
    assert session_of(driver).report.tables[items.uid].row(new) is None
    assert editor.list.current() != new


def test_the_place_of_an_item_changes_with_alt_down(driver: Driver) -> None:
    editor, items = audit_of(driver)
    editor.list.view.setFocus()
    driver.press(Key.Key_Down, modifier=Qt.KeyboardModifier.AltModifier)
    order = [row.uid for row in session_of(driver).report.tables[items.uid].rows]
    assert order[:2] == [items.rows[1].uid, items.rows[0].uid]
    assert editor.list.current() == items.rows[0].uid


def test_every_finding_of_the_audit_tab_is_reached(driver: Driver) -> None:
    session, view = session_of(driver), driver.window.view
    assert view is not None
    found = {}
    for finding in session.findings:
        table = session.table(finding.key.table)
        if table is not None and table.definition.tab == "audit":
            found[table.code, finding.key.row == FIELDS_ROW] = finding.key
    assert {code for code, _ in found} >= {"audit_summary", "audit_answer"}
    for key in found.values():
        view.go_to(key)
        driver.settle()
        assert view.shown_tab() == "audit"
        assert view.focused_key() == key


@SBA
def test_the_page_of_each_area_is_written_with_the_outline_editor(driver: Driver) -> None:
    session = session_of(driver)
    pages = [table for table in session.report.of_code("coe_page") if table.rows]
    assert len(pages) > 1
    for page in pages:
        editor = rows_of(driver, CellKey(page.uid, page.rows[-1].uid, "text"))
        assert editor.list.current() == page.owner
        outline = editor.panel.outline
        assert outline is not None
        assert (outline.table_uid, outline.current) == (page.uid, page.rows[-1].uid)


@SBA
def test_every_outline_of_a_tab_can_be_written(driver: Driver) -> None:
    session = session_of(driver)
    outlines = {
        table.code: table
        for table in session.report.tables.values()
        if table.definition.layout is Layout.OUTLINE and table.rows and table.definition.tab != "programs"
    }
    assert {"org_overview", "coe_page"} <= set(outlines)
    view = driver.window.view
    assert view is not None
    for code, table in outlines.items():
        view.go_to(CellKey(table.uid, table.rows[0].uid, "text"))
        driver.settle()
        page = view.current_page()
        assert isinstance(page, TablesPage)
        assert isinstance(page.shown, OutlinePanel | RowsEditor)
        assert driver.focus().objectName() == f"{code}.text"
        compose("끝", driver.focus())
        driver.control(Key.Key_S)
        now = session.report.tables[table.uid].rows[0].cells["text"].text
        assert now == table.rows[0].cells["text"].text + "끝"


@SBA
def test_an_own_table_belongs_to_the_tab_of_the_outline_it_hangs_in(driver: Driver) -> None:
    session, view = session_of(driver), driver.window.view
    assert view is not None
    page = next(table for table in session.report.of_code("coe_page") if table.rows)
    place, own = session.desk.new_uid(), session.desk.new_uid()
    assert session.apply(add_table_place(session.evaluation, page.uid, page.rows[0].uid, place, own, OWN_TABLE))
    row = session.desk.new_uid()
    assert session.apply(insert_row(session.evaluation, own, 0, row))
    before = view.tabs.tabText(view.names.index("programs"))
    key = CellKey(own, row, "c1")
    session.type(key, "글자")
    assert view.tabs.tabText(view.names.index("programs")) == before
    view.show_tab("organization")
    view.go_to(key)
    driver.settle()
    assert view.shown_tab() == "coe"
    assert view.focused_key() == key


@SBA
def test_a_table_of_each_indicator_is_chosen_by_f6_and_arrows(driver: Driver) -> None:
    session = session_of(driver)
    indicators = session.evaluation.rows(session.report.of_code("kpi")[0].uid)
    targets = session.report.owned("kpi_targets", indicators[0].uid)
    assert targets is not None
    editor = rows_of(driver, CellKey(targets.uid, targets.rows[0].uid, "target_component"))
    driver.press(Key.Key_F6)
    page = page_of(driver, "indicators")
    assert page.list.hasFocus()
    driver.press(Key.Key_F6)
    assert editor.list.view.hasFocus()
    driver.press(Key.Key_Down, Key.Key_F6)
    second = session.report.owned("kpi_targets", indicators[1].uid)
    assert second is not None
    assert editor.editor is not None
    assert editor.editor.table_uid == second.uid


def test_tables_that_only_print_are_not_listed(driver: Driver) -> None:
    page = page_of(driver, "audit")
    titles = [page.list.topLevelItem(line).text(0) for line in range(page.list.topLevelItemCount())]
    assert titles == ["요구사항", "처리결과 총괄"]


def test_undoing_the_chosen_row_leaves_a_page_that_works(driver: Driver) -> None:
    editor, items = audit_of(driver)
    session = session_of(driver)
    last = items.rows[-1]
    assert editor.list.choose(last.uid)
    editor.list.remove()
    driver.settle()
    assert editor.list.model.place(last.uid) < 0
    assert editor.list.current()
    session.undo()
    assert editor.list.choose(last.uid)
    assert editor.panel.form is not None
    assert editor.panel.form.row == (items.uid, last.uid)


def test_every_official_table_of_the_report_is_reached(driver: Driver) -> None:
    session, view = session_of(driver), driver.window.view
    assert view is not None
    missed = []
    for code in dict.fromkeys(table.code for table in session.report.tables.values() if not table.is_custom):
        table = next((each for each in session.report.of_code(code) if each.rows), None)
        columns = [column.key for column in table.definition.columns if column.in_window] if table else []
        if table is None or not columns:
            continue
        key = CellKey(table.uid, table.rows[0].uid, "text" if "text" in columns else columns[0])
        view.go_to(key)
        driver.settle()
        if view.shown_tab() != table.definition.tab or view.focused_key() is None:
            missed.append(code)
    assert not missed


def test_a_finding_in_the_list_of_programs_leads_to_the_name_of_the_program(driver: Driver) -> None:
    session, view = session_of(driver), driver.window.view
    assert view is not None
    listed = session.report.of_code("program_list")[0]
    found = next(finding.key for finding in session.findings if finding.key.table == listed.uid)
    view.go_to(found)
    driver.settle()
    here = view.focused_key()
    assert here is not None
    assert (here.row, here.column) == (found.row, "name")
