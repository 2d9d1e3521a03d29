"""지원 자료: every file of the bundle can be read before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from desktop.services.support import SupportFile

_WIDE_CHARS, _HIGH_LINES = 130, 32
_LIST_CHARS = 34


class SupportDialog(QDialog):
    """Accepted when the bundle is to be saved; the clerk has seen what is in it."""

    def __init__(self, files: Sequence[SupportFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("support")
        self.setWindowTitle("지원 자료 만들기")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self._files = files
        self.list, self.text = self._made_list(), self._made_text()
        layout = QVBoxLayout(self)
        layout.addWidget(self._explanation())
        layout.addWidget(self._beside(), 1)
        layout.addWidget(self._buttons())
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _show(self, place: int) -> None:
        self.text.setPlainText(self._files[place].text or "(빈 파일)")

    def _explanation(self) -> QLabel:
        text = QLabel(
            "문제를 물어볼 때 함께 보낼 자료입니다. 입력한 글과 숫자, 기관과 담당자의 이름, 파일의 위치는 들어가지 "
            "않습니다. 아래에서 파일마다 내용을 그대로 볼 수 있고, 저장한 파일은 저절로 보내지지 않습니다.",
            self,
        )
        text.setWordWrap(True)
        return text

    def _made_list(self) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName("support.files")
        made.setAccessibleName("들어갈 파일")
        made.addItems([file.name for file in self._files])
        return made

    def _made_text(self) -> QPlainTextEdit:
        made = QPlainTextEdit(self)
        made.setObjectName("support.text")
        made.setAccessibleName("파일의 내용")
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        return made

    def _beside(self) -> QSplitter:
        beside = QSplitter(Qt.Orientation.Horizontal, self)
        beside.addWidget(self.list)
        beside.addWidget(self.text)
        beside.setSizes([_LIST_CHARS * char_width(self), (_WIDE_CHARS - _LIST_CHARS) * char_width(self)])
        return beside

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        buttons.addButton("저장(&S)…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("닫기", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
