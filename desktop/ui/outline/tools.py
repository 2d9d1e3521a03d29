"""The buttons above an outline: what the clerk does with the item that the cursor is in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from desktop.domain.outline import TABLE_PLACE
from desktop.ui.outline.editor import OutlineEditor


class OutlineTools(QWidget):
    """Works on one outline at a time; hidden while there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._outline: OutlineEditor | None = None
        self._marks = QComboBox(self)
        self._marks.setObjectName("mark")
        self._marks.setAccessibleName("항목 기호")
        self._marks.activated.connect(lambda _place: self._on_outline(self._set_mark))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._marks)
        for name, text, step in (
            ("add_item", "항목 추가", lambda outline: outline.add(outline.current)),
            ("label_item", "항목 이름", OutlineEditor.label_current),
            ("add_table", "표 추가…", OutlineEditor.add_table),
            ("paste_table", "표 붙여넣기…", OutlineEditor.paste_table),
        ):
            button = QPushButton(text, self)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: self._on_outline(step))
            line.addWidget(button)
        line.addStretch(1)
        self.work_on(None)

    def work_on(self, outline: OutlineEditor | None) -> None:
        """Work on this outline from now on, with the marks that its definition knows."""
        self.setVisible(outline is not None)
        if outline is self._outline:
            return
        self._outline = outline
        self._marks.clear()
        for mark in outline.marks if outline is not None else ():
            if mark.mark != TABLE_PLACE and self._marks.findData(mark.mark) < 0:
                self._marks.addItem(f"{mark.mark}  {mark.name}", mark.mark)

    def _set_mark(self, outline: OutlineEditor) -> None:
        outline.set_mark(str(self._marks.currentData()))

    def _on_outline(self, step: Callable[[OutlineEditor], object]) -> None:
        if self._outline is not None:
            step(self._outline)
