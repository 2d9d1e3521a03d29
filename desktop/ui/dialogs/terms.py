"""용어 목록: the words of the office and their other spellings, for all reports of the workspace; handed on as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.terms import Term, joined, split
from desktop.services.errors import UserError
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from desktop.ui.session import Session

_WIDE_CHARS, _HIGH_LINES = 100, 26
_WORD, _SPELLINGS = range(2)
_FILTER = "CSV (*.csv)"
_ABOUT = (
    "바른 말과, 찾아서 알릴 다른 표기를 적습니다. 다른 표기가 여럿이면 쉼표로 나눕니다. "
    "이 업무 파일의 모든 보고를 이 목록으로 점검합니다."
)


class TermsDialog(QDialog):
    """Stores the list when it is accepted; what cannot be stored is told, and the dialog stays."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        from desktop.services.terms import own_terms

        super().__init__(parent)
        self._session = session
        self.setObjectName("terms")
        self.setWindowTitle("용어 목록")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        about = QLabel(_ABOUT, self)
        about.setWordWrap(True)
        self.list = QTableWidget(0, 2, self)
        self._set_up_list()
        layout = QVBoxLayout(self)
        layout.addWidget(about)
        layout.addWidget(self.list, 1)
        layout.addLayout(self._tool_line())
        layout.addWidget(dialog_buttons(self, "저장"))
        self.show_terms(own_terms(session.desk))

    def terms(self) -> tuple[Term, ...]:
        """The list as it stands in the dialog, blank lines left out."""
        lines = ((self._text(row, _WORD), self._text(row, _SPELLINGS)) for row in range(self.list.rowCount()))
        return tuple(Term(word.strip(), split(others)) for word, others in lines if word.strip() or others.strip())

    def show_terms(self, terms: Iterable[Term]) -> None:
        """Show a list, with a blank line below it."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes no keywords here
        self.list.setRowCount(0)
        for term in terms:
            self._add_line(term.word, joined(term.spellings))
        self._add_line()
        self.list.blockSignals(False)  # noqa: FBT003 - as above
        self.list.setCurrentCell(self.list.rowCount() - 1, _WORD)

    def accept(self) -> None:
        """Store the list."""
        if self._session.set_terms(self.terms()):
            super().accept()

    def remove(self) -> None:
        """Take the current line out."""
        self.list.removeRow(self.list.currentRow())
        self._keep_blank_line()

    def load(self) -> None:
        """Add the words of another list; those of both have the spellings of both."""
        from desktop.services.terms import load_csv, merged

        path, _ = QFileDialog.getOpenFileName(self, "용어 목록 가져오기", "", _FILTER)
        if path:
            try:
                self.show_terms(merged(self.terms(), load_csv(Path(path))))
            except UserError as error:
                self._session.events.refused.emit(error.sentence)

    def save(self) -> None:
        """Write the list as it stands in the dialog, for another office."""
        from desktop.services.terms import save_csv

        path, _ = QFileDialog.getSaveFileName(self, "용어 목록 내보내기", "용어 목록.csv", _FILTER)
        if path:
            try:
                save_csv(self.terms(), Path(path))
            except UserError as error:
                self._session.events.refused.emit(error.sentence)

    # ------------------------------------------------------------ parts

    def _set_up_list(self) -> None:
        self.list.setObjectName("terms.list")
        self.list.setAccessibleName("용어 목록")
        self.list.setHorizontalHeaderLabels(["바른 말", "다른 표기 (쉼표로 나눔)"])
        self.list.verticalHeader().hide()
        self.list.setTabKeyNavigation(False)
        self.list.setColumnWidth(_WORD, _WIDE_CHARS // 3 * char_width(self))
        self.list.horizontalHeader().setSectionResizeMode(_SPELLINGS, QHeaderView.ResizeMode.Stretch)
        self.list.itemChanged.connect(lambda _item: self._keep_blank_line())

    def _tool_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, text, step in (
            ("remove", "줄 지우기(&D)", self.remove),
            ("load", "CSV 가져오기(&I)…", self.load),
            ("save", "CSV 내보내기(&E)…", self.save),
        ):
            button = QPushButton(text, self)
            button.setObjectName(f"terms.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _keep_blank_line(self) -> None:
        """There is always a line to type into."""
        last = self.list.rowCount() - 1
        if last < 0 or self._text(last, _WORD) or self._text(last, _SPELLINGS):
            self._add_line()

    def _add_line(self, word: str = "", others: str = "") -> None:
        row = self.list.rowCount()
        self.list.insertRow(row)
        for column, text in ((_WORD, word), (_SPELLINGS, others)):
            self.list.setItem(row, column, QTableWidgetItem(text))

    def _text(self, row: int, column: int) -> str:
        item = self.list.item(row, column)
        return item.text() if item else ""
