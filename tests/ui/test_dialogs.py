"""Dialogs say what is missing before they close."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.ui.dialogs.new_report import NewReportDialog
from tests.windows import NOW


@pytest.fixture
def dialog(qtbot: object) -> NewReportDialog:
    made = NewReportDialog(load_catalog(resources_dir()), NOW.date())
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def test_a_report_needs_organization_title_date_and_year(dialog: NewReportDialog) -> None:
    assert dialog.wish() is None
    assert "기관" in dialog.problem.text()
    dialog.organization.setText("경제정책실")
    assert dialog.wish() is None
    assert "제목" in dialog.problem.text()
    dialog.title.setText("주요업무보고")
    dialog.as_of.setText("2022. 2. 30.")
    assert dialog.wish() is None
    assert "2022. 2. 30." in dialog.problem.text()
    dialog.as_of.setText("22.1.21.")
    dialog.fiscal_year.setText("이천")
    assert dialog.wish() is None
    assert "회계연도" in dialog.problem.text()


def test_a_whole_wish(dialog: NewReportDialog) -> None:
    dialog.organization.setText(" 경제정책실 ")
    dialog.title.setText("주요업무보고")
    dialog.as_of.setText("2022. 1. 21.")
    dialog.fiscal_year.setText("2022년")
    dialog.divisions.setPlainText("경제정책과\n\n 금융투자과 ")
    wish = dialog.wish()
    assert wish is not None
    assert (wish.organization, wish.as_of, wish.fiscal_year) == ("경제정책실", date(2022, 1, 21), 2022)
    assert wish.divisions == ("경제정책과", "금융투자과")
