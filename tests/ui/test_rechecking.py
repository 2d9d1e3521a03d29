"""After an edit the whole report is checked behind the window; the list follows without losing the chosen finding."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desktop.domain.definitions import Severity
from desktop.domain.report import CellKey
from desktop.ui.pages.checks_page import ChecksPage
from tests.windows import Driver


def test_a_name_that_becomes_another_spelling_is_found_after_a_pause(driver: Driver) -> None:
    session, view = driver.window.session, driver.window.view
    assert session is not None
    assert view is not None
    view.show_tab("checks")
    page = view.current_page()
    assert isinstance(page, ChecksPage)
    page._choose(page.model.node_of(next(each for each in session.findings if each.severity is Severity.WARNING)))
    chosen = page.chosen()
    outline = next(each for each in session.report.of_code("program_page") if each.rows)
    key = CellKey(outline.uid, outline.rows[0].uid, "text")
    before = session.report.value(key)
    assert before is not None
    assert session.type(key, f"{before.text} 다람쥐·도토리 다람쥐도토리")
    assert not session.desk.checked.is_whole
    assert not [each for each in session.findings_at(key) if each.code == "name.variant"]
    driver.window.say("저장한 뒤의 말")
    driver.wait(lambda: session.desk.checked.is_whole)
    assert [each for each in session.findings_at(key) if each.code == "name.variant"]
    assert page.chosen() == chosen
    said = driver.window.statusBar().findChild(QLabel, "saved")
    assert isinstance(said, QLabel)
    assert said.text() == "저장한 뒤의 말", "a check stores nothing"
    session.undo()
    driver.wait(lambda: session.desk.checked.is_whole)
    assert not [each for each in session.findings_at(key) if each.code == "name.variant"]


def test_edits_while_it_runs_lead_to_one_more_check(driver: Driver) -> None:
    session, view = driver.window.session, driver.window.view
    assert session is not None
    assert view is not None
    budget = session.report.of_code("budget")[0]
    key = CellKey(budget.uid, "@table", "footnotes")
    assert session.type(key, "하나")
    view._rechecker.check()
    assert driver.window.jobs.is_busy
    assert session.type(key, "둘")
    driver.wait(lambda: session.desk.checked.is_whole)
    assert session.report.value(key).text == "둘"
