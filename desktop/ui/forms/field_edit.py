"""One single field of a table as a line (or a few lines) of text; what was typed is read by `domain.parsing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.definitions import Column, ColumnType
from desktop.domain.display import display, edit_text
from desktop.domain.report import CellKey
from desktop.domain.values import State
from desktop.ui.findings_text import tooltip
from desktop.ui.look import colors
from desktop.ui.metrics import char_width, line_height
from desktop.ui.note_mark import paint_note_mark

if TYPE_CHECKING:
    from desktop.ui.session import Session

_LONG_LINES = 3
_COMMANDS = Qt.KeyboardModifier.ControlModifier
_UNDOING = (Qt.Key.Key_Z, Qt.Key.Key_Y)


class Field:
    """What both kinds of field editors know: the cell, and the text as it was loaded."""

    def bind(self, session: Session, key: CellKey, column: Column) -> None:
        """Edit this cell from now on."""
        self.session, self.key, self.column = session, key, column
        self.loaded = ""
        table = session.table(key.table)
        widget = self._widget()
        widget.setObjectName(f"{table.code if table else ''}.{column.key}")
        widget.setAccessibleName(column.title)
        self.refresh()

    def refresh(self) -> None:
        """Show what the report holds, unless the clerk is typing."""
        shown = self.session.evaluation.shown(self.key)
        widget = self._widget()
        self._severity = self.session.severity_at(self.key)
        widget.setToolTip(tooltip(self.session, self.key, self.column))
        widget.setProperty("readOnly", self.session.is_locked(self.key))
        self._show_state(is_invalid=shown.value is not None and shown.value.state is State.INVALID)
        if widget.hasFocus() and self.typed() != self.loaded:
            return
        stored = self.session.report.value(self.key)
        self.loaded = edit_text(self.column, stored) if widget.hasFocus() else display(self.column, stored)
        self.hint(display(self.column, shown.computed) if shown.is_computed else "")
        if self.typed() != self.loaded:
            self.put(self.loaded)

    def commit(self) -> None:
        """Store the text when it is another one than was loaded."""
        if self.typed() != self.loaded:
            self.loaded = self.typed()
            self.session.type(self.key, self.loaded)

    def entered(self) -> None:
        """The focus came: figures without commas, as `edit_text` has them."""
        self.refresh()

    def left(self) -> None:
        """The focus went: store, and show as printed."""
        self.commit()
        self.refresh()

    def lets_through(self, event: QEvent) -> bool:
        """Whether undo and redo are those of the window: nothing was typed here since it was loaded."""
        is_undo = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_undo and event.modifiers() & _COMMANDS and Qt.Key(event.key()) in _UNDOING:  # type: ignore[attr-defined]
            return self.typed() == self.loaded
        return False

    def paint_mark(self) -> None:
        """The edge mark of the worst finding, and the corner of a note."""
        note = self.session.note_at(self.key)
        if self._severity is None and note is None:
            return
        widget = self._widget()
        painter = QPainter(widget.viewport() if isinstance(widget, QPlainTextEdit) else widget)
        width, look = max(3, char_width(widget) // 2), colors(widget.palette())
        if self._severity is not None:
            painter.fillRect(0, 0, width, widget.height(), look.of(self._severity))
        if note is not None:
            paint_note_mark(painter, widget.rect(), 2 * width, note, look)
        painter.end()

    def _show_state(self, *, is_invalid: bool) -> None:
        widget = self._widget()
        look = colors(widget.palette())
        palette = QPalette()
        if is_invalid:
            palette.setColor(QPalette.ColorRole.Text, look.error)
        if self.session.evaluation.shown(self.key).is_computed or self.session.is_locked(self.key):
            palette.setColor(QPalette.ColorRole.Base, look.computed)
        widget.setPalette(palette)
        widget.update()

    def _widget(self) -> QWidget:
        raise NotImplementedError

    def typed(self) -> str:
        """The text as it stands."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show a text."""
        raise NotImplementedError

    def hint(self, text: str) -> None:
        """What shows while nothing is entered: the computed value, or the text of the official form."""
        raise NotImplementedError


class FieldLine(Field, QLineEdit):
    """A figure, a date or a short text."""

    def __init__(self, session: Session, key: CellKey, column: Column, parent: QWidget | None = None) -> None:
        QLineEdit.__init__(self, parent)
        if column.type.is_numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        margin = max(3, char_width(self) // 2)
        self.setTextMargins(margin, 0, 0, 0)
        self.bind(session, key, column)
        self.editingFinished.connect(self.commit)

    def _widget(self) -> QWidget:
        return self

    def typed(self) -> str:
        """The text as it stands."""
        return self.text()

    def put(self, text: str) -> None:
        """Show a text."""
        self.setText(text)

    def hint(self, text: str) -> None:
        """What shows while nothing is entered."""
        self.setPlaceholderText(text)

    def event(self, event: QEvent) -> bool:
        """Undo and redo go to the window while nothing is typed."""
        if self.lets_through(event):
            event.ignore()
            return False
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go on to the next field, Up to the one before."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Load for editing, all of it selected."""
        super().focusInEvent(event)
        self.entered()
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store."""
        super().focusOutEvent(event)
        self.left()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, and the mark of its findings."""
        super().paintEvent(event)
        self.paint_mark()


class FieldText(Field, QPlainTextEdit):
    """A text of several lines; Tab goes on."""

    def __init__(
        self, session: Session, key: CellKey, column: Column, parent: QWidget | None = None, lines: int = _LONG_LINES
    ) -> None:
        QPlainTextEdit.__init__(self, parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * line_height(self) + 2 * round(self.document().documentMargin()) + 4)
        self.bind(session, key, column)

    def _widget(self) -> QWidget:
        return self

    def typed(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def hint(self, text: str) -> None:
        """What shows while nothing is entered."""
        self.setPlaceholderText(text)

    def event(self, event: QEvent) -> bool:
        """Undo and redo go to the window while nothing is typed."""
        if self.lets_through(event):
            event.ignore()
            return False
        return bool(super().event(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Load for editing."""
        super().focusInEvent(event)
        self.entered()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store."""
        super().focusOutEvent(event)
        self.left()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the mark of its findings."""
        super().paintEvent(event)
        self.paint_mark()


def field_edit(session: Session, key: CellKey, column: Column, parent: QWidget | None = None) -> FieldLine | FieldText:
    """The editor that fits the type of a field."""
    make = FieldText if column.type is ColumnType.LONG_TEXT else FieldLine
    return make(session, key, column, parent)
