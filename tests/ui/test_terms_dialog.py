"""용어 목록 as a clerk keeps it: typed into the list, stored, found in the report, mended with one button."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QTableWidgetItem

from desktop.domain.report import CellKey
from desktop.domain.terms import Term
from desktop.services.terms import own_terms
from desktop.ui.dialogs.terms import TermsDialog
from desktop.ui.pages.checks_page import ChecksPage
from tests.windows import Driver


def type_line(dialog: TermsDialog, row: int, word: str, others: str) -> None:
    for column, text in enumerate((word, others)):
        dialog.list.setItem(row, column, QTableWidgetItem(text))


@pytest.mark.parametrize("driver", ["sba_2020"], indirect=True)
def test_a_listed_word_is_found_and_mended(driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    session, view = driver.window.session, driver.window.view
    assert session is not None
    assert view is not None
    page_of = next(each for each in session.report.of_code("coe_page") if each.rows)
    key = CellKey(page_of.uid, page_of.rows[0].uid, "text")
    assert session.type(key, "다람지 사업과 다람지 축제")
    dialog = TermsDialog(session, driver.window)
    type_line(dialog, 0, "다람쥐", "다람지, 다람주")
    type_line(dialog, 1, "다람쥐", "람쥐")
    said: list[str] = []
    driver.window.events.refused.disconnect(driver.window.errors.show)
    driver.window.events.refused.connect(said.append)
    dialog.show()
    dialog.accept()
    assert "두 줄" in said[0]
    assert dialog.isVisible(), "what cannot be stored stays to be put right"
    dialog.list.setCurrentCell(1, 0)
    dialog.remove()
    target = tmp_path / "용어 목록.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(target), ""))
    dialog.save()
    dialog.show_terms(())
    dialog.load()
    dialog.accept()
    dialog.deleteLater()
    assert own_terms(session.desk) == (Term("다람쥐", ("다람지", "다람주")),)
    view.show_tab("checks")
    page = view.current_page()
    assert isinstance(page, ChecksPage)
    page._choose(page.model.node_of(next(each for each in session.findings if each.code == "term.office")))
    assert page.cure_button.text().startswith("다람쥐로")
    page.cure_button.click()
    value = session.report.value(key)
    assert value is not None
    assert value.text == "다람쥐 사업과 다람쥐 축제"
    assert not [each for each in session.findings if each.code == "term.office"]
    session.undo()
    assert [each for each in session.findings if each.code == "term.office"]
