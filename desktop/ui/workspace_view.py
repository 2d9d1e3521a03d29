"""An open report: the tabs, built when they are first visited, and what the commands of the window do in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.report import CellKey
from desktop.domain.tab import Tab
from desktop.ui.dialogs.paste_refused import allow_paste
from desktop.ui.flush import finish_typing
from desktop.ui.forms.field_edit import FieldLine, FieldText
from desktop.ui.forms.form import Form
from desktop.ui.grids.rows import RowCommands
from desktop.ui.grids.view import GridView
from desktop.ui.metrics import gap
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.pages.chapter_list import ChapterList
from desktop.ui.pages.checks_page import ChecksPage
from desktop.ui.pages.comparison_page import ComparisonPage
from desktop.ui.pages.export_page import ExportPage
from desktop.ui.pages.program_tree import ProgramTree
from desktop.ui.pages.programs_page import ProgramsPage
from desktop.ui.pages.row_list import RowList
from desktop.ui.pages.rows_editor import RowsEditor
from desktop.ui.pages.tables_page import TablesPage
from desktop.ui.rechecking import Rechecker
from desktop.ui.tab_badges import TabBadges
from desktop.ui.tabs import CHECKS, COMPARISON, EXPORT, TAB_TITLES, shown_tabs

if TYPE_CHECKING:
    from desktop.ui.jobs import Jobs
    from desktop.ui.session import Session

Part = TypeVar("Part", bound=QWidget)
Page = TablesPage | ProgramsPage | ChecksPage | ExportPage | ComparisonPage


class WorkspaceView(QWidget):
    """The tabs of one report."""

    def __init__(self, session: Session, jobs: Jobs, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._jobs, self._settings = session, jobs, settings
        self._recolour = QTimer(self, singleShot=True, interval=0)
        self._recolour.timeout.connect(self.recolour)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self._pages: dict[str, Page] = {}
        self.names = shown_tabs(session)
        self._holders = {name: QWidget(self) for name in self.names}
        for name, holder in self._holders.items():
            self.tabs.addTab(holder, TAB_TITLES[name])
        self._badges = TabBadges(self.tabs, self.names)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._report_line())
        layout.addWidget(self.tabs, 1)
        self.tabs.tabBarClicked.connect(lambda _place: finish_typing())
        self.tabs.currentChanged.connect(self._visit)
        self._rechecker = Rechecker(session, jobs, self)
        session.events.changed.connect(self.refresh)
        session.events.jump.connect(self.go_to)
        self._visit(0)
        self.refresh()

    def page(self, name: str) -> Page:
        """A tab's page, built when it is not there yet: a `Tab` value, "checks" or "export"."""
        if name not in self._pages:
            page = self._pages[name] = self._new_page(name)
            page.setObjectName(f"page.{name}")
            holder_layout = QVBoxLayout()
            holder_layout.setContentsMargins(0, 0, 0, 0)
            holder_layout.addWidget(page)
            self._holders[name].setLayout(holder_layout)
        return self._pages[name]

    def show_tab(self, name: str) -> None:
        """Go to a tab: a `Tab` value, "checks" or "export". One that the report does not have is none."""
        if name in self.names:
            self.tabs.setCurrentIndex(self.names.index(name))

    def open_comparison(self) -> None:
        """Go to the comparison with another report or day; it stands beside the other tabs until it is closed."""
        if COMPARISON not in self.names:
            self._holders[COMPARISON] = QWidget(self)
            self.names += (COMPARISON,)
            self.tabs.addTab(self._holders[COMPARISON], TAB_TITLES[COMPARISON])
        self.show_tab(COMPARISON)

    def close_comparison(self) -> None:
        """Take the comparison away."""
        self.tabs.removeTab(self.names.index(COMPARISON))
        self.names = self.names[:-1]
        del self._pages[COMPARISON]
        self._holders.pop(COMPARISON).deleteLater()

    def shown_tab(self) -> str:
        """The name of the tab in front."""
        return self.names[self.tabs.currentIndex()]

    def next_tab(self, steps: int) -> None:
        """Ctrl+PgDn, Ctrl+PgUp."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + steps) % self.tabs.count())

    def refresh(self) -> None:
        """Show how many errors and warnings stand in each tab."""
        self._badges.show(self.session)

    def go_to(self, key: CellKey) -> None:
        """Go to a cell wherever it stands."""
        table = self.session.table(key.table)
        if table is None:
            return
        name = self.session.home(table).definition.tab.value
        if name in self.names:
            self.show_tab(name)
            page = self.page(name)
            if isinstance(page, TablesPage | ProgramsPage):
                page.go_to(key)

    def next_finding(self, steps: int) -> None:
        """F8, Shift+F8: to the next or previous finding that 점검 lists, group by group."""
        page = self.page(CHECKS)
        if isinstance(page, ChecksPage):
            page.step(steps)

    def print(self) -> None:
        """Ctrl+P: show the pages that print, and ask for the printer."""
        self.show_tab(EXPORT)
        page = self.page(EXPORT)
        if isinstance(page, ExportPage):
            page.print()

    def next_area(self) -> None:
        """F6: from the list at the left to the table at the right, by way of the list of rows where there is one."""
        page = self.current_page()
        focus = QApplication.focusWidget()
        rows = self._focused(RowsEditor)
        if rows is not None and focus is rows.list.view:
            rows.enter()
            return
        side = page.list if isinstance(page, TablesPage) else page.tree if isinstance(page, ProgramsPage) else None
        if side is None or focus is side:
            self._into(page)
        else:
            side.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current_page(self) -> Page:
        """The page of the chosen tab."""
        return self.page(self.shown_tab())

    def changeEvent(self, event: QEvent) -> None:
        """Another palette of the system (light, dark): every colour anew, once all parts have the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._recolour.start()

    def recolour(self) -> None:
        """Take the colours of the palette in all parts that are built."""
        self._badges.redraw(self.session)
        for grid in self.findChildren(GridView):
            grid.refresh_look()
        for page in self.findChildren(TablesPage):
            page.refresh()
        for tree in self.findChildren(ProgramTree):
            tree.refresh()
        for form in self.findChildren(Form):
            form.refresh()

    # ------------------------------------------------------------ commands on what has the focus

    def on_rows(self, step: Callable[[RowCommands], None]) -> None:
        """Do something with the rows or cells of the grid that has the focus."""
        grid = self._focused(GridView)
        if grid is not None:
            for rows in grid.findChildren(RowCommands):
                step(rows)

    def move_focused(self, steps: int) -> None:
        """Alt+Up, Alt+Down: the row, item or program that has the focus."""
        outline = self._focused(OutlineEditor)
        tree = self._focused(ProgramTree) or self._focused(RowList) or self._focused(ChapterList)
        if self._focused(GridView) is not None:
            self.on_rows(lambda rows: rows.up() if steps < 0 else rows.down())
        elif outline is not None:
            outline.move_current(steps)
        elif tree is not None:
            tree.move_current(steps)

    def paste(self) -> None:
        """Paste into the grid that has the focus; ask when something does not fit."""
        self.on_rows(lambda rows: rows.paste(lambda plan: allow_paste(plan, self)))

    def paste_table(self) -> None:
        """Paste a whole table below the current item of the outline that has the focus, or that the page shows."""
        page = self.current_page()
        shown = page.outline if isinstance(page, ProgramsPage) else None
        outline = self._focused(OutlineEditor) or shown
        if outline is not None:
            finish_typing()
            outline.paste_table()

    def focused_key(self) -> CellKey | None:
        """The address of the cell that the clerk is in: of a grid, a form or an outline; None elsewhere."""
        grid, outline = self._focused(GridView), self._focused(OutlineEditor)
        field = self._focused(FieldLine) or self._focused(FieldText)
        if grid is not None:
            return grid.current_key()
        if field is not None:
            return field.key
        return CellKey(outline.table_uid, outline.current, "text") if outline is not None else None

    def _focused(self, kind: type[Part]) -> Part | None:
        """The part of this kind in which the focus is."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, kind):
            widget = widget.parentWidget()
        return widget

    # ------------------------------------------------------------ parts

    def _report_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(gap(self), gap(self) // 2, gap(self), gap(self) // 2)
        self.reports = QComboBox(self)
        self.reports.setObjectName("report")
        self.reports.setAccessibleName("보고")
        info = self.session.report.info
        for each in self.session.desk.reports():
            self.reports.addItem(each.title, each.uid)
        self.reports.setCurrentIndex(self.reports.findData(info.uid))
        self.reports.activated.connect(self._choose_report)
        day = f"기준일 {info.as_of.year}. {info.as_of.month}. {info.as_of.day}." if info.as_of else ""
        for widget in (QLabel("보고"), self.reports, QLabel(info.organization), QLabel(day), self._state_label()):
            line.addWidget(widget)
            line.addSpacing(gap(self))
        line.addStretch(1)
        return line

    def _state_label(self) -> QLabel:
        from desktop.services.life import STATUS_NAMES, is_altered

        life = self.session.desk.life
        altered = " (마감 뒤 프로그램 밖에서 바뀜)" if is_altered(self.session.report, life) else ""
        label = QLabel(STATUS_NAMES[life.status] + altered)
        label.setObjectName("report_state")
        return label

    def _choose_report(self) -> None:
        finish_typing()
        uid = str(self.reports.currentData())
        if uid != self.session.report.info.uid:
            self.session.open_report(uid)

    def _visit(self, place: int) -> None:
        page = self.page(self.names[place])
        if isinstance(page, ExportPage):
            page.start()
        else:
            self._into(page)

    def _into(self, page: Page) -> None:
        if isinstance(page, ProgramsPage) and page.outline is not None and QApplication.focusWidget() is page.tree:
            page.outline.start()
        else:
            page.start()

    def _new_page(self, name: str) -> Page:
        if name == CHECKS:
            return ChecksPage(self.session, self)
        if name == COMPARISON:
            comparison = ComparisonPage(self.session, self)
            comparison.closed.connect(self.close_comparison)
            return comparison
        if name == EXPORT:
            return ExportPage(self.session, self._jobs, self._settings, self)
        if name == Tab.PROGRAMS.value:
            return ProgramsPage(self.session, self._ask_definition, self)
        return TablesPage(self.session, Tab(name), self._ask_definition, self)

    def _ask_definition(self, definition_json: str) -> str:
        """Ask for the form of a clerk's own table; "" when the clerk cancels."""
        from desktop.ui.dialogs.own_table import OwnTableDialog

        dialog = OwnTableDialog(definition_json, self._problem_of, self)
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        definition = dialog.definition()
        dialog.deleteLater()
        return definition if wanted else ""

    def _problem_of(self, definition_json: str) -> str:
        from desktop.domain.definition_values import DefinitionError

        try:
            self.session.desk.catalog.custom(definition_json, self.session.report.info.fiscal_year)
        except DefinitionError as error:
            return str(error)
        return ""
