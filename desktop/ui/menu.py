"""The menu of the window as one table (shortcuts: docs/사용-안내.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from desktop.ui.actions import Actions, ActionSpec
from desktop.ui.life import life_specs
from desktop.ui.safety import safety_specs
from desktop.ui.tabs import CHECKS, EXPORT, TAB_TITLES

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session
    from desktop.ui.workspace_view import WorkspaceView

_FILE, _EDIT, _REPORT, _CHECK, _VIEW, _TOOLS, _HELP = (
    "파일(&F)",
    "편집(&E)",
    "보고(&R)",
    "점검(&C)",
    "보기(&V)",
    "도구(&T)",
    "도움말(&H)",
)


def action_specs(window: MainWindow) -> list[ActionSpec]:
    """Every action of the window."""
    return [
        *_file_specs(window),
        *safety_specs(window),
        *_protection_specs(window),
        *_edit_specs(window),
        *_report_specs(window),
        *life_specs(window),
        *_view_specs(window),
        ActionSpec("terms", _TOOLS, "용어 목록…", lambda: _show_terms(window)),
        *_help_specs(window),
    ]


def fit_tab_actions(actions: Actions, names: Sequence[str]) -> None:
    """Offer the tabs that the open report has; Ctrl+1, Ctrl+2 … count them from the left."""
    for name in TAB_TITLES:
        actions[f"tab_{name}"].setVisible(name in names)
        actions[f"tab_{name}"].setShortcut(f"Ctrl+{names.index(name) + 1}" if name in names else "")


def _file_specs(window: MainWindow) -> list[ActionSpec]:
    page, view = window.start_page, _of_view(window)
    return [
        ActionSpec("new", _FILE, "새 업무 파일…", page.new_wanted.emit, "Ctrl+N", needs_report=False),
        ActionSpec("open", _FILE, "열기…", page.open_wanted.emit, "Ctrl+O", needs_report=False),
        ActionSpec("open_sample", _FILE, "예제 열기", page.sample_wanted.emit, needs_report=False),
        ActionSpec("save", _FILE, "저장", window.save, "Ctrl+S"),
        ActionSpec("print", _FILE, "인쇄…", view(lambda it: it.print()), "Ctrl+P"),
        ActionSpec("close_workspace", _FILE, "업무 파일 닫기", window.close_workspace, "Ctrl+W"),
        ActionSpec("quit", _FILE, "끝내기", lambda: _close(window), "Ctrl+Q", needs_report=False),
    ]


def _edit_specs(window: MainWindow) -> list[ActionSpec]:
    session, view = _of_session(window), _of_view(window)
    return [
        ActionSpec("undo", _EDIT, "실행 취소", session(lambda desk: desk.undo()), "Ctrl+Z"),
        ActionSpec("redo", _EDIT, "다시 실행", session(lambda desk: desk.redo()), "Ctrl+Y; Ctrl+Shift+Z"),
        ActionSpec("cut", _EDIT, "잘라내기", view(lambda it: it.on_rows(lambda rows: rows.cut())), "Ctrl+X"),
        ActionSpec("copy", _EDIT, "복사", view(lambda it: it.on_rows(lambda rows: rows.copy())), "Ctrl+C"),
        ActionSpec("paste", _EDIT, "붙여넣기", view(lambda it: it.paste()), "Ctrl+V"),
        ActionSpec("paste_table", _EDIT, "표 붙여넣기…", view(lambda it: it.paste_table()), "Ctrl+Shift+V"),
        ActionSpec("add_row", _EDIT, "행 추가", view(lambda it: it.on_rows(lambda rows: rows.add())), "Ctrl+Ins"),
        ActionSpec(
            "remove_rows", _EDIT, "행 삭제", view(lambda it: it.on_rows(lambda rows: rows.remove())), "Ctrl+Del"
        ),
        ActionSpec("move_up", _EDIT, "위로 옮기기", view(lambda it: it.move_focused(-1)), "Alt+Up"),
        ActionSpec("move_down", _EDIT, "아래로 옮기기", view(lambda it: it.move_focused(1)), "Alt+Down"),
    ]


def _report_specs(window: MainWindow) -> list[ActionSpec]:
    view = _of_view(window)
    return [
        ActionSpec("new_report", _REPORT, "새 보고…", window.ask_more),
        ActionSpec("export", _REPORT, "내보내기…", view(lambda it: it.show_tab(EXPORT)), "Ctrl+E"),
        ActionSpec("checks", _CHECK, "점검 결과", view(lambda it: it.show_tab(CHECKS))),
        ActionSpec("next_finding", _CHECK, "다음 결과", view(lambda it: it.next_finding(1)), "F8"),
        ActionSpec("previous_finding", _CHECK, "이전 결과", view(lambda it: it.next_finding(-1)), "Shift+F8"),
    ]


def _view_specs(window: MainWindow) -> list[ActionSpec]:
    view = _of_view(window)
    tabs = [
        ActionSpec(f"tab_{name}", _VIEW, title, view(_showing(name)), f"Ctrl+{place}")
        for place, (name, title) in enumerate(TAB_TITLES.items(), start=1)
    ]
    return [
        *tabs,
        ActionSpec("next_tab", _VIEW, "다음 탭", view(lambda it: it.next_tab(1)), "Ctrl+PgDown"),
        ActionSpec("previous_tab", _VIEW, "이전 탭", view(lambda it: it.next_tab(-1)), "Ctrl+PgUp"),
        ActionSpec("next_area", _VIEW, "목록과 표 사이 옮기기", view(lambda it: it.next_area()), "F6"),
    ]


def _protection_specs(window: MainWindow) -> list[ActionSpec]:
    return [
        ActionSpec("password", _FILE, "비밀번호…", _protecting(lambda it: it.change_password(window))),
        ActionSpec("lock_after", _FILE, "자동 잠금…", _protecting(lambda it: it.ask_minutes(window))),
        ActionSpec("lock", _FILE, "지금 잠그기", _protecting(lambda it: it.lock(window)), "Ctrl+L"),
    ]


def _help_specs(window: MainWindow) -> list[ActionSpec]:
    def gather() -> None:
        from desktop.ui.support import gather

        gather(window)

    return [
        ActionSpec("support", _HELP, "지원 자료 만들기…", gather, needs_report=False),
        ActionSpec("about", _HELP, "정보", window.about, needs_report=False),
    ]


def _protecting(step: Callable[[ModuleType], None]) -> Callable[[], None]:
    """A handler in a module that is imported only when it is wanted."""

    def run() -> None:
        from desktop.ui import protection

        step(protection)

    return run


def _show_terms(window: MainWindow) -> None:
    from desktop.ui.dialogs.terms import TermsDialog

    if window.session is not None:
        dialog = TermsDialog(window.session, window)
        dialog.exec()
        dialog.deleteLater()


def _showing(name: str) -> Callable[[WorkspaceView], None]:
    return lambda view: view.show_tab(name)


def _close(window: MainWindow) -> None:
    window.close()


def _of_view(window: MainWindow) -> Callable[[Callable[[WorkspaceView], None]], Callable[[], None]]:
    """A handler that works on the open report's view, and does nothing without one."""
    return lambda step: lambda: step(window.view) if window.view is not None else None


def _of_session(window: MainWindow) -> Callable[[Callable[[Session], None]], Callable[[], None]]:
    return lambda step: lambda: step(window.session) if window.session is not None else None
