"""점검: everything that was found, worst first; Enter goes to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.definitions import Severity
from desktop.ui.findings_text import SEVERITY_NAMES, told
from desktop.ui.metrics import char_width, line_height
from desktop.ui.pages.findings_model import FindingsModel

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.ui.session import Session

_ALL = "전체"
_ARITHMETIC_LINES = 5
_WIDTHS = (8, 44)


class ChecksPage(QWidget):
    """The list of findings with a filter by severity, and the arithmetic of the chosen one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._severity: Severity | None = None
        self.model = FindingsModel(session, self)
        self.list = QTreeView(self)
        self.arithmetic = QLabel(self)
        self._buttons: dict[Severity | None, QPushButton] = {}
        layout = QVBoxLayout(self)
        layout.addLayout(self._filter_line())
        layout.addWidget(self.list, 1)
        layout.addWidget(self.arithmetic)
        self._set_up()
        self.refresh()
        session.events.changed.connect(self.refresh)

    def start(self) -> None:
        """Put the focus into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what is found now; the chosen finding stays chosen while it is there."""
        chosen = self.chosen()
        wanted = self._severity
        self.model.show([each for each in self._session.findings if wanted in (None, each.severity)])
        row = self.model.row_of(chosen)
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(max(row, 0), 0))
        for severity, button in self._buttons.items():
            count = sum(severity in (None, each.severity) for each in self._session.findings)
            button.setText(f"{SEVERITY_NAMES[severity] if severity else _ALL} {count}")
        self._explain()

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
        line.addStretch(1)
        line.addWidget(QLabel("Enter: 그 칸으로   F8: 다음   Shift+F8: 이전"))
        return line

    def _filter(self, severity: Severity | None) -> None:
        self._severity = severity
        self.refresh()

    def _go(self) -> None:
        finding = self.chosen()
        if finding is not None:
            self._session.events.jump.emit(finding.key)

    def _explain(self) -> None:
        finding = self.chosen()
        if finding is None:
            self.arithmetic.setText("" if self._session.findings else "점검에서 나온 것이 없습니다.")
            return
        self.arithmetic.setText("\n".join(part for part in told(self._session, finding) if part))
