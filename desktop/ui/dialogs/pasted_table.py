"""표 붙여넣기: the recognized table, for the clerk to confirm or change before it is taken over."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.definition_values import DefinitionError
from desktop.domain.definitions import ColumnType
from desktop.domain.pasted import PastedTable
from desktop.domain.recognition import (
    BuiltTable,
    Doubt,
    NotATableError,
    Recognized,
    Wanted,
    built,
    confirmed,
    recognize,
)
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.dialogs.own_columns import OWN_TYPES
from desktop.ui.dialogs.pasted_preview import PastedPreview
from desktop.ui.dialogs.pasted_texts import proposals, remark_text
from desktop.ui.metrics import char_width, line_height

_WIDE_CHARS, _HIGH_LINES = 130, 44
_HEADINGS = ("열", "형식", "단위", "소수")
_WIDTHS = (20, 16, 10, 8)
_NAME = int(Qt.ItemDataRole.UserRole)
_MOST_PLACES, _MOST_HEADER_ROWS = 6, 6


class PastedTableDialog(QDialog):
    """Asks what of the recognized table is right. `made` is the table to take over, once it was confirmed."""

    def __init__(self, table: PastedTable, fiscal_year: int, parent: QWidget | None = None) -> None:
        """Recognize a table and show it.

        Raises:
            NotATableError: it is none that one table can hold.
        """
        found = recognize(table)
        super().__init__(parent)
        self.setObjectName("pasted_table")
        self.setWindowTitle("표 붙여넣기")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self._table, self._year, self._found = table, fiscal_year, found
        self.made: BuiltTable | None = None
        self.title, self.unit_note = QLineEdit(self), QLineEdit(self)
        self.header_rows, self.preview = QSpinBox(self), PastedPreview(self)
        self.columns, self.proposals = QTableWidget(0, len(_HEADINGS), self), QListWidget(self)
        self.doubts, self.problem = QLabel(self), QLabel(self)
        self.take = QPushButton("붙여넣기(&P)", self)
        self._set_up()
        self._load(found)

    def accept(self) -> None:
        """Close only with a table that can be made."""
        self._refresh()
        if self.made is not None:
            super().accept()

    def wanted(self) -> Recognized:
        """The table as the clerk has confirmed it so far."""
        items = [self.proposals.item(place) for place in range(self.proposals.count())]
        taken = {str(item.data(_NAME)) for item in items if item.checkState() is Qt.CheckState.Checked}
        chosen = {column.key: self._wanted(row) for row, column in enumerate(self._found.columns)}
        table = confirmed(self._found, taken, chosen)
        return _titled(table, self.title.text().strip(), self.unit_note.text().strip())

    def choose(self, column: int, kind: ColumnType) -> None:
        """Give a column (0-based) another type."""
        box = self._type_box(column)
        box.setCurrentIndex(box.findData(kind.value))

    # ------------------------------------------------------------ parts

    def _set_up(self) -> None:
        for name, widget, title in (
            ("title", self.title, "제목"),
            ("unit_note", self.unit_note, "단위 표시"),
            ("header_rows", self.header_rows, "머리글 행 수"),
            ("columns", self.columns, "열"),
            ("proposals", self.proposals, "알아본 것"),
        ):
            widget.setObjectName(f"pasted.{name}")
            widget.setAccessibleName(title)
        self.header_rows.setRange(0, min(_MOST_HEADER_ROWS, len(self._table.widths) - 1))
        self.header_rows.setValue(self._found.header_rows)
        self.columns.setHorizontalHeaderLabels(list(_HEADINGS))
        self.columns.verticalHeader().hide()
        self.columns.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, chars in enumerate(_WIDTHS):
            self.columns.setColumnWidth(place, chars * char_width(self))
        self.proposals.setWordWrap(True)
        for label in (self.doubts, self.problem):
            label.setWordWrap(True)
        self._lay_out()
        self.header_rows.valueChanged.connect(self._recognize_again)
        self.proposals.itemChanged.connect(lambda _item: self._refresh())

    def _lay_out(self) -> None:
        head = QGridLayout()
        for column, (text, widget) in enumerate(
            (("제목(&T)", self.title), ("단위 표시(&U)", self.unit_note), ("머리글 행 수(&H)", self.header_rows))
        ):
            label = QLabel(text, self)
            label.setBuddy(widget)
            head.addWidget(label, 0, column)
            head.addWidget(widget, 1, column)
        head.setColumnStretch(0, 3)
        head.setColumnStretch(1, 2)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.preview)
        parts.addWidget(self._questions())
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        for widget in (self.doubts, self.problem, dialog_buttons(self, self.take)):
            layout.addWidget(widget)

    def _questions(self) -> QWidget:
        below = QWidget(self)
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        for title, widget in (
            ("열의 형식과 단위(&C)", self.columns),
            ("알아본 것: 맞으면 표시해 두십시오(&R)", self.proposals),
        ):
            side, label = QVBoxLayout(), QLabel(title, self)
            label.setBuddy(widget)
            side.addWidget(label)
            side.addWidget(widget)
            line.addLayout(side, 1)
        return below

    def _load(self, found: Recognized) -> None:
        """Show what was recognized, with nothing of the clerk's yet."""
        self._found = found
        self.title.setText(found.title)
        self.unit_note.setText(found.unit_note)
        self.columns.setRowCount(0)
        self.columns.setRowCount(len(found.columns))
        for row in range(len(found.columns)):
            self._ask_column(row)
        with QSignalBlocker(self.proposals):
            self.proposals.clear()
            for each in proposals(found):
                item = QListWidgetItem(each.text)
                item.setData(_NAME, each.name)
                item.setCheckState(Qt.CheckState.Checked if each.is_ticked else Qt.CheckState.Unchecked)
                self.proposals.addItem(item)
        self._refresh()

    def _ask_column(self, row: int) -> None:
        column = self._found.columns[row]
        name = QTableWidgetItem(column.name or f"{row + 1}열")
        name.setFlags(Qt.ItemFlag.ItemIsEnabled)
        kinds, unit, places = QComboBox(self), QLineEdit(column.unit, self), QSpinBox(self)
        for code, text in OWN_TYPES:
            kinds.addItem(text, code)
        if kinds.findData(column.type.value) < 0:
            kinds.addItem(column.type.value, column.type.value)
        kinds.setCurrentIndex(kinds.findData(column.type.value))
        places.setRange(0, _MOST_PLACES)
        places.setValue(column.places)
        self.columns.setItem(row, 0, name)
        for place, widget in enumerate((kinds, unit, places), start=1):
            widget.setAccessibleName(f"{name.text()} {_HEADINGS[place]}")
            self.columns.setCellWidget(row, place, widget)
        kinds.currentIndexChanged.connect(lambda _index: self._refresh())
        unit.editingFinished.connect(self._refresh)
        places.valueChanged.connect(lambda _value: self._refresh())

    def _type_box(self, row: int) -> QComboBox:
        box = self.columns.cellWidget(row, 1)
        if not isinstance(box, QComboBox):
            raise TypeError(row)
        return box

    def _wanted(self, row: int) -> Wanted:
        unit, places = self.columns.cellWidget(row, 2), self.columns.cellWidget(row, 3)
        return Wanted(
            ColumnType(self._type_box(row).currentData()),
            unit.text().strip() if isinstance(unit, QLineEdit) else "",
            places.value() if isinstance(places, QSpinBox) else 0,
        )

    def _recognize_again(self, header_rows: int) -> None:
        try:
            self._load(recognize(self._table, header_rows))
        except NotATableError as error:
            self.problem.setText(error.sentence)
            self.made = None

    def _refresh(self) -> None:
        """Make the table as it stands, and show it."""
        table = self.wanted()
        self.problem.clear()
        try:
            self.made = built(table, self._year)
        except DefinitionError as error:
            self.made = None
            self.problem.setText(str(error))
            return
        self.preview.show_table(table, self.made, self._year)
        doubts = [each for each in self._found.remarks if each.doubt is not Doubt.MISFIT]
        misfits = [f"'{each.name}' {len(each.misfits)}칸" for each in table.columns if each.misfits]
        lines = [remark_text(self._found, each) for each in doubts]
        lines += [f"형식과 맞지 않아 적힌 그대로 빨갛게 두는 칸: {', '.join(misfits)}"] if misfits else []
        lines += [f"각주: {' / '.join(table.footnotes)}"] if table.footnotes else []
        self.doubts.setText("\n".join(lines))
        self.doubts.setVisible(bool(lines))


def _titled(table: Recognized, title: str, unit_note: str) -> Recognized:
    return replace(table, title=title, unit_note=unit_note)
