"""The first thing a clerk sees: make, open, look at the example, or go on with a file of the last days."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop.ui.metrics import char_width, gap, line_height

_TITLE_SCALE = 1.6
_WIDE_CHARS = 90


class StartPage(QWidget):
    """Emits what the clerk wants; `wanted_file` carries the path of a recent file."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    wanted_file = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = QListWidget(self)
        self.recent.setObjectName("recent")
        self.recent.setAccessibleName("최근 업무 파일")
        self._paths: list[Path] = []
        self.recent.itemActivated.connect(lambda item: self._want(self.recent.row(item)))
        self.message = QLabel(self)
        column = QWidget(self)
        column.setFixedWidth(_WIDE_CHARS * char_width(self))
        layout = QVBoxLayout(column)
        layout.setSpacing(gap(self))
        layout.addWidget(self._title())
        layout.addWidget(QLabel("성과·업무보고 자료를 입력하고 검산하여 공식 서식으로 내보냅니다."))
        layout.addSpacing(gap(self))
        layout.addLayout(self._buttons())
        layout.addSpacing(gap(self))
        layout.addWidget(QLabel("최근 업무 파일"))
        layout.addWidget(self.recent)
        layout.addWidget(self.message)
        outer = QVBoxLayout(self)
        outer.addSpacing(4 * line_height(self))
        outer.addLayout(self._centered(column), 1)
        outer.addSpacing(4 * line_height(self))

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the files of the last days, the last one first."""
        self._paths = list(paths)
        self.recent.clear()
        self.recent.addItems([f"{path.stem}    {path.parent}" for path in paths])
        if not paths:
            self.recent.addItem("아직 없습니다. 새 업무 파일을 만들거나 예제를 열어 보십시오.")

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - reads like the Qt setters
        """Say that a file is being opened."""
        self.message.setText("업무 파일을 여는 중입니다…" if busy else "")
        for button in self.findChildren(QPushButton):
            button.setEnabled(not busy)
        self.recent.setEnabled(not busy)

    def _want(self, place: int) -> None:
        if place < len(self._paths):
            self.wanted_file.emit(str(self._paths[place]))

    def _centered(self, column: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(column)
        line.addStretch(1)
        return line

    def _title(self) -> QLabel:
        title = QLabel("성과대장")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * _TITLE_SCALE)
        font.setBold(True)
        title.setFont(font)
        return title

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, text, signal in (
            ("start_new", "새 업무 파일(&N)…", self.new_wanted),
            ("start_open", "열기(&O)…", self.open_wanted),
            ("start_sample", "예제 열기(&E)", self.sample_wanted),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            line.addWidget(button)
        line.addStretch(1)
        return line
