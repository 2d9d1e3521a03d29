"""The text of one item of an outline: a few lines that are as high as their text, with the keys of an outline."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop.domain.outline import TEXT
from desktop.ui.metrics import line_height
from desktop.ui.outline.pasted_kind import holds_table

Key = Qt.Key
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ItemCommands(Protocol):
    """What the keys in an item ask of its outline."""

    def type(self, uid: str, column: str, text: str) -> None:
        """Store a text."""

    def split(self, uid: str, position: int) -> None:
        """Enter."""

    def indent(self, uid: str, steps: int) -> None:
        """Tab, Shift+Tab."""

    def remove(self, uid: str) -> None:
        """Backspace in an empty item."""

    def step(self, uid: str, steps: int) -> None:
        """Up, Down."""

    def enter(self, uid: str) -> None:
        """The clerk is here."""

    def paste(self, uid: str, text: str) -> None:
        """Several lines came from the clipboard."""

    def paste_table(self) -> bool:
        """A table came from the clipboard."""


class ItemEdit(QPlainTextEdit):
    """Says to the outline what the clerk wants of the item."""

    def __init__(self, parent: QWidget, uid: str, outline: ItemCommands) -> None:
        super().__init__(parent)
        self._uid, self._outline = uid, outline
        self._loaded = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)

    def load(self, text: str) -> None:
        """Show the stored text, unless the clerk is typing."""
        if self.hasFocus() and self.toPlainText() != self._loaded:
            return
        self._loaded = text
        if self.toPlainText() != text:
            place = self.textCursor().position()
            self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
            self.setTextCursor(cursor)

    def store(self) -> None:
        """Store the text when it is another one than was loaded."""
        if self.toPlainText() != self._loaded:
            self._loaded = self.toPlainText()
            self._outline.type(self._uid, TEXT, self._loaded)

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the outline; undo belongs to the window while nothing is typed."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.modifiers() & _COMMANDS:
                is_untouched = self.toPlainText() == self._loaded
                if event.key() in (Key.Key_Z, Key.Key_Y) and is_untouched:
                    event.ignore()
                    return False
            if event.type() == QEvent.Type.KeyPress and self._outline_key(event):
                return True
        return bool(super().event(event))

    def insertFromMimeData(self, source: object) -> None:
        """A pasted table becomes a table below, several lines several items."""
        text = source.text()  # type: ignore[attr-defined]
        if holds_table(source):
            self.store()
            self._outline.paste_table()
        elif len(text.splitlines()) > 1:
            self.store()
            self._outline.paste(self._uid, text)
        else:
            super().insertFromMimeData(source)  # type: ignore[arg-type]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The clerk is here."""
        super().focusInEvent(event)
        self._outline.enter(self._uid)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store."""
        super().focusOutEvent(event)
        self.store()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps otherwise."""
        super().resizeEvent(event)
        self._fit()

    def _outline_key(self, event: QKeyEvent) -> bool:
        key, cursor = event.key(), self.textCursor()
        if self.isReadOnly() and key not in (Key.Key_Up, Key.Key_Down):
            return False
        if key in (Key.Key_Return, Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.store()
            self._outline.split(self._uid, cursor.position())
        elif key in (Key.Key_Tab, Key.Key_Backtab) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.store()
            self._outline.indent(self._uid, -1 if key == Key.Key_Backtab else 1)
        elif key == Key.Key_Backspace and not self.toPlainText():
            self.store()
            self._outline.remove(self._uid)
        elif key == Key.Key_Up and not event.modifiers() and self._on_first_line():
            self._outline.step(self._uid, -1)
        elif key == Key.Key_Down and not event.modifiers() and self._on_last_line():
            self._outline.step(self._uid, 1)
        else:
            return False
        return True

    def _on_first_line(self) -> bool:
        return self.cursorRect().top() < line_height(self)

    def _on_last_line(self) -> bool:
        return self.cursorRect().bottom() > self.height() - line_height(self)

    def _fit(self) -> None:
        """As high as the text: a plain text document measures in lines."""
        lines = max(1, round(self.document().size().height()))
        height = lines * line_height(self) + 2 * round(self.document().documentMargin()) + 1
        if height != self.height():
            self.setFixedHeight(height)
