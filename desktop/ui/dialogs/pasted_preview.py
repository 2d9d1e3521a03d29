"""A pasted table as it will look: merged header, body, total row, with the cells marked that need a look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from desktop.domain.definition_parser import expand, parse_custom
from desktop.domain.definitions import Place
from desktop.domain.headers import header_cells
from desktop.domain.recognition import BuiltTable, Recognized, definition_of

_SHOWN = 40
"""Rows of the body that are shown; the rest is like them."""

_MISFIT, _DIFFERS = (
    "형식과 맞지 않아 적힌 그대로 빨갛게 둡니다.",
    "계산한 값과 다릅니다. 적힌 값을 두고 점검에 알립니다.",
)


class PastedPreview(QTableWidget):
    """Shows; nothing is edited here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pasted.preview")
        self.setAccessibleName("미리 보기")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()

    def show_table(self, table: Recognized, made: BuiltTable, fiscal_year: int) -> None:
        """Show the table as the clerk wants it at the moment."""
        definition = expand(parse_custom(definition_of(table), "붙여 넣은 표"), fiscal_year)
        keys = [column.key for column in definition.columns]
        depth = max(len(column.label) for column in definition.columns) if table.header_rows else 0
        lines = [*table.body[:_SHOWN]]
        total = table.total
        place = -1 if total is None else 0 if total.place is Place.FIRST else len(lines)
        if total is not None:
            lines.insert(place, table.total_cells)
        self.clear()
        self.clearSpans()
        self.setRowCount(depth + len(lines))
        self.setColumnCount(len(table.columns))
        header = header_cells(definition.columns) if depth else ()
        for cell in header:
            self.setItem(cell.row, cell.col, _header(cell.text.strip(), self.palette()))
        for row, line in enumerate(lines):
            stated = made.total if row == place else made.rows[row - (0 <= place < row)]
            self._put_line(table, depth + row, line, [key in stated for key in keys], is_total=row == place)
            if row != place:
                self._mark_misfits(table, depth + row, row - (0 <= place < row))
        self.resizeColumnsToContents()  # before there are spans, whose texts it leaves out
        for cell in header:
            if cell.rowspan > 1 or cell.colspan > 1:
                self.setSpan(cell.row, cell.col, cell.rowspan, cell.colspan)
        self._merge_downwards(table, depth, lines)
        self.resizeRowsToContents()

    def _put_line(
        self, table: Recognized, row: int, line: tuple[str, ...], stated: list[bool], *, is_total: bool
    ) -> None:
        computed = {formula.key for formula in table.formulas} | (
            set(table.total.sum) if is_total and table.total is not None else set()
        )
        for place, (text, column) in enumerate(zip(line, table.columns, strict=True)):
            item = QTableWidgetItem(text)
            side = Qt.AlignmentFlag.AlignRight if column.type.is_figure else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            font = item.font()
            font.setBold(is_total)
            font.setItalic(column.key in computed)
            item.setFont(font)
            if column.key in computed and stated[place]:
                _mark(item, _DIFFERS)
            self.setItem(row, place, item)

    def _merge_downwards(self, table: Recognized, depth: int, lines: list[tuple[str, ...]]) -> None:
        """Equal neighbours of a merged column as one cell, as they print."""
        for place, column in enumerate(table.columns):
            start = 0
            for row in range(1, len(lines) + 1):
                if row == len(lines) or not column.merge or lines[row][place] != lines[start][place]:
                    if row - start > 1:
                        self.setSpan(depth + start, place, row - start, 1)
                    start = row

    def _mark_misfits(self, table: Recognized, row: int, line: int) -> None:
        for place, column in enumerate(table.columns):
            item = self.item(row, place)
            if line in column.misfits and item is not None:
                _mark(item, _MISFIT)


def _header(text: str, palette: QPalette) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
    item.setBackground(palette.button())
    return item


def _mark(item: QTableWidgetItem, why: str) -> None:
    item.setBackground(QColor(220, 60, 60, 70))
    item.setToolTip(why)
