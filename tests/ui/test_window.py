"""The window: shown before anything heavy is loaded, tabs on first visit, sentences for troubles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.opener import LocalOpener
from desktop.paths import resources_dir
from desktop.ui.forms.field_edit import FieldLine
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.checks_page import ChecksPage
from desktop.ui.pages.program_tree import ProgramTree
from desktop.ui.tabs import TAB_TITLES
from tests.windows import NOW, Driver, sample_workspace

Key = Qt.Key
HEAVY = ("sqlalchemy", "openpyxl", "alembic", "numpy", "csv", "html.parser")
MOST_MODULES = 260
SHOW = """
import sys
from pathlib import Path
from desktop.app import make_application, make_window
app = make_application([])
window = make_window(Path(sys.argv[1]), Path(sys.argv[1]))
window.show()
app.processEvents()
print(len(sys.modules), *sys.modules)
"""


def test_nothing_heavy_is_loaded_before_the_window_shows(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SHOW, str(tmp_path)], capture_output=True, text=True, check=True)
    count, *modules = done.stdout.split()
    assert int(count) <= MOST_MODULES
    assert not set(HEAVY) & set(modules)


def test_tabs_are_built_when_they_are_visited_by_keys(driver: Driver) -> None:
    view = driver.window.view
    assert view is not None
    assert view.findChild(QWidget, "page.checks") is None
    driver.control(Key.Key_5)
    assert isinstance(view.current_page(), ChecksPage)
    driver.control(Key.Key_PageDown)
    assert view.shown_tab() == "export"
    driver.control(Key.Key_PageUp, Key.Key_1)
    assert view.shown_tab() == "organization"


TABS = {
    "economy_2022": ["organization", "indicators", "programs", "audit", "checks", "export"],
    "jobs_2018": ["organization", "indicators", "programs", "checks", "export"],
    "sba_2020": ["organization", "indicators", "programs", "coe", "checks", "export"],
}


@pytest.mark.parametrize("driver", list(TABS), indirect=True)
def test_audit_and_participation_have_a_tab_where_the_report_has_such_tables(
    driver: Driver, request: pytest.FixtureRequest
) -> None:
    view, session = driver.window.view, driver.window.session
    assert view is not None
    assert session is not None
    actions = driver.window.actions_by_name
    assert list(view.names) == TABS[request.node.callspec.params["driver"]]
    assert [actions[f"tab_{name}"].shortcut().toString() for name in view.names] == [
        f"Ctrl+{place}" for place in range(1, len(view.names) + 1)
    ]
    assert {name for name in TAB_TITLES if actions[f"tab_{name}"].isVisible()} == set(view.names)
    for place, name in enumerate(view.names):
        assert view.tabs.tabText(place).startswith(TAB_TITLES[name])
    tabs = {table.definition.tab.value for table in session.report.tables.values() if not table.is_custom}
    assert ("audit" in view.names, "coe" in view.names) == ("audit" in tabs, "coe" in tabs)


def test_f8_goes_from_finding_to_finding_and_enter_in_the_list_to_its_cell(driver: Driver) -> None:
    session, view = driver.window.session, driver.window.view
    assert session is not None
    assert view is not None
    driver.press(Key.Key_F8)
    assert view.shown_tab() == "organization", "the first finding stands in 기관 정보"
    driver.control(Key.Key_5)
    page = view.current_page()
    assert isinstance(page, ChecksPage)
    wanted = page.chosen()
    assert wanted is not None
    driver.press(Key.Key_Return)
    assert view.shown_tab() == "organization"
    assert view.focused_key() == wanted.key


def test_the_filter_shows_one_severity(driver: Driver) -> None:
    view, session = driver.window.view, driver.window.session
    assert view is not None
    assert session is not None
    driver.control(Key.Key_5)
    page = view.current_page()
    assert isinstance(page, ChecksPage)
    errors = [finding for finding in session.findings if finding.severity == "error"]
    assert len(page.model.findings()) == len(session.findings) > len(errors) > 0
    button = page.findChild(QWidget, "filter_error")
    assert button is not None
    button.setFocus()
    driver.press(Key.Key_Space)
    assert sorted(map(id, page.model.findings())) == sorted(map(id, errors))


def test_every_field_and_grid_has_a_name(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    for table in session.report.tables.values():
        if table.definition.tab == "organization" and table.definition.columns:
            grid = driver.table(table.code)
            assert (grid.objectName(), grid.accessibleName()) == (table.code, table.definition.title)


def test_size_and_recent_files_are_remembered(driver: Driver, tmp_path: Path) -> None:
    assert driver.window.session is not None
    path = driver.window.session.desk.path
    driver.window.resize(720, 560)
    driver.window.close()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    again = MainWindow(LocalOpener(resources_dir(), tmp_path), settings, lambda: NOW)
    assert (again.width(), again.height()) == (720, 560)
    assert again.start_page.recent.item(0).text().startswith(path.stem)
    again.close()
    again.deleteLater()


def test_a_file_that_cannot_be_opened_gets_one_sentence(driver: Driver, tmp_path: Path) -> None:
    driver.window.open_path(tmp_path / "없는 파일.seonggwa")
    driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.settle()
    box = driver.window.findChild(QMessageBox, "error")
    assert box is not None
    assert "없습니다" in box.text()
    driver.window.errors.fail(ValueError("another one"))
    assert box.text().endswith("(그 밖에 1건)")
    box.accept()
    assert driver.window.view is None
    assert QApplication.activeModalWidget() is None


def test_an_unexpected_error_says_where_the_log_is(driver: Driver, tmp_path: Path) -> None:
    driver.window.errors.point_to(tmp_path / "seonggwa.log")
    driver.window.errors.fail(ValueError("unforeseen"))
    box = driver.window.findChild(QMessageBox, "error")
    assert box is not None
    assert box.informativeText() == f"ValueError: unforeseen\n\n기록 파일: {tmp_path / 'seonggwa.log'}"
    box.accept()


def test_an_opened_workspace_is_told_to_the_system(driver: Driver, tmp_path: Path) -> None:
    told: list[Path] = []
    driver.window.events.workspace_opened.connect(told.append)
    path = sample_workspace("jobs_2018", tmp_path)
    driver.window.open_path(path)
    driver.wait(lambda: bool(told) and not driver.window.jobs.is_busy)
    assert told == [path]


def test_another_palette_of_the_system_colours_the_open_window_anew(driver: Driver) -> None:
    view = driver.window.view
    assert view is not None
    view.show_tab("programs")
    grid = driver.table("budget")
    light, dark = driver.app.palette(), driver.app.palette()
    dark.setColor(QPalette.ColorRole.Base, QColor("#202124"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#E8EAED"))
    driver.app.setPalette(dark)
    try:
        driver.settle()
        cell = grid.visualRect(grid.table_model.index(3, 1)).center()
        assert grid.viewport().grab().toImage().pixelColor(cell.x(), grid.rowViewportPosition(3) + 3).lightness() < 80
        field = view.findChild(FieldLine, "budget.original_budget")
        assert field is not None
        assert field.palette().color(QPalette.ColorRole.Base).lightness() < 80
        tree = view.findChild(ProgramTree)
        assert tree is not None
        assert tree.topLevelItem(0).foreground(0).color().lightness() > 170
    finally:
        driver.app.setPalette(light)
        driver.settle()
