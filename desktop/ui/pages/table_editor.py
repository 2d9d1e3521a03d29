"""One table of the report at work: title, single fields, grid or outline."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.definitions import Layout, RowsKind, TableDefinition
from desktop.domain.outline import TEXT
from desktop.domain.properties import PROPERTIES
from desktop.domain.report import FIELDS_ROW, CellKey, Table
from desktop.ui.elided import ElidedLabel
from desktop.ui.forms.form import Form
from desktop.ui.grids.model import TableModel
from desktop.ui.grids.rows import RowCommands
from desktop.ui.grids.view import GridView
from desktop.ui.metrics import gap
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.outline.link_bar import LinkBar

if TYPE_CHECKING:
    from desktop.services.desk import ChangeResult
    from desktop.ui.session import Session


class TableEditor(QWidget):
    """Edits one table instance. `moved` carries the key of the cell that the clerk is in (or None)."""

    moved = Signal(object)

    def __init__(
        self,
        session: Session,
        table: Table,
        ask_definition: Callable[[str], str],
        parent: QWidget | None = None,
        *,
        compact: bool = False,
    ) -> None:
        """Edit a table.

        Args:
            session: the open report.
            table: the instance.
            ask_definition: asks the clerk for the form of an own table within an outline.
            parent: as always in Qt.
            compact: as high as its rows, for a page that scrolls as a whole.
        """
        super().__init__(parent)
        self.session, self._ask_definition = session, ask_definition
        self.table_uid = table.uid
        self.form: Form | None = None
        self.grid: GridView | None = None
        self.outline: OutlineEditor | None = None
        self.rows: RowCommands | None = None
        self.texts: Form | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap(self))
        self.tools = QHBoxLayout()
        self._build(table, compact=compact)
        session.events.changed.connect(self.refresh)

    def refresh(self, result: ChangeResult) -> None:
        """Take over what changed anywhere in the report."""
        if self.session.table(self.table_uid) is None:
            return
        for form in (self.form, self.texts):
            if form is not None:
                form.refresh()
        if self.grid is not None:
            self.grid.table_model.sync(result.touched)
        self._show_unit_note()

    def go_to(self, key: CellKey) -> bool:
        """Go to a cell of this table, or to one of its fields. False when it does not show it."""
        if self.outline is not None and self.outline.go_to(key):
            return True
        if key.table != self.table_uid:
            return False
        if key.row != FIELDS_ROW:
            return self.grid is not None and self.grid.go_to(key)
        if self.form is not None and self.form.go_to(key):
            return True
        if key.column in PROPERTIES:
            self._texts_button.setChecked(True)
        return self.texts is not None and self.texts.go_to(key)

    def current_key(self) -> CellKey | None:
        """The address of the current cell or item, or None."""
        if self.outline is not None and self.outline.current:
            return CellKey(self.table_uid, self.outline.current, TEXT)
        return self.grid.current_key() if self.grid is not None else None

    def start(self) -> None:
        """Put the focus to where the clerk begins."""
        if self.form is not None and self.form.fields:
            self.form.start()
        elif self.outline is not None:
            self.outline.start()
        elif self.grid is not None:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ building

    def _build(self, table: Table, *, compact: bool) -> None:
        definition = table.definition
        fields = [field for field in definition.fields if field.in_window]
        self._layout.addLayout(self._title_line(definition, has_tools=not table.is_custom))
        if table.is_custom:  # has more tools, and less room under its item
            self._layout.addLayout(self.tools)
            self._layout.setAlignment(self.tools, Qt.AlignmentFlag.AlignLeft)
        if fields:
            self.form = Form(self.session, self.table_uid, fields, self)
            self.form.moved.connect(self.moved)
            self._layout.addWidget(self.form)
        if definition.layout is Layout.OUTLINE:
            self._add_outline(definition)
        elif definition.layout is Layout.GRID and definition.columns:
            self._add_grid(definition, compact=compact)
        elif not compact:
            self._layout.addStretch(1)

    def _title_line(self, definition: TableDefinition, *, has_tools: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        title = ElidedLabel(definition.title)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self._unit_note = ElidedLabel()
        self._texts_button = QPushButton("제목·단위·각주")
        self._texts_button.setObjectName("texts")
        self._texts_button.setCheckable(True)
        self._texts_button.setFlat(True)
        self._texts_button.toggled.connect(self._show_texts)
        line.addWidget(title)
        line.addWidget(self._texts_button)
        if has_tools:
            line.addLayout(self.tools)
        line.addStretch(1)
        line.addWidget(self._unit_note)
        self._show_unit_note()
        return line

    def _add_outline(self, definition: TableDefinition) -> None:
        if any(table.definition.filter for table in self.session.report.of_code(definition.owner)):
            self._layout.addWidget(LinkBar(self.session, self.table_uid, self))
        self.outline = OutlineEditor(self.session, self.table_uid, self._ask_definition, self)
        self.outline.moved.connect(self.moved)
        self._layout.addWidget(self.outline)

    def _add_grid(self, definition: TableDefinition, *, compact: bool) -> None:
        model = TableModel(self.session, self.table_uid, self)
        self.grid = GridView(model, self)
        self.grid.moved.connect(self._moved)
        self.grid.left.connect(self._left_grid)
        self.rows = RowCommands(self.grid)
        if definition.rows.kind is RowsKind.ENTERED:
            self._add_row_buttons(self.rows)
        self._layout.addWidget(self.grid, 1)
        if compact:
            self._keep_compact(self.grid)

    def _add_row_buttons(self, rows: RowCommands) -> None:
        for name, text, step in (
            ("add_row", "행 추가", rows.add),
            ("remove_rows", "행 삭제", rows.remove),
            ("row_up", "위로", rows.up),
            ("row_down", "아래로", rows.down),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=step: step())
            self.tools.addWidget(button)

    def _keep_compact(self, grid: GridView) -> None:
        """As high as its rows: a table within a page does not scroll by itself."""
        grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

        def fit(*_said: object) -> None:
            rows = sum(grid.rowHeight(row) for row in range(len(grid.table_model.rows)))
            bar = grid.horizontalScrollBar().sizeHint().height() if grid.horizontalScrollBar().maximum() else 0
            header = grid.horizontalHeader().sizeHint().height()
            grid.setFixedHeight(header + rows + bar + 2 * grid.frameWidth())

        for signal in (grid.table_model.rowsInserted, grid.table_model.rowsRemoved, grid.table_model.modelReset):
            signal.connect(fit)
        grid.horizontalScrollBar().rangeChanged.connect(fit)
        fit()

    # ------------------------------------------------------------ following

    def _moved(self) -> None:
        self.moved.emit(self.current_key())

    def _left_grid(self, step: int) -> None:
        if step > 0:
            self.focusNextChild()
        elif self.form is not None and self.form.fields:
            next(reversed(self.form.fields.values())).setFocus(Qt.FocusReason.BacktabFocusReason)

    def _show_unit_note(self) -> None:
        table = self.session.table(self.table_uid)
        if table is not None:
            self._unit_note.setText(self._filled("unit_note", table.definition.print.unit_note))

    def _filled(self, key: str, template: str) -> str:
        """A property as it prints: as the clerk typed it, else the definition's template, filled."""
        shown = self.session.evaluation.shown(CellKey(self.table_uid, FIELDS_ROW, key)).value
        return shown.text if shown else self.session.evaluation.fill(template, self.table_uid)

    def _show_texts(self, shown: bool) -> None:  # noqa: FBT001 - a Qt signal
        if self.texts is None:
            self.texts = Form(
                self.session, self.table_uid, tuple(each for each in PROPERTIES.values() if each.in_window), self
            )
            self.texts.moved.connect(self.moved)
            self._layout.insertWidget(1, self.texts)
            self._hint_texts(self.texts)
        self.texts.setVisible(shown)

    def _hint_texts(self, form: Form) -> None:
        """Show what the official form prints where the clerk enters nothing."""
        table = self.session.table(self.table_uid)
        if table is None:
            return
        prints = table.definition.print
        texts = {"title": prints.title or table.definition.title, "lead": prints.lead, "unit_note": prints.unit_note}
        texts["footnotes"] = "\n".join(prints.footnotes)
        for key, template in texts.items():
            form.fields[key].hint(self.session.evaluation.fill(template, self.table_uid))
