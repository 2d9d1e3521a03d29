"""비밀번호: the dialog that asks for it, and the one that sets, changes or takes it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.services.errors import PasswordError, UserError
from desktop.services.protection import OldBackups, PasswordWish, is_same, require_good
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.metrics import char_width

_WIDE_CHARS = 76
_WARNING = (
    "비밀번호를 잊으면 누구도 파일을 열거나 되살릴 수 없습니다. 비밀번호를 안전한 곳에 따로 적어 두십시오.\n"
    "내보낸 엑셀과 PDF, 꺼내 저장한 증빙, 다른 곳에 복사해 둔 파일은 보호되지 않습니다."
)
_BACKUPS = {
    OldBackups.CONVERT: "새 비밀번호로 바꾸기",
    OldBackups.DELETE: "지우기",
    OldBackups.LEAVE: "그대로 두기",
}


class UnlockDialog(QDialog):
    """Asks for a password until it is the right one; the dialog itself tries it.

    After it was left, `error` is what else was wrong with the file, None when the clerk gave up.
    """

    def __init__(self, sentence: str, attempt: Callable[[str], None], parent: QWidget | None = None) -> None:
        """Ask.

        Args:
            sentence: what is asked for.
            attempt: tries a password; raises PasswordError when it is wrong, UserError when it is something else.
            parent: the window.
        """
        super().__init__(parent)
        self.setObjectName("unlock")
        self.setWindowTitle("비밀번호")
        self.setMinimumWidth(_WIDE_CHARS * char_width(self))
        self._attempt = attempt
        self.error: UserError | None = None
        self.field, self.problem = password_field("unlock.password", self), _paragraph(self)
        self.problem.setObjectName("unlock.problem")
        form = QFormLayout()
        form.addRow("비밀번호(&P)", self.field)
        layout = QVBoxLayout(self)
        layout.addWidget(_paragraph(self, sentence))
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(dialog_buttons(self, "열기"))

    @property
    def password(self) -> str:
        """What was typed."""
        return self.field.text()

    def accept(self) -> None:
        """Close only with the right password."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._attempt(self.password)
        except PasswordError as error:
            self.problem.setText(error.sentence)
            self.field.selectAll()
            self.field.setFocus()
        except UserError as error:
            self.error = error
            self.reject()
        else:
            super().accept()
        finally:
            QGuiApplication.restoreOverrideCursor()


class PasswordDialog(QDialog):
    """Accepted when `wish` is one that can be fulfilled; nothing has happened until then."""

    def __init__(self, password: str, backups: int, parent: QWidget | None = None) -> None:
        """Offer what can be done.

        Args:
            password: that of the open workspace, "" when it has none.
            backups: how many backups it has.
            parent: the window.
        """
        super().__init__(parent)
        self.setObjectName("password")
        self.setWindowTitle("비밀번호")
        self.setMinimumWidth(_WIDE_CHARS * char_width(self))
        self._password = password
        self.old = password_field("password.old", self)
        self.new, self.again = (password_field(f"password.{name}", self) for name in ("new", "again"))
        self.remove = QCheckBox("비밀번호 없애기(&R)", self)
        self.backups = self._made_choice()
        self.problem = _paragraph(self)
        self.problem.setObjectName("password.problem")
        layout = QVBoxLayout(self)
        layout.addWidget(_paragraph(self, _WARNING))
        layout.addLayout(self._form(backups))
        layout.addWidget(self.problem)
        layout.addWidget(dialog_buttons(self, "적용"))
        self.remove.toggled.connect(self._enable)

    def wish(self) -> PasswordWish:
        """What the clerk asks for."""
        new = "" if self.remove.isChecked() else self.new.text()
        return PasswordWish(self._password, new, OldBackups(self.backups.currentData()))

    def accept(self) -> None:
        """Close only when it can be done."""
        problem = self._what_lacks()
        self.problem.setText(problem)
        if not problem:
            super().accept()

    def _what_lacks(self) -> str:
        if self._password and not is_same(self._password, self.old.text()):
            return "지금 비밀번호가 맞지 않습니다. 다시 넣어 주십시오."
        if self.remove.isChecked():
            return ""
        try:
            require_good(self.new.text())
        except UserError as error:
            return error.sentence
        return "" if self.new.text() == self.again.text() else "새 비밀번호를 두 번 똑같이 넣어 주십시오."

    def _enable(self) -> None:
        for field in (self.new, self.again):
            field.setEnabled(not self.remove.isChecked())
        converted = "비밀번호 없애기" if self.remove.isChecked() else _BACKUPS[OldBackups.CONVERT]
        self.backups.setItemText(self.backups.findData(OldBackups.CONVERT.value), converted)

    def _form(self, backups: int) -> QFormLayout:
        form, is_protected = QFormLayout(), bool(self._password)
        form.addRow("지금 비밀번호(&O)", self.old)
        form.addRow("새 비밀번호(&N)", self.new)
        form.addRow("새 비밀번호 다시(&A)", self.again)
        form.addRow("", self.remove)
        form.addRow(f"전에 만든 백업 {backups:,}개(&B)", self.backups)
        form.setRowVisible(self.old, is_protected)
        form.setRowVisible(self.remove, is_protected)
        form.setRowVisible(self.backups, backups > 0)
        return form

    def _made_choice(self) -> QComboBox:
        made = QComboBox(self)
        made.setObjectName("password.backups")
        for kind, name in _BACKUPS.items():
            made.addItem(name, kind.value)
        return made


def password_field(name: str, parent: QWidget) -> QLineEdit:
    """A field that shows dots for what is typed."""
    field = QLineEdit(parent)
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


def _paragraph(parent: QWidget, text: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    return label
