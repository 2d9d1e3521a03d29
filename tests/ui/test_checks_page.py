"""점검: explain a finding, switch a rule off and bring both back, with the buttons of the page."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton

from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey
from desktop.services.explaining import switch_off
from desktop.services.finding_places import counted
from desktop.ui.pages import checks_page
from desktop.ui.pages.checks_page import ChecksPage
from desktop.ui.pages.export_page import ExportPage
from tests.windows import Driver


@pytest.fixture
def page(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> ChecksPage:
    monkeypatch.setattr(QInputDialog, "getMultiLineText", lambda *_args: ("담당자 확인", True))
    view = driver.window.view
    assert view is not None
    view.show_tab("checks")
    page = view.current_page()
    assert isinstance(page, ChecksPage)
    return page


def press(page: ChecksPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()


def test_an_explained_finding_moves_to_its_filter_and_back(page: ChecksPage) -> None:
    press(page, f"filter_{Severity.INFO.value}")
    finding, count = page.chosen(), len(page.model.findings())
    press(page, "checks.explain")
    assert len(page.model.findings()) == count - 1
    press(page, "filter_set_aside")
    assert page.chosen() == finding
    assert "설명: 담당자 확인" in page.detail.toPlainText()
    press(page, "checks.bring_back")
    assert len(page.model.findings()) == 0
    press(page, f"filter_{Severity.INFO.value}")
    assert len(page.model.findings()) == count


def test_a_rule_is_switched_off_and_on(page: ChecksPage) -> None:
    press(page, f"filter_{Severity.ERROR.value}")
    finding, count = page.chosen(), len(page.model.findings())
    assert finding is not None
    assert not page.explain_button.isEnabled(), "an error is not explained"
    press(page, "checks.switch_off")
    assert len(page.model.findings()) < count
    press(page, "filter_set_aside")
    assert {each.code for each in page.model.findings()} == {finding.code}
    press(page, "checks.bring_back")
    press(page, f"filter_{Severity.ERROR.value}")
    assert len(page.model.findings()) == count


def test_a_rule_that_is_off_is_switched_on_again_though_it_finds_nothing(page: ChecksPage) -> None:
    session = page._session
    session.apply(switch_off(session.desk, "cell.invalid", "서식이 다름"))
    press(page, "filter_set_aside")
    assert page.model.findings() == ()
    assert page.chosen() is None
    assert "서식이 다름" in page.detail.toPlainText()
    press(page, "checks.bring_back")
    assert not session.report.explanations


def test_groups_fold_and_infos_are_folded_at_first(page: ChecksPage) -> None:
    groups = [node for node in page.model.nodes() if node.group]
    folded = [node for node in groups if not page.list.isExpanded(page.model.index_of(node))]
    assert folded
    assert {each.severity for node in folded for each in node.findings()} == {Severity.INFO}
    opened = next(node for node in groups if node not in folded and node.parent and node.parent.group)
    page.list.collapse(page.model.index_of(opened))
    page.refresh()
    again = next(node for node in page.model.nodes() if node.path == opened.path)
    assert not page.list.isExpanded(page.model.index_of(again))


def test_every_grouping_lists_the_same_findings(page: ChecksPage) -> None:
    tops = []
    for place in range(page.filter.grouping.count()):
        page.filter.grouping.setCurrentIndex(place)
        page.refresh()
        assert Counter(map(id, page.model.findings())) == Counter(map(id, page._session.findings))
        tops.append({node.path[0] for node in page.model.nodes()})
    assert not tops[0] & tops[1]
    assert {each.code for each in page._session.findings} == tops[2]


def test_the_choices_part_the_findings_and_count_them(page: ChecksPage) -> None:
    for combo in (page.filter.tab, page.filter.chapter, page.filter.rule):
        found: list[Finding] = []
        for place in range(1, combo.count()):
            combo.setCurrentIndex(place)
            page.refresh()
            assert combo.itemText(place).endswith(counted(page.model.findings()))
            found += page.model.findings()
        page.filter.lift()
        assert Counter(map(id, found)) == Counter(map(id, page._session.findings))


def test_keys_lead_over_the_findings_that_show_across_groups(page: ChecksPage, driver: Driver) -> None:
    press(page, f"filter_{Severity.ERROR.value}")
    errors, view = page.model.findings(), driver.window.view
    assert view is not None
    gone: list[CellKey] = []
    page._session.events.jump.connect(gone.append)
    for _ in range(len(errors) + 1):
        driver.press(Qt.Key.Key_F8)
    assert gone == [each.key for each in (*errors, errors[0])]
    driver.press(Qt.Key.Key_F8, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert gone[-1] == errors[-1].key


def test_the_chosen_finding_stays_chosen_over_a_change_elsewhere(page: ChecksPage) -> None:
    press(page, f"filter_{Severity.WARNING.value}")
    page._choose(page.model.node_of(page.model.findings()[-1]))
    chosen = page.chosen()
    assert chosen is not None
    other = page._session.report.of_code("budget")[0]
    assert page._session.type(CellKey(other.uid, "@table", "footnotes"), "주석")
    assert page.chosen() == chosen


def test_a_cure_is_offered_and_clears_the_errors(page: ChecksPage) -> None:
    press(page, f"filter_{Severity.ERROR.value}")
    page._choose(page.model.node_of(next(each for each in page.model.findings() if each.code == "total.column")))
    assert "270" in page.cure_button.text()
    table = page.chosen().key.table
    press(page, "checks.cure")
    assert Severity.ERROR not in page._session.severities_of(table)


def test_the_detail_names_every_addend_and_the_reason(page: ChecksPage) -> None:
    finding = next(each for each in page._session.findings if each.code == "total.column")
    page._choose(page.model.node_of(finding))
    told = page.detail.toPlainText()
    assert "…" not in told
    assert "= 40,937 ≠ 41,181 (차이 244)" in told
    assert "왜? 합계:" in told


def test_words_are_looked_for_in_texts_that_are_made_once(page: ChecksPage, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Finding] = []
    original = checks_page.told
    monkeypatch.setattr(checks_page, "told", lambda session, each: made.append(each) or original(session, each))
    for text in ("금", "금융", "금융투"):
        page.filter.wanted.setText(text)
    assert 0 < len(made) <= len(page._session.findings)


def test_each_tab_tells_its_errors_and_warnings_at_each_edit(driver: Driver) -> None:
    view, session = driver.window.view, driver.window.session
    assert view is not None
    assert session is not None
    place = view.names.index("organization")
    before = view.tabs.tabBar().accessibleTabName(place)
    assert "오류 3건" in before
    assert not view.tabs.tabIcon(place).isNull()
    budget = session.report.of_code("budget")[0]
    session.type(CellKey(budget.uid, budget.rows[0].uid, "expenditure"), "글자")
    assert view.tabs.tabBar().accessibleTabName(place) != before
    session.undo()
    assert view.tabs.tabBar().accessibleTabName(place) == before


def test_the_list_is_narrowed_by_words(page: ChecksPage) -> None:
    page.filter.wanted.setText("금융투자과")
    assert 0 < len(page.model.findings()) < len(page._session.findings)
    page.filter.wanted.setText("없는 말")
    assert len(page.model.findings()) == 0


def test_an_export_with_open_errors_is_asked_for(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refuse(_parent: object, _title: str, question: str) -> QMessageBox.StandardButton:
        asked.append(question)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", refuse)
    view = driver.window.view
    assert view is not None
    view.show_tab("export")
    page = view.current_page()
    assert isinstance(page, ExportPage)
    page.export()
    assert len(asked) == 1
    assert "오류" in asked[0]
    assert not page.progress.isVisible()


def test_the_tooltip_of_a_cell_tells_the_sentence_the_sum_and_the_reason(driver: Driver) -> None:
    grid, session = driver.table("budget"), driver.window.session
    assert session is not None
    finding = next(each for each in session.findings if each.code == "total.column")
    tip = str(grid.table_model.data(grid.table_model.place(finding.key), Qt.ItemDataRole.ToolTipRole))
    assert "[오류]" in tip
    assert "≠ 41,181 (차이 244)" in tip
    assert "왜? 합계:" in tip
    assert max(map(len, tip.splitlines())) <= 64
