"""지난 보고에서 새 보고 in the window: proposed name and year, the new report on the desk, what came along."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QDialog

from desktop.ui.dialogs.carry_over import CarriedDialog, CarryOverDialog
from tests.windows import NOW, Driver


def test_the_next_year_is_proposed(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    dialog = CarryOverDialog(session.desk.catalog, session.report.info, NOW.date(), driver.window)
    wish = dialog.wish()
    assert wish is not None
    assert (wish.title, wish.fiscal_year, wish.template) == ("2023년 2월 주요업무보고", 2023, "work_report_2022")
    assert dialog.divisions.isHidden()
    dialog.deleteLater()


def test_the_new_report_lies_on_the_desk_and_the_last_one_stays(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = driver.window.session
    assert session is not None
    last, shown = session.report, list[tuple[str, ...]]()

    def look(dialog: CarriedDialog) -> int:
        items = (dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount()))
        shown.extend(tuple(item.text(column) for column in range(3)) for item in items if item)
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(CarryOverDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(CarriedDialog, "exec", look)
    driver.window.actions_by_name["carry_over"].trigger()
    driver.settle()
    assert session.report.info.fiscal_year == 2023
    departments = str(len(last.of_code("departments")[0].rows))
    assert ("부서 목록", departments) in [line[:2] for line in shown]
    view = driver.window.view
    assert view is not None
    reports = view.findChild(QComboBox, "report")
    assert reports is not None
    assert [reports.itemText(place) for place in range(reports.count())] == [last.info.title, "2023년 2월 주요업무보고"]
    session.open_report(last.info.uid)
    driver.settle()
    assert session.report == last
