"""점검: everything that was found, worst first; Enter goes to the cell. What was explained has a filter of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.definitions import Severity
from desktop.domain.report import Subject
from desktop.services.errors import UserError
from desktop.ui.findings_text import SEVERITY_NAMES, told
from desktop.ui.metrics import char_width, line_height
from desktop.ui.pages.findings_model import FindingsModel

if TYPE_CHECKING:
    from desktop.domain.changes import ChangeSet
    from desktop.domain.findings import Finding
    from desktop.ui.session import Session

_ALL, _SET_ASIDE = "전체", "설명됨"
_ARITHMETIC_LINES = 5
_WIDTHS = (8, 44)


class ChecksPage(QWidget):
    """The list of findings with a filter by severity, and the arithmetic of the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._severity: Severity | None = None
        self._is_set_aside = False
        self.wanted, self.set_aside = QLineEdit(self), QPushButton(self)
        self.explain_button = QPushButton("설명 달기(&X)…", self)
        self.off_button = QPushButton("이 규칙 끄기(&O)…", self)
        self.back_button = QPushButton("되살리기(&B)", self)
        self.model = FindingsModel(session, self)
        self.list = QTreeView(self)
        self.arithmetic = QLabel(self)
        self._buttons: dict[Severity | None, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.addLayout(self._filter_line())
        layout.addWidget(self.list, 1)
        layout.addWidget(self.arithmetic)
        layout.addLayout(self._button_line())
        self._set_up()
        self.refresh()
        session.events.changed.connect(self.refresh)

    def start(self) -> None:
        """Put the focus into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what is found now; the chosen finding stays chosen while it is there."""
        chosen = self.chosen()
        self.model.show([each for each in self._candidates() if self._is_wanted(each)])
        row = self.model.row_of(chosen)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(max(row, 0), 0))
        for severity, button in self._buttons.items():
            count = sum(severity in (None, each.severity) for each in self._session.findings)
            button.setText(f"{SEVERITY_NAMES[severity] if severity else _ALL} {count}")
        self.set_aside.setText(f"{_SET_ASIDE} {len(self._set_aside())}")
        self._explain()

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
        """Take the explanation of the chosen finding away, or switch its rule on again."""
        from desktop.services.explaining import take_away

        finding = self.chosen()
        if finding is not None:
            subject = self._subject(finding)
            self._step(lambda: take_away(self._session.desk, subject))

    def chosen(self) -> Finding | None:
        """The finding under the cursor."""
        return self.model.finding(self.list.currentIndex().row())

    def _set_up(self) -> None:
        self.list.setObjectName("checks")
        self.list.setAccessibleName("점검 결과")
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, chars in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, chars * char_width(self))
        self.list.activated.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._explain)
        self.arithmetic.setObjectName("arithmetic")
        self.arithmetic.setWordWrap(True)
        self.arithmetic.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.arithmetic.setFixedHeight(_ARITHMETIC_LINES * line_height(self))
        self.arithmetic.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _filter_line(self) -> QHBoxLayout:
        line, group = QHBoxLayout(), QButtonGroup(self)
        for severity in (None, *Severity):
            button = QPushButton(self)
            button.setObjectName(f"filter_{severity.value if severity else 'all'}")
            button.setCheckable(True)
            button.setChecked(severity is None)
            button.clicked.connect(lambda _checked=False, severity=severity: self._filter(severity))
            group.addButton(button)
            line.addWidget(button)
            self._buttons[severity] = button
        self.set_aside.setObjectName("filter_set_aside")
        self.set_aside.setCheckable(True)
        self.set_aside.clicked.connect(lambda _checked=False: self._filter(None, is_set_aside=True))
        group.addButton(self.set_aside)
        line.addWidget(self.set_aside)
        self.wanted.setObjectName("filter_text")
        self.wanted.setAccessibleName("찾을 말")
        self.wanted.setPlaceholderText("위치와 내용에서 찾기")
        self.wanted.textChanged.connect(lambda _text: self.refresh())
        line.addWidget(self.wanted, 1)
        line.addWidget(QLabel("Enter: 그 칸으로   F8: 다음   Shift+F8: 이전"))
        return line

    def _button_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for name, button, step in (
            ("checks.explain", self.explain_button, lambda: self._ask("설명 달기", self.explain_chosen)),
            ("checks.switch_off", self.off_button, lambda: self._ask("이 규칙 끄기", self.switch_off_chosen)),
            ("checks.bring_back", self.back_button, self.bring_back),
        ):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: step())
            line.addWidget(button)
        line.addStretch(1)
        return line

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

    def _set_aside(self) -> Sequence[Finding]:
        """What was explained, and what rules found that are switched off."""
        standing = self._session.desk.standing
        return (*(finding for finding, _ in standing.explained), *standing.switched_off)

    def _candidates(self) -> Sequence[Finding]:
        return self._set_aside() if self._is_set_aside else self._session.findings

    def _is_wanted(self, finding: Finding) -> bool:
        text = self.wanted.text().strip()
        return self._severity in (None, finding.severity) and (not text or text in told(self._session, finding)[0])

    def _subject(self, finding: Finding) -> Subject:
        from desktop.domain.standing import subject_of

        rule = Subject(finding.code)
        evaluation = self._session.evaluation
        return rule if rule in self._session.report.explanations else subject_of(finding, evaluation)

    def _filter(self, severity: Severity | None, *, is_set_aside: bool = False) -> None:
        self._severity, self._is_set_aside = severity, is_set_aside
        self.refresh()

    def _go(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self._session.events.jump.emit(finding.key)

    def _explain(self) -> None:
        from desktop.domain.standing import may_be_explained
        from desktop.services.check_sheet import signature
        from desktop.services.messages import rule

        finding = self.chosen()
        self.explain_button.setEnabled(finding is not None and not self._is_set_aside and may_be_explained(finding))
        self.off_button.setEnabled(finding is not None and not self._is_set_aside)
        self.back_button.setEnabled(finding is not None and self._is_set_aside)
        if finding is None:
            self.arithmetic.setText("" if self._session.findings else "점검에서 나온 것이 없습니다.")
            return
        explanation = self._session.report.explanations.get(self._subject(finding)) if self._is_set_aside else None
        why = f"설명: {explanation.text} ({signature(explanation)})" if explanation else ""
        parts = (*told(self._session, finding), f"규칙: {rule(finding, self._session.evaluation)}", why)
        self.arithmetic.setText("\n".join(part for part in parts if part))
