"""The single fields of a table, labelled, in as many columns as fit a calm page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.domain.definitions import Column
from desktop.domain.report import FIELDS_ROW, CellKey
from desktop.ui.forms.field_edit import FieldLine, FieldText, field_edit
from desktop.ui.metrics import char_width, gap

if TYPE_CHECKING:
    from desktop.ui.session import Session

_SHORT_CHARS, _LONG_CHARS = 16, 84
_SHORT_BESIDE = 3
_ARROW_CHARS = 5


class Form(QWidget):
    """Labelled editors for cells of the row @table (or of another row). `moved` carries the key of the cell entered."""

    moved = Signal(object)

    def __init__(
        self,
        session: Session,
        table_uid: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        row: str = FIELDS_ROW,
    ) -> None:
        super().__init__(parent)
        self.row = (table_uid, row)
        self.fields: dict[str, FieldLine | FieldText] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(max(2, gap(self) // 2))
        layout.setHorizontalSpacing(gap(self))
        for line, beside in enumerate(_lines(columns)):
            for side, column in enumerate(beside):
                self._add(layout, session, CellKey(table_uid, row, column.key), column, (line, side * 2))
        layout.setColumnStretch(_SHORT_BESIDE * 2, 1)

    def refresh(self) -> None:
        """Show what the report holds."""
        for each in self.fields.values():
            each.refresh()

    def start(self) -> None:
        """Put the focus into the first field."""
        for field in list(self.fields.values())[:1]:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, key: CellKey) -> bool:
        """Put the focus into a field. False when it is not here."""
        field = self.fields.get(key.column)
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _add(self, layout: QGridLayout, session: Session, key: CellKey, column: Column, place: tuple[int, int]) -> None:
        editor = field_edit(session, key, column, self)
        editor.setFixedWidth(_chars(column) * char_width(self) + gap(self))
        label = QLabel(f"{column.title} ({column.unit})" if column.unit else column.title, self)
        label.setBuddy(editor)
        layout.addWidget(label, *place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        span = 1 if _is_short(column) else 2 * _SHORT_BESIDE
        layout.addWidget(editor, place[0], place[1] + 1, 1, span, Qt.AlignmentFlag.AlignLeft)
        editor.entered.connect(self.moved)
        self.fields[column.key] = editor


def _lines(columns: Sequence[Column]) -> Sequence[Sequence[Column]]:
    """Short fields that follow one another stand side by side, any other on a line of its own."""
    lines: list[list[Column]] = []
    for column in columns:
        last = lines[-1] if lines else []
        if last and _is_short(column) and _is_short(last[-1]) and len(last) < _SHORT_BESIDE:
            last.append(column)
        else:
            lines.append([column])
    return lines


def _chars(column: Column) -> int:
    """How wide a field is (characters): a choice as wide as its longest option."""
    if not _is_short(column):
        return _LONG_CHARS
    return max(_SHORT_CHARS, *(2 * len(option) + _ARROW_CHARS for option in column.options or ("",)))


def _is_short(column: Column) -> bool:
    return column.type.is_figure or column.type.value in ("date", "period", "enum")
