"""The status bar: when it was stored, what is open, what undo would take back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from desktop.domain.definitions import Severity
from desktop.services.finding_places import LEVEL_NAMES
from desktop.ui.session import Session


class StatusLine(QStatusBar):
    """Shows the state of the open report."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._saved, self._counts, self._undo = QLabel(self), QLabel(self), QLabel(self)
        for name, label in (("saved", self._saved), ("counts", self._counts), ("undo_text", self._undo)):
            label.setObjectName(name)
            self.addWidget(label)
        self.setSizeGripEnabled(False)

    def say_saved(self) -> None:
        """Everything up to now is stored."""
        self._saved.setText(f"저장됨 {self._clock():%H:%M:%S}")

    def say(self, sentence: str) -> None:
        """Say something about what is stored; it stands there until something is stored."""
        self._saved.setText(sentence)

    def show_session(self, session: Session) -> None:
        """Show counts and undo of the open report."""
        count = Counter(finding.severity for finding in session.findings)
        self._counts.setText("  ".join(f"{LEVEL_NAMES[level]} {count[level]}" for level in Severity))
        label = session.desk.undo_label
        self._undo.setText(f"실행 취소: {label}" if label else "")
