"""The chapters of the report in print order: switched off and on, moved, brought back as the template has them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from desktop.ui.metrics import line_height

if TYPE_CHECKING:
    from desktop.domain.changes import ChangeSet
    from desktop.domain.chapters import Arranged
    from desktop.ui.session import Session

_KEY = int(Qt.ItemDataRole.UserRole)
_MOST_LINES = 12


class ChapterList(QListWidget):
    """A list with a check box for each chapter."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Arranged, ...] = ()
        self.setObjectName("export.chapters")
        self.setAccessibleName("장 구성")
        self.setToolTip("Space로 끄고 켜고, Alt+위/아래 화살표나 끌어서 차례를 바꿉니다.")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.refresh()
        self.setCurrentRow(0)
        self.setFixedHeight(min(self.count(), _MOST_LINES) * self._line() + 2 * self.frameWidth())
        self.itemChanged.connect(self._switch)

    @property
    def is_locked(self) -> bool:
        """Whether the report is closed: then it prints as it was closed."""
        return self._session.desk.life.is_closed

    @property
    def printed(self) -> tuple[str, ...]:
        """Keys of the chapters that are switched on, in order."""
        return tuple(each.chapter.key for each in self._shown if each.is_printed)

    @property
    def selected(self) -> tuple[str, ...]:
        """Keys of the chapters that are marked in the list."""
        return tuple(str(item.data(_KEY)) for item in self.selectedItems())

    def refresh(self) -> bool:
        """Show the chapters as they are now. False when nothing was to be changed."""
        from desktop.services.chapters import chapters_of

        now = chapters_of(self._session.desk)
        is_new, key = now != self._shown, self._current()
        self._shown = now
        with QSignalBlocker(self):
            for row, each in enumerate(now):
                self._describe(row, each)
        if is_new:
            self._choose(key)
        return is_new

    def move_current(self, steps: int) -> None:
        """Alt+Up, Alt+Down: the chapter under the cursor."""
        from desktop.services.chapters import move

        key = self._current()
        if key:
            self._take(lambda: move(self._session.desk, key, steps))

    def as_template(self) -> None:
        """Print every chapter in the order of the template again."""
        from desktop.services.chapters import as_template

        self._take(lambda: as_template(self._session.desk))

    def dropEvent(self, event: QDropEvent) -> None:
        """The chapter under the cursor goes where it was dropped, through the same step as the keys."""
        target = self.itemAt(event.position().toPoint())
        place = self.row(target) if target else self.count()
        is_below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        here = self.currentRow()
        place += is_below and target is not None
        self.move_current(place - here - (1 if place > here else 0))

    # ------------------------------------------------------------ parts

    def _describe(self, row: int, arranged: Arranged) -> None:
        """Tell of a chapter in its line; lines stay, because one of them may be at work on a click."""
        if row == self.count():
            self.addItem(QListWidgetItem())
        item = self.item(row)
        kept = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        changing = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(kept if self.is_locked else kept | changing)
        item.setText(arranged.chapter.title)
        item.setData(_KEY, arranged.chapter.key)
        item.setCheckState(Qt.CheckState.Checked if arranged.is_printed else Qt.CheckState.Unchecked)

    def _line(self) -> int:
        return max(self.sizeHintForRow(0), line_height(self))

    def _current(self) -> str:
        item = self.currentItem()
        return str(item.data(_KEY)) if item else ""

    def _choose(self, key: str) -> None:
        row = next((row for row, each in enumerate(self._shown) if each.chapter.key == key), -1)
        self.setCurrentRow(row)

    def _switch(self, item: QListWidgetItem) -> None:
        from desktop.services.chapters import switch

        key, is_printed = str(item.data(_KEY)), item.checkState() is Qt.CheckState.Checked
        self._take(lambda: switch(self._session.desk, key, is_printed=is_printed))

    def _take(self, step: Callable[[], ChangeSet | None]) -> None:
        """Carry out a step; whoever shows the report follows. What could not be stored stands as it was."""
        if not self._session.apply(step()):
            self.refresh()
