"""What the menu does with the password of a workspace: ask for it, change it, lock the window by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.ui.main_window import MainWindow

_NO_PASSWORD = "비밀번호가 없는 업무 파일은 잠글 수 없습니다. '파일 > 비밀번호'에서 먼저 정해 주십시오."  # noqa: S105


def asked_password(window: MainWindow, path: Path) -> str | None:
    """The password of a file, tried already; None when the clerk gave up, or the file cannot be opened by any."""
    from desktop.services.protection import try_password
    from desktop.ui.dialogs.password import UnlockDialog
    from desktop.ui.safety import tell_failure

    sentence = f"'{path.name}' 파일은 비밀번호로 보호되어 있습니다."
    dialog = UnlockDialog(sentence, lambda typed: try_password(path, typed), window)
    is_open = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if dialog.error is not None:
        tell_failure(window, dialog.error)
    return dialog.password if is_open else None


def change_password(window: MainWindow) -> None:
    """Ask what is to become of the password, close the workspace, do it behind the window, and open it again."""
    from desktop.services.protection import copies_of
    from desktop.ui.dialogs.password import PasswordDialog

    if window.session is None:
        return
    path, password = window.session.desk.path, window.session.desk.file.password
    dialog = PasswordDialog(password, len(copies_of(path)), window)
    wish = dialog.wish() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    if wish is not None:
        window.close_workspace()
        window.jobs.start(lambda _job: window.opener.protect(path, wish), lambda done: _changed(window, *done))


def _changed(window: MainWindow, desk: Desk, trouble: str) -> None:
    window.show_desk(desk)
    if trouble:
        window.errors.show(trouble)
    else:
        window.say("비밀번호로 보호합니다." if desk.file.password else "비밀번호를 없앴습니다.")


def ask_minutes(window: MainWindow) -> None:
    """After how many minutes without input the window locks itself."""
    from PySide6.QtWidgets import QInputDialog

    from desktop.ui.lock import CHOICES

    names = [f"{minutes}분 뒤" if minutes else "쓰지 않음" for minutes in CHOICES]
    present = CHOICES.index(window.idle_lock.minutes)
    text = "키보드와 마우스를 쓰지 않으면 창을 잠급니다. 비밀번호가 있는 업무 파일에서만 잠깁니다."
    name, wanted = QInputDialog.getItem(window, "자동 잠금", text, names, present, editable=False)
    if wanted:
        window.idle_lock.minutes = CHOICES[names.index(name)]


def lock(window: MainWindow) -> None:
    """Lock the window at once."""
    if window.session is not None and not window.session.desk.file.password:
        window.errors.show(_NO_PASSWORD)
    else:
        window.idle_lock.lock()
