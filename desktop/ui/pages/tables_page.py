"""A tab of tables: left the list of them, right the chosen one, below it what was found at the current cell."""

from __future__ import annotations

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

from desktop.domain.definitions import Tab
from desktop.domain.report import CellKey, Table
from desktop.ui.look import colors
from desktop.ui.metrics import char_width, gap
from desktop.ui.pages.finding_panel import FindingPanel
from desktop.ui.pages.table_editor import TableEditor
from desktop.ui.progress import progress

if TYPE_CHECKING:
    from desktop.ui.session import Session

_UID = int(Qt.ItemDataRole.UserRole)
_LIST_CHARS = 42
_NAME, _COUNT, _FOUND = range(3)


class TablesPage(QWidget):
    """All tables of one tab. A table that hangs under rows stands once for each of them."""

    def __init__(self, session: Session, tab: Tab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tab = session, tab
        self._editors: dict[str, TableEditor] = {}
        self.list = QTreeWidget(self)
        self.stack = QStackedWidget(self)
        self.panel = FindingPanel(session, self)
        self._set_up()
        self.refresh()
        self.list.currentItemChanged.connect(self._chosen)
        session.events.changed.connect(self.refresh)
        self._choose_first()

    @property
    def editor(self) -> TableEditor | None:
        """The editor of the chosen table."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, TableEditor) else None

    def start(self) -> None:
        """Put the focus into the chosen table."""
        if self.editor is not None:
            self.editor.start()

    def go_to(self, key: CellKey) -> bool:
        """Go to a cell of one of the tables. False when none of them has it."""
        item = self._items.get(key.table)
        if item is None:
            return False
        self.list.setCurrentItem(item)
        return self.editor is not None and self.editor.go_to(key)

    def refresh(self) -> None:
        """Show which tables there are, how full they are and what was found in them."""
        wanted = self._tables()
        if [table.uid for table, _ in wanted] != list(self._items):
            self._fill(wanted)
        for table, name in wanted:
            self._describe(self._items[table.uid], table, name)
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
        for column, chars in ((_COUNT, 9), (_FOUND, 5)):
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

    def _tables(self) -> list[tuple[Table, str]]:
        """The tables of the tab with their names; one that hangs under a row is named after it."""
        report, evaluation = self._session.report, self._session.evaluation
        wanted = [
            table for table in report.tables.values() if table.definition.tab is self._tab and not table.is_custom
        ]
        order = {code: place for place, code in enumerate(dict.fromkeys(table.code for table in wanted))}
        owners = {
            row.uid: (place, row.label)
            for table in wanted
            for place, row in enumerate(evaluation.rows(table.uid))
            if not row.is_total
        }
        named = [
            (order[table.code], owners.get(table.owner, (0, ""))[0], table, self._name(table, owners))
            for table in wanted
        ]
        return [(table, name) for *_, table, name in sorted(named, key=lambda each: each[:2])]

    def _name(self, table: Table, owners: dict[str, tuple[int, str]]) -> str:
        if not table.owner:
            return table.definition.title
        return f"    {owners.get(table.owner, (0, ''))[1] or '(이름 없음)'}"

    def _fill(self, wanted: list[tuple[Table, str]]) -> None:
        current = self.list.currentItem()
        chosen = current.data(_NAME, _UID) if current else ""
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        self._items = {}
        for table, _ in wanted:
            item = QTreeWidgetItem(self.list)
            item.setData(_NAME, _UID, table.uid)
            item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight)
            item.setTextAlignment(_FOUND, Qt.AlignmentFlag.AlignCenter)
            self._items[table.uid] = item
        if chosen in self._items:
            self.list.setCurrentItem(self._items[chosen])
        blocker.unblock()

    def _describe(self, item: QTreeWidgetItem, table: Table, name: str) -> None:
        entered, required = progress(self._session.evaluation, table)
        severities = self._session.severities_of(table.uid)
        item.setText(_NAME, name)
        item.setToolTip(_NAME, f"{name.strip()} · {table.definition.title}" if table.owner else name)
        item.setText(_COUNT, "✓" if entered == required and required else f"{entered}/{required}" if required else "")
        item.setText(_FOUND, f"● {len(severities)}" if severities else "")
        if severities:
            item.setForeground(_FOUND, colors(self.palette()).of(severities[0]))

    def _choose_first(self) -> None:
        first = self.list.topLevelItem(0)
        if first is not None and self.list.currentItem() is None:
            self.list.setCurrentItem(first)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        table = self._session.table(item.data(_NAME, _UID)) if item else None
        if table is None:
            return
        if table.uid not in self._editors:
            self._editors[table.uid] = self._new_editor(table)
        self.stack.setCurrentWidget(self._editors[table.uid])
        self._show_findings()

    def _new_editor(self, table: Table) -> TableEditor:
        editor = TableEditor(self._session, table, self)
        editor.moved.connect(self.panel.show_cell)
        self.stack.addWidget(editor)
        return editor

    def _show_findings(self) -> None:
        grid = self.editor.grid if self.editor else None
        self.panel.show_cell(grid.current_key() if grid else None)
