"""Below a table: what was found at the current cell, with the arithmetic, and what would put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.findings import Finding
from desktop.domain.report import CellKey
from desktop.services.finding_places import LEVEL_NAMES
from desktop.ui.cures import cure_of
from desktop.ui.findings_text import told
from desktop.ui.look import colors
from desktop.ui.metrics import gap, line_height
from desktop.ui.other_report import BUTTON, has_other, open_other

if TYPE_CHECKING:
    from desktop.ui.session import Session

_LINES = 4


class FindingPanel(QScrollArea):
    """Shows the findings of one cell; its height never changes, so that nothing above it moves."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[CellKey | None, tuple[Finding, ...]] = (None, ())
        self.setObjectName("findings_here")
        self.setAccessibleName("지금 칸의 점검 결과")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(_LINES * line_height(self))

    def show_cell(self, key: CellKey | None) -> None:
        """Show the findings of a cell; None shows none."""
        findings = tuple(self._session.findings_at(key)) if key else ()
        if (key, findings) == self._shown:
            return
        self._shown = (key, findings)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap(self) // 2)
        for finding in findings:
            layout.addLayout(self._line(finding))
        layout.addStretch(1)
        self.setWidget(body)

    def _line(self, finding: Finding) -> QHBoxLayout:
        sentence, arithmetic = told(self._session, finding)
        line = QHBoxLayout()
        line.setSpacing(gap(self))
        level = QLabel(LEVEL_NAMES[finding.severity])
        palette = level.palette()
        palette.setColor(level.foregroundRole(), colors(self.palette()).of(finding.severity))
        level.setPalette(palette)
        text = QLabel(sentence + (f"\n{arithmetic}" if arithmetic else ""))
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(level, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        if cure := self._cure_button(finding):
            line.addWidget(cure, 0, Qt.AlignmentFlag.AlignTop)
        if has_other(finding):
            line.addWidget(self._other_button(finding), 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _other_button(self, finding: Finding) -> QPushButton:
        """The button that opens the other report which tells the figure otherwise."""
        button = QPushButton(BUTTON)
        button.setObjectName("open_other")
        button.setAccessibleName(f"{BUTTON}: {finding.values['report']}")
        button.clicked.connect(lambda _checked=False: open_other(self._session, finding))
        return button

    def _cure_button(self, finding: Finding) -> QPushButton | None:
        """The button that puts the cured figure into the cell, when the check knows one."""
        cure = cure_of(self._session, finding)
        if cure is None:
            return None
        button = QPushButton(cure.label)
        button.setObjectName("cure")
        button.setAccessibleName(f"{cure.column} {cure.label}")
        button.clicked.connect(lambda _checked=False: self._session.type(cure.key, cure.typed))
        return button
