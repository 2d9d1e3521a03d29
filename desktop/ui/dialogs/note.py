"""메모: text, source, 확인 필요 and evidence of one cell, or of its whole row."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.report import CellKey, Evidence, Note
from desktop.services.errors import UserError
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from desktop.ui.session import Session

_WIDE_CHARS, _TEXT_LINES, _FILE_LINES = 90, 6, 5
_FILE_HEADERS = ("파일", "크기", "SHA-256")
_FILE_WIDTHS = (36, 12)


class NoteDialog(QDialog):
    """Writes the note when it is accepted; a note without anything in it is taken away."""

    def __init__(self, session: Session, key: CellKey, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._cell = session, key
        self.place, self.text, self.source = QComboBox(self), QPlainTextEdit(self), QLineEdit(self)
        self.is_question, self.signature = QCheckBox("확인 필요", self), QLabel(self)
        self.problem, self.files = QLabel(self), QTreeWidget(self)
        self._kept: list[Evidence] = []
        self._set_up()
        row = CellKey(key.table, key.row, "")
        has_row_note = row in session.report.notes and key not in session.report.notes
        self.place.setCurrentIndex(1 if has_row_note or not key.column else 0)
        self.load()

    @property
    def key(self) -> CellKey:
        """The cell or the row that the note is about."""
        return self._cell if self.place.currentIndex() == 0 else CellKey(self._cell.table, self._cell.row, "")

    def load(self) -> None:
        """Show the note that is there."""
        note = self._session.report.notes.get(self.key, Note(""))
        self.text.setPlainText(note.text)
        self.source.setText(note.source)
        self.is_question.setChecked(note.is_question)
        self.signature.setText(f"{note.who}, {note.at.replace('T', ' ')[:16]}" if note.who else "")
        self._kept = list(note.files)
        self._show_files()

    def accept(self) -> None:
        """Write the note; the dialog stays open when it could not be stored."""
        from desktop.services.notes import note_change

        note = Note(self.text.toPlainText(), self.source.text(), self.is_question.isChecked(), files=tuple(self._kept))
        if self._session.apply(note_change(self._session.desk, self.key, note)):
            super().accept()

    def attach(self, path: Path) -> None:
        """Keep a file as evidence."""
        from desktop.services.notes import keep_evidence

        try:
            kept = keep_evidence(self._session.desk, self.key, path)
        except UserError as error:
            self.problem.setText(error.sentence)
            return
        self.problem.clear()
        if kept not in self._kept:
            self._kept.append(kept)
        self._show_files()

    def save_file(self, target: Path) -> None:
        """Write the chosen file to a place of the clerk's choice."""
        chosen = self._chosen()
        if chosen is not None:
            try:
                self._session.desk.evidence.save(chosen, target)
            except UserError as error:
                self.problem.setText(error.sentence)

    def detach(self) -> None:
        """Take the chosen file off the note; its content stays, so that undo can bring it back."""
        chosen = self._chosen()
        if chosen is not None:
            self._kept.remove(chosen)
            self._show_files()

    # ------------------------------------------------------------ parts

    def _chosen(self) -> Evidence | None:
        row = self.files.currentIndex().row()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def _show_files(self) -> None:
        self.files.clear()
        for each in self._kept:
            self.files.addTopLevelItem(QTreeWidgetItem([each.name, f"{each.size:,}바이트", each.sha256]))
        if self._kept:
            self.files.setCurrentIndex(self.files.model().index(len(self._kept) - 1, 0))

    def _ask_attach(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "파일 붙이기")
        if path:
            self.attach(Path(path))

    def _ask_save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        path, _ = QFileDialog.getSaveFileName(self, "붙인 파일 저장", chosen.name)
        if path:
            self.save_file(Path(path))

    def _set_up(self) -> None:
        from desktop.services.change_texts import place_of

        self.setObjectName("note")
        self.setWindowTitle("메모")
        evaluation = self._session.evaluation
        if self._cell.column:
            self.place.addItem(f"이 칸: {place_of(self._cell, evaluation)}")
        else:
            self.place.addItem("이 칸")
        self.place.addItem(f"이 행: {place_of(CellKey(self._cell.table, self._cell.row, ''), evaluation)}")
        self.place.activated.connect(self.load)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_TEXT_LINES * line_height(self))
        self.source.setPlaceholderText("예: 재정정보시스템 2022. 1. 21. 출력물 3쪽")
        self.files.setHeaderLabels(list(_FILE_HEADERS))
        self.files.setRootIsDecorated(False)
        self.files.setFixedHeight(_FILE_LINES * line_height(self))
        for column, chars in enumerate(_FILE_WIDTHS):
            self.files.setColumnWidth(column, chars * char_width(self))
        self.problem.setWordWrap(True)
        self.problem.setObjectName("note.problem")
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for name, title, widget in (
            ("place", "자리(&P)", self.place),
            ("text", "메모(&M)", self.text),
            ("source", "출처(&S)", self.source),
            ("question", "", self.is_question),
            ("files", "증빙(&F)", self.files),
        ):
            widget.setObjectName(f"note.{name}")
            widget.setAccessibleName(title.split("(")[0] or "확인 필요")
            widget.setMinimumWidth(_WIDE_CHARS * char_width(self))
            form.addRow(title, widget)
        form.addRow("", self._file_buttons())
        form.addRow("쓴 사람", self.signature)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(dialog_buttons(self, "확인"))
        self.text.setFocus()

    def _file_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, text, step in (
            ("attach", "파일 붙이기…", self._ask_attach),
            ("save", "다른 곳에 저장…", self._ask_save),
            ("detach", "떼기", self.detach),
        ):
            button = QPushButton(text, self)
            button.setObjectName(f"note.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)
        line.addStretch(1)
        return line
