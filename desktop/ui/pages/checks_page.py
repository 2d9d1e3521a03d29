"""점검: everything that was found, in groups that fold; Enter goes to the cell. What was explained is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.report import Subject
from desktop.services.errors import UserError
from desktop.services.finding_places import FindingPlaces
from desktop.ui.cures import cure_of
from desktop.ui.findings_text import told
from desktop.ui.metrics import char_width
from desktop.ui.other_report import BUTTON, has_other, open_other
from desktop.ui.pages.finding_detail import FindingDetail, explained
from desktop.ui.pages.findings_filter import FindingsFilter, Listed
from desktop.ui.pages.findings_groups import grouped, set_aside
from desktop.ui.pages.findings_model import FindingsModel, Node

if TYPE_CHECKING:
    from desktop.domain.changes import ChangeSet
    from desktop.domain.findings import Finding
    from desktop.domain.report import Explanation
    from desktop.ui.session import Session

_WIDTHS = (16, 44)


class ChecksPage(QWidget):
    """The list of findings, the choices over it, and all that is known of the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_stale = True
        self._is_visited = False
        self._folds: dict[tuple[str, ...], bool] = {}
        self._texts: dict[int, tuple[Finding, str]] = {}
        self.filter = FindingsFilter(self._text_of, self)
        self.explain_button = QPushButton("설명 달기(&X)…", self)
        self.off_button = QPushButton("이 규칙 끄기(&O)…", self)
        self.back_button = QPushButton("되살리기(&B)", self)
        self.cure_button = QPushButton(self)
        self.other_button = QPushButton(f"{BUTTON}(&W)", self)
        self.model = FindingsModel(session, self)
        self.list = QTreeView(self)
        self.detail = FindingDetail(self)
        layout = QVBoxLayout(self)
        layout.addWidget(self.filter)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.detail)
        layout.addLayout(self._button_line())
        self._set_up()
        self.filter.changed.connect(self.refresh)
        session.events.changed.connect(self._follow)

    def start(self) -> None:
        """Put the focus into the list, which shows what is found now."""
        self._freshen()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what is found now; the chosen finding stays chosen while it is there, else what came to its place."""
        self._is_stale = False
        chosen, line = self.chosen(), self._line()
        listed = self._listed()
        aside = set_aside(self._session)
        self.filter.show_counts(self._session.findings, len(aside), listed)
        kept = [each for each in listed if self.filter.keeps(each)]
        if self.filter.is_set_aside:
            found = {id(each.finding) for each in kept}
            self.model.show(each for each in aside if each.finding is None or id(each.finding) in found)
        else:
            self.model.show(grouped(kept, self.filter.grouping.currentData(), self._session))
        self._fold()
        self._choose(self._seen(self.model.node_of(chosen) or self._node_at(line, is_new=chosen is not None)))
        self._explain()

    def step(self, steps: int) -> None:
        """F8, Shift+F8: choose the next or previous finding that shows, and go to its cell; the first comes first."""
        self._freshen()
        nodes = self._shown_findings()
        if not nodes:
            return
        chosen = self.model.node(self.list.currentIndex())
        place = nodes.index(chosen) if chosen in nodes else -1
        if self._is_visited or place < 0 or steps < 0:
            place = (place + steps) % len(nodes) if place >= 0 or steps > 0 else len(nodes) - 1
        self._choose(nodes[place])
        self._go()

    def explain_chosen(self, text: str) -> None:
        """Explain the chosen finding; it moves to 설명됨."""
        from desktop.services.explaining import explain

        finding = self.chosen()
        if finding is not None:
            self._step(lambda: explain(self._session.desk, finding, text))

    def switch_off_chosen(self, why: str) -> None:
        """Switch the rule of the chosen finding off in this report."""
        from desktop.services.explaining import switch_off

        finding = self.chosen()
        if finding is not None:
            self._step(lambda: switch_off(self._session.desk, finding.code, why))

    def bring_back(self) -> None:
        """Take the explanation of the chosen finding away, or switch the chosen rule on again."""
        from desktop.services.explaining import take_away

        subject = self._subject()
        if subject is not None:
            self._step(lambda: take_away(self._session.desk, subject))

    def cure(self) -> None:
        """Put the figure that cures the chosen finding into its cell."""
        finding = self.chosen()
        cure = cure_of(self._session, finding) if finding else None
        if cure is not None:
            self._session.type(cure.key, cure.typed)

    def open_other(self) -> None:
        """Open the other report that the chosen finding compares with, at its figure."""
        finding = self.chosen()
        if finding is not None:
            open_other(self._session, finding)

    def chosen(self) -> Finding | None:
        """The finding under the cursor; None on a group."""
        node = self.model.node(self.list.currentIndex())
        return node.finding if node else None

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while another tab was in front shows now."""
        super().showEvent(event)
        self._freshen()

    # ------------------------------------------------------------ following

    def _follow(self) -> None:
        """Rows may be called otherwise after a change: no text is kept."""
        self._texts.clear()
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _freshen(self) -> None:
        if self._is_stale:
            self.refresh()

    def _text_of(self, finding: Finding) -> str:
        known = self._texts.get(id(finding))
        if known is None:
            known = self._texts[id(finding)] = (finding, told(self._session, finding)[0].casefold())
        return known[1]

    def _listed(self) -> list[Listed]:
        from desktop.services.rule_help import rule_name

        session, names = self._session, dict[str, str]()
        places = FindingPlaces(session.evaluation, session.template)
        standing = session.desk.standing
        aside = (*(finding for finding, _ in standing.explained), *standing.switched_off)
        found: Sequence[Finding] = aside if self.filter.is_set_aside else session.findings
        for code in {each.code for each in found}:
            names[code] = rule_name(code, session.report)
        return [Listed(each, places.of(each), names[each.code]) for each in found]

    # ------------------------------------------------------------ the list

    def _fold(self) -> None:
        """Groups as the clerk left them, others as they come."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt takes no keywords here
        for node in self.model.nodes():
            if node.group is not None:
                index = self.model.index_of(node)
                self.list.setFirstColumnSpanned(node.line, index.parent(), True)  # noqa: FBT003 - as above
                self.list.setExpanded(index, self._folds.get(node.path, not node.group.is_folded))
        self.list.blockSignals(False)  # noqa: FBT003 - as above

    def _remember_fold(self, index: QModelIndex, *, is_open: bool) -> None:
        node = self.model.node(index)
        if node is not None:
            self._folds[node.path] = is_open

    def _shown_findings(self) -> list[Node]:
        """The lines of findings whose groups are open; of all, when every group is folded."""
        nodes = [node for node in self.model.nodes() if node.finding is not None]
        return [node for node in nodes if self._is_open(node.parent)] or nodes

    def _is_open(self, group: Node | None) -> bool:
        return (
            group is None
            or group.group is None
            or (self.list.isExpanded(self.model.index_of(group)) and self._is_open(group.parent))
        )

    def _line(self) -> int:
        """How many lines stand above the chosen one."""
        chosen = self.model.node(self.list.currentIndex())
        return next((line for line, node in enumerate(self._shown_findings()) if node is chosen), 0)

    def _node_at(self, line: int, *, is_new: bool) -> Node | None:
        """The finding at a line; F8 goes to it first, because nobody has seen it yet."""
        if is_new:
            self._is_visited = False
        nodes = self._shown_findings()
        return nodes[min(line, len(nodes) - 1)] if nodes else next(iter(self.model.nodes()), None)

    def _seen(self, node: Node | None) -> Node | None:
        """The line itself, or the outermost folded group that hides it."""
        seen, group = node, node.parent if node else None
        while group is not None and group.group is not None:
            seen = seen if self.list.isExpanded(self.model.index_of(group)) else group
            group = group.parent
        return seen

    def _choose(self, node: Node | None) -> None:
        if node is not None:
            self.list.setCurrentIndex(self.model.index_of(node))

    def _go(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self._is_visited = True
            self._session.events.jump.emit(finding.key)

    # ------------------------------------------------------------ what is chosen

    def _subject(self) -> Subject | None:
        """What is set aside under the cursor: an explained finding, or a rule that is switched off."""
        from desktop.domain.standing import subject_of

        node, finding = self.model.node(self.list.currentIndex()), self.chosen()
        if node is not None and node.group is not None and node.group.rule:
            return Subject(node.group.rule)
        if finding is None:
            return None
        rule = Subject(finding.code)
        return rule if rule in self._session.report.explanations else subject_of(finding, self._session.evaluation)

    def _explanation(self) -> Explanation | None:
        subject = self._subject() if self.filter.is_set_aside else None
        return self._session.report.explanations.get(subject) if subject else None

    def _explain(self) -> None:
        from desktop.domain.standing import may_be_explained

        finding, is_open = self.chosen(), not self.filter.is_set_aside
        cure = cure_of(self._session, finding) if finding and is_open else None
        self.explain_button.setEnabled(finding is not None and is_open and may_be_explained(finding))
        self.off_button.setEnabled(finding is not None and is_open)
        self.back_button.setEnabled(not is_open and self._subject() is not None)
        self.cure_button.setEnabled(cure is not None)
        self.other_button.setEnabled(finding is not None and has_other(finding))
        self.cure_button.setText(f"{cure.label} 고치기(&U)" if cure else "고치기(&U)")
        if finding is not None:
            self.detail.show_finding(self._session, finding, self._explanation())
        elif self._subject() is not None:
            self.detail.tell(self._rule_that_is_off())
        else:
            self.detail.tell("" if self._session.findings else "점검에서 나온 것이 없습니다.")

    def _rule_that_is_off(self) -> str:
        from desktop.services.rule_help import why

        subject = self._subject()
        told = why(subject.code, self._session.report) if subject else ""
        return (
            f"이 보고에서 끈 규칙입니다. 되살리기를 누르면 다시 점검합니다.\n{told}\n{explained(self._explanation())}"
        )

    # ------------------------------------------------------------ parts

    def _set_up(self) -> None:
        self.list.setObjectName("checks")
        self.list.setAccessibleName("점검 결과")
        self.list.setModel(self.model)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, chars in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, chars * char_width(self))
        self.list.activated.connect(self._go)
        self.list.expanded.connect(lambda index: self._remember_fold(index, is_open=True))
        self.list.collapsed.connect(lambda index: self._remember_fold(index, is_open=False))
        self.list.selectionModel().currentChanged.connect(self._explain)

    def _button_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, button, step in self._buttons():
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _buttons(self) -> Iterator[tuple[str, QPushButton, Callable[[], None]]]:
        yield "checks.cure", self.cure_button, self.cure
        yield "checks.explain", self.explain_button, lambda: self._ask("설명 달기", self.explain_chosen)
        yield "checks.switch_off", self.off_button, lambda: self._ask("이 규칙 끄기", self.switch_off_chosen)
        yield "checks.bring_back", self.back_button, self.bring_back
        yield "checks.open_other", self.other_button, self.open_other

    def _ask(self, title: str, step: Callable[[str], None]) -> None:
        text, accepted = QInputDialog.getMultiLineText(self, title, "사유 (점검표에 이름과 때와 함께 찍힙니다)")
        if accepted:
            step(text)

    def _step(self, change: Callable[[], ChangeSet | None]) -> None:
        try:
            changes = change()
        except UserError as error:
            self._session.events.refused.emit(error.sentence)
            return
        self._session.apply(changes)
