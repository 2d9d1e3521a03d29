"""The tree 분야 → 사업 → 하위 사업: numbers run by themselves; rows are dragged, or moved by Alt+Up/Down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.domain.definitions import Severity
from desktop.domain.outline import Program, number_programs
from desktop.domain.report import Row
from desktop.ui.look import colors

if TYPE_CHECKING:
    from desktop.ui.session import Session

_UID = int(Qt.ItemDataRole.UserRole)
SECTIONS, PROGRAMS, NAME = "sections", "programs", "name"


class ProgramTree(QTreeWidget):
    """Shows the programs of the report. `chosen` carries the uid of the row under the cursor."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shape: list[tuple[str, str]] = []
        self.setObjectName("programs.tree")
        self.setAccessibleName("사업 목록")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.refresh()
        self.currentItemChanged.connect(self._moved)
        session.events.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the programs as they are now."""
        programs = number_programs(self._session.report, PROGRAMS)
        shape = [(program.row.uid, program.row.parent) for program in programs]
        if shape != self._shape:
            self._rebuild(programs)
            self._shape = shape
        for program in programs:
            self._describe(self._items[program.row.uid], program)

    def current(self) -> str:
        """Uid of the row under the cursor, "" when there is none."""
        item = self.currentItem()
        return str(item.data(0, _UID)) if item else ""

    def choose(self, uid: str) -> bool:
        """Put the cursor on a row. False when it is not there."""
        item = self._items.get(uid)
        if item is not None:
            self.setCurrentItem(item)
        return item is not None

    def program(self, uid: str) -> Program | None:
        """The row as a program with its number, None when it is not there."""
        return next((each for each in number_programs(self._session.report, PROGRAMS) if each.row.uid == uid), None)

    def add_section(self) -> None:
        """A new 분야 at the end."""
        self._insert(SECTIONS, "", "")

    def add_program(self) -> None:
        """A new 사업 beside the current one, or the first one of the current 분야."""
        here = self.program(self.current())
        if here is not None:
            is_section = here.depth == 0 and here.table == self._table(SECTIONS)
            self._insert(PROGRAMS, here.row.uid if is_section else here.row.parent, "" if is_section else here.row.uid)
        elif self._table(PROGRAMS):
            self._insert(PROGRAMS, "", "")

    def add_below(self) -> None:
        """A new 하위 사업 under the current 사업."""
        here = self.program(self.current())
        if here is not None:
            self._insert(PROGRAMS, here.row.uid, "")

    def remove(self) -> None:
        """Remove the current row with everything under it; undo brings it back."""
        from desktop.domain.editing import remove_rows

        here = self.program(self.current())
        if here is not None:
            self._session.apply(remove_rows(self._session.evaluation, here.table, [here.row.uid]))

    def move_current(self, steps: int) -> None:
        """Alt+Up, Alt+Down: before the previous or behind the next row under the same parent."""
        here = self.program(self.current())
        if here is None:
            return
        family = [row.uid for row in self._stored(here.table) if row.parent == here.row.parent]
        place = family.index(here.row.uid) + steps
        if 0 <= place < len(family):
            self._move_beside(here, family[place], here.row.parent)

    def dropEvent(self, event: QDropEvent) -> None:
        """A dropped row goes where it was dropped, through the same step as the keys."""
        target = self.itemAt(event.position().toPoint())
        here = self.program(self.current())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if target is None or here is None:
            return
        other = self.program(str(target.data(0, _UID)))
        if other is None or other.row.uid == here.row.uid:
            return
        if self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.OnItem or other.table != here.table:
            self._move_under(here, other)
        else:
            self._move_beside(here, other.row.uid, other.row.parent)

    # ------------------------------------------------------------ parts

    def _move_under(self, here: Program, parent: Program) -> None:
        from desktop.domain.editing import move_row

        if here.table == self._table(SECTIONS) or self._is_under(parent.row, here.row.uid):
            return
        last = len(self._stored(here.table)) - 1
        self._session.apply(move_row(self._session.evaluation, here.table, here.row.uid, last, parent.row.uid))
        self.choose(here.row.uid)

    def _move_beside(self, here: Program, other: str, parent: str) -> None:
        from desktop.domain.editing import move_row

        order = [row.uid for row in self._stored(here.table)]
        self._session.apply(move_row(self._session.evaluation, here.table, here.row.uid, order.index(other), parent))
        self.choose(here.row.uid)

    def _is_under(self, row: Row, uid: str) -> bool:
        """Whether a row is, or hangs under, another one."""
        seen = set()
        here: Program | None = self.program(row.uid)
        while here is not None and here.row.uid not in seen:
            if here.row.uid == uid:
                return True
            seen.add(here.row.uid)
            here = self.program(here.row.parent)
        return False

    def _insert(self, code: str, parent: str, after: str) -> None:
        from desktop.domain.editing import insert_row

        table, uid = self._table(code), self._session.desk.new_uid()
        order = [row.uid for row in self._stored(table)]
        place = order.index(after) + 1 if after in order else len(order)
        if self._session.apply(insert_row(self._session.evaluation, table, place, uid, parent)):
            self.choose(uid)

    def _table(self, code: str) -> str:
        return next((table.uid for table in self._session.report.of_code(code)), "")

    def _stored(self, table_uid: str) -> tuple[Row, ...]:
        table = self._session.table(table_uid)
        return table.rows if table else ()

    def _rebuild(self, programs: tuple[Program, ...]) -> None:
        current = self.current()
        blocker = QSignalBlocker(self)
        self.clear()
        self._items = {}
        for program in programs:
            above = self._items.get(program.row.parent)
            item = QTreeWidgetItem(above) if above is not None else QTreeWidgetItem(self)
            item.setData(0, _UID, program.row.uid)
            self._items[program.row.uid] = item
        self.expandAll()
        blocker.unblock()
        if not self.choose(current):
            self._moved()

    def _describe(self, item: QTreeWidgetItem, program: Program) -> None:
        name = program.row.value(NAME)
        number = ".".join(str(part) for part in program.numbers)
        item.setText(0, f"{number}. {name.text if name else '(이름 없음)'}")
        severity = self._severity(program)
        brush = colors(self.palette())
        item.setForeground(0, brush.text if severity is None else brush.of(severity))

    def _severity(self, program: Program) -> Severity | None:
        page = self._session.report.owned("program_page", program.row.uid)
        found = self._session.severities_of(page.uid) if page else ()
        return found[0] if found else None

    def _moved(self) -> None:
        self.chosen.emit(self.current())
