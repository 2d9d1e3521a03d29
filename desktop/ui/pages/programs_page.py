"""사업 실적: left the tree of programs, right the page of the chosen one, edited in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from desktop.domain.report import CellKey
from desktop.ui.metrics import char_width, gap
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.outline.panel import OutlinePanel
from desktop.ui.pages.finding_panel import FindingPanel
from desktop.ui.pages.program_tree import NAME, ProgramTree

if TYPE_CHECKING:
    from desktop.ui.session import Session

_LEFT_CHARS, _RIGHT_CHARS = 46, 110


class ProgramsPage(QWidget):
    """The tab of the programs."""

    def __init__(self, session: Session, ask_definition: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.tree = ProgramTree(session, self)
        self.page = OutlinePanel(session, ask_definition, self)
        self.panel = FindingPanel(session, self)
        self._shown = ""
        self._set_up()
        self.tree.chosen.connect(self._show)
        self.page.moved.connect(self.panel.show_cell)
        self._choose_first()

    @property
    def outline(self) -> OutlineEditor | None:
        """The outline of the chosen program."""
        return self.page.outline

    def start(self) -> None:
        """Put the focus into the tree."""
        self.tree.setFocus()

    def go_to(self, key: CellKey) -> bool:
        """Go to a program, an item of its page or a cell of a table in it. False when it is none of these."""
        uid = self._program_of(key)
        if not uid or not self.tree.choose(uid):
            return False
        return self.page.go_to(key) or self._go_to_name(uid)

    # ------------------------------------------------------------ parts

    def _set_up(self) -> None:
        splitter = QSplitter(self)
        splitter.setChildrenCollapsible(False)
        left, right = QWidget(self), QWidget(self)
        left_layout, right_layout = QVBoxLayout(left), QVBoxLayout(right)
        for layout in (left_layout, right_layout):
            layout.setContentsMargins(0, 0, 0, 0)
        left_layout.addLayout(self._buttons(self._tree_buttons()))
        left_layout.addWidget(self.tree, 1)
        right_layout.setContentsMargins(gap(self), 0, 0, 0)
        right_layout.addWidget(self.page, 1)
        right_layout.addWidget(self.panel)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LEFT_CHARS * char_width(self), _RIGHT_CHARS * char_width(self)])
        QVBoxLayout(self).addWidget(splitter)

    def _tree_buttons(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        return (
            ("add_section", "분야 추가", self._then_name(self.tree.add_section)),
            ("add_program", "사업 추가", self._then_name(self.tree.add_program)),
            ("add_below", "하위 사업 추가", self._then_name(self.tree.add_below)),
            ("remove_program", "삭제", self.tree.remove),
        )

    def _buttons(self, buttons: tuple[tuple[str, str, Callable[[], None]], ...]) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, text, step in buttons:
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _then_name(self, step: Callable[[], None]) -> Callable[[], None]:
        """Do a step, then let the clerk type the name of what is new."""

        def both() -> None:
            step()
            if self.page.form is not None:
                self.page.form.start()

        return both

    def _choose_first(self) -> None:
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first.child(0) or first)

    def _show(self, uid: str) -> None:
        """Show the page of a row: its own columns, below them all that hangs under it."""
        if uid == self._shown:
            return
        self._shown = uid
        self.panel.show_cell(None)
        program = self.tree.program(uid)
        tables = [
            table
            for table in self._session.report.tables.values()
            if program is not None and table.owner == uid and table.definition.in_window
        ]
        self.page.show_page(tables, CellKey(program.table, uid, "") if program is not None else None)

    def _go_to_name(self, uid: str) -> bool:
        """Where a list that follows the programs is written: in the name of the program."""
        program = self.tree.program(uid)
        return program is not None and self.page.go_to(CellKey(program.table, uid, NAME))

    def _program_of(self, key: CellKey) -> str:
        """The row of the tree under which a cell stands: the row itself, its page, a table within its page."""
        table = self._session.table(key.table)
        if table is None:
            return ""
        return key.row if self.tree.program(key.row) is not None else self._session.home(table).owner
