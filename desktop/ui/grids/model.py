"""An official table as Qt sees it: rows and columns of what shows, read from the evaluation when it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desktop.domain.definitions import Align, Column, ColumnType, RowsKind, Severity
from desktop.domain.display import display, edit_text
from desktop.domain.properties import is_label
from desktop.domain.report import CellKey, Note, Table
from desktop.domain.values import State
from desktop.ui.findings_text import tooltip

if TYPE_CHECKING:
    from desktop.domain.evaluation import Shown, ShownRow
    from desktop.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
MARKS = int(Qt.ItemDataRole.BackgroundRole)
"""What changes when only the marks of findings do."""

_ROLES = frozenset({_DISPLAY, _EDIT, _TOOLTIP, _ALIGNMENT, _FONT, _ACCESSIBLE})

_CENTERED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ALIGNMENTS = {Align.CENTER: _CENTERED, Align.RIGHT: _RIGHT, Align.LEFT: _LEFT, Align.SPREAD: _LEFT}


_LABEL_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OPEN_FLAGS = _LABEL_FLAGS | Qt.ItemFlag.ItemIsEditable
"""Made once: Qt asks twice for every painted cell, and enums of Python are slow to combine."""


class CellKind(Enum):
    """Who fills a cell: the clerk, the program, or the form itself."""

    ENTERED = "entered"
    COMPUTED = "computed"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Face:
    """How one cell looks."""

    text: str
    kind: CellKind
    alignment: int
    is_total: bool
    is_stated: bool
    is_invalid: bool


class TableModel(QAbstractTableModel):
    """One table instance. Texts and marks are made when a cell is painted and kept until the next change."""

    def __init__(self, session: Session, table_uid: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.table_uid = table_uid
        self._rows: tuple[ShownRow, ...] = ()
        self._columns: tuple[Column, ...] = ()
        self._faces: dict[tuple[int, int], Face] = {}
        self._read()

    # ------------------------------------------------------------ the table

    @property
    def table(self) -> Table | None:
        """The table instance, None when it was removed."""
        return self.session.table(self.table_uid)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the window, from left to right."""
        return self._columns

    @property
    def rows(self) -> tuple[ShownRow, ...]:
        """The shown rows, the total row where it stands."""
        return self._rows

    @property
    def takes_rows(self) -> bool:
        """Whether the clerk adds the rows."""
        table = self.table
        return table is not None and table.definition.rows.kind is RowsKind.ENTERED

    def key(self, row: int, column: int) -> CellKey:
        """The address of a cell."""
        return CellKey(self.table_uid, self._rows[row].uid, self._columns[column].key)

    def place(self, key: CellKey) -> QModelIndex:
        """The index of a cell, invalid when the grid does not show it."""
        row = next((place for place, row in enumerate(self._rows) if row.uid == key.row), -1)
        column = next((place for place, column in enumerate(self._columns) if column.key == key.column), -1)
        return self.index(row, column) if row >= 0 and column >= 0 else QModelIndex()

    def face(self, row: int, column: int) -> Face:
        """How a cell looks."""
        face = self._faces.get((row, column))
        if face is None:
            face = self._faces[row, column] = self._make_face(row, column)
        return face

    def severity(self, row: int, column: int) -> Severity | None:
        """The worst severity that is shown at a cell, or None."""
        return self.session.severity_at(self.key(row, column))

    def note(self, row: int, column: int) -> Note | None:
        """The note of a cell, or of its row, which shows at the first cell; None when there is none."""
        key = self.key(row, column)
        notes = self.session.report.notes
        return notes.get(key) or (notes.get(CellKey(key.table, key.row, "")) if column == 0 else None)

    def kind(self, row: int, column: int) -> CellKind:
        """Who fills a cell."""
        return self.face(row, column).kind

    def is_blank_row(self, row: int) -> bool:
        """Whether nothing shows in a row."""
        return not any(self.face(row, column).text for column in range(len(self._columns)))

    def sync(self, touched: frozenset[CellKey]) -> None:
        """Take over what changed: touched cells as one range, rows come and go without closing an open editor."""
        rows, columns = self._current()
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self._take(rows)
            self.endResetModel()
            return
        if tuple(row.uid for row in rows) != tuple(row.uid for row in self._rows):
            self._reshape(rows)
        self._rows = rows
        self._repaint([key for key in touched if key.table == self.table_uid])

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = _TOP) -> int:
        """Number of shown rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Number of columns of the window."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """What Qt, the accessibility bridge and the editors ask for; painting uses `face`."""
        if role not in _ROLES or not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _EDIT:
            return self.edit_text(row, column)
        face = self.face(row, column)
        if role in (_DISPLAY, _ACCESSIBLE):
            return face.text
        if role == _ALIGNMENT:
            return face.alignment
        if role == _TOOLTIP:
            return self._tooltip(row, column)
        return _italic() if face.is_stated else None

    def setData(self, index: Index, value: object, role: int = _EDIT) -> bool:
        """Store what was typed."""
        if role != _EDIT or not index.isValid():
            return False
        return self.session.type(self.key(index.row(), index.column()), str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Labels and closed cells cannot be edited; computed ones can: a published value may be stated in them."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row, column = index.row(), index.column()
        is_read = self.kind(row, column) is CellKind.LABEL or self.session.is_locked(self.key(row, column))
        return _LABEL_FLAGS if is_read else _OPEN_FLAGS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The label of a column in one line, the label of a row."""
        if orientation == Qt.Orientation.Vertical:
            return self._rows[section].label if role == _DISPLAY and section < len(self._rows) else None
        if section >= len(self._columns):
            return None
        column = self._columns[section]
        return {_DISPLAY: column.title, _TOOLTIP: column.help or None}.get(role)

    def edit_text(self, row: int, column: int) -> str:
        """The text of a cell as it stands in an open editor."""
        shown = self.session.evaluation.shown(self.key(row, column))
        return edit_text(self._columns[column], shown.value)

    # ------------------------------------------------------------ parts

    def _read(self) -> None:
        self._rows, self._columns = self._current()

    def _current(self) -> tuple[tuple[ShownRow, ...], tuple[Column, ...]]:
        table = self.table
        if table is None:
            return (), ()
        rows = tuple(self.session.evaluation.rows(self.table_uid))
        return rows, tuple(column for column in table.definition.columns if column.in_window)

    def _repaint(self, touched: list[CellKey]) -> None:
        """Repaint touched cells anew, and the marks of findings, which may be anywhere."""
        places = {row.uid: place for place, row in enumerate(self._rows)}
        rows = sorted({places[key.row] for key in touched if key.row in places})
        last = len(self._columns) - 1
        for row in rows:
            for column in range(last + 1):
                self._faces.pop((row, column), None)
        if rows and last >= 0:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], last), [_DISPLAY, _EDIT])
        if self._rows and last >= 0:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, last), [MARKS])

    def _take(self, rows: tuple[ShownRow, ...]) -> None:
        """Show these rows from now on; what was made for the old places is void."""
        self._rows = rows
        self._faces.clear()

    def _reshape(self, rows: tuple[ShownRow, ...]) -> None:
        """Remove and insert what differs between the common beginning and the common end."""
        old, new = [row.uid for row in self._rows], [row.uid for row in rows]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if gone := len(old) - head - tail:
            self.beginRemoveRows(_TOP, head, head + gone - 1)
            self._take(self._rows[:head] + self._rows[len(old) - tail :])
            self.endRemoveRows()
        if come := len(new) - head - tail:
            self.beginInsertRows(_TOP, head, head + come - 1)
            self._take(rows)
            self.endInsertRows()

    def _make_face(self, row: int, column: int) -> Face:
        key, shown_row, definition = self.key(row, column), self._rows[row], self._columns[column]
        shown = self.session.evaluation.shown(key)
        kind = self._kind(key, shown, is_total=shown_row.is_total)
        return Face(
            shown_row.label if kind is CellKind.LABEL else self._text(key, shown, definition, total=shown_row.is_total),
            kind,
            _alignment(definition),
            shown_row.is_total,
            shown.is_stated,
            shown.value is not None and shown.value.state is State.INVALID,
        )

    def _text(self, key: CellKey, shown: Shown, column: Column, *, total: bool) -> str:
        return display(column, shown.value, unit=self.session.evaluation.unit(key), total=total)

    def _kind(self, key: CellKey, shown: Shown, *, is_total: bool) -> CellKind:
        table = self.table
        if table is None or is_label(table.definition, key.row, key.column):
            return CellKind.LABEL
        is_read = shown.is_computed or is_total or self.session.is_locked(key)
        return CellKind.COMPUTED if is_read else CellKind.ENTERED

    def _tooltip(self, row: int, column: int) -> str | None:
        return tooltip(self.session, self.key(row, column), self._columns[column]) or None


def _alignment(column: Column) -> int:
    if column.align is not None:
        return _ALIGNMENTS[column.align]
    if column.type.is_numeric:
        return _RIGHT
    return _CENTERED if column.type in (ColumnType.PAIR, ColumnType.DATE, ColumnType.ENUM) else _LEFT


def _italic() -> QFont:
    font = QFont()
    font.setItalic(True)
    return font


def _common(left: list[str], right: list[str]) -> int:
    """How long the common beginning of two lists is."""
    same = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        same += 1
    return same
