"""The grid: a table view whose editor is always open on the current cell, with the keys of a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from desktop.domain.definitions import Column
from desktop.domain.report import CellKey
from desktop.ui.grids.delegate import CellDelegate
from desktop.ui.grids.header import MergedHeader
from desktop.ui.grids.model import MARKS, CellKind, Index, TableModel
from desktop.ui.metrics import char_width, line_height, padding

Trigger = QAbstractItemView.EditTrigger
_NARROWEST, _WIDEST = 8, 70
_SAMPLE_ROWS = 100
_LINE = 2
"""Pixels that the lines between the columns take."""


class GridView(QTableView):
    """Shows a `TableModel`. `moved` says that another cell is the current one."""

    moved = Signal()
    left = Signal(int)
    row_wanted = Signal()

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table_model = model
        self._reopen = QTimer(self, singleShot=True, interval=0)
        self._reopen.timeout.connect(self._ready)
        self._delegate = CellDelegate(self, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._set_up()
        self.refresh_shape()
        model.modelReset.connect(self.refresh_shape)
        model.rowsInserted.connect(self.refresh_heights)
        model.rowsRemoved.connect(self.refresh_heights)
        model.dataChanged.connect(self._changed)

    @property
    def table_model(self) -> TableModel:
        """The model, as what it is."""
        return self._table_model

    def current_key(self) -> CellKey | None:
        """The address of the current cell, or None."""
        index = self.currentIndex()
        return self._table_model.key(index.row(), index.column()) if index.isValid() else None

    def go_to(self, key: CellKey) -> bool:
        """Make a cell the current one. False when the grid does not show it."""
        index = self._table_model.place(key)
        if index.isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    # ------------------------------------------------------------ keys

    def go_on(self, step: int) -> None:
        """Tab (+1), Shift+Tab (-1): to the next cell that the clerk fills; behind the last one a new row or out."""
        self._commit()
        index = self._next_entered(step)
        if index.isValid():
            self.setCurrentIndex(index)
        elif step > 0 and self._wants_row():
            self.row_wanted.emit()
        else:
            self.left.emit(step)

    def go_down(self, step: int) -> None:
        """Enter, Down, Up: to the cell below or above; below the last one a new row."""
        self._commit()
        index = self.currentIndex()
        target = index.siblingAtRow(index.row() + step)
        if target.isValid():
            self.setCurrentIndex(target)
        elif step > 0 and self._wants_row():
            self.row_wanted.emit()
        else:
            self.reopen()

    def navigate(self, event: QKeyEvent) -> None:
        """Arrows and the like, with Shift to select."""
        QTableView.keyPressEvent(self, event)

    def clear_selected(self) -> None:
        """Blank the selected cells; in computed cells the stated values go."""
        from desktop.domain.editing import clear

        model = self._table_model
        keys = [model.key(row, column) for row, column in self.selected_cells()]
        model.session.apply(clear(model.session.evaluation, keys))
        self.reopen()

    def reopen(self) -> None:
        """Close the open editor and open it again on what the cell now holds."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QWidget):
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._reopen.start()

    def selected_cells(self) -> list[tuple[int, int]]:
        """Row and column of every selected cell, or of the current one, in reading order."""
        selection = self.selectionModel().selection()
        cells = {
            (row, column)
            for each in (selection.at(place) for place in range(selection.count()))
            for row in range(each.top(), each.bottom() + 1)
            for column in range(each.left(), each.right() + 1)
        }
        index = self.currentIndex()
        if not cells and index.isValid():
            cells = {(index.row(), index.column())}
        return sorted(cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys while no editor is open: on a computed cell, or a label."""
        actions = {
            Qt.Key.Key_Tab: lambda: self.go_on(1),
            Qt.Key.Key_Backtab: lambda: self.go_on(-1),
            Qt.Key.Key_Return: lambda: self.go_down(1),
            Qt.Key.Key_Enter: lambda: self.go_down(1),
            Qt.Key.Key_Delete: self.clear_selected,
            Qt.Key.Key_F2: self._state,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is not None:
            action()
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------ the open editor

    def edit(self, index: QModelIndex, trigger: Trigger = Trigger.AllEditTriggers, event: QEvent | None = None) -> bool:  # type: ignore[override]
        """Open the editor: on cells that the clerk fills by itself, on computed ones only when asked to."""
        if not index.isValid():
            return False
        entered = self._table_model.kind(index.row(), index.column()) is CellKind.ENTERED
        if not entered and trigger != Trigger.DoubleClicked:
            return False
        if trigger == Trigger.CurrentChanged and not self._has_focus():
            return False
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]

    def _state(self) -> None:
        """F2 on a computed cell: a published value may be stated there."""
        QTableView.edit(self, self.currentIndex(), Trigger.AllEditTriggers, None)  # type: ignore[call-overload]

    def closeEditor(self, editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close without moving: the keys have moved already. Soon the next editor is open."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._reopen.start()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Store and close the old cell, open the new one."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be ready for typing as soon as the grid has the focus."""
        if not self.currentIndex().isValid() and self._table_model.rows:
            self._select_first()
        super().focusInEvent(event)
        self._reopen.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select first; the editor opens when the button is up, so that a drag can select a block."""
        self.setEditTriggers(Trigger.DoubleClicked)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Be ready for typing."""
        super().mouseReleaseEvent(event)
        self.setEditTriggers(Trigger.CurrentChanged | Trigger.DoubleClicked)
        self._reopen.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the current cell, also when its editor is open."""
        self._commit()
        self._table_model.session.events.menu_wanted.emit(event.globalPos())

    def _ready(self) -> None:
        index = self.currentIndex()
        if self.hasFocus() and index.isValid() and self.state() != self.State.EditingState:
            self.edit(index)

    def _select_first(self) -> None:
        model = self._table_model
        cells = ((row, column) for row in range(len(model.rows)) for column in range(len(model.columns)))
        first = next((cell for cell in cells if model.kind(*cell) is CellKind.ENTERED), (0, 0))
        self.setCurrentIndex(model.index(*first))

    def _has_focus(self) -> bool:
        """Whether the keys go to the grid or to an editor in it."""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def _commit(self) -> None:
        editor = self.indexWidget(self.currentIndex())
        if editor is not None:
            self.commitData(editor)

    def _wants_row(self) -> bool:
        """Whether Enter or Tab behind the last row adds one: only the clerk's rows, the last one not blank."""
        model = self._table_model
        body = [place for place, row in enumerate(model.rows) if not row.is_total]
        return model.takes_rows and (not body or not model.is_blank_row(body[-1]))

    def _next_entered(self, step: int) -> QModelIndex:
        """The next cell in reading order that the clerk fills."""
        model, index = self._table_model, self.currentIndex()
        wide = len(model.columns)
        place = index.row() * wide + index.column() + step
        while 0 <= place < len(model.rows) * wide:
            row, column = divmod(place, wide)
            if model.kind(row, column) is CellKind.ENTERED:
                return model.index(row, column)
            place += step
        return QModelIndex()

    # ------------------------------------------------------------ the shape

    def _set_up(self) -> None:
        self.setHorizontalHeader(MergedHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setEditTriggers(Trigger.CurrentChanged | Trigger.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        table = self._table_model.table
        self.setObjectName(table.code if table else "")
        self.setAccessibleName(table.definition.title if table else "")

    def refresh_look(self) -> None:
        """Take over the palette."""
        self._delegate.refresh_look()
        self.viewport().update()

    def refresh_shape(self) -> None:
        """Header, column widths and row heights from the columns of the model."""
        header = self.horizontalHeader()
        if isinstance(header, MergedHeader):
            header.refresh()
        for place, column in enumerate(self._table_model.columns):
            self.setColumnWidth(place, self._width(place, column))
            self._widen(place, range(len(self._table_model.rows)))
        self.verticalHeader().setDefaultSectionSize(self._height(1))
        self.refresh_heights()

    def _changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        """Measure the rows whose texts changed."""
        if MARKS not in roles:
            rows = range(first.row(), last.row() + 1)
            for place in range(first.column(), last.column() + 1):
                self._widen(place, rows)
            self._fit_rows(rows)

    def _widen(self, place: int, rows: range) -> None:
        """No column is narrower than a word of a text that wraps, or than a figure with its mark: it would be cut."""
        column, model = self._table_model.columns[place], self._table_model
        if not (_wraps(column) or column.type.is_figure):
            return
        plain, heavy = QFontMetrics(self.font()), QFontMetrics(_heavy(self.font()))
        widest = 0
        for face in (model.face(row, place) for row in rows[:_SAMPLE_ROWS]):
            parts = face.text.split() if _wraps(column) else [face.text]
            metrics = heavy if face.is_total or face.is_stated else plain
            widest = max(widest, *map(metrics.horizontalAdvance, parts), 0)
        around = self.rect().width() - self._delegate.text_rect(self.rect()).width()
        wanted = min(widest, _WIDEST * char_width(self)) + max(around, 2 * padding(self)) + 2 * _LINE
        if wanted > self.columnWidth(place):
            self.setColumnWidth(place, wanted)

    def refresh_heights(self) -> None:
        """Measure every row."""
        self._fit_rows(range(len(self._table_model.rows)))

    def _fit_rows(self, rows: range) -> None:
        """Row heights from the lines of long texts, measured when a text comes or changes, never while painting."""
        long = [place for place, column in enumerate(self._table_model.columns) if _wraps(column)]
        if not long:
            return
        header = self.verticalHeader()
        for row in rows:
            height = self._height(max(self._lines(row, column) for column in long))
            if header.sectionSize(row) != height:
                header.resizeSection(row, height)

    def _height(self, lines: int) -> int:
        return lines * line_height(self) + padding(self) + 2

    def _lines(self, row: int, column: int) -> int:
        text = self._table_model.face(row, column).text
        if not text:
            return 1
        metrics = QFontMetrics(self.font())
        rect = self._delegate.text_rect(self.rect())
        rect.setWidth(self.columnWidth(column) - 2 * padding(self) - 2)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return max(1, round(metrics.boundingRect(rect, flags, text).height() / metrics.lineSpacing()))

    def _width(self, place: int, column: Column) -> int:
        """From the definition, else from label and contents (characters, then pixels)."""
        unit = char_width(self)
        if column.width:
            return round(min(max(column.width, _NARROWEST), _WIDEST) * unit) + 2 * padding(self)
        metrics, model = QFontMetrics(self.font()), self._table_model
        texts = [model.face(row, place).text for row in range(min(len(model.rows), _SAMPLE_ROWS))]
        lines = [line for text in (column.label[-1] if column.label else "", *texts) for line in text.split("\n")]
        widest = max(metrics.horizontalAdvance(line) for line in lines) + 2 * padding(self) + unit
        return min(max(widest, _NARROWEST * unit + 2 * padding(self)), _WIDEST * unit)


def _heavy(font: QFont) -> QFont:
    """The widest of the fonts in which cells are painted: that of a stated total."""
    heavy = QFont(font)
    heavy.setBold(True)
    heavy.setItalic(True)
    return heavy


def _wraps(column: Column) -> bool:
    return column.type.value in ("long_text", "text")
