"""The main window: shown first, with the start page; the workspace is opened behind it in a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QStackedWidget

from desktop.ui.actions import Actions, ActionSpec
from desktop.ui.clerk import Clerk
from desktop.ui.errors import ErrorDialogs
from desktop.ui.events import AppEvents
from desktop.ui.flush import finish_typing
from desktop.ui.jobs import Jobs
from desktop.ui.metrics import char_width, line_height
from desktop.ui.opening import WorkspaceOpener
from desktop.ui.pages.start_page import StartPage
from desktop.ui.recent import RecentFiles
from desktop.ui.safety import BackupTimer, check_integrity, look_after, tell_failure
from desktop.version import program_version

if TYPE_CHECKING:
    from desktop.services.backups import Backup
    from desktop.services.catalog import Catalog
    from desktop.services.desk import ChangeResult, Desk
    from desktop.services.salvaging import SalvageResult
    from desktop.ui.dialogs.new_report import ReportWish
    from desktop.ui.lock import IdleLock
    from desktop.ui.session import Session
    from desktop.ui.status import StatusLine
    from desktop.ui.workspace_view import WorkspaceView

_GEOMETRY = "window/geometry"
_WIDE_CHARS, _HIGH_LINES = 190, 46
_FILTER = "업무 파일 (*.seonggwa)"
_SUFFIX = ".seonggwa"


class MainWindow(QMainWindow):
    """Everything that it works with is handed in; nothing of the database is imported before it is shown."""

    def __init__(self, opener: WorkspaceOpener, settings: QSettings, clock: Callable[[], datetime]) -> None:
        """Build the window with its start page.

        Args:
            opener: opens and makes workspaces, called in a worker thread.
            settings: where window size and recent files are remembered.
            clock: the local time.
        """
        super().__init__()
        self.setObjectName("main")
        self.opener, self.settings, self._clock = opener, settings, clock
        self.events, self.errors = AppEvents(self), ErrorDialogs(self)
        self.jobs = Jobs(lambda error: tell_failure(self, error), self)
        self.session: Session | None = None
        self.view: WorkspaceView | None = None
        self._status: StatusLine | None = None
        self._recent = RecentFiles(settings)
        self.clerk = Clerk(settings)
        self._backups = BackupTimer(self, clock)
        self.start_page = StartPage(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start_page)
        self.setCentralWidget(self._stack)
        self.actions_by_name = Actions(self, self._action_specs())
        self._connect()
        self._restore_size()
        self._show_start()

    # ------------------------------------------------------------ workspaces

    def open_path(self, path: Path) -> None:
        """Open a workspace file behind the window; one with a password is left alone when it is not given."""
        self.jobs.start(lambda _job: self.opener.is_protected(path), lambda asks: self._open(path, asks=asks))

    def _open(self, path: Path, *, asks: bool) -> None:
        from desktop.ui.protection import asked_password

        password = asked_password(self, path) if asks else ""
        if password is not None:
            self._open_with(lambda: self.opener.open(path, password))

    def open_sample(self) -> None:
        """Open the example."""
        self._open_with(self.opener.open_sample)

    def restore(self, path: Path, backup: Backup, password: str = "") -> None:
        """Put a backup in the place of a workspace and open it. The present file is set aside, which is its backup."""
        self._backups.forget()
        self._open_with(lambda: self.opener.restore(path, backup, self._clock(), password))

    def salvage(self, path: Path) -> None:
        """Bring what is readable in a damaged workspace into a new one, open that, and say what was lost."""
        self._backups.forget()
        self.close_workspace()
        self.jobs.start(lambda _job: self.opener.salvage(path, self._clock()), self._salvaged)

    def _salvaged(self, result: SalvageResult) -> None:
        self.open_path(result.path)
        self.errors.show(result.sentence)

    def make(self, path: Path, wish: ReportWish) -> None:
        """Make a workspace with its first report."""

        def work() -> Desk:
            from desktop.ui.making import make_report

            desk = self.opener.create(path, wish.organization)
            try:
                make_report(desk, wish)
            except BaseException:
                desk.close()
                raise
            return desk

        self._open_with(work)

    @cached_property
    def idle_lock(self) -> IdleLock:
        """Locks the window; there is none before a workspace is open."""
        from desktop.ui.lock import IdleLock

        return IdleLock(self, self.settings)

    def close_workspace(self) -> None:
        """Close the workspace and go back to the start page."""
        finish_typing()
        if self.session is None:
            return
        self.jobs.wait()
        desk, self.session = self.session.desk, None
        self._drop_view()
        self._backups.finish()
        desk.close()
        self.idle_lock.watch()
        self._show_start()

    def _open_with(self, work: Callable[[], Desk]) -> None:
        """Open in the worker thread; the workspace that is open until then is closed first."""
        self.close_workspace()
        self.jobs.start(lambda _job: work(), self.show_desk)

    def show_desk(self, desk: Desk) -> None:
        """Show a workspace that was opened."""
        from desktop.ui.session import Session
        from desktop.ui.synced import warn_of_sync

        if not desk.has_report and desk.reports():
            desk.open_report(desk.reports()[-1].uid)
        self._recent.add(desk.path)
        self.events.workspace_opened.emit(desk.path)
        if not desk.has_report:
            self.errors.show("이 업무 파일에는 보고가 없습니다. '보고 > 새 보고'로 만들어 주십시오.")
            desk.close()
            return
        desk.work_as(self.clerk.signature())
        self.session = Session(desk, self.events)
        self._backups.follow(desk)
        self.idle_lock.watch()
        self._show_report()
        look_after(self, self.settings)
        check_integrity(self, tell=False)
        warn_of_sync(self, self.settings)

    def _show_report(self) -> None:
        """Show the report that lies on the desk."""
        from desktop.ui.menu import fit_tab_actions
        from desktop.ui.status import StatusLine
        from desktop.ui.workspace_view import WorkspaceView

        if self.session is None:
            return
        self._drop_view()
        self.view = WorkspaceView(self.session, self.jobs, self.settings, self)
        self._status = StatusLine(self._clock, self)
        self.setStatusBar(self._status)
        self._stack.addWidget(self.view)
        self._stack.setCurrentWidget(self.view)
        self.setWindowTitle(f"성과대장: {self.session.desk.path.name}")
        self.actions_by_name.set_has_report(True)
        fit_tab_actions(self.actions_by_name, self.view.names)
        self.save()
        self._changed()
        self.view.current_page().start()

    def _drop_view(self) -> None:
        if self.view is not None:
            self._stack.removeWidget(self.view)
            self.view.setParent(None)
            self.view.deleteLater()
            self.view = None
            self.setStatusBar(None)  # type: ignore[arg-type]
            self._status = None

    def _show_start(self) -> None:
        self.setWindowTitle("성과대장")
        self.actions_by_name.set_has_report(False)
        self.start_page.show_recent(self._recent.paths())
        self._stack.setCurrentWidget(self.start_page)

    # ------------------------------------------------------------ dialogs

    def _ask_new(self) -> None:
        self.jobs.start(lambda _job: self.opener.catalog(), self._ask_workspace)

    def _ask_workspace(self, catalog: Catalog) -> None:
        wish = self._ask_report(catalog, "")
        if wish is None:
            return
        name = f"{wish.organization.split()[-1]}{_SUFFIX}"
        path, _ = QFileDialog.getSaveFileName(self, "새 업무 파일", str(self._recent.folder() / name), _FILTER)
        if path:
            self.make(Path(path if path.endswith(_SUFFIX) else path + _SUFFIX), wish)

    def ask_more(self) -> None:
        """One more report in the open workspace."""
        from desktop.services.errors import UserError
        from desktop.ui.making import make_report

        if self.session is None:
            return
        wish = self._ask_report(self.session.desk.catalog, self.session.report.info.organization)
        if wish is None:
            return
        try:
            make_report(self.session.desk, wish)
        except UserError as error:
            self.errors.show(error.sentence)
            return
        self.session.open_report(self.session.report.info.uid)

    def _ask_report(self, catalog: Catalog, organization: str) -> ReportWish | None:
        from desktop.ui.dialogs.new_report import NewReportDialog

        dialog = NewReportDialog(catalog, self.today(), organization, self)
        wish = dialog.wish() if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        return wish

    def _ask_open(self) -> None:
        path = self.ask_path("업무 파일 열기")
        if path is not None:
            self.open_path(path)

    def ask_path(self, title: str) -> Path | None:
        """Let the clerk choose a workspace file; None when the dialog was left."""
        path, _ = QFileDialog.getOpenFileName(self, title, str(self._recent.folder()), _FILTER)
        return Path(path) if path else None

    def today(self) -> date:
        """The day on the clerk's computer."""
        return self._clock().date()

    def about(self) -> None:
        """Say what this program is."""
        from desktop.ui.dialogs.about import show_about

        show_about(program_version(), self)

    # ------------------------------------------------------------ following

    def _connect(self) -> None:
        self.start_page.new_wanted.connect(self._ask_new)
        self.start_page.open_wanted.connect(self._ask_open)
        self.start_page.sample_wanted.connect(self.open_sample)
        self.start_page.wanted_file.connect(lambda path: self.open_path(Path(path)))
        self.jobs.busy_changed.connect(self.start_page.set_busy)
        self.events.changed.connect(self._stored)
        self.events.opened.connect(self._show_report)
        self.events.refused.connect(self.errors.show)

    def _stored(self, result: ChangeResult) -> None:
        """After a step: say that it is stored. A check of the whole report has no label, and stores nothing."""
        if result.label:
            self.save()
        self._changed()

    def _changed(self) -> None:
        if self.session is None or self._status is None:
            return
        desk = self.session.desk
        self._status.show_session(self.session)
        if masked := desk.screening.tell(desk.evaluation):
            self.errors.show(masked)
        for name, text, label in (("undo", "실행 취소", desk.undo_label), ("redo", "다시 실행", desk.redo_label)):
            self.actions_by_name[name].setText(f"{text}: {label}" if label else text)
            self.actions_by_name[name].setEnabled(bool(label))

    def say(self, sentence: str) -> None:
        """Say something in the status bar, until the next change."""
        if self._status is not None:
            self._status.say(sentence)

    def save(self) -> None:
        """Ctrl+S: typing was finished before (every action does it), and everything is stored already."""
        if self._status is not None:
            self._status.say_saved()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is being typed, remember the size, close the workspace."""
        finish_typing()
        self.settings.setValue(_GEOMETRY, self.saveGeometry())
        self.close_workspace()
        self.jobs.wait()
        super().closeEvent(event)

    def _restore_size(self) -> None:
        self.resize(_WIDE_CHARS * char_width(self), _HIGH_LINES * line_height(self))
        geometry = self.settings.value(_GEOMETRY)
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)

    # ------------------------------------------------------------ menu

    def _action_specs(self) -> list[ActionSpec]:
        from desktop.ui.menu import action_specs

        return action_specs(self)
