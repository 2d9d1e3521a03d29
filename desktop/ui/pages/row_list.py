"""Choosing one row of a table: a list with its filters; rows that the clerk enters are added and moved here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.definitions import Column, RowsKind, TableDefinition
from desktop.ui.metrics import char_width, gap, line_height, padding
from desktop.ui.pages.rows_model import ListedRow, RowFilter, RowsModel, parts

if TYPE_CHECKING:
    from desktop.domain.changes import ChangeSet
    from desktop.services.desk import ChangeResult
    from desktop.ui.session import Session

_ALL = "전체"
_SEARCH_CHARS, _SHORT_CHARS, _CHOICE_CHARS = 24, 8, 24


class RowList(QWidget):
    """`chosen` carries the uid of the row under the cursor, "" for none; `added` says that it is new."""

    chosen = Signal(str)
    added = Signal()

    def __init__(self, session: Session, definition: TableDefinition, parent: QWidget) -> None:
        """List the rows of a definition; with its filters, columns and row buttons when it declares filters."""
        super().__init__(parent)
        self._session, self._definition = session, definition
        self._is_wide = bool(definition.filter)
        self.model = RowsModel(session, definition, self, wide=self._is_wide)
        self.filter = RowFilter(self.model, self)
        self.view = QTableView(self)
        self.choices: dict[str, QComboBox] = {}
        self.search, self._count = QLineEdit(), QLabel()
        self._chosen = ""
        self._set_up()
        self.view.selectionModel().currentRowChanged.connect(self._moved)
        session.events.changed.connect(self._sync)
        self._show_count()

    def current(self) -> str:
        """Uid of the row under the cursor, "" when there is none."""
        return self._row_at(self.view.currentIndex())

    def choose(self, uid: str) -> bool:
        """Put the cursor on a row; filters that hide it are lifted. False when there is no such row."""
        line = self.model.place(uid)
        if line < 0:
            return False
        if not self._index(line).isValid():
            self._lift()
        self.view.setCurrentIndex(self._index(line))
        self.view.scrollTo(self._index(line))
        return True

    def choose_first(self) -> None:
        """Put the cursor on the first row that shows, when it is on none."""
        if not self.current() and self.filter.rowCount():
            self.view.selectRow(0)
        elif not self.filter.rowCount():
            self._tell("")

    # ------------------------------------------------------------ rows that the clerk enters

    def add(self) -> None:
        """A new row below the current one; it takes over what the filters ask for."""
        from desktop.domain.editing import insert_row

        table, order = self._stored()
        uid, here = self._session.desk.new_uid(), self.current()
        place = order.index(here) + 1 if here in order else len(order)
        changes = insert_row(self._session.evaluation, table, place, uid) if table else None
        if changes is not None and self._session.apply(self._as_chosen(changes)):
            self.filter.keep(uid)
            self.choose(uid)
            self.added.emit()

    def remove(self) -> None:
        """Take the current row out, with everything under it; undo brings it back."""
        from desktop.domain.editing import remove_rows

        row = self._current_row()
        if row is not None:
            self._session.apply(remove_rows(self._session.evaluation, row.table, [row.uid]))

    def move_current(self, steps: int) -> None:
        """Alt+Up, Alt+Down: before the previous or behind the next row that shows."""
        from desktop.domain.editing import move_row

        row, index = self._current_row(), self.view.currentIndex()
        other = self._row_at(index.siblingAtRow(index.row() + steps))
        table, order = self._stored()
        if row is not None and row.table == table and other in order:
            self._session.apply(move_row(self._session.evaluation, table, row.uid, order.index(other), ""))
            self.choose(row.uid)

    # ------------------------------------------------------------ parts

    def _set_up(self) -> None:
        code, definition = self._definition.code, self._definition
        view = self.view
        view.setModel(self.filter)
        view.setObjectName(f"{code}.rows")
        view.setAccessibleName(f"{definition.title} 목록")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setShowGrid(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(line_height(self) + padding(self))
        view.horizontalHeader().setVisible(self._is_wide)
        view.horizontalHeader().setHighlightSections(False)
        for place, column in enumerate(self.model.columns):
            self._fit_column(place, column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        bar = QWidget(self)
        bar.setLayout(self._filter_line())
        bar.setVisible(self._is_wide)
        layout.addWidget(bar)
        layout.addWidget(view, 1)

    def _fit_column(self, place: int, column: Column) -> None:
        header = self.view.horizontalHeader()
        if not self._is_wide or column.key == self.model.label_column:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        else:
            header.resizeSection(place, round(max(column.width, _SHORT_CHARS) * char_width(self)) + 2 * padding(self))

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(gap(self))
        for key in self._definition.filter:
            column = self._definition.column(key)
            if column is not None:
                line.addWidget(self._choice(column))
        self.search.setObjectName(f"{self._definition.code}.search")
        self.search.setAccessibleName("찾을 말")
        self.search.setPlaceholderText("찾을 말")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(_SEARCH_CHARS * char_width(self))
        self.search.textChanged.connect(self._search)
        line.addWidget(self.search)
        line.addWidget(self._count)
        line.addStretch(1)
        if self._is_wide and self._definition.rows.kind is RowsKind.ENTERED:
            self._add_row_buttons(line)
        return line

    def _choice(self, column: Column) -> QComboBox:
        choice = self.choices[column.key] = QComboBox(self)
        choice.setObjectName(f"{self._definition.code}.filter.{column.key}")
        choice.setAccessibleName(f"{column.title} 고르기")
        choice.setMaximumWidth(_CHOICE_CHARS * char_width(self))
        choice.currentIndexChanged.connect(lambda _place: self._filter_by(column.key, str(choice.currentData() or "")))
        self._fill(column)
        return choice

    def _fill(self, column: Column) -> None:
        """What may be chosen: the options of the column, else what its cells hold."""
        choice, model = self.choices[column.key], self.model
        held = (part for line in range(len(model.rows)) for part in parts(model.text(line, column)))
        values = column.options or tuple(sorted(set(held)))
        if [choice.itemData(place) for place in range(choice.count())] == ["", *values]:
            return
        wanted = choice.currentData()
        blocker = QSignalBlocker(choice)
        choice.clear()
        for text, value in ((f"{column.title}: {_ALL}", ""), *((value, value) for value in values)):
            choice.addItem(text, value)
        choice.setCurrentIndex(max(0, choice.findData(wanted)))
        blocker.unblock()

    def _add_row_buttons(self, line: QHBoxLayout) -> None:
        for name, text, step in (
            ("add_row", "행 추가", self.add),
            ("remove_rows", "행 삭제", self.remove),
            ("row_up", "위로", lambda: self.move_current(-1)),
            ("row_down", "아래로", lambda: self.move_current(1)),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)

    def _filter_by(self, column: str, value: str) -> None:
        self.filter.choose(column, value)
        self._filtered()

    def _search(self, text: str) -> None:
        self.filter.search(text)
        self._filtered()

    def _filtered(self) -> None:
        self._show_count()
        self.choose_first()

    def _lift(self) -> None:
        self.search.clear()
        for choice in self.choices.values():
            choice.setCurrentIndex(0)

    def _sync(self, result: ChangeResult) -> None:
        here = self._chosen
        self.filter.keep(here)
        self.model.sync(result)
        for key in self.choices:
            column = self._definition.column(key)
            if column is not None and not column.options:
                self._fill(column)
        if self.current() != here:
            line = self.model.place(here)
            self.view.setCurrentIndex(self._index(line) if line >= 0 else QModelIndex())
            self.choose_first()
        self._show_count()

    def _show_count(self) -> None:
        shown, all_rows = self.filter.rowCount(), len(self.model.rows)
        self._count.setText(f"{all_rows}건" if shown == all_rows else f"{all_rows}건 가운데 {shown}건")

    def _as_chosen(self, changes: ChangeSet) -> ChangeSet:
        """The change set with the values that the filters ask for in the new row, so that it shows."""
        from desktop.domain.changes import AddRow
        from desktop.domain.parsing import parse

        columns = ((key, self._definition.column(key)) for key in self.choices)
        asked = {
            key: parse(column, str(self.choices[key].currentData() or ""))
            for key, column in columns
            if column is not None
        }
        cells = {key: value for key, value in asked.items() if value is not None}
        steps = (
            replace(step, row=replace(step.row, cells={**step.row.cells, **cells}))
            if isinstance(step, AddRow)
            else step
            for step in changes.changes
        )
        return replace(changes, changes=tuple(steps))

    def _moved(self, current: QModelIndex) -> None:
        self._tell(self._row_at(current))

    def _tell(self, uid: str) -> None:
        if uid != self._chosen:
            self._chosen = uid
            self.chosen.emit(uid)

    def _index(self, line: int) -> QModelIndex:
        return self.filter.mapFromSource(self.model.index(line, 0))

    def _row_at(self, index: QModelIndex) -> str:
        line = self.filter.mapToSource(index).row()
        return self.model.rows[line].uid if 0 <= line < len(self.model.rows) else ""

    def _current_row(self) -> ListedRow | None:
        line = self.model.place(self.current())
        return self.model.rows[line] if line >= 0 else None

    def _stored(self) -> tuple[str, list[str]]:
        """The table that takes new rows, with the order of its stored rows."""
        row, tables = self._current_row(), self._session.report.of_code(self._definition.code)
        table = next((each for each in tables if row is None or each.uid == row.table), None)
        return (table.uid, [each.uid for each in table.rows]) if table is not None else ("", [])
