"""Write a PNG of every tab and dialog with the sample data: `python -m tests.screens DIR [SAMPLE…]`.

`python -m tests.screens --guide` makes the pictures of docs/사용-안내.md anew.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QDialog, QWidget

from desktop.app import make_application
from desktop.domain.clipboard import read_table
from desktop.domain.pasted import PastedTable
from desktop.domain.report import CellKey, Note
from desktop.domain.terms import Term
from desktop.paths import resources_dir
from desktop.services.backups import take_backup
from desktop.services.errors import PasswordError
from desktop.services.notes import note_change
from desktop.services.support import SupportFile, SupportSource, support_files
from desktop.ui.dialogs.backups import BackupsDialog
from desktop.ui.dialogs.carry_over import CarryOverDialog
from desktop.ui.dialogs.history import HistoryDialog
from desktop.ui.dialogs.lock import LockDialog
from desktop.ui.dialogs.new_report import NewReportDialog
from desktop.ui.dialogs.note import NoteDialog
from desktop.ui.dialogs.notes import NotesDialog
from desktop.ui.dialogs.own_table import OwnTableDialog
from desktop.ui.dialogs.password import PasswordDialog, UnlockDialog
from desktop.ui.dialogs.pasted_table import PastedTableDialog
from desktop.ui.dialogs.report_state import ReportStateDialog
from desktop.ui.dialogs.support import SupportDialog
from desktop.ui.dialogs.terms import TermsDialog
from desktop.ui.second_folder import SecondFolder
from tests.windows import NOW, Driver, register_fonts, sample_workspace

SAMPLES = tuple(sorted(path.stem for path in (resources_dir() / "samples").glob("*.json")))

_PICTURES = Path(__file__).resolve().parent.parent / "docs" / "그림"
_CLIPBOARDS = Path(__file__).resolve().parent / "clipboards"
_GUIDE = {
    "시작": "start",
    "기관-정보": "economy_2022_budget",
    "성과지표": "sba_2020_performance_kpi_components",
    "사업-실적": "economy_2022_tab3_programs",
    "감사-조치": "economy_2022_tab4_audit",
    "참여보고": "sba_2018_coe_page",
    "점검": "economy_2022_tab5_checks",
    "내보내기": "economy_2022_tab6_export",
}
"""Pictures of the user guide, by the picture that is drawn for it."""


def main(folder: Path, samples: Sequence[str] = SAMPLES) -> None:
    """Write all pictures into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application(["screens"])
    register_fonts(app)
    for sample in samples:
        with tempfile.TemporaryDirectory(prefix="성과대장 예제 ") as scratch:
            source = sample_workspace(sample, Path(scratch))
            path = shutil.copy(source, Path(scratch) / "업무.seonggwa")
            driver = Driver(app, Path(path), Path(scratch))
            _shoot_tabs(driver, folder, sample)
            _shoot_tables(driver, folder, sample)
            if sample == SAMPLES[0]:
                _shoot_dialogs(driver, folder)
            _shoot_dark(driver, folder, sample)
            driver.window.close_workspace()
            _shoot(driver, driver.window, folder / "start.png")
            driver.close()


def _shoot_dark(driver: Driver, folder: Path, sample: str) -> None:
    """The tabs once more, in a dark palette."""
    light, dark = driver.app.palette(), driver.app.palette()
    ground, text = QColor("#202124"), QColor("#E8EAED")
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Button, QPalette.ColorRole.AlternateBase):
        dark.setColor(role, ground.lighter(130))
    dark.setColor(QPalette.ColorRole.Base, ground)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        dark.setColor(role, text)
    driver.app.setPalette(dark)
    _shoot_tabs(driver, folder, f"{sample}_dark")
    driver.app.setPalette(light)


def guide() -> None:
    """Make the pictures of the user guide."""
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(scratch), ["economy_2022", "sba_2018", "sba_2020_performance"])
        for name, drawn in _GUIDE.items():
            shutil.copy(Path(scratch) / f"{drawn}.png", _PICTURES / f"{name}.png")


def _shoot_tabs(driver: Driver, folder: Path, sample: str) -> None:
    view = driver.window.view
    assert view is not None
    for place, name in enumerate(view.names, start=1):
        view.show_tab(name)
        driver.wait(lambda: not driver.window.jobs.is_busy)
        _shoot(driver, driver.window, folder / f"{sample}_tab{place}_{name}.png")


