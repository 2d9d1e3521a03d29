"""The change log as a list: when, who, how, where, before, after, why. Texts are made when they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from desktop.services.change_log import Entry
    from desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
HEADERS = ("일시", "사용자", "방법", "위치", "이전", "이후", "한 일", "사유")


class HistoryModel(QAbstractTableModel):
    """Logged changes as rows, newest first."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these changes, in this order."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The change of a row, or None."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of changes."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Everything that is known of a change."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == _DISPLAY and section < len(HEADERS)
        return HEADERS[section] if is_name else None

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """The text of a column; a long one stands in the tooltip as a whole."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None or role not in (_DISPLAY, _TOOLTIP):
            return None
        text = self._texts(entry)[index.column()]
        return text if role == _TOOLTIP else " ".join(text.split())

    def _texts(self, entry: Entry) -> tuple[str, ...]:
        from desktop.services.change_texts import ACTION_NAMES, change_text

        told = change_text(entry.change, self._session.evaluation)
        day = f"{entry.at:%Y. %m. %d. %H:%M:%S}"
        return day, entry.who, ACTION_NAMES[entry.action], told.place, told.before, told.after, entry.label, entry.why
