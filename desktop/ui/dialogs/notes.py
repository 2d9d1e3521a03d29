"""메모 목록: every note of the report, or those that are marked 확인 필요; Enter goes to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.report import FIELDS_ROW, CellKey, Note
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from desktop.ui.session import Session

_WIDE_CHARS, _HIGH_LINES = 180, 26
_HEADERS = ("확인", "위치", "메모", "출처", "증빙", "쓴 사람", "때")
_WIDTHS = (10, 40, 40, 30, 12, 16)


class NotesDialog(QDialog):
    """Stays open beside the window."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keys: list[CellKey] = []
        self.list, self.only_questions = QTreeWidget(self), QCheckBox("확인 필요만", self)
        self.count = QLabel(self)
        self._set_up()
        self.refresh()
        session.events.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the notes as they are now."""
        notes = self._session.report.notes
        wanted = [key for key, note in notes.items() if note.is_question or not self.only_questions.isChecked()]
        self._keys = wanted
        self.list.clear()
        for key in wanted:
            self.list.addTopLevelItem(QTreeWidgetItem(self._texts(key, notes[key])))
        if wanted:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        questions = sum(note.is_question for note in notes.values())
        self.count.setText(f"메모 {len(notes):,}건, 확인 필요 {questions:,}건")

    def go(self) -> None:
        """Go to the chosen cell; to the first cell of a row."""
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._keys):
            self._session.events.jump.emit(self._cell(self._keys[row]))

    def _cell(self, key: CellKey) -> CellKey:
        table = self._session.table(key.table)
        if key.column or table is None or key.row == FIELDS_ROW:
            return key
        columns = (column.key for column in table.definition.columns if column.in_window)
        return CellKey(key.table, key.row, next(columns, ""))

    def _texts(self, key: CellKey, note: Note) -> list[str]:
        from desktop.services.change_texts import place_of

        question = "확인 필요" if note.is_question else ""
        files = f"{len(note.files)}개" if note.files else ""
        line = " ".join(note.text.split())
        place = place_of(key, self._session.evaluation)
        return [question, place, line, note.source, files, note.who, note.at.replace("T", " ")[:16]]

    def _set_up(self) -> None:
        self.setObjectName("notes")
        self.setWindowTitle("메모 목록")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self.list.setObjectName("notes.list")
        self.list.setAccessibleName("메모 목록")
        self.list.setHeaderLabels(list(_HEADERS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        for column, chars in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, chars * char_width(self))
        self.list.activated.connect(self.go)
        self.only_questions.setObjectName("notes.only_questions")
        self.only_questions.toggled.connect(self.refresh)
        close = QPushButton("닫기", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        line = QHBoxLayout()
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(QLabel("Enter: 그 칸으로"))
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.only_questions)
        layout.addWidget(self.list, 1)
        layout.addLayout(line)
