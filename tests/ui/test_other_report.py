"""A finding against another report of the workspace: found behind the window; a button leads to the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

from desktop.domain.checks.other_reports import CODES
from desktop.domain.report import CellKey
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.samples import example_workspaces
from desktop.ui.pages.checks_page import ChecksPage
from tests.windows import NOW, Driver, register_fonts


def agency(folder: Path) -> Path:
    """The workspace with the three reports of the agency; the one of performance management is opened first."""
    catalog = load_catalog(resources_dir())
    example = next(each for each in example_workspaces(resources_dir()) if len(each.files) > 1)
    example.open(folder, catalog, "tester", lambda: NOW).close()
    return example.path(folder)


def test_the_button_opens_the_other_report_at_the_figure(qapp: QApplication, tmp_path: Path) -> None:
    register_fonts(qapp)
    driver = Driver(qapp, agency(tmp_path), tmp_path)
    session = driver.window.session
    assert session is not None
    driver.wait(lambda: session.desk.checked.is_whole)
    assert not [each for each in session.findings if each.code in CODES]
    first = session.report.info.uid
    table = session.report.owned("kpi_components", "kpi-sales")
    assert table is not None
    key = CellKey(table.uid, table.rows[0].uid, "target")
    assert session.type(key, "1,702")
    driver.wait(lambda: session.desk.checked.is_whole)
    assert [each.code for each in session.findings_at(key) if each.code in CODES]
    view = driver.window.view
    assert view is not None
    view.show_tab("checks")
    page = view.current_page()
    assert isinstance(page, ChecksPage)
    page._choose(page.model.node_of(next(each for each in session.findings_at(key) if each.code in CODES)))
    button = page.findChild(QPushButton, "checks.open_other")
    assert isinstance(button, QPushButton)
    assert button.isEnabled()
    button.click()
    driver.settle()
    assert session.report.info.uid != first
    assert session.report.owned("kpi_targets", "kpi-sales") is not None
    driver.wait(lambda: session.desk.checked.is_whole)
    assert "1,702억원" in {each.values.get("other") for each in session.findings}
    driver.close()
