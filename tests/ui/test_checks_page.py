"""점검: explain a finding, switch a rule off and bring both back, with the buttons of the page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QInputDialog, QMessageBox, QPushButton

from desktop.domain.definitions import Severity
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
    finding, count = page.chosen(), page.model.rowCount()
    press(page, "checks.explain")
    assert page.model.rowCount() == count - 1
    press(page, "filter_set_aside")
    assert page.chosen() == finding
    assert "설명: 담당자 확인" in page.arithmetic.text()
    press(page, "checks.bring_back")
    assert page.model.rowCount() == 0
    press(page, f"filter_{Severity.INFO.value}")
    assert page.model.rowCount() == count


def test_a_rule_is_switched_off_and_on(page: ChecksPage) -> None:
    finding, count = page.chosen(), page.model.rowCount()
    assert finding is not None
    assert not page.explain_button.isEnabled(), "an error is not explained"
    press(page, "checks.switch_off")
    assert page.model.rowCount() < count
    press(page, "filter_set_aside")
    assert {page.model.finding(row).code for row in range(page.model.rowCount())} == {finding.code}
    press(page, "checks.bring_back")
    press(page, "filter_all")
    assert page.model.rowCount() == count


def test_the_list_is_narrowed_by_words(page: ChecksPage) -> None:
    page.wanted.setText("금융투자과")
    assert 0 < page.model.rowCount() < len(page._session.findings)
    page.wanted.setText("없는 말")
    assert page.model.rowCount() == 0


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
