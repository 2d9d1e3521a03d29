"""The single fields of a table, labelled, in as many columns as fit a calm page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.domain.definitions import Column
from desktop.domain.report import FIELDS_ROW, CellKey
from desktop.ui.forms.field_edit import FieldLine, FieldText, field_edit
from desktop.ui.metrics import char_width, gap

if TYPE_CHECKING:
    from desktop.ui.session import Session

_SHORT_CHARS, _LONG_CHARS = 16, 60
_SHORT_BESIDE = 3


class Form(QWidget):
    """Labelled editors for cells of the row @table (or of another row)."""

    def __init__(
        self,
        session: Session,
        table_uid: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        row: str = FIELDS_ROW,
    ) -> None:
        super().__init__(parent)
        self.fields: dict[str, FieldLine | FieldText] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(max(2, gap(self) // 2))
        layout.setHorizontalSpacing(gap(self))
        beside = _SHORT_BESIDE if len(columns) > 1 and all(_is_short(column) for column in columns) else 1
        for place, column in enumerate(columns):
            line, side = divmod(place, beside)
            self._add(layout, session, CellKey(table_uid, row, column.key), column, (line, side * 2))
        layout.setColumnStretch(beside * 2, 1)

    def refresh(self) -> None:
        """Show what the report holds."""
        for each in self.fields.values():
            each.refresh()

    def go_to(self, key: CellKey) -> bool:
        """Put the focus into a field. False when it is not here."""
        field = self.fields.get(key.column)
        if field is None:
            return False
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _add(self, layout: QGridLayout, session: Session, key: CellKey, column: Column, place: tuple[int, int]) -> None:
        editor = field_edit(session, key, column, self)
        editor.setFixedWidth((_SHORT_CHARS if _is_short(column) else _LONG_CHARS) * char_width(self) + gap(self))
        label = QLabel(f"{column.title} ({column.unit})" if column.unit else column.title, self)
        label.setBuddy(editor)
        layout.addWidget(label, *place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(editor, place[0], place[1] + 1)
        self.fields[column.key] = editor


def _is_short(column: Column) -> bool:
    return column.type.is_figure or column.type.value in ("date", "period", "enum")
