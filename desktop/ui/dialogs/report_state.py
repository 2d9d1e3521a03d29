"""상태: where the report stands, what led there, and the way on; each error that stays gets its reason here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.life import Status
from desktop.ui.metrics import char_width, line_height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.life import Life, Milestone
    from desktop.services.life import Reasons
    from desktop.ui.session import Session

_WIDE_CHARS, _HIGH_LINES = 130, 30
_OPEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_REASON = 1


class ReportStateDialog(QDialog):
    """Shows the life of the open report; a step that cannot be taken says why and changes nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        from desktop.services.life import open_errors

        super().__init__(parent)
        self._session = session
        self.setObjectName("report_state")
        self.setWindowTitle("보고 상태")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self._errors = () if self._life.is_closed else open_errors(session.desk)
        self.reasons = QTableWidget(len(self._errors), 2, self)
        self.events = QTableWidget(len(self._life.milestones), 4, self)
        layout = QVBoxLayout(self)
        layout.addWidget(self._heading())
        self.reasons.setVisible(bool(self._errors))
        if self._errors:
            layout.addWidget(QLabel(f"남은 오류 {len(self._errors)}건: 고치거나, 고치지 않는 사유를 적어 주십시오."))
            layout.addWidget(self.reasons, 1)
        layout.addWidget(QLabel("지난 일"))
        layout.addWidget(self.events, 1)
        layout.addLayout(self._button_line())
        self._fill_errors()
        self._fill_events()

    def check(self) -> None:
        """점검완료."""
        from desktop.services.life import mark_checked

        self._take(lambda: mark_checked(self._session.desk, self._given()))

    def finish(self) -> None:
        """마감."""
        from desktop.services.life import close_report

        self._take(lambda: close_report(self._session.desk, self._given()))

    def back(self) -> None:
        """작성중 again."""
        from desktop.services.life import back_to_draft

        self._take(lambda: back_to_draft(self._session.desk, ""), is_asked=False)

    @property
    def _life(self) -> Life:
        return self._session.desk.life

    def _take(self, step: Callable[[], None], *, is_asked: bool = True) -> None:
        if (not is_asked or self._goes_on_with_silenced()) and self._session.live(step):
            self.accept()

    def _goes_on_with_silenced(self) -> bool:
        """Ask when rules are switched off that find errors: they go into the record with their reasons."""
        from desktop.services.life import silenced_errors

        silenced = silenced_errors(self._session.desk)
        if not silenced:
            return True
        lines = "\n".join(f"· {each.name}: 오류 {each.errors}건 (사유: {each.why})" for each in silenced)
        question = (
            f"꺼 둔 규칙이 다음 오류를 보이지 않게 하고 있습니다.\n\n{lines}\n\n이 사유로 남기고 계속하시겠습니까?"
        )
        return QMessageBox.question(self, "보고 상태", question) == QMessageBox.StandardButton.Yes

    def _given(self) -> Reasons:
        texts = (self.reasons.item(row, _REASON) for row in range(len(self._errors)))
        return {
            (error.code, error.key): item.text() if item else ""
            for error, item in zip(self._errors, texts, strict=True)
        }

    # ------------------------------------------------------------ parts

    def _heading(self) -> QLabel:
        from desktop.services.life import STATUS_NAMES, is_altered, stamp

        label = QLabel(f"{self._session.report.info.title}: {STATUS_NAMES[self._life.status]}")
        label.setObjectName("report_state.heading")
        label.setWordWrap(True)
        lines = [label.text(), stamp(self._life)]
        if is_altered(self._session.report, self._life):
            lines.append("마감할 때와 내용이 다릅니다. 프로그램 밖에서 바뀐 것으로 보이니 백업과 비교해 주십시오.")
        label.setText("\n".join(line for line in lines if line))
        return label

    def _fill_errors(self) -> None:
        from desktop.services.messages import sentence

        given = self._life.reasons()
        rows = [
            (sentence(each, self._session.evaluation), given.get((each.code, each.key), "")) for each in self._errors
        ]
        _fill(self.reasons, "report_state.reasons", "고치지 않는 사유", ("오류", "고치지 않는 사유"), rows)
        for item in (self.reasons.item(row, _REASON) for row in range(len(rows))):
            if item is not None:
                item.setFlags(_OPEN | Qt.ItemFlag.ItemIsEditable)
        self.reasons.resizeRowsToContents()

    def _fill_events(self) -> None:
        rows = [self._event(each) for each in reversed(self._life.milestones)]
        _fill(self.events, "report_state.events", "지난 일", ("일시", "사용자", "한 일", "사유"), rows)

    def _event(self, event: Milestone) -> Sequence[str]:
        from desktop.services.change_texts import place_of
        from desktop.services.life import STATUS_NAMES

        name = STATUS_NAMES[event.status]
        if event.key is not None:
            name = f"{name}({'오류 인정' if event.code else '칸 열기'}) {place_of(event.key, self._session.evaluation)}"
        return f"{event.at:%Y. %m. %d. %H:%M}", event.who, name, event.why

    def _button_line(self) -> QHBoxLayout:
        line, status = QHBoxLayout(), self._life.status
        line.addStretch(1)
        for name, text, step, is_there in (
            ("check", "점검완료", self.check, status is Status.DRAFT),
            ("back", "작성중으로", self.back, status is Status.CHECKED),
            ("finish", "마감", self.finish, status is not Status.CLOSED),
            ("close", "닫기", self.reject, True),
        ):
            button = QPushButton(text)
            button.setObjectName(f"report_state.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, step=step: step())
            button.setVisible(is_there)
            if is_there:
                line.addWidget(button)
        return line


def _fill(table: QTableWidget, name: str, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table.setObjectName(name)
    table.setAccessibleName(title)
    table.setHorizontalHeaderLabels(list(headers))
    table.verticalHeader().hide()
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(_OPEN)
            item.setToolTip(text)
            table.setItem(row, column, item)
    for column in range(len(headers)):
        table.resizeColumnToContents(column)
    wide = 0 if name.endswith("reasons") else 2
    table.horizontalHeader().setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    table.setColumnWidth(_REASON, max(table.columnWidth(_REASON), 40 * char_width(table) if wide == 0 else 0))
