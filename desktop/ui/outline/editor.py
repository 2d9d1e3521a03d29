"""Outlines edited in place: Enter makes items, Tab and Shift+Tab indent, Alt+Up/Down move; marks run by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.domain.outline import Item, items
from desktop.domain.report import CellKey
from desktop.ui.findings_text import tooltip
from desktop.ui.metrics import gap
from desktop.ui.outline.item_row import ItemRow, TableRow

if TYPE_CHECKING:
    from desktop.domain.changes import ChangeSet
    from desktop.services.history import Action
    from desktop.ui.session import Session

_AT_ONCE = 16
"""Items that are built before the page is painted: about as many as a window shows below the fields."""


class OutlineEditor(QWidget):
    """Edits one outline. `moved` carries the key of the cell that the clerk is in."""

    moved = Signal(object)

    def __init__(
        self,
        session: Session,
        table_uid: str,
        ask_definition: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        """Edit an outline.

        Args:
            session: the open report.
            table_uid: the outline.
            ask_definition: asks the clerk for the form of an own table (JSON, "" for a new one); "" is a cancel.
            parent: as always in Qt.
        """
        super().__init__(parent)
        self.session, self.table_uid = session, table_uid
        table = session.table(table_uid)
        self.code = table.code if table else ""
        self.marks = table.definition.marks if table else ()
        self.setObjectName(self.code)
        self.setAccessibleName(table.definition.title if table else "")
        self.current = ""
        self.ask_definition = ask_definition
        self._rows: dict[str, ItemRow | TableRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(max(1, gap(self) // 4))
        self._first = QPushButton("첫 항목 추가", self)
        self._first.setObjectName("first_item")
        self._first.clicked.connect(lambda _checked=False: self.add(""))
        self._layout.addWidget(self._first)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self._begin()
        session.events.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the items as they are now; rows that stay keep their widgets, and so the focus."""
        self._later.stop()
        wanted = self._items()
        uids = {item.row.uid for item in wanted}
        for uid in [uid for uid in self._rows if uid not in uids]:
            row = self._rows.pop(uid)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, item in enumerate(wanted):
            self._put(place, item)
        self._first.setVisible(not wanted)

    def go_to(self, key: CellKey) -> bool:
        """Go to an item. False when it is not here."""
        row = self._shown().get(key.row) if key.table == self.table_uid else None
        if row is None:
            return any(isinstance(each, TableRow) and _goes_to(each, key) for each in self._shown().values())
        row.take_focus()
        return True

    def start(self) -> None:
        """Put the cursor into the first item."""
        for row in self._ordered()[:1]:
            row.take_focus()

    # ------------------------------------------------------------ what the keys ask for

    def type(self, uid: str, column: str, text: str) -> None:
        """Store a text of an item."""
        self.session.type(CellKey(self.table_uid, uid, column), text)

    def split(self, uid: str, position: int) -> None:
        """Enter: a new item below, with the text behind the cursor."""
        from desktop.domain.editing import split_item

        new = self.session.desk.new_uid()
        self._do(split_item(self.session.evaluation, self.table_uid, uid, position, new), new, 0)

    def add(self, after: str) -> None:
        """A new item below another one."""
        from desktop.domain.editing import add_item

        new = self.session.desk.new_uid()
        self._do(add_item(self.session.evaluation, self.table_uid, after, new), new)

    def indent(self, uid: str, steps: int) -> None:
        """Tab, Shift+Tab: a level down or up."""
        from desktop.domain.editing import set_level

        self._do(set_level(self.session.evaluation, self.table_uid, uid, steps))

    def remove(self, uid: str) -> None:
        """Take an item out; the cursor goes to the one above."""
        from desktop.domain.editing import remove_item

        order = list(self._ordered_uids())
        above = order[max(0, order.index(uid) - 1)]
        self._do(remove_item(self.session.evaluation, self.table_uid, uid), above if above != uid else "")

    def move_current(self, steps: int) -> None:
        """Alt+Up, Alt+Down: the current item and all under it."""
        from desktop.domain.editing import move_item

        if self.current in self._shown():
            self._do(move_item(self.session.evaluation, self.table_uid, self.current, steps), self.current)

    def step(self, uid: str, steps: int) -> None:
        """Up, Down: to the item above or below."""
        order = list(self._ordered_uids())
        place = order.index(uid) + steps
        if 0 <= place < len(order):
            self._shown()[order[place]].take_focus()

    def enter(self, uid: str) -> None:
        """The clerk is in this item."""
        self.current = uid
        self.moved.emit(CellKey(self.table_uid, uid, "text"))

    def paste(self, uid: str, text: str) -> None:
        """Each pasted line is an item."""
        from desktop.domain.editing import paste_items
        from desktop.services.history import Action

        lines = text.splitlines()
        evaluation, new_uid = self.session.evaluation, self.session.desk.new_uid
        changes = paste_items(evaluation, self.table_uid, uid, lines, new_uid)
        if self.session.apply(changes, Action.PASTED) and uid in self._rows:
            self._rows[uid].take_focus()

    def set_mark(self, mark: str) -> None:
        """Give the current item another mark."""
        from desktop.domain.editing import set_mark

        if self.current in self._shown():
            self._do(set_mark(self.session.evaluation, self.table_uid, self.current, mark), self.current)

    def label_current(self) -> None:
        """Give the current item a label."""
        row = self._shown().get(self.current)
        if isinstance(row, ItemRow):
            row.show_label()

    def add_table(self) -> None:
        """A place for a table below the current item, and the clerk's own table in it."""
        from desktop.domain.editing import add_table_place

        definition = self.ask_definition("")
        if definition:
            desk, after = self.session.desk, self.current if self.current in self._shown() else ""
            place = desk.new_uid()
            changes = add_table_place(self.session.evaluation, self.table_uid, after, place, desk.new_uid(), definition)
            self._do(changes, place)

    def paste_table(self) -> bool:
        """The table on the clipboard below the current item, once the clerk has confirmed it. False without one."""
        from desktop.ui.dialogs.pasting import pasted_table

        desk, after = self.session.desk, self.current if self.current in self._shown() else ""
        made = pasted_table(self.session, self.window())
        if made is not None:
            from desktop.domain.recognition import paste_table
            from desktop.services.history import Action

            changes, place = paste_table(self.session.evaluation, self.table_uid, after, made, desk.new_uid)
            self._do(changes, place, action=Action.PASTED)
        return made is not None

    def change_table(self, uid: str) -> None:
        """Change the form of the table at a place, or make one where none is yet."""
        from desktop.domain.editing import add_table, set_definition

        table = self.session.report.owned("custom", uid)
        definition = self.ask_definition(table.definition_json if table else "")
        if not definition:
            return
        desk, evaluation = self.session.desk, self.session.evaluation
        if table is None:
            self._do(add_table(evaluation, "custom", uid, desk.new_uid(), definition), uid)
        else:
            self._do(set_definition(evaluation, table.uid, definition, desk.catalog), uid)

    def tooltip(self, key: CellKey) -> str:
        """What was found at an item."""
        table = self.session.table(key.table)
        column = table.definition.column(key.column) if table else None
        return tooltip(self.session, key, column) if column else ""

    # ------------------------------------------------------------ parts

    def _do(self, changes: ChangeSet | None, focus: str = "", position: int = -1, action: Action | None = None) -> None:
        if self.session.apply(changes, action) and focus in self._shown():
            self._shown()[focus].take_focus(position)

    def _begin(self) -> None:
        """Show what the clerk sees first; the rest comes once that is painted, or when it is asked for."""
        wanted = self._items()
        for place, item in enumerate(wanted[:_AT_ONCE]):
            self._put(place, item)
        self._first.setVisible(not wanted)
        if len(wanted) > _AT_ONCE:
            self._later.start()

    def _shown(self) -> dict[str, ItemRow | TableRow]:
        """The widgets of all items."""
        if self._later.isActive():
            self.refresh()
        return self._rows

    def _items(self) -> Sequence[Item]:
        table = self.session.table(self.table_uid)
        return items(table) if table else ()

    def _put(self, place: int, item: Item) -> None:
        row = self._rows.get(item.row.uid)
        if row is not None and isinstance(row, TableRow) is not item.is_table_place:
            self._layout.removeWidget(row)
            row.deleteLater()
            row = None
        if row is None:
            row = TableRow(self, item.row.uid) if item.is_table_place else ItemRow(self, item.row.uid)
            self._rows[item.row.uid] = row
        if self._layout.indexOf(row) != place:
            self._layout.insertWidget(place, row)
        row.show_item(item)

    def _ordered_uids(self) -> Sequence[str]:
        return [item.row.uid for item in self._items()]

    def _ordered(self) -> Sequence[ItemRow | TableRow]:
        return [self._shown()[uid] for uid in self._ordered_uids()]


def _goes_to(row: TableRow, key: CellKey) -> bool:
    from desktop.ui.pages.table_editor import TableEditor

    return isinstance(row.editor, TableEditor) and row.editor.go_to(key)
