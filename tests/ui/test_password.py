"""A password on the workspace, from the menu: set, asked for, changed, taken away; and the window locked by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QMessageBox

from desktop.services.backups import backups_of, take_backup
from desktop.services.protection import OldBackups, is_protected
from desktop.ui.dialogs.backups import BackupsDialog
from desktop.ui.dialogs.lock import LockDialog
from desktop.ui.dialogs.password import PasswordDialog, UnlockDialog
from desktop.ui.lock import Cover
from desktop.ui.second_folder import SecondFolder
from tests.windows import NOW, Driver, compose

PASSWORD, OTHER = "서울특별시2022", "다른비밀번호2023"
Key = Qt.Key
pytestmark = pytest.mark.parametrize("driver", ["sba_2020"], indirect=True)


def in_dialog(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Act in the next dialog of a kind, which is shown by `exec`."""

    def look() -> None:
        dialogs = (each for each in QApplication.topLevelWidgets() if isinstance(each, kind))
        shown = next((each for each in dialogs if each.isVisible()), None)
        if shown is None:
            QTimer.singleShot(10, look)
        else:
            act(shown)

    QTimer.singleShot(0, look)


def path_of(driver: Driver) -> Path:
    assert driver.window.session is not None
    return driver.window.session.desk.path


def trigger(driver: Driver, name: str) -> None:
    driver.window.actions_by_name[name].trigger()
    driver.settle()
    driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.settle()


def set_password(driver: Driver, new: str, old: str = "", backups: OldBackups = OldBackups.CONVERT) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PasswordDialog)
        dialog.old.setText(old)
        dialog.new.setText(new)
        dialog.again.setText(new)
        dialog.remove.setChecked(not new)
        dialog.backups.setCurrentIndex(dialog.backups.findData(backups.value))
        dialog.accept()
        assert dialog.problem.text() == ""

    in_dialog(PasswordDialog, fill)
    trigger(driver, "password")
    driver.wait(lambda: driver.window.view is not None and not driver.window.jobs.is_busy)


@pytest.fixture
def locked(driver: Driver) -> Driver:
    """The window with a workspace that has a password and a backup."""
    set_password(driver, PASSWORD)
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)
    return driver


def test_a_password_is_set_for_the_file_and_its_backups(driver: Driver) -> None:
    assert driver.window.session is not None
    take_backup(driver.window.session.desk, NOW)
    path = path_of(driver)
    assert not is_protected(path)
    set_password(driver, PASSWORD)
    assert driver.window.session.desk.file.password == PASSWORD
    found = backups_of(path)
    assert found
    assert all(is_protected(each.path) for each in found)
    driver.window.close_workspace()
    assert is_protected(path)
    assert "서울산업진흥원".encode() not in path.read_bytes()


def test_backups_may_be_deleted_or_left(locked: Driver) -> None:
    assert locked.window.session is not None
    path = path_of(locked)
    take_backup(locked.window.session.desk, NOW)
    set_password(locked, OTHER, PASSWORD, OldBackups.LEAVE)
    assert all(is_protected(each.path) for each in backups_of(path))
    aside = path.with_stem(f"{path.stem} 복원 전 2026-03-02 093000")
    locked.window.session.desk.file.back_up(aside)
    set_password(locked, "", OTHER, OldBackups.DELETE)
    assert backups_of(path) == ()
    assert not is_protected(aside), "what was set aside is not deleted"
    assert locked.window.session.desk.file.password == ""
    locked.window.close_workspace()
    assert not is_protected(path)


@pytest.mark.parametrize(
    ("new", "again", "told"), [("짧다", "짧다", "8자"), (PASSWORD, OTHER, "똑같이"), ("", "", "8자")]
)
def test_a_weak_or_mistyped_password_is_not_set(driver: Driver, new: str, again: str, told: str) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PasswordDialog)
        dialog.new.setText(new)
        dialog.again.setText(again)
        dialog.accept()
        problems.append(dialog.problem.text())
        dialog.reject()

    problems: list[str] = []
    in_dialog(PasswordDialog, fill)
    trigger(driver, "password")
    assert told in problems[0]
    assert driver.window.session is not None
    assert driver.window.session.desk.file.password == ""


def test_changing_asks_for_the_old_one(locked: Driver) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, PasswordDialog)
        dialog.old.setText(OTHER)
        dialog.new.setText(OTHER)
        dialog.again.setText(OTHER)
        dialog.accept()
        problems.append(dialog.problem.text())
        dialog.reject()

    problems: list[str] = []
    in_dialog(PasswordDialog, fill)
    trigger(locked, "password")
    assert "지금 비밀번호" in problems[0]


