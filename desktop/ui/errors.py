"""Troubles shown to the clerk: one dialog at a time, further ones are counted in it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "예상하지 못한 문제가 생겼습니다. 저장된 자료는 그대로입니다. 계속되면 프로그램을 다시 시작해 주십시오."


class Offer(NamedTuple):
    """A way out of a trouble: the text of its button, and what it begins."""

    text: str
    begin: Callable[[], None]


class ErrorDialogs:
    """Shows sentences about troubles. An error in a slot or while painting may come dozens of times a second."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._open: QMessageBox | None = None
        self._sentence = ""
        self._more = 0
        self._log: Path | None = None

    def point_to(self, log: Path | None) -> None:
        """Name the log file in the dialogs about unexpected errors; None when there is none."""
        self._log = log

    def show(self, sentence: str, details: str = "", offers: Sequence[Offer] = (), dismiss: str = "확인") -> None:
        """Show one sentence and perhaps ways out, or count it when a dialog is open already."""
        if self._open is not None:
            self._more += 1
            self._open.setText(f"{self._sentence}\n\n(그 밖에 {self._more}건)")
            return
        self._sentence, self._more = sentence, 0
        self._open = self._dialog(details, dismiss)
        for offer in offers:
            self._add(self._open, offer)
        self._open.open()

    def tell(self, sentence: str) -> None:
        """Show good news that somebody asked for; a trouble that is shown already stays in front."""
        if self._open is None:
            self._sentence, self._more = sentence, 0
            self._open = self._dialog("", "확인", is_trouble=False)
            self._open.open()

    def fail(self, error: BaseException) -> None:
        """Show what went wrong in a job or a step: the sentence of a user's error, else what the log needs."""
        sentence = getattr(error, "sentence", "")
        if sentence:
            self.show(sentence)
            return
        _LOG.error("unexpected", exc_info=error)
        place = f"\n\n기록 파일: {self._log}" if self._log else ""
        self.show(_UNEXPECTED, f"{type(error).__name__}: {error}{place}")

    def catch_all(self) -> None:
        """Show every exception that nothing else catches: slots and overrides have no caller to raise to."""
        sys.excepthook = self._hook

    def _hook(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.fail(error)

    def _dialog(self, details: str, dismiss: str, *, is_trouble: bool = True) -> QMessageBox:
        from PySide6.QtCore import Qt  # see flush.py
        from PySide6.QtWidgets import QMessageBox  # a tenth of a bare window's start

        icon = QMessageBox.Icon.Warning if is_trouble else QMessageBox.Icon.Information
        box = QMessageBox(icon, "성과대장", self._sentence, parent=self._parent)
        box.setObjectName("error")
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.setInformativeText(details)
        box.setEscapeButton(box.addButton(dismiss, QMessageBox.ButtonRole.AcceptRole))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._closed)
        return box

    @staticmethod
    def _add(box: QMessageBox, offer: Offer) -> None:
        """What is offered begins when the dialog has closed."""
        from PySide6.QtWidgets import QMessageBox

        button = box.addButton(offer.text, QMessageBox.ButtonRole.ActionRole)
        button.setObjectName("offer")
        button.clicked.connect(lambda: QTimer.singleShot(0, offer.begin))

    def _closed(self) -> None:
        self._open = None
