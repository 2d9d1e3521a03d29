"""The backups of a workspace, newest first; the chosen one is rehearsed before it may be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.services.backups import FOLDER, Backup
from desktop.services.errors import PasswordError, UserError
from desktop.services.protection import try_password
from desktop.services.restoring import rehearse
from desktop.services.second_folder import all_backups
from desktop.ui.dialogs.buttons import dialog_buttons
from desktop.ui.dialogs.second_folder import SecondFolderLine
from desktop.ui.jobs import Jobs
from desktop.ui.metrics import char_width, line_height
from desktop.ui.second_folder import SecondFolder

_HEADERS = ("날짜", "시각", "크기", "  위치")
_WIDTHS = (24, 16, 16)
_WIDE_CHARS, _HIGH_LINES = 90, 22
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MEGABYTES = QLocale.DataSizeFormat.DataSizeTraditionalFormat
_DAYS = "월화수목금토일"


class BackupsDialog(QDialog):
    """Accepted when a backup is to be brought back; nothing has happened until then."""

    def __init__(
        self,
        workspace: Path,
        jobs: Jobs,
        second: SecondFolder,
        parent: QWidget | None = None,
        password: str = "",
    ) -> None:
        """List the backups of a workspace.

        Args:
            workspace: it need not be readable itself.
            jobs: reads the chosen backup behind the dialog.
            second: the folder that the clerk chose for a second copy.
            parent: the window.
            password: that of the workspace, as far as known; a backup with another one is asked for it.
        """
        super().__init__(parent)
        self.password = password
        self.setObjectName("backups")
        self.setWindowTitle(f"백업 열기: {workspace.stem}")
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        self._jobs, self._workspace, self._second = jobs, workspace, second
        self._backups: Sequence[Backup] = ()
        self.list = self._made_list()
        self.rehearsal = QLabel(self)
        self.rehearsal.setObjectName("backups.rehearsal")
        self.rehearsal.setWordWrap(True)
        self.restore = QPushButton("이 백업으로 되돌리기(&R)", self)
        self.restore.setObjectName("backups.restore")
        self.unlock = self._made_unlock()
        layout = QVBoxLayout(self)
        layout.addWidget(self._explanation(workspace))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.rehearsal)
        layout.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._made_line())
        layout.addWidget(dialog_buttons(self, self.restore, "닫기"))
        self.list.currentItemChanged.connect(self._rehearse)
        self._fill()

    def wish(self) -> Backup | None:
        """The chosen backup, or None."""
        place = self.list.currentIndex().row()
        return self._backups[place] if place >= 0 else None

    def _made_unlock(self) -> QPushButton:
        made = QPushButton("비밀번호 넣기(&P)…", self)
        made.setObjectName("backups.unlock")
        made.setVisible(False)
        made.clicked.connect(self._unlock)
        return made

    def _unlock(self) -> None:
        """Ask for the password of the chosen backup, and read it once more."""
        from desktop.ui.dialogs.password import UnlockDialog

        backup = self.wish()
        if backup is None:
            return
        sentence = f"'{backup.path.name}' 백업은 다른 비밀번호로 보호되어 있습니다."
        dialog = UnlockDialog(sentence, lambda typed: try_password(backup.path, typed), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.password = dialog.password
        dialog.deleteLater()
        self._rehearse()

    def _made_line(self) -> SecondFolderLine:
        made = SecondFolderLine(self._second, self)
        made.changed.connect(self._fill)
        return made

    def _fill(self) -> None:
        """List the backups and choose the newest one."""
        self.restore.setEnabled(False)
        self._backups = all_backups(self._workspace, self._second.path)
        self.list.clear()
        self.list.addTopLevelItems([_item(backup, self._workspace) for backup in self._backups])
        if self._backups:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        else:
            self.rehearsal.setText(f"업무 파일 옆의 '{FOLDER}' 폴더에 이 업무 파일의 백업이 없습니다.")

    def _rehearse(self) -> None:
        """Read the chosen backup behind the dialog, and say what is in it."""
        backup = self.wish()
        self.restore.setEnabled(False)
        if backup is not None:
            self.rehearsal.setText("백업을 확인하는 중입니다…")
            password = self.password
            self._jobs.start(lambda _job: (backup, *_rehearsed(backup, password)), self._show_rehearsal)

    def _show_rehearsal(self, found: tuple[Backup, bool, bool, str]) -> None:
        backup, is_sound, is_locked, sentence = found
        if backup == self.wish():
            self.rehearsal.setText(sentence)
            self.unlock.setVisible(is_locked)
            self.restore.setEnabled(is_sound)
            self.restore.setDefault(is_sound)

    def _made_list(self) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setObjectName("backups.list")
        made.setAccessibleName("백업")
        made.setHeaderLabels(list(_HEADERS))
        made.setRootIsDecorated(False)
        made.header().setStretchLastSection(True)
        for column, chars in enumerate(_WIDTHS):
            made.setColumnWidth(column, chars * char_width(self))
        return made

    def _explanation(self, workspace: Path) -> QLabel:
        text = QLabel(
            f"되돌리면 지금의 파일은 지우지 않고 '{workspace.stem} 복원 전 …'이라는 이름으로 옆에 남겨 둡니다.",
            self,
        )
        text.setWordWrap(True)
        return text


def _rehearsed(backup: Backup, password: str) -> tuple[bool, bool, str]:
    """Whether a backup can be brought back, whether another password may help, and a sentence that says so."""
    try:
        found = rehearse(backup, password)
    except UserError as error:
        return False, isinstance(error, PasswordError), error.sentence
    return True, False, f"온전한 백업입니다: 보고 {found.reports:,}건, 행 {found.rows:,}개, 칸 {found.cells:,}개."


def _item(backup: Backup, workspace: Path) -> QTreeWidgetItem:
    taken = backup.taken
    day = f"{taken.year}. {taken.month}. {taken.day}.({_DAYS[taken.weekday()]})"
    place = "업무 파일 옆" if backup.path.parent.parent == workspace.parent else str(backup.path.parent)
    size = QLocale().formattedDataSize(backup.size, 1, _MEGABYTES)
    item = QTreeWidgetItem([day, f"{taken:%H:%M:%S}", size, f"  {place}"])
    item.setTextAlignment(2, _RIGHT)
    return item
