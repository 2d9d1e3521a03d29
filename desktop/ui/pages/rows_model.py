"""The rows of one or more tables as a list to choose from: narrowed by their columns and by a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.definitions import Column, ColumnType, Severity, TableDefinition
from desktop.domain.display import display
from desktop.domain.report import CellKey
from desktop.ui.look import colors

if TYPE_CHECKING:
    from desktop.services.desk import ChangeResult
    from desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_UNNAMED = "(이름 없음)"
_WORST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


class ListedRow(NamedTuple):
    """One row of the list."""

    table: str
    uid: str
    label: str


class RowsModel(QAbstractTableModel):
    """The body rows of every instance of a code: their labels alone, or their short columns too."""

    def __init__(self, session: Session, definition: TableDefinition, parent: QWidget, *, wide: bool) -> None:
        """List rows.

        Args:
            session: the open report.
            definition: of the tables whose rows are listed.
            parent: as always in Qt.
            wide: show the short columns of the rows, not only their labels.
        """
        super().__init__(parent)
        self._session, self._code = session, definition.code
        self.label_column = definition.rows.label_column or (definition.columns[0].key if definition.columns else "")
        shown = (column for column in definition.columns if column.in_window and _is_listed(column, self.label_column))
        self.columns: tuple[Column, ...] = tuple(shown if wide else definition.columns[:1])
        self._is_wide = wide
        self.rows: tuple[ListedRow, ...] = self._current()
        self._marks: Mapping[str, Severity] | None = None

    def place(self, uid: str) -> int:
        """The line of a row, -1 when it is not listed."""
        return next((place for place, row in enumerate(self.rows) if row.uid == uid), -1)

    def sync(self, _result: ChangeResult) -> None:
        """Take over what changed: rows anew only when they are others than before."""
        self._marks = None
        rows = self._current()
        if [row.uid for row in rows] != [row.uid for row in self.rows]:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        elif rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))

    def text(self, line: int, column: Column) -> str:
        """What a row shows in a column, in one line."""
        row = self.rows[line]
        if not self._is_wide or column.key == self.label_column:
            return " ".join(row.label.split()) or _UNNAMED
        key = CellKey(row.table, row.uid, column.key)
        return display(column, self._session.evaluation.shown(key).value, unit=self._session.evaluation.unit(key))

    def severity(self, uid: str) -> Severity | None:
        """The worst finding in a row and in all that hangs under it."""
        if self._marks is None:
            self._marks = self._worst()
        return self._marks.get(uid)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of listed rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Number of listed columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Text, colour of the worst finding, the whole label as a tooltip."""
        if role == _DISPLAY:
            return self.text(index.row(), self.columns[index.column()])
        row = self.rows[index.row()]
        if role == _TOOLTIP:
            return row.label or None
        severity = self.severity(row.uid) if role == _FOREGROUND else None
        parent = self.parent()
        return colors(parent.palette()).of(severity) if severity and isinstance(parent, QWidget) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The labels of the columns."""
        is_label = role == _DISPLAY and orientation == Qt.Orientation.Horizontal
        return self.columns[section].title if is_label else None

    # ------------------------------------------------------------ parts

    def _current(self) -> tuple[ListedRow, ...]:
        rows = self._session.evaluation.rows
        tables = self._session.report.of_code(self._code)
        return tuple(
            ListedRow(table.uid, row.uid, row.label) for table in tables for row in rows(table.uid) if not row.is_total
        )

    def _worst(self) -> Mapping[str, Severity]:
        own = {row.table for row in self.rows}
        worst: dict[str, Severity] = {}
        for finding in self._session.findings:
            table = self._session.table(finding.key.table)
            if table is not None:
                uid = finding.key.row if table.uid in own else self._session.home(table).owner
                worst[uid] = min(worst.get(uid, finding.severity), finding.severity, key=_WORST.index)
        return worst


class RowFilter(QSortFilterProxyModel):
    """Lets through the rows that fit all choices and hold the text, and the one that the clerk is in."""

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = model
        self._choices: dict[str, str] = {}
        self._text = ""
        self._kept = ""
        self.setSourceModel(model)

    def choose(self, column: str, value: str) -> None:
        """Only rows that have this value in the column; "" is all."""
        self.beginFilterChange()
        self._choices[column] = value
        self._kept = ""
        self.endFilterChange()

    def search(self, text: str) -> None:
        """Only rows in which this text stands."""
        self.beginFilterChange()
        self._text = text.casefold().strip()
        self._kept = ""
        self.endFilterChange()

    def keep(self, uid: str) -> None:
        """The row that stays in the list while the clerk changes it."""
        self._kept = uid

    def lets_all(self) -> bool:
        """Whether nothing is chosen and no text is sought."""
        return not self._text and not any(self._choices.values())

    def filterAcceptsRow(self, line: int, _parent: Index) -> bool:
        """Qt asks for every row."""
        if self.lets_all() or self.rows.rows[line].uid == self._kept:
            return True
        texts = {column.key: self.rows.text(line, column) for column in self.rows.columns}
        chosen = all(value in parts(texts.get(key, "")) for key, value in self._choices.items() if value)
        return chosen and any(self._text in text.casefold() for text in texts.values())


def parts(text: str) -> Sequence[str]:
    """The entries of a cell that may name several, parted by commas (소관 "경제정책과, 금융투자과")."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_listed(column: Column, label_column: str) -> bool:
    return column.key == label_column or column.type is not ColumnType.LONG_TEXT
