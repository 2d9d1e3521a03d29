"""One line over a table that hangs under a row: whether it holds the same as another one, and how to change that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desktop.domain.editing import same_as, unlink
from desktop.domain.properties import SAME_AS
from desktop.domain.report import CellKey, Table
from desktop.services.messages import row_name
from desktop.ui.dialogs.same_content import SameContentDialog

if TYPE_CHECKING:
    from desktop.ui.session import Session


class LinkBar(QWidget):
    """Links a table to the one under another row and takes the link away again."""

    def __init__(self, session: Session, table_uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._table_uid = session, table_uid
        self.text = QLabel(self)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.link = self._button("link_content", "같은 내용으로 잇기…", self._ask)
        self.unlink = self._button("unlink_content", "이음 풀기", self._part)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.text, 1)
        line.addWidget(self.link)
        line.addWidget(self.unlink)
        session.events.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what the table is linked to."""
        table = self._session.table(self._table_uid)
        link = table.fields.value(SAME_AS) if table is not None else None
        self.text.setText(f"‘{self._name(table, link.text)}’의 내용과 같습니다." if table and link else "")
        self.text.setToolTip(self.text.text())
        self.link.setVisible(link is None)
        self.unlink.setVisible(link is not None)

    def _button(self, name: str, text: str, step: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: step())
        return button

    def _name(self, table: Table, owner: str) -> str:
        for owners in self._session.report.of_code(table.definition.owner):
            if owners.row(owner) is not None:
                return row_name(CellKey(owners.uid, owner, ""), self._session.evaluation)
        return ""

    def _ask(self) -> None:
        table = self._session.table(self._table_uid)
        if table is None:
            return
        dialog = SameContentDialog(self._session, table, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._session.apply(same_as(self._session.evaluation, self._table_uid, dialog.owner))
        dialog.deleteLater()

    def _part(self) -> None:
        self._session.apply(unlink(self._session.evaluation, self._table_uid))
