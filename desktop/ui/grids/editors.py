"""Editors of cells. They are open before the first key ("ready"), so that every input method starts in the right place.

traps.md, Part B §4 and appendix F: an editor that opens with the first key splits the second Korean syllable.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


class CellEditor:
    """What both editors know.

    Attributes:
        original: the text that was loaded; only another text is stored.
        is_ready: nothing was typed yet: arrows move over the grid, and the first key takes the place of the text.
    """

    original = ""
    is_ready = True

    def load(self, text: str) -> None:
        """Take over the text of the cell and be ready."""
        self.original, self.is_ready = text, True
        self.put(text)

    def put(self, text: str) -> None:
        """Show a text, all of it selected."""
        raise NotImplementedError

    def typed(self) -> str:
        """The text as it stands."""
        raise NotImplementedError

    def enter_text(self) -> None:
        """F2: into the text, the cursor at its end."""
        raise NotImplementedError


class LineCellEditor(CellEditor, QLineEdit):
    """The editor of figures and short texts."""

    def __init__(self, parent: QWidget) -> None:
        QLineEdit.__init__(self, parent)
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def put(self, text: str) -> None:
        """Show a text, all of it selected."""
        self.setText(text)
        self.selectAll()

    def typed(self) -> str:
        """The text as it stands."""
        return self.text()

    def enter_text(self) -> None:
        """F2: into the text, the cursor at its end."""
        self.is_ready = False
        self.end(False)  # noqa: FBT003 - Qt takes no keyword here


class LongCellEditor(CellEditor, QPlainTextEdit):
    """The editor of long texts; Enter stores, Shift+Enter or Alt+Enter starts a new line."""

    def __init__(self, parent: QWidget) -> None:
        QPlainTextEdit.__init__(self, parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(1)

    def put(self, text: str) -> None:
        """Show a text, all of it selected."""
        self.setPlainText(text)
        self.selectAll()

    def typed(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def enter_text(self) -> None:
        """F2: into the text, the cursor at its end."""
        self.is_ready = False
        self.moveCursor(QTextCursor.MoveOperation.End)
