"""One single field of a table as a line (or a few lines) of text; what was typed is read by `domain.parsing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from desktop.domain.definitions import Column, ColumnType, Severity
from desktop.domain.display import display, edit_text
from desktop.domain.report import CellKey
from desktop.domain.values import State
from desktop.ui.findings_text import tooltip
from desktop.ui.forms.arrow import arrow_down
from desktop.ui.look import colors
from desktop.ui.metrics import char_width, line_height
from desktop.ui.note_mark import paint_note_mark

if TYPE_CHECKING:
    from desktop.ui.session import Session

_LONG_LINES = 3
_COMMANDS = Qt.KeyboardModifier.ControlModifier
_UNDOING = (Qt.Key.Key_Z, Qt.Key.Key_Y)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # Qt allows only one widget class among the bases of a class


class Field(_Widget):
    """What both kinds of field editors do: know their cell and the text as it was loaded, store, show, mark."""

    _severity: Severity | None = None

    def bind(self, session: Session, key: CellKey, column: Column) -> None:
        """Edit this cell from now on."""
        self.session, self.key, self.column = session, key, column
        self.loaded = ""
        table = session.table(key.table)
        self.setObjectName(f"{table.code if table else ''}.{column.key}")
        self.setAccessibleName(column.title)
        self.refresh()

    def refresh(self) -> None:
        """Show what the report holds, unless the clerk is typing."""
        shown = self.session.evaluation.shown(self.key)
        self._severity = self.session.severity_at(self.key)
        self.setToolTip(tooltip(self.session, self.key, self.column))
        self.setProperty("readOnly", self.session.is_locked(self.key))
        self._show_state(is_invalid=shown.value is not None and shown.value.state is State.INVALID)
        if self.hasFocus() and self.typed() != self.loaded:
            return
        stored = self.session.report.value(self.key)
        self.loaded = edit_text(self.column, stored) if self.hasFocus() else display(self.column, stored)
        self.hint(display(self.column, shown.computed) if shown.is_computed else "")
        if self.typed() != self.loaded:
            self.put(self.loaded)

    def commit(self) -> None:
        """Store the text when it is another one than was loaded."""
        if self.typed() != self.loaded:
            self.loaded = self.typed()
            self.session.type(self.key, self.loaded)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are those of the window while nothing was typed here since it was loaded."""
        if _asks_for_undo(event) and self.typed() == self.loaded:
            event.ignore()
            return False
        return bool(super().event(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Load for editing: figures without commas, as `edit_text` has them."""
        super().focusInEvent(event)
        self.refresh()
        self.tell_entered()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store, and show as printed."""
        super().focusOutEvent(event)
        self.commit()
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, at its edge the mark of the worst finding, and the corner of a note."""
        super().paintEvent(event)
        note = self.session.note_at(self.key)
        if self._severity is None and note is None:
            return
        painter = QPainter(self.ground())
        width, look = max(3, char_width(self) // 2), colors(self.palette())
        if self._severity is not None:
            painter.fillRect(0, 0, width, self.height(), look.of(self._severity))
        if note is not None:
            paint_note_mark(painter, self.rect(), 2 * width, note, look)
        painter.end()

    def _show_state(self, *, is_invalid: bool) -> None:
        look = colors(self.palette())
        palette = QPalette()
        if is_invalid:
            palette.setColor(QPalette.ColorRole.Text, look.error)
        if self.session.evaluation.shown(self.key).is_computed or self.session.is_locked(self.key):
            palette.setColor(QPalette.ColorRole.Base, look.computed)
        self.setPalette(palette)
        self.update()

    def tell_entered(self) -> None:
        """Say that the clerk is here."""
        raise NotImplementedError

    def ground(self) -> QWidget:
        """The widget that is painted on."""
        return self

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
    """A figure, a date or a short text. `entered` carries the key of the cell."""

    entered = Signal(object)

    def __init__(self, session: Session, key: CellKey, column: Column, parent: QWidget | None = None) -> None:
        QLineEdit.__init__(self, parent)
        if column.type.is_numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        margin = max(3, char_width(self) // 2)
        self.setTextMargins(margin, 0, 0, 0)
        self.bind(session, key, column)
        self.editingFinished.connect(self.commit)

    def typed(self) -> str:
        """The text as it stands."""
        return self.text()

    def put(self, text: str) -> None:
        """Show a text, from its beginning when it is longer than the line."""
        self.setText(text)
        if not self.hasFocus():
            self.setCursorPosition(0)

    def hint(self, text: str) -> None:
        """What shows while nothing is entered."""
        self.setPlaceholderText(text)

    def tell_entered(self) -> None:
        """Say that the clerk is here, with all of the text selected."""
        self.selectAll()
        self.entered.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down go on to the next field, Up to the one before."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()


class ChoiceLine(FieldLine):
    """One of several words: typed, or picked from the list (F4). Another word is kept and shown as wrong."""

    _arrow: QAction | None = None

    def __init__(self, session: Session, key: CellKey, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(session, key, column, parent)
        arrow = self._arrow = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        arrow.setToolTip("고르기 (F4)")
        arrow.triggered.connect(self.open_choices)
        self.refresh()

    def refresh(self) -> None:
        """Show what the report holds, and the arrow in the colour of the text."""
        super().refresh()
        if self._arrow is not None:
            self._arrow.setIcon(arrow_down(self))

    def open_choices(self) -> None:
        """Show the list of words below the line."""
        menu = QMenu(self)
        menu.setObjectName("choices")
        for option in self.column.options:
            menu.addAction(option).triggered.connect(lambda _checked=False, option=option: self._pick(option))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 opens the list."""
        if event.key() == Qt.Key.Key_F4:
            self.open_choices()
        else:
            super().keyPressEvent(event)

    def _pick(self, option: str) -> None:
        self.put(option)
        self.commit()


class FieldText(Field, QPlainTextEdit):
    """A text of several lines; Tab goes on. `entered` carries the key of the cell."""

    entered = Signal(object)

    def __init__(
        self, session: Session, key: CellKey, column: Column, parent: QWidget | None = None, lines: int = _LONG_LINES
    ) -> None:
        QPlainTextEdit.__init__(self, parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * line_height(self) + 2 * round(self.document().documentMargin()) + 4)
        self.bind(session, key, column)

    def typed(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def put(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def hint(self, text: str) -> None:
        """What shows while nothing is entered."""
        self.setPlaceholderText(text)

    def tell_entered(self) -> None:
        """Say that the clerk is here."""
        self.entered.emit(self.key)

    def ground(self) -> QWidget:
        """The widget that is painted on."""
        return self.viewport()


def _asks_for_undo(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and bool(event.modifiers() & _COMMANDS)
        and event.key() in _UNDOING
    )


def field_edit(session: Session, key: CellKey, column: Column, parent: QWidget | None = None) -> FieldLine | FieldText:
    """The editor that fits the type of a field."""
    if column.type is ColumnType.LONG_TEXT:
        return FieldText(session, key, column, parent)
    return (ChoiceLine if column.options else FieldLine)(session, key, column, parent)