def test_opening_asks_until_it_is_right_and_cancelling_leaves_everything(
    locked: Driver, samples: dict[str, Path], tmp_path: Path
) -> None:
    window, path = locked.window, path_of(locked)
    other = tmp_path / "다른 파일.seonggwa"
    shutil.copy(samples["sba_2020"], other)
    window.open_path(other)
    locked.wait(lambda: window.session is not None and window.session.desk.path == other and not window.jobs.is_busy)
    seen: list[str] = []

    def give_up(dialog: QDialog) -> None:
        dialog.reject()

    in_dialog(UnlockDialog, give_up)
    window.open_path(path)
    locked.wait(lambda: not window.jobs.is_busy)
    locked.settle()
    assert path_of(locked) == other

    def try_twice(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        for password in (OTHER, PASSWORD):
            dialog.field.setText(password)
            dialog.accept()
            seen.append(dialog.problem.text())

    in_dialog(UnlockDialog, try_twice)
    window.open_path(path)
    locked.wait(lambda: window.session is not None and window.session.desk.path == path and not window.jobs.is_busy)
    assert "맞지 않습니다" in seen[0]


def test_a_damaged_file_is_told_and_its_backups_offered(locked: Driver) -> None:
    assert locked.window.session is not None
    path = path_of(locked)
    take_backup(locked.window.session.desk, NOW)
    locked.window.close_workspace()
    whole = bytearray(path.read_bytes())
    whole[100:300] = bytes(200)
    path.write_bytes(whole)

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, UnlockDialog)
        dialog.field.setText(PASSWORD)
        dialog.accept()

    in_dialog(UnlockDialog, give)
    locked.window.open_path(path)
    locked.wait(lambda: locked.window.findChild(QMessageBox, "error") is not None)
    box = locked.window.findChild(QMessageBox, "error")
    assert isinstance(box, QMessageBox)
    assert "손상" in box.text()
    assert [button.text() for button in box.buttons() if button.objectName() == "offer"]
    box.accept()
    locked.settle()


def test_a_backup_with_another_password_asks_for_it_and_comes_back(locked: Driver) -> None:
    window = locked.window
    assert window.session is not None
    path = path_of(locked)
    take_backup(window.session.desk, NOW)
    set_password(locked, OTHER, PASSWORD, OldBackups.LEAVE)
    dialog = BackupsDialog(path, window.jobs, SecondFolder(window.settings), window, OTHER)
    dialog.show()
    locked.wait(lambda: not window.jobs.is_busy)
    last = dialog.list.topLevelItemCount() - 1
    dialog.list.setCurrentItem(dialog.list.topLevelItem(last))
    locked.wait(dialog.unlock.isVisible)
    assert not dialog.restore.isEnabled()

    def give(asking: QDialog) -> None:
        assert isinstance(asking, UnlockDialog)
        asking.field.setText(PASSWORD)
        asking.accept()

    in_dialog(UnlockDialog, give)
    dialog.unlock.click()
    locked.wait(dialog.restore.isEnabled)
    backup = dialog.wish()
    assert backup is not None
    dialog.close()
    window.restore(path, backup, dialog.password)
    locked.wait(lambda: window.view is not None and not window.jobs.is_busy)
    assert window.session is not None
    assert window.session.desk.file.password == PASSWORD
    dialog.deleteLater()


# ---------------------------------------------------------------- the lock screen


def covered(driver: Driver) -> bool:
    covers = driver.window.findChildren(Cover)
    return any(cover.isVisible() and cover.geometry() == driver.window.rect() for cover in covers)


def test_the_lock_stores_what_is_typed_covers_everything_and_opens_by_the_password(locked: Driver) -> None:
    grid = locked.table("coe_areas")
    locked.at(grid, 0, 0)
    compose("새 이름", locked.focus())
    seen: list[bool] = []

    def unlock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        seen.append(covered(locked))
        locked.window.resize(900, 600)
        QApplication.processEvents()
        seen.append(covered(locked))
        QApplication.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
        dialog.field.setText(OTHER)
        dialog.accept()
        seen.append(dialog.isVisible() and "맞지 않습니다" in dialog.problem.text())
        dialog.field.setText(PASSWORD)
        dialog.accept()

    in_dialog(LockDialog, unlock)
    trigger(locked, "lock")
    assert seen == [True] * 3
    assert not covered(locked)
    session = locked.window.session
    assert session is not None
    assert "새 이름" in session.desk.undo_label


def test_without_a_password_there_is_nothing_to_lock(driver: Driver) -> None:
    driver.window.actions_by_name["lock"].trigger()
    box = driver.window.findChild(QMessageBox, "error")
    assert isinstance(box, QMessageBox)
    assert "비밀번호가 없는" in box.text()
    box.accept()
    driver.settle()


def test_the_window_locks_itself_after_a_while_without_input(locked: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = locked.window.idle_lock
    assert lock.minutes == 0
    assert not lock.timer.isActive()
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_args, **_more: ("10분 뒤", True))
    trigger(locked, "lock_after")
    assert lock.timer.isActive()
    assert lock.timer.interval() == 600_000
    lock.timer.stop()
    QApplication.sendEvent(
        locked.window, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    )
    assert lock.timer.isActive(), "input begins the time anew"
    shown: list[QObject] = []

    def unlock(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        shown.append(dialog)
        dialog.field.setText(PASSWORD)
        dialog.accept()

    in_dialog(LockDialog, unlock)
    lock.timer.timeout.emit()
    assert shown
    locked.window.close_workspace()
    assert not lock.timer.isActive(), "without a workspace there is nothing to hide"


def test_the_locked_program_can_be_left(locked: Driver) -> None:
    path = path_of(locked)

    def leave(dialog: QDialog) -> None:
        assert isinstance(dialog, LockDialog)
        dialog.close()

    in_dialog(LockDialog, leave)
    locked.window.actions_by_name["lock"].trigger()
    locked.settle()
    assert not locked.window.isVisible()
    assert is_protected(path)
