"""Compared cells as a list: table, row, column, before, after, difference, percent; made when they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from desktop.domain.comparison import Compared
    from desktop.services.comparing import Comparison

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HEADERS = ("표", "행", "칸", "이전", "이번", "증감", "증감률(%)")
_FIRST_FIGURE = 3


class ComparisonModel(QAbstractTableModel):
    """The cells of a comparison as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._cells: Sequence[Compared] = ()

    def show(self, comparison: Comparison, cells: Sequence[Compared]) -> None:
        """Show these cells of a comparison."""
        self.beginResetModel()
        self._comparison, self._cells = comparison, cells
        self.endResetModel()

    @property
    def cells(self) -> Sequence[Compared]:
        """The cells that are shown."""
        return self._cells

    def cell(self, row: int) -> Compared | None:
        """The cell of a row, or None."""
        return self._cells[row] if 0 <= row < len(self._cells) else None

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of cells."""
        return 0 if parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Where, before, after, difference, percent."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The names of the columns."""
        is_name = orientation == Qt.Orientation.Horizontal and role == _DISPLAY and section < len(_HEADERS)
        return _HEADERS[section] if is_name else None

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Texts; figures stand at the right."""
        cell = self.cell(index.row()) if index.isValid() else None
        if cell is None or self._comparison is None:
            return None
        if role == _ALIGNMENT and index.column() >= _FIRST_FIGURE and cell.column.type.is_figure:
            return _RIGHT
        if role not in (_DISPLAY, _TOOLTIP):
            return None
        text = self._comparison.line(cell).texts[index.column()]
        return text if role == _TOOLTIP else " ".join(text.split())
