"""What the menu does with the life of a report: its history, its state, what comes before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QInputDialog, QMenu

from desktop.ui.actions import ActionSpec

if TYPE_CHECKING:
    from desktop.domain.report import CellKey
    from desktop.services.carry_over import CarriedTable
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session

_FILE, _EDIT, _REPORT = "파일(&F)", "편집(&E)", "보고(&R)"
_CELL_MENU = ("cut", "copy", "paste", "", "note", "cell_history", "correct")
_LONGEST_NAME = 40


def life_specs(window: MainWindow) -> list[ActionSpec]:
    """The actions of this module."""
    life = LifeCommands(window)
    window.events.menu_wanted.connect(life.show_cell_menu)
    return [
        ActionSpec("clerk", _FILE, "담당자 이름…", life.ask_clerk, needs_report=False),
        ActionSpec("note", _EDIT, "메모…", life.write_note, "Shift+F2"),
        ActionSpec("cell_history", _EDIT, "이 칸의 이력…", life.show_cell_history, "Ctrl+Shift+H"),
        ActionSpec("carry_over", _REPORT, "지난 보고에서 새 보고…", life.make_from_last),
        ActionSpec("compare", _REPORT, "비교…", life.compare),
        ActionSpec("state", _REPORT, "상태…", life.show_state),
        ActionSpec("correct", _REPORT, "정정…", life.correct_cell),
        ActionSpec("notes", _REPORT, "메모 목록…", life.show_notes),
        ActionSpec("history", _REPORT, "변경 이력…", life.show_history),
    ]


class LifeCommands:
    """Opens the dialogs; they are imported when they are first wanted."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def show_cell_history(self) -> None:
        """The history of the cell that has the focus."""
        self._show_history(of_cell=True)

    def show_history(self) -> None:
        """The history of the whole report."""
        self._show_history(of_cell=False)

    def show_cell_menu(self, place: QPoint) -> None:
        """The context menu of a cell."""
        menu = QMenu(self._window)
        menu.setObjectName("cell_menu")
        for name in _CELL_MENU:
            if name:
                menu.addAction(self._window.actions_by_name[name])
            else:
                menu.addSeparator()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def ask_clerk(self) -> None:
        """Ask for the clerk's own name, which stands in the log beside the login name."""
        window = self._window
        name, wanted = QInputDialog.getText(
            window, "담당자 이름", "변경 이력에 남길 담당자 이름을 적어 주십시오.", text=window.clerk.name
        )
        if wanted:
            window.clerk.name = name.strip()[:_LONGEST_NAME]
            if window.session is not None:
                window.session.desk.work_as(window.clerk.signature())

    def make_from_last(self) -> None:
        """Carry the open report over into a new one, and say what came along."""
        from desktop.services.carry_over import make_from_last
        from desktop.ui.dialogs.carry_over import CarriedDialog, CarryOverDialog

        session, window = self._window.session, self._window
        if session is None:
            return
        dialog = CarryOverDialog(session.desk.catalog, session.report.info, window.today(), window)
        wish = dialog.wish() if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        told: list[tuple[str, CarriedTable]] = []
        if wish is not None and session.live(
            lambda: told.extend(make_from_last(session.desk, wish.info(session.desk.new_uid())))
        ):
            shown = CarriedDialog(wish.title, told, window)
            shown.exec()
            shown.deleteLater()

    def write_note(self) -> None:
        """Write a note at the cell that has the focus, or at its row."""
        from desktop.ui.dialogs.note import NoteDialog

        session, view = self._window.session, self._window.view
        key = view.focused_key() if view is not None else None
        if session is None or key is None:
            self._window.errors.show("메모를 달 칸에 커서를 두고 다시 눌러 주십시오.")
            return
        dialog = NoteDialog(session, key, self._window)
        dialog.exec()
        dialog.deleteLater()

    def show_notes(self) -> None:
        """All notes of the report."""
        from desktop.ui.dialogs.notes import NotesDialog

        if self._window.session is not None and self._window.view is not None:
            NotesDialog(self._window.session, self._window.view).show()

    def compare(self) -> None:
        """This report beside the last one, or beside itself as it was."""
        if self._window.view is not None:
            self._window.view.open_comparison()

    def show_state(self) -> None:
        """Where the report stands, and the steps that lead on."""
        from desktop.ui.dialogs.report_state import ReportStateDialog

        session = self._window.session
        if session is not None:
            dialog = ReportStateDialog(session, self._window)
            dialog.exec()
            dialog.deleteLater()

    def correct_cell(self) -> None:
        """Open the cell that has the focus for a correction, with a reason."""
        from desktop.services.life import reopen_cell

        session, view = self._window.session, self._window.view
        key = view.focused_key() if view is not None else None
        if session is None or key is None:
            self._window.errors.show("정정할 칸에 커서를 두고 다시 눌러 주십시오.")
            return
        why = self._asked_reason(key, session)
        if why is not None and session.live(lambda: reopen_cell(session.desk, key, why)):
            session.events.jump.emit(key)

    def _asked_reason(self, key: CellKey, session: Session) -> str | None:
        from desktop.services.change_texts import place_of

        if not session.is_locked(key):
            return ""
        place = place_of(key, session.evaluation)
        why, wanted = QInputDialog.getText(self._window, "정정", f"{place}\n\n정정 사유를 적어 주십시오.")
        return why if wanted else None

    def _show_history(self, *, of_cell: bool) -> None:
        from desktop.ui.dialogs.history import HistoryDialog

        session, view = self._window.session, self._window.view
        if session is not None and view is not None:
            HistoryDialog(session, view.focused_key() if of_cell else None, view).show()
