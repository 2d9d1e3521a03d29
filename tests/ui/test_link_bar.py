"""같은 내용으로 잇기: chosen from a list, followed, and let go."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QDialogButtonBox

from desktop.domain.editing import type_text
from desktop.domain.report import CellKey, Table
from desktop.ui.dialogs.same_content import SameContentDialog
from desktop.ui.outline.link_bar import LinkBar
from desktop.ui.session import Session
from tests.windows import Driver


@pytest.fixture
def session(driver: Driver) -> Session:
    """The open report of 2022."""
    assert driver.window.session is not None
    return driver.window.session


def answer(session: Session, number: int) -> Table:
    found = session.report.owned("audit_answer", f"audit-correction-{number}")
    assert found is not None
    return found


def texts(table: Table) -> list[str]:
    return [row.cells["text"].text for row in table.rows]


def test_an_answer_is_linked_followed_and_let_go(
    driver: Driver, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = LinkBar(session, answer(session, 1).uid, driver.window)
    assert (bar.text.text(), bar.link.isHidden(), bar.unlink.isHidden()) == ("", False, True)

    def choose(dialog: SameContentDialog) -> int:
        dialog.search.setText("지역활성화 협의회를 구성하는")
        shown = [line for place in range(dialog.list.topLevelItemCount()) if (line := dialog.list.topLevelItem(place))]
        (found,) = (line for line in shown if not line.isHidden())
        dialog.list.setCurrentItem(found)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(SameContentDialog, "exec", choose)
    bar.link.click()
    assert texts(answer(session, 1)) == texts(answer(session, 9))
    assert "지역활성화협의회를 구성하는 과정" in bar.text.text()
    assert (bar.link.isHidden(), bar.unlink.isHidden()) == (True, False)
    source = answer(session, 9)
    assert session.apply(type_text(session.evaluation, CellKey(source.uid, source.rows[1].uid, "text"), "고침"))
    assert texts(answer(session, 1))[1] == "고침"
    bar.unlink.click()
    assert bar.text.text() == ""
    assert texts(answer(session, 1))[1] == "고침"
    bar.deleteLater()


def test_a_linked_answer_that_is_edited_is_linked_no_more(driver: Driver, session: Session) -> None:
    linked = answer(session, 5)
    bar = LinkBar(session, linked.uid, driver.window)
    assert bar.text.text().endswith("의 내용과 같습니다.")
    assert session.apply(type_text(session.evaluation, CellKey(linked.uid, linked.rows[1].uid, "text"), "따로"))
    assert bar.text.text() == ""
    session.undo()
    assert bar.text.text().endswith("의 내용과 같습니다.")
    bar.deleteLater()


def test_only_what_can_be_linked_is_offered(driver: Driver, session: Session) -> None:
    dialog = SameContentDialog(session, answer(session, 4), driver.window)
    accept = dialog.buttons.buttons()
    assert not any(
        button.isEnabled()
        for button in accept
        if dialog.buttons.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole
    )
    names = [
        line.text(0) for place in range(dialog.list.topLevelItemCount()) if (line := dialog.list.topLevelItem(place))
    ]
    assert len(names) == 180 - 1 - 6  # not itself, nor the six that are linked to it
    dialog.search.setText("없는 말")
    assert dialog.owner == ""
    dialog.deleteLater()
