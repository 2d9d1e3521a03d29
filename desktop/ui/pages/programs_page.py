"""사업 실적: left the tree of programs, right the page of the chosen one, edited in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from desktop.domain.outline import TABLE_PLACE
from desktop.domain.report import CellKey
from desktop.ui.forms.form import Form
from desktop.ui.metrics import char_width, gap
from desktop.ui.outline.editor import OutlineEditor
from desktop.ui.pages.finding_panel import FindingPanel
from desktop.ui.pages.program_tree import ProgramTree

if TYPE_CHECKING:
    from desktop.ui.session import Session

_LEFT_CHARS, _RIGHT_CHARS = 46, 110
PAGE = "program_page"


class ProgramsPage(QWidget):
    """The tab of the programs."""

    def __init__(self, session: Session, ask_definition: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._ask_definition = session, ask_definition
        self.tree = ProgramTree(session, self)
        self.form: Form | None = None
        self.outline: OutlineEditor | None = None
        self._shown = ""
        self.panel = FindingPanel(session, self)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setBackgroundRole(QPalette.ColorRole.Base)
        self._marks = QComboBox(self)
        self._set_up()
        self.tree.chosen.connect(self._show)
        session.events.changed.connect(self.refresh)
        self._choose_first()

    def start(self) -> None:
        """Put the focus into the tree."""
        self.tree.setFocus()

    def refresh(self) -> None:
        """Take over what changed."""
        if self.form is not None and self._session.report and self.tree.program(self._shown):
            self.form.refresh()

    def go_to(self, key: CellKey) -> bool:
        """Go to a program, an item of its page or a cell of a table in it. False when it is none of these."""
        uid = self._program_of(key)
        if not uid or not self.tree.choose(uid):
            return False
        if self.form is not None and key.row == uid:
            return self.form.go_to(key)
        return self.outline is not None and self.outline.go_to(key)

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
        right_layout.addLayout(self._outline_buttons())
        right_layout.addWidget(self.area, 1)
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

    def _outline_buttons(self) -> QHBoxLayout:
        line = self._buttons(
            (
                ("add_item", "항목 추가", self._of_outline(lambda outline: outline.add(outline.current))),
                ("label_item", "항목 이름", self._of_outline(lambda outline: outline.label_current())),
                ("add_table", "표 추가…", self._of_outline(lambda outline: outline.add_table())),
            )
        )
        self._marks.setObjectName("mark")
        self._marks.setAccessibleName("항목 기호")
        definition = self._session.desk.catalog.tables.get(PAGE)
        for mark in definition.marks if definition else ():
            if mark.mark != TABLE_PLACE and self._marks.findData(mark.mark) < 0:
                self._marks.addItem(f"{mark.mark}  {mark.name}", mark.mark)
        self._marks.activated.connect(lambda _place: self._set_mark())
        line.insertWidget(0, self._marks)
        return line

    def _set_mark(self) -> None:
        if self.outline is not None:
            self.outline.set_mark(str(self._marks.currentData()))

    def _of_outline(self, step: Callable[[OutlineEditor], None]) -> Callable[[], None]:
        return lambda: step(self.outline) if self.outline is not None else None

    def _then_name(self, step: Callable[[], None]) -> Callable[[], None]:
        """Do a step, then let the clerk type the name of what is new."""

        def both() -> None:
            step()
            if self.form is not None:
                next(iter(self.form.fields.values())).setFocus()

        return both

    def _choose_first(self) -> None:
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first.child(0) or first)

    def _show(self, uid: str) -> None:
        """Show the page of a row: its own columns, below them the outline that it owns."""
        if uid == self._shown:
            return
        self._shown, self.form, self.outline = uid, None, None
        self.panel.show_cell(None)
        program = self.tree.program(uid)
        body = QWidget()
        body.setAutoFillBackground(False)
        if program is not None:
            self._build(body, uid, program.table)
        self.area.setWidget(body)

    def _build(self, body: QWidget, uid: str, table_uid: str) -> None:
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, gap(self), 0)
        table = self._session.table(table_uid)
        if table is not None:
            columns = [column for column in table.definition.columns if column.in_window]
            self.form = Form(self._session, table_uid, columns, body, uid)
            layout.addWidget(self.form)
        page = self._session.report.owned(PAGE, uid)
        if page is not None:
            self.outline = OutlineEditor(self._session, page.uid, self._ask_definition, body)
            self.outline.moved.connect(self.panel.show_cell)
            layout.addWidget(self.outline)
        layout.addStretch(1)

    def _program_of(self, key: CellKey) -> str:
        """The row of the tree under which a cell stands: the row itself, its page, a table within its page."""
        table = self._session.table(key.table)
        if table is None:
            return ""
        if self.tree.program(key.row) is not None:
            return key.row
        if table.code == PAGE:
            return table.owner
        pages = self._session.report.of_code(PAGE)
        return next((page.owner for page in pages if page.row(table.owner) is not None), "")
