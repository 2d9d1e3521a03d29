"""A page at work: the fields of a row, below them the outlines and tables that hang under it, in one scrolled sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.report import CellKey, Table
from desktop.ui.forms.form import Form
from desktop.ui.metrics import gap
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.outline.tools import OutlineTools
from desktop.ui.pages.table_editor import TableEditor

if TYPE_CHECKING:
    from desktop.ui.session import Session


class OutlinePanel(QWidget):
    """Shows one row, or tables, at a time. `moved` carries the key of the cell that the clerk is in."""

    moved = Signal(object)

    def __init__(self, session: Session, ask_definition: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Make a panel that shows nothing yet.

        Args:
            session: the open report.
            ask_definition: asks the clerk for the form of an own table (JSON, "" for a new one); "" is a cancel.
            parent: as always in Qt.
        """
        super().__init__(parent)
        self._session, self._ask_definition = session, ask_definition
        self.form: Form | None = None
        self.editors: list[TableEditor] = []
        self.tools = OutlineTools(self)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setBackgroundRole(QPalette.ColorRole.Base)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tools)
        layout.addWidget(self.area, 1)
        self._reached = QTimer(self, singleShot=True, interval=0)
        self._reached.timeout.connect(self._show_focus)
        session.events.changed.connect(self.refresh)

    @property
    def outline(self) -> OutlineEditor | None:
        """The first outline of the page, or None."""
        return next((editor.outline for editor in self.editors if editor.outline is not None), None)

    def show_page(self, tables: Sequence[Table], row: CellKey | None = None) -> None:
        """Show these tables, and above them the cells of a row (`row.column` does not matter)."""
        if self.area.isAncestorOf(QApplication.focusWidget() or self):
            self.area.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tools.work_on(None)
        self.form, self.editors = None, []
        body = QWidget()
        body.setAutoFillBackground(False)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, gap(self), 0)
        self._add_form(layout, row)
        for table in tables:
            self._add_editor(layout, table)
        layout.addStretch(1)
        self.area.setWidget(body)
        self.tools.work_on(self.outline)

    def refresh(self) -> None:
        """Take over what changed in the row; the tables follow by themselves."""
        if self.form is not None:
            self.form.refresh()

    def go_to(self, key: CellKey) -> bool:
        """Go to a cell of the page. False when it is not here."""
        if self.form is not None and self.form.row == (key.table, key.row):
            found = self.form.go_to(key)
        else:
            found = any(editor.go_to(key) for editor in self.editors)
        if found:
            self._reached.start()
        return found

    def start(self) -> None:
        """Put the cursor to where the clerk begins: the first outline or table, else the first field."""
        if self.editors:
            self.editors[0].start()
        elif self.form is not None:
            self.form.start()

    # ------------------------------------------------------------ parts

    def _show_focus(self) -> None:
        """Scroll to where the clerk is now: a page does not follow the focus that is set by the program."""
        widget = QApplication.focusWidget()
        if widget is not None and self.area.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget)

    def _add_form(self, layout: QVBoxLayout, row: CellKey | None) -> None:
        table = self._session.table(row.table) if row is not None else None
        if table is None or row is None:
            return
        columns = [column for column in table.definition.columns if column.in_window]
        self.form = Form(self._session, row.table, columns, self, row.row)
        self.form.moved.connect(self.moved)
        layout.addWidget(self.form)

    def _add_editor(self, layout: QVBoxLayout, table: Table) -> None:
        editor = TableEditor(self._session, table, self._ask_definition, self, compact=True)
        editor.moved.connect(self.moved)
        outline = editor.outline
        if outline is not None:
            outline.moved.connect(lambda _key: self.tools.work_on(outline))
        self.editors.append(editor)
        layout.addWidget(editor)
