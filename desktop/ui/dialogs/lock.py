"""잠금: nothing can be seen or done before the password is typed, but to quit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.services.protection import is_same
from desktop.ui.dialogs.password import password_field
from desktop.ui.metrics import char_width

_WIDE_CHARS = 60


class LockDialog(QDialog):
    """Accepted by the password of the open workspace; Esc does not open it."""

    def __init__(self, password: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lock")
        self.setWindowTitle("잠겨 있음")
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(_WIDE_CHARS * char_width(self))
        self._password = password
        self.wants_to_quit = False
        self.field = password_field("lock.password", self)
        self.field.setAccessibleName("비밀번호")
        self.problem = QLabel("입력한 것은 모두 저장되어 있습니다. 계속하려면 비밀번호를 넣어 주십시오.", self)
        self.problem.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.problem)
        layout.addWidget(self.field)
        layout.addWidget(self._buttons())

    def accept(self) -> None:
        """Open with the right password only."""
        if is_same(self._password, self.field.text()):
            super().accept()
            return
        self.problem.setText("비밀번호가 맞지 않습니다. 한/영과 Caps Lock을 확인하고 다시 넣어 주십시오.")
        self.field.clear()
        self.field.setFocus()

    def reject(self) -> None:
        """Esc leads nowhere."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross quits, so that nothing holds up a computer that shuts down."""
        self.quit()
        event.accept()

    def quit(self) -> None:
        """Leave the program; everything is stored."""
        self.wants_to_quit = True
        super().reject()

    def _buttons(self) -> QDialogButtonBox:
        buttons, leave = QDialogButtonBox(self), QPushButton("끝내기(&Q)", self)
        buttons.addButton("열기", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.ActionRole)
        leave.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        leave.clicked.connect(self.quit)
        return buttons
