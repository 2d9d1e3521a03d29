"""Cells of a grid: how they are painted and what the keys do in their editors."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.domain.definitions import ColumnType
from desktop.ui.grids.editors import CellEditor, LineCellEditor, LongCellEditor
from desktop.ui.grids.model import CellKind, Face, TableModel
from desktop.ui.look import Colors, colors
from desktop.ui.metrics import char_width, padding
from desktop.ui.note_mark import paint_note_mark

Index = QModelIndex | QPersistentModelIndex
Key = Qt.Key

_ENTER = (Key.Key_Return, Key.Key_Enter)
_VERTICAL = {Key.Key_Up: -1, Key.Key_Down: 1}
_MOVES = frozenset(
    {Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown}
)
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
_WITH_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_LONG_LINES = 3
_WRAP = int(Qt.TextFlag.TextWordWrap)


class GridCommands(Protocol):
    """What an editor asks of its grid."""

    def go_on(self, step: int) -> None:
        """Tab (+1), Shift+Tab (-1): to the next cell that the clerk fills."""

    def go_down(self, step: int) -> None:
        """Enter, Down (+1), Up (-1): to the cell below or above."""

    def navigate(self, event: QKeyEvent) -> None:
        """Arrows and the like, with Shift to select."""

    def clear_selected(self) -> None:
        """Delete: blank the selected cells."""

    def reopen(self) -> None:
        """Close the open editor and open it again on what the cell now holds."""

    def viewport(self) -> QWidget:
        """Where the cells are."""


class CellDelegate(QStyledItemDelegate):
    """Paints cells from their faces and gives each editor the keys of a spreadsheet."""

    def __init__(self, grid: GridCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = grid
        self._widget = parent
        self.refresh_look()

    def refresh_look(self) -> None:
        """Take over palette and font of the grid."""
        self._colors: Colors = colors(self._widget.palette())
        self._pad = padding(self._widget)
        self._edge = max(3, char_width(self._widget) // 2)
        self._fonts = {
            (stated, bold): _font(self._widget.font(), stated=stated, bold=bold)
            for stated in (False, True)
            for bold in (False, True)
        }

    # ------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: ground, text, the mark of its findings."""
        model = index.model()
        if not isinstance(model, TableModel):
            return
        face, rect = model.face(index.row(), index.column()), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self._colors.selected if selected else self._ground(face))
        painter.setFont(self._fonts[face.is_stated, face.is_total])
        painter.setPen(self._colors.error if face.is_invalid else self._colors.text)
        painter.drawText(self.text_rect(rect), face.alignment | _WRAP, face.text)
        severity = model.severity(index.row(), index.column())
        if severity is not None:
            painter.fillRect(rect.left(), rect.top(), self._edge, rect.height(), self._colors.of(severity))
        note = model.note(index.row(), index.column())
        if note is not None:
            paint_note_mark(painter, rect, 2 * self._edge, note, self._colors)

    def text_rect(self, rect: QRect) -> QRect:
        """Where the text stands in a cell (pixels)."""
        return rect.adjusted(self._pad + 1, 1, -self._pad, -1)

    def _ground(self, face: Face) -> QColor:
        if face.is_total:
            return self._colors.total
        return self._colors.entered if face.kind is CellKind.ENTERED else self._colors.computed

    # ------------------------------------------------------------ editors

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """An editor for one line, or for a long text."""
        model = index.model()
        column = model.columns[index.column()] if isinstance(model, TableModel) else None
        is_long = column is not None and column.type is ColumnType.LONG_TEXT
        editor = LongCellEditor(parent) if is_long else LineCellEditor(parent)
        if column is not None and isinstance(model, TableModel):
            editor.setObjectName(f"{model.table.code if model.table else ''}.{column.key}")
            editor.setAccessibleName(column.title)
        if isinstance(editor, LineCellEditor) and column is not None:
            right = column.type.is_numeric
            editor.setAlignment(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
            editor.setTextMargins(0 if right else self._pad - 1, 0, self._pad - 1 if right else 0, 0)
            editor.setPlaceholderText(" / ".join(column.options))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Load the text of the cell, unless the clerk is typing."""
        if isinstance(editor, CellEditor) and editor.is_ready:
            editor.load(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store the text when it is another one than was loaded."""
        if isinstance(editor, CellEditor) and editor.typed() != editor.original:
            editor.original, editor.is_ready = editor.typed(), True
            model.setData(index, editor.typed(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The editor covers its cell; that of a long text is a few lines high."""
        rect = QRect(option.rect)
        if isinstance(editor, LongCellEditor):
            rect.setHeight(max(rect.height(), editor.fontMetrics().lineSpacing() * _LONG_LINES + 2 * self._pad))
            rect.moveBottom(min(rect.bottom(), max(self._grid.viewport().height(), rect.height()) - 1))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The keys of a spreadsheet, before the editor itself sees them."""
        if not isinstance(editor, LineCellEditor | LongCellEditor):
            return super().eventFilter(editor, event)
        if isinstance(event, QInputMethodEvent) and (event.preeditString() or event.commitString()):
            editor.is_ready = False
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            return self._lets_through(editor, event)
        return self._pressed(editor, event)

    def _lets_through(self, editor: CellEditor, event: QKeyEvent) -> bool:
        """Before anything is typed, commands (undo, copy, paste) are those of the window, not of the editor."""
        if editor.is_ready and event.modifiers() & _WITH_COMMAND:
            event.ignore()
            return True
        return False

    def _pressed(self, editor: CellEditor, event: QKeyEvent) -> bool:
        if event.key() in _ENTER:
            return self._entered(editor, event)
        if event.key() in (Key.Key_Tab, Key.Key_Backtab):
            self._grid.go_on(-1 if event.key() == Key.Key_Backtab else 1)
            return True
        if event.key() == Key.Key_Escape:
            return self._given_up(editor)
        if event.key() == Key.Key_F2:
            editor.enter_text()
            return True
        if editor.is_ready:
            return self._pressed_ready(editor, event)
        if event.key() in _VERTICAL and isinstance(editor, LineCellEditor):
            self._grid.go_down(_VERTICAL[Key(event.key())])
            return True
        return False

    def _pressed_ready(self, editor: CellEditor, event: QKeyEvent) -> bool:
        if event.key() in _MOVES and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._grid.navigate(event)
            return True
        if event.key() in (Key.Key_Delete, Key.Key_Backspace):
            self._grid.clear_selected()
            return True
        if event.text() and not event.modifiers() & _WITH_COMMAND:
            editor.is_ready = False
        return False

    def _entered(self, editor: CellEditor, event: QKeyEvent) -> bool:
        if isinstance(editor, LongCellEditor) and event.modifiers() & _NEW_LINE:
            editor.is_ready = False
            editor.insertPlainText("\n")
            return True
        self._grid.go_down(1)
        return True

    def _given_up(self, editor: CellEditor) -> bool:
        """Esc takes back what was typed; a second one is for the window."""
        was_ready = editor.is_ready
        editor.load(editor.original)
        return not was_ready


def _font(base: QFont, *, stated: bool, bold: bool) -> QFont:
    font = QFont(base)
    font.setItalic(stated)
    font.setBold(bold)
    return font
