"""The line in the dialog of backups that says where else they go, and lets the clerk choose it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.ui.second_folder import SecondFolder


class SecondFolderLine(QWidget):
    """Emits `changed` when another folder was chosen, or none."""

    changed = Signal()

    def __init__(self, second: SecondFolder, parent: QWidget) -> None:
        super().__init__(parent)
        self._second = second
        self.place = QLabel(self)
        self.place.setObjectName("second.place")
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._choose = self._button("second.choose", "폴더 고르기(&F)…", self._ask)
        self._stop = self._button("second.stop", "그만두기(&S)", lambda: self._set(None))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel("다른 곳에도 백업:", self))
        layout.addWidget(self.place, 1)
        layout.addWidget(self._choose)
        layout.addWidget(self._stop)
        self._show()

    def _button(self, name: str, text: str, handler: Callable[[], None]) -> QPushButton:
        made = QPushButton(text, self)
        made.setObjectName(name)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: handler())
        return made

    def _ask(self) -> None:
        start = str(self._second.path or Path.home())
        name = QFileDialog.getExistingDirectory(self, "백업을 하나 더 둘 폴더 (USB 메모리, 공유 폴더)", start)
        if name:
            self._set(Path(name))

    def _set(self, folder: Path | None) -> None:
        self._second.path = folder
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        folder = self._second.path
        absent = "" if folder is None or folder.is_dir() else " (지금은 연결되어 있지 않음)"
        self.place.setText(f"{folder}{absent}" if folder else "정하지 않음")
        self.place.setToolTip(self.place.text())
        self._stop.setEnabled(folder is not None)
