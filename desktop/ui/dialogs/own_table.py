"""A clerk's own table: its title, its columns with header levels, type and unit, its total row."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.dialogs.own_columns import OWN_TYPES, OwnColumn, columns_data, own_columns
from desktop.ui.dialogs.own_formulas import TYPED, WAYS, WRITTEN, way_of, without_total, worked_out
from desktop.ui.dialogs.own_lost import kept_checks, lost_checks, lost_operand
from desktop.ui.metrics import char_width, line_height

_HEADINGS = ("열 이름 (위 > 아래)", "형식", "단위", "소수 자리", "계산", "계산식 (열 이름으로)", "연도", "합계")
_WIDTHS = (30, 14, 12, 8, 16, 34, 12)
_FIRST_COLUMNS = 3
_WIDE_CHARS, _HIGH_LINES = 160, 24


class ColumnLine:
    """The widgets of one column."""

    def __init__(self, column: OwnColumn, parent: QWidget) -> None:
        self.key, self.kept = column.key, column.kept
        self.label, self.unit = QLineEdit(column.label, parent), QLineEdit(column.unit, parent)
        self.written = column.formula
        self.places, self.formula = QLineEdit(str(column.places), parent), QLineEdit(column.formula, parent)
        self.years = QLineEdit(column.years, parent)
        self.type, self.way, self.summed = QComboBox(parent), QComboBox(parent), QCheckBox(parent)
        for code, name in OWN_TYPES:
            self.type.addItem(name, code)
        if self.type.findData(column.type) < 0:
            self.type.addItem(column.type, column.type)
        for code, name in WAYS:
            self.way.addItem(name, code)
        self.type.setCurrentIndex(self.type.findData(column.type))
        self.summed.setChecked(column.summed)
        self.unit.setToolTip("백만원, 명처럼 적습니다. 행마다 다르면 단위를 적는 열의 이름을 적습니다.")
        self.way.setToolTip("고르면 옆 열의 이름으로 계산식을 적습니다. 계산식은 고쳐 적을 수 있습니다.")
        self.years.setPlaceholderText("2018..2022")
        self.years.setToolTip("해마다 열 하나: 2018..2022 또는 -2..+2. 열 이름의 {year}가 해가 됩니다.")
        self.formula.setPlaceholderText("예: 실적 / 목표 * 100, share(금액)")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """From left to right."""
        return self.label, self.type, self.unit, self.places, self.way, self.formula, self.years, self.summed

    def take(self, column: OwnColumn) -> None:
        """Show the formula of a column, and what it needs to hold the result."""
        self.formula.setText(column.formula)
        self.type.setCurrentIndex(self.type.findData(column.type))
        self.unit.setText(column.unit)
        self.places.setText(str(column.places))

    def write(self, formula: str) -> None:
        """Keep the formula that the clerk wrote, for when she comes back to it."""
        self.written = formula

    def show_way(self, columns: Sequence[OwnColumn]) -> None:
        """Choose what the formula is."""
        self.way.setCurrentIndex(self.way.findData(way_of(self.formula.text().strip(), columns)))

    def column(self) -> OwnColumn:
        """The column as it stands."""
        places = self.places.text().strip()
        return OwnColumn(
            self.key,
            self.label.text().strip(),
            str(self.type.currentData()),
            self.unit.text().strip(),
            int(places) if places.isdecimal() else 0,
            self.formula.text().strip(),
            self.summed.isChecked(),
            self.kept,
            self.years.text().strip(),
        )


class OwnTableDialog(QDialog):
    """Makes or changes the definition of a clerk's own table."""

    def __init__(self, definition_json: str, check: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Ask for a table.

        Args:
            definition_json: the table as it is, "" for a new one.
            check: says what is wrong with a definition, "" when nothing is.
            parent: as always in Qt.
        """
        super().__init__(parent)
        self.setObjectName("own_table_dialog")
        self.setWindowTitle("표 서식")
        self._check = check
        self._data: dict[str, Any] = json.loads(definition_json) if definition_json else {"layout": "grid"}
        self._lines: list[ColumnLine] = []
        self._used: set[str] = set()
        self._told = ""
        self.title, self.problem = QLineEdit(str(self._data.get("title", "")), self), QLabel(self)
        self.title.setObjectName("own_table.title")
        self.total = QComboBox(self)
        for code, name in (("", "없음"), ("first", "맨 위"), ("last", "맨 아래")):
            self.total.addItem(name, code)
        self.total.setCurrentIndex(
            max(0, self.total.findData(self._data.get("total", {}).get("place", "") or self._place()))
        )
        self._grid = QGridLayout()
        self._set_up()
        for column in own_columns(self._data) or [OwnColumn(f"c{n + 1}") for n in range(_FIRST_COLUMNS)]:
            self.add_column(column)
        for line in self._lines:
            line.show_way(self._columns())

    @property
    def lines(self) -> list[ColumnLine]:
        """The columns, from left to right."""
        return self._lines

    def definition(self) -> str:
        """The definition as JSON, as `parse_custom` reads it."""
        title = self.title.text().strip() or "표"
        columns = self._named_columns()
        data = {**self._data, "title": title, **columns_data(columns, str(self.total.currentData()), self._data)}
        if "checks" in data:
            data["checks"] = kept_checks(columns, self._data)
        if not self.total.currentData():
            data.pop("total", None)
        return json.dumps(data, ensure_ascii=False)

    def accept(self) -> None:
        """Close only with a table that can be read."""
        columns = self._named_columns()
        lost, wanted = lost_checks(columns, self._data), lost_operand(columns, self._data) or self._total_wanted()
        self.problem.setText(wanted or self._told_once(lost) or self._check(self.definition()))
        if not self.problem.text():
            super().accept()

    def _told_once(self, lost: str) -> str:
        """Tell what goes with a column before it goes: the second time the clerk has read it."""
        is_new, self._told = lost != self._told, lost
        return f"{lost} 그대로 하려면 확인을 한 번 더 누르십시오." if lost and is_new else ""

    def _total_wanted(self) -> str:
        """What is missing for a share: a total row that adds the column which it is of."""
        found = without_total(self._columns(), has_total=bool(self.total.currentData()))
        if found is None:
            return ""
        column, whole = found
        return f"'{column.label}' 구성비를 내려면 합계 행을 두고 '{whole}' 열의 합계에 표시하십시오."

    def add_column(self, column: OwnColumn | None = None) -> None:
        """One more column: behind the one that has the focus, else at the right. No key is used twice."""
        key = next(f"c{n}" for n in range(1, len(self._used) + 2) if f"c{n}" not in self._used)
        line = ColumnLine(column or OwnColumn(key), self)
        self._used.add(line.key)
        line.way.activated.connect(lambda _place, line=line: self._work_out(line))
        line.formula.textEdited.connect(line.write)
        line.formula.textEdited.connect(lambda _text, line=line: line.show_way(self._columns()))
        for place, widget in enumerate(line.widgets):
            widget.setObjectName(f"own_table.{line.key}.{place}")
            widget.setAccessibleName(_HEADINGS[place])
            if place < len(_WIDTHS):
                widget.setMinimumWidth(_WIDTHS[place] * char_width(self))
        place = self._current() + 1 if self._current() >= 0 else len(self._lines)
        self._lines.insert(place, line)
        self._arrange()
        if column is None:
            line.label.setFocus()

    def remove_column(self) -> None:
        """Take away the column that has the focus, else the last one."""
        if len(self._lines) > 1:
            place = self._current()
            line = self._lines.pop(place)
            for widget in line.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._arrange()
            self._lines[min(place, len(self._lines) - 1)].label.setFocus()

    def move_column(self, steps: int) -> None:
        """Move the column that has the focus to the left (-1) or right (+1)."""
        here = self._current()
        if here >= 0 and 0 <= here + steps < len(self._lines):
            self._lines.insert(here + steps, self._lines.pop(here))
            self._arrange()

    def _columns(self) -> list[OwnColumn]:
        return [line.column() for line in self._lines]

    def _named_columns(self) -> list[OwnColumn]:
        """The columns that the table will have: those with a name."""
        return [column for column in self._columns() if column.label]

    def _work_out(self, line: ColumnLine) -> None:
        """Write the formula that the clerk chose by name; a formula of her own stays."""
        self.problem.clear()
        way, columns = str(line.way.currentData()), self._columns()
        if way == TYPED:
            line.formula.clear()
        elif way == WRITTEN:
            line.formula.setText(line.written)
        else:
            column = worked_out(columns[self._lines.index(line)], way, columns)
            if column is not None:
                line.take(column)
            else:
                self.problem.setText(f"{line.way.currentText()}에 쓸 수 열이 옆에 없습니다. 계산식을 직접 적으십시오.")

    def _current(self) -> int:
        """The place of the column that has the focus, -1 without one."""
        focus = self.focusWidget()
        return next((place for place, line in enumerate(self._lines) if focus in line.widgets), -1)

    def _arrange(self) -> None:
        """Put the columns under one another in their order, for the eye and for Tab."""
        before: QWidget = self.total
        for row, line in enumerate(self._lines, start=1):
            for place, widget in enumerate(line.widgets):
                self._grid.addWidget(widget, row, place)
                QWidget.setTabOrder(before, widget)
                before = widget

    def _place(self) -> str:
        return "first" if self._data.get("total") else ""

    def _set_up(self) -> None:
        for place, text in enumerate(_HEADINGS):
            self._grid.addWidget(QLabel(text), 0, place)
        head, tools = QHBoxLayout(), QHBoxLayout()
        for text, field in (("표 이름", self.title), ("합계 행", self.total)):
            head.addWidget(QLabel(text))
            head.addWidget(field)
        for name, text, step in (
            ("add_column", "열 추가(&A)", self.add_column),
            ("remove_column", "열 삭제(&D)", self.remove_column),
            ("column_up", "앞으로(&U)", lambda: self.move_column(-1)),
            ("column_down", "뒤로(&N)", lambda: self.move_column(1)),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, step=step: step())
            tools.addWidget(button)
        tools.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self._scrolled(), 1)
        layout.addLayout(tools)
        self.problem.setWordWrap(True)
        layout.addWidget(self.problem)
        layout.addWidget(dialog_buttons(self, "확인"))

    def _scrolled(self) -> QScrollArea:
        """The columns, however many."""
        page, area = QWidget(self), QScrollArea(self)
        outer = QVBoxLayout(page)
        outer.addLayout(self._grid)
        outer.addStretch(1)
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        return area
