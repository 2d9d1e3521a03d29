"""One item of an outline on the page: mark, label, text; or the clerk's own table that stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.carry_over import is_untouched
from desktop.domain.outline import LABEL, TEXT, Item, text_of
from desktop.domain.report import CellKey
from desktop.ui.look import colors
from desktop.ui.metrics import char_width, gap
from desktop.ui.outline.item_edit import ItemEdit

if TYPE_CHECKING:
    from desktop.ui.outline.editor import OutlineEditor

_INDENT_CHARS, _MARK_CHARS, _LABEL_CHARS, _WIDEST_LABEL = 3, 4, 14, 40


class ItemRow(QWidget):
    """Shows one item; what the keys ask for goes to the outline."""

    def __init__(self, outline: OutlineEditor, uid: str) -> None:
        super().__init__(outline)
        self.outline, self.uid = outline, uid
        self.mark = QLabel(self)
        self.mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.mark.setFixedWidth(_MARK_CHARS * char_width(self))
        self.mark.setContentsMargins(0, 2, 0, 0)
        self.edit = ItemEdit(self, uid, outline)
        self.edit.setObjectName(f"{outline.code}.{TEXT}")
        self.edit.setAccessibleName("항목 내용")
        self._label: QLineEdit | None = None
        self._shown: object = None
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(gap(self) // 2)
        self._layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.edit, 1, Qt.AlignmentFlag.AlignTop)

    def show_item(self, item: Item) -> None:
        """Take over what the report holds; nothing is done when it holds what shows already."""
        session, key = self.outline.session, CellKey(self.outline.table_uid, self.uid, TEXT)
        is_locked = session.is_locked(key)
        shown = (item, session.findings_at(key), session.note_at(key), is_locked)
        if shown == self._shown:
            return
        self._shown = shown
        self._layout.setContentsMargins(item.depth * _INDENT_CHARS * char_width(self), 0, 0, 0)
        self.mark.setText("".join(item.encloses) or item.mark)
        self._show_label(text_of(item.row, LABEL), is_locked=is_locked)
        self.edit.load(text_of(item.row, TEXT))
        self.edit.setReadOnly(is_locked)
        self._show_carried(item)
        self._show_findings(key)

    def take_focus(self, position: int = -1) -> None:
        """Put the cursor into the text, at its end unless a position is given."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.edit.textCursor()
        cursor.setPosition(len(self.edit.toPlainText()) if position < 0 else position)
        self.edit.setTextCursor(cursor)

    def show_label(self) -> None:
        """Give the item a label ("대상", "소요예산")."""
        label = self._label_line()
        label.show()
        label.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The label line is stored when it is left, and goes when it is blank."""
        if self._label is not None and watched is self._label and event.type() == QEvent.Type.FocusOut:
            self._store_label(self._label)
            self._label.setVisible(bool(self._label.text()))
        return super().eventFilter(watched, event)

    def _label_line(self) -> QLineEdit:
        """The line of the label, made for the first item that has one: most have none."""
        if self._label is None:
            label = self._label = QLineEdit(self)
            label.setObjectName(f"{self.outline.code}.{LABEL}")
            label.setAccessibleName("항목 이름")
            label.textChanged.connect(self._fit_label)
            label.setPlaceholderText("항목 이름")
            label.setFrame(False)
            label.installEventFilter(self)
            label.returnPressed.connect(self.take_focus)
            self._layout.insertWidget(1, label, 0, Qt.AlignmentFlag.AlignTop)
            self._fit_label("")
        return self._label

    def _show_label(self, text: str, *, is_locked: bool) -> None:
        if not text and self._label is None:
            return
        label = self._label_line()
        if not label.hasFocus() or not label.isModified():
            label.setText(text)
            label.setCursorPosition(0)
        label.setVisible(bool(text) or label.hasFocus())
        label.setReadOnly(is_locked)

    def _fit_label(self, text: str) -> None:
        """As wide as the other labels, or as its own text while that leaves room for the item."""
        if self._label is not None:
            unit = char_width(self)
            own = self._label.fontMetrics().horizontalAdvance(text) + gap(self) + unit
            self._label.setFixedWidth(min(max(_LABEL_CHARS * unit, own), _WIDEST_LABEL * unit))

    def _store_label(self, label: QLineEdit) -> None:
        if label.isModified():
            label.setModified(False)
            self.outline.type(self.uid, LABEL, label.text())

    def _show_carried(self, item: Item) -> None:
        """A text of the last report stands slanted until somebody touches it."""
        table = self.outline.session.table(self.outline.table_uid)
        is_carried = table is not None and is_untouched(item.row, table.definition)
        font = self.edit.font()
        if font.italic() is not is_carried:
            font.setItalic(is_carried)
            self.edit.setFont(font)

    def _show_findings(self, key: CellKey) -> None:
        severity = self.outline.session.severity_at(key)
        palette = self.outline.palette()
        if severity is not None:
            palette.setColor(self.mark.foregroundRole(), colors(palette).of(severity))
        self.mark.setPalette(palette)
        font = self.mark.font()
        font.setUnderline(self.outline.session.note_at(key) is not None)
        self.mark.setFont(font)
        self.edit.setToolTip(self.outline.tooltip(key))


class TableRow(QWidget):
    """A place for a table: the clerk's own table as a grid in place, and the way to its form."""

    def __init__(self, outline: OutlineEditor, uid: str) -> None:
        super().__init__(outline)
        self.outline, self.uid = outline, uid
        self.editor: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the items wrap at the panel
        self._layout = QVBoxLayout(self)
        self._tools = QHBoxLayout()
        self._layout.addLayout(self._tools)
        for name, text, step in (
            ("own_table", "표 서식…", lambda: outline.change_table(uid)),
            ("remove_table", "표 삭제", lambda: outline.remove(uid)),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=step: step())
            self._tools.addWidget(button)

    def show_item(self, item: Item) -> None:
        """Show the table that stands here."""
        from desktop.ui.pages.table_editor import TableEditor

        self._layout.setContentsMargins((item.depth * _INDENT_CHARS + _MARK_CHARS) * char_width(self), 0, 0, 0)
        if self.editor is not None:
            return
        table = self.outline.session.report.owned("custom", self.uid)
        if table is not None:
            editor = TableEditor(self.outline.session, table, self.outline.ask_definition, self, compact=True)
            editor.moved.connect(self.outline.moved)
            self.editor = editor
            self._layout.removeItem(self._tools)
            editor.tools.addLayout(self._tools)
            self._layout.addWidget(editor)

    def take_focus(self, _position: int = -1) -> None:
        """Put the focus into the grid."""
        from desktop.ui.pages.table_editor import TableEditor

        if isinstance(self.editor, TableEditor):
            self.editor.start()
