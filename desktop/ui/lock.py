"""The lock screen: after a while without a key or the mouse, or at once, everything is covered until the password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.ui.flush import finish_typing

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow

MINUTES = "lock/minutes"
"""Setting: after how many minutes the window locks itself; 0 is never."""
CHOICES = (0, 5, 10, 30)

_INPUT = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


class IdleLock(QObject):
    """Watches for input only while a workspace with a password is open and the setting asks for it."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._is_locked = False
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.lock)

    @property
    def minutes(self) -> int:
        """The setting."""
        stored = str(self._settings.value(MINUTES, 0))
        return int(stored) if stored.isdecimal() and int(stored) in CHOICES else 0

    @minutes.setter
    def minutes(self, minutes: int) -> None:
        self._settings.setValue(MINUTES, minutes)
        self.watch()

    def watch(self) -> None:
        """Begin or end to watch, as the open workspace and the setting ask for."""
        application = QApplication.instance()
        if application is None:
            return
        application.removeEventFilter(self)
        self.timer.stop()
        if self._password() and self.minutes:
            self.timer.start(self.minutes * 60_000)
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every input."""
        if event.type() in _INPUT:
            self.timer.start()
        return super().eventFilter(watched, event)

    def lock(self) -> None:
        """Store what is being typed, cover every window, and let only the password uncover them."""
        password = self._password()
        if not password or self._is_locked:
            return
        from desktop.ui.dialogs.lock import LockDialog

        self._is_locked = True
        finish_typing()
        while popup := QApplication.activePopupWidget():
            popup.close()
        covers = [Cover(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        dialog = LockDialog(password, self._window)
        dialog.exec()
        for cover in filter(isValid, covers):  # a window may have gone meanwhile
            cover.lift()
        dialog.deleteLater()
        self._is_locked = False
        if dialog.wants_to_quit:
            QApplication.closeAllWindows()
        else:
            self.watch()

    def _password(self) -> str:
        return self._window.session.desk.file.password if self._window.session else ""


class Cover(QWidget):
    """A plain sheet over everything in a window, the menu bar too, whatever size it takes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setAutoFillBackground(True)
        self._window = window
        window.installEventFilter(self)
        self._fit()
        self.show()

    def lift(self) -> None:
        """Show the window again."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()
