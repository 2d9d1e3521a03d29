"""변경 이력 of a cell, row, table or the whole report, filtered by day, person and way; values come back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTreeView, QVBoxLayout, QWidget

from desktop.domain.changes import SetCell
from desktop.ui.dialogs.history_model import HistoryModel
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.report import CellKey
    from desktop.services.change_log import Entry
    from desktop.ui.session import Session

_CELL, _ROW, _TABLE, _REPORT = "cell", "row", "table", "report"
_WIDTHS = (30, 16, 10, 40, 18, 18, 26)
_WIDE_CHARS, _HIGH_LINES = 180, 28


class HistoryDialog(QDialog):
    """Stays open beside the window; what is taken back is a new change."""

    def __init__(self, session: Session, key: CellKey | None, parent: QWidget | None = None) -> None:
        """Show the history of a cell, or of the whole report when `key` is None."""
        super().__init__(parent)
        self._session, self._key = session, key
        self.model = HistoryModel(session, self)
        self.list = QTreeView(self)
        self.scope, self.day, self.who, self.action = (QComboBox(self) for _ in range(4))
        self.count = QLabel(self)
        self.value_button, self.step_button = QPushButton("이 값으로 되돌리기"), QPushButton("이 일 전체 되돌리기")
        self._set_up()
        self.refresh()
        session.events.changed.connect(self.refresh)

    def chosen(self) -> Entry | None:
        """The change under the cursor."""
        return self.model.entry(self.list.currentIndex().row())

    def refresh(self) -> None:
        """Read the log again."""
        entries = self._entries()
        self.model.show(entries)
        if entries:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.count.setText(f"{len(entries):,}건")
        self._moved()

    def take_value(self) -> None:
        """Bring the cell to the value that it had after the chosen change."""
        from desktop.domain.editing import put_back
        from desktop.services.history import Action

        entry = self.chosen()
        if entry is not None and isinstance(entry.change, SetCell):
            change = entry.change
            self._session.apply(put_back(self._session.evaluation, change.key, change.new), Action.RESTORED)

    def take_step(self) -> None:
        """Take back everything that the chosen change's step did."""
        entry = self.chosen()
        if entry is not None:
            self._session.take_back(entry.step)

    # ------------------------------------------------------------ parts

    def _entries(self) -> Sequence[Entry]:
        from desktop.services.change_log import LogFilter

        scope, log, key = self.scope.currentData(), self._session.desk.log, self._key
        day, who, action = (str(box.currentData() or "") for box in (self.day, self.who, self.action))
        if scope == _CELL and key is not None:
            found = log.of_cell(key)
            return [
                each
                for each in found
                if day in ("", each.at.date().isoformat()) and who in ("", each.who) and action in ("", each.action)
            ]
        table = key.table if key is not None and scope in (_ROW, _TABLE) else ""
        row = key.row if key is not None and scope == _ROW else ""
        return log.entries(LogFilter(day, who, action, table, row))

    def _moved(self) -> None:
        entry = self.chosen()
        self.value_button.setEnabled(entry is not None and self._brings_something(entry))
        self.step_button.setEnabled(entry is not None)

    def _brings_something(self, entry: Entry) -> bool:
        change = entry.change
        return isinstance(change, SetCell) and self._session.report.value(change.key) != change.new

    def _go(self) -> None:
        entry = self.chosen()
        if entry is not None and isinstance(entry.change, SetCell):
            self._session.events.jump.emit(entry.change.key)

    def _set_up(self) -> None:
        self.setObjectName("history")
        self.setWindowTitle("변경 이력")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self._fill_filters()
        self.list.setObjectName("history.list")
        self.list.setAccessibleName("변경 이력")
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        for column, chars in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, chars * char_width(self))
        self.list.activated.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._moved)
        layout = QVBoxLayout(self)
        layout.addLayout(self._filter_line())
        layout.addWidget(self.list, 1)
        layout.addLayout(self._button_line())

    def _fill_filters(self) -> None:
        from desktop.services.change_log import Action
        from desktop.services.change_texts import ACTION_NAMES

        people, days = self._session.desk.log.people_and_days()
        for text, data in self._scopes():
            self.scope.addItem(text, data)
        for box, every, items in (
            (self.day, "모든 날짜", [(_dotted(day), day) for day in days]),
            (self.who, "모든 사용자", [(name, name) for name in people]),
            (self.action, "모든 방법", [(ACTION_NAMES[action], action.value) for action in Action]),
        ):
            box.addItem(every, "")
            for text, data in items:
                box.addItem(text, data)
        for name, title, box in self._boxes():
            box.setObjectName(f"history.{name}")
            box.setAccessibleName(title)
            box.activated.connect(self.refresh)

    def _boxes(self) -> tuple[tuple[str, str, QComboBox], ...]:
        return (
            ("scope", "범위", self.scope),
            ("day", "날짜", self.day),
            ("who", "사용자", self.who),
            ("action", "방법", self.action),
        )

    def _scopes(self) -> list[tuple[str, str]]:
        from desktop.services.change_texts import place_of

        whole = [("보고 전체", _REPORT)]
        if self._key is None:
            return whole
        place = place_of(self._key, self._session.evaluation)
        return [(f"이 칸: {place}", _CELL), ("이 행", _ROW), ("이 표", _TABLE), *whole]

    def _filter_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for _name, title, box in self._boxes():
            line.addWidget(QLabel(title))
            line.addWidget(box, 1 if box is self.scope else 0)
        line.addWidget(self.count)
        return line

    def _button_line(self) -> QHBoxLayout:
        line, close = QHBoxLayout(), QPushButton("닫기")
        for name, button, step in (
            ("value", self.value_button, self.take_value),
            ("step", self.step_button, self.take_step),
            ("close", close, self.close),
        ):
            button.setObjectName(f"history.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, step=step: step())
        line.addWidget(self.value_button)
        line.addWidget(self.step_button)
        line.addStretch(1)
        line.addWidget(QLabel("Enter: 그 칸으로"))
        line.addWidget(close)
        return line


def _dotted(day: str) -> str:
    return ". ".join(day.split("-")) + "."