def _shoot_tables(driver: Driver, folder: Path, sample: str) -> None:
    """One picture of every table of the tabs, with its first rows, and of the worst finding."""
    session, view = driver.window.session, driver.window.view
    assert session is not None
    assert view is not None
    for code in dict.fromkeys(table.code for table in session.report.tables.values() if not table.is_custom):
        tables = session.report.of_code(code)
        table = next((table for table in tables if table.rows), tables[0])
        rows, fields = session.evaluation.rows(table.uid), [field.key for field in table.definition.fields]
        columns = [column.key for column in table.definition.columns if column.in_window]
        if table.definition.tab == "programs" or not ((rows and columns) or fields):
            continue
        key = CellKey(table.uid, rows[0].uid, columns[0]) if rows and columns else None
        view.go_to(key or CellKey(table.uid, "@table", fields[0]))
        _shoot(driver, driver.window, folder / f"{sample}_{code}.png")
    view.next_finding(1)
    _shoot(driver, driver.window, folder / f"{sample}_finding.png")


def _shoot_dialogs(driver: Driver, folder: Path) -> None:
    session = driver.window.session
    assert session is not None
    own = next(table for table in session.report.tables.values() if table.is_custom)
    grid = driver.table("budget")
    driver.at(grid, 2, 2)
    for typed in ("1234", "1235"):
        driver.type(typed)
        driver.press(Qt.Key.Key_Return, Qt.Key.Key_Up)
    view = driver.window.view
    assert view is not None
    for place, (text, is_question) in enumerate((("담당자에게 확인할 것", True), ("결산서와 맞음", False))):
        driver.at(grid, 2 + place, 2)
        key = view.focused_key()
        assert key is not None
        session.apply(note_change(session.desk, key, Note(text, "e호조 2022. 1. 21.", is_question=is_question)))
    driver.at(grid, 2, 2)
    take_backup(session.desk, NOW)
    session.set_terms([Term("경제정책실", ("경제실", "경제 정책실")), Term("액셀러레이터", ("엑셀러레이터",))])
    dialogs: dict[str, QDialog] = {
        "backups": BackupsDialog(
            session.desk.path, driver.window.jobs, SecondFolder(driver.window.settings), driver.window
        ),
        "history_cell": HistoryDialog(session, view.focused_key(), driver.window),
        "history": HistoryDialog(session, None, driver.window),
        "note": NoteDialog(session, view.focused_key() or CellKey("", "", ""), driver.window),
        "notes": NotesDialog(session, driver.window),
        "carry_over": CarryOverDialog(session.desk.catalog, session.report.info, NOW.date(), driver.window),
        "report_state": ReportStateDialog(session, driver.window),
        "new_report": NewReportDialog(session.desk.catalog, NOW.date(), "", driver.window),
        "password": PasswordDialog("비밀번호 2022", 3, driver.window),
        "password_first": PasswordDialog("", 0, driver.window),
        "unlock": UnlockDialog("'경제정책실.seonggwa' 파일은 비밀번호로 보호되어 있습니다.", _refused, driver.window),
        "lock": LockDialog("비밀번호 2022", driver.window),
        "support": SupportDialog(_support_files(driver), driver.window),
        "pasted_table": PastedTableDialog(_copied("calc_support"), 2022, driver.window),
        "pasted_budget": PastedTableDialog(_copied("excel_budget"), 2022, driver.window),
        "terms": TermsDialog(session, driver.window),
        "own_table": OwnTableDialog(own.definition_json, lambda _json: "", driver.window),
    }
    for name, dialog in dialogs.items():
        dialog.show()
        driver.wait(lambda: not driver.window.jobs.is_busy)
        _shoot(driver, dialog, folder / f"dialog_{name}.png")
        dialog.close()
    view.open_comparison()
    driver.settle()
    _shoot(driver, driver.window, folder / "comparison.png")
    view.close_comparison()


def _refused(_typed: str) -> None:
    raise PasswordError("비밀번호가 맞지 않습니다. 한/영과 Caps Lock을 확인하고 다시 넣어 주십시오.")


def _support_files(driver: Driver) -> tuple[SupportFile, ...]:
    window = driver.window
    assert window.session is not None
    desk = window.session.desk
    return support_files(SupportSource(Path(window.settings.fileName()).parent, desk.catalog, desk, qVersion()))


def _copied(name: str) -> PastedTable:
    """A table as another program put it on the clipboard."""
    table = read_table("", (_CLIPBOARDS / f"{name}.html").read_text(encoding="utf-8"))
    assert table is not None
    return table


def _shoot(driver: Driver, widget: QWidget, path: Path) -> None:
    driver.settle()
    assert widget.grab().save(str(path)), path


if __name__ == "__main__":
    if sys.argv[1:] == ["--guide"]:
        guide()
    else:
        main(Path(sys.argv[1]), sys.argv[2:] or SAMPLES)
