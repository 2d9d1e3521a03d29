"""A tab of tables: left the list of them, right the chosen one, below it what was found at the current cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.definitions import Layout
from desktop.domain.report import CellKey
from desktop.domain.tab import Tab
from desktop.ui.look import colors
from desktop.ui.metrics import char_width, gap
from desktop.ui.outline.panel import OutlinePanel
from desktop.ui.pages.entries import Entry, entries_of, progress_of, severities_of, tables_of
from desktop.ui.pages.finding_panel import FindingPanel
from desktop.ui.pages.rows_editor import RowsEditor
from desktop.ui.pages.table_editor import TableEditor

if TYPE_CHECKING:
    from desktop.ui.session import Session

_CODE = int(Qt.ItemDataRole.UserRole)
_LIST_CHARS = 48
_NAME, _COUNT, _FOUND = range(3)
Editor = TableEditor | OutlinePanel | RowsEditor


class TablesPage(QWidget):
    """All tables of one tab. A table that hangs under rows lets the clerk choose the row."""

    def __init__(
        self, session: Session, tab: Tab, ask_definition: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._tab, self._ask_definition = session, tab, ask_definition
        self._editors: dict[str, Editor] = {}
        self._entries: dict[str, Entry] = {}
        self.list = QTreeWidget(self)
        self.stack = QStackedWidget(self)
        self.panel = FindingPanel(session, self)
        self._set_up()
        self.refresh()
        self.list.currentItemChanged.connect(self._chosen)
        session.events.changed.connect(self.refresh)
        self._choose_first()

    @property
    def shown(self) -> Editor | None:
        """What is edited at the right."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, TableEditor | OutlinePanel | RowsEditor) else None

    @property
    def editor(self) -> TableEditor | None:
        """The editor of the chosen table; where a row is chosen first, the one of that row."""
        shown = self.shown
        if isinstance(shown, OutlinePanel):
            return shown.editors[0] if shown.editors else None
        return shown.editor if isinstance(shown, RowsEditor) else shown

    def start(self) -> None:
        """Put the focus into the chosen table."""
        if self.shown is not None:
            self.shown.start()

    def go_to(self, key: CellKey) -> bool:
        """Go to a cell of one of the tables. False when none of them has it."""
        table = self._session.table(key.table)
        code = self._session.home(table).code if table is not None else ""
        entry = next((entry for entry in self._entries.values() if code in entry.codes), None)
        if entry is None:
            return False
        self.list.setCurrentItem(self._items[entry.definition.code])
        return self.shown is not None and self.shown.go_to(key)

    def refresh(self) -> None:
        """Show which tables there are, how full they are and what was found in them."""
        entries = {entry.definition.code: entry for entry in entries_of(self._session.report, self._tab)}
        if list(entries) != list(self._entries):
            self._fill(entries)
        self._entries = entries
        for entry in entries.values():
            self._describe(entry)
        self._show_findings()

    # ------------------------------------------------------------ parts

    def _set_up(self) -> None:
        self._items: dict[str, QTreeWidgetItem] = {}
        self.list.setObjectName(f"{self._tab.value}.tables")
        self.list.setAccessibleName("표 목록")
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setColumnCount(3)
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, chars in ((_COUNT, 9), (_FOUND, 7)):
            self.list.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.list.setColumnWidth(column, chars * char_width(self))
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_CHARS * char_width(self), 100 * char_width(self)])
        layout = QVBoxLayout(self)
        layout.addWidget(splitter)

    def _right(self) -> QWidget:
        right = QWidget(self)
        layout = QVBoxLayout(right)
        layout.setContentsMargins(gap(self), 0, 0, 0)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.panel)
        return right

    def _fill(self, entries: dict[str, Entry]) -> None:
        current = self.list.currentItem()
        chosen = current.data(_NAME, _CODE) if current else ""
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self._items = {}
        for code in entries:
            item = QTreeWidgetItem(self.list)
            item.setData(_NAME, _CODE, code)
            item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setTextAlignment(_FOUND, Qt.AlignmentFlag.AlignCenter)
            self._items[code] = item
        if chosen in self._items:
            self.list.setCurrentItem(self._items[chosen])
        blocker.unblock()

    def _describe(self, entry: Entry) -> None:
        item, tables = self._items[entry.definition.code], tables_of(self._session.report, entry)
        entered, required = progress_of(self._session, tables)
        severities = severities_of(self._session, tables)
        item.setText(_NAME, entry.definition.title)
        item.setToolTip(_NAME, entry.definition.title)
        item.setText(_COUNT, "✓" if entered == required and required else f"{entered}/{required}" if required else "")
        item.setText(_FOUND, f"● {len(severities)}" if severities else "")
        if severities:
            item.setForeground(_FOUND, colors(self.palette()).of(severities[0]))

    def _choose_first(self) -> None:
        first = self.list.topLevelItem(0)
        if first is not None and self.list.currentItem() is None:
            self.list.setCurrentItem(first)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        entry = self._entries.get(item.data(_NAME, _CODE)) if item else None
        if entry is None:
            return
        code = entry.definition.code
        if code not in self._editors:
            editor = self._editors[code] = self._new_editor(entry)
            editor.moved.connect(self.panel.show_cell)
            self.stack.addWidget(editor)
        self.stack.setCurrentWidget(self._editors[code])
        self._show_findings()

    def _new_editor(self, entry: Entry) -> Editor:
        if entry.chooses is not None:
            return RowsEditor(self._session, entry.chooses, entry.codes, self._ask_definition, self)
        tables = tables_of(self._session.report, entry)
        if entry.definition.layout is Layout.OUTLINE:
            panel = OutlinePanel(self._session, self._ask_definition, self)
            panel.show_page(tables)
            return panel
        return TableEditor(self._session, tables[0], self._ask_definition, self)

    def _show_findings(self) -> None:
        self.panel.show_cell(self.editor.current_key() if self.editor else None)
