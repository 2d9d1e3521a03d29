"""`seonggwa --selftest FILE.json`: an installed program tries itself and says what it saw.

It opens the example in a temporary folder, types a figure into the real grid with real key events, sees the total
follow, exports, reads the workbook back, and writes FILE.json, FILE.png (the window) and FILE.seonggwa (the workspace).
"""

from __future__ import annotations

import json
import locale
import platform
import shutil
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt, qVersion
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.app import make_application, make_window
from desktop.domain.display import display
from desktop.domain.report import TOTAL_ROW, CellKey
from desktop.log import start_log
from desktop.paths import data_dir, resources_dir
from desktop.version import program_version

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.session import Session

FINE, FAILED = 0, 3
_PATIENCE_MS = 60_000
_TABLE, _COLUMN = "budget", "expenditure"
_TYPED = "271"


def run_selftest(target: Path) -> int:
    """Try the program and write what was seen. Returns 0 when everything was as it should be, else 3."""
    record: dict[str, object] = {"ok": False}
    app = make_application([sys.argv[0]])
    with tempfile.TemporaryDirectory(prefix="성과대장 점검 ", ignore_cleanup_errors=True) as folder:
        window = make_window(Path(folder), Path(folder))  # a clerk's own recent files and sizes stay as they are
        try:
            record |= (
                _environment(app) | _upgrade(Path(folder)) | _protect(Path(folder)) | _try(window, Path(folder), target)
            )
            record["ok"] = True
        except Exception:  # noqa: BLE001 - whatever goes wrong is what the test is for
            record["error"] = traceback.format_exc()
        finally:
            target.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
            window.close()
    return FINE if record["ok"] else FAILED


def _environment(app: QApplication) -> dict[str, object]:
    return {
        "version": program_version(),
        "python": sys.version,
        "qt": qVersion(),
        "system": platform.platform(),
        "platform": app.platformName(),
        "encoding": locale.getpreferredencoding(do_setlocale=False),
        "fonts": len(QFontDatabase.families()),
        "frozen": bool(getattr(sys, "frozen", False)),
        "resources": str(resources_dir()),
        "log": str(start_log(data_dir())),
    }


def _upgrade(folder: Path) -> dict[str, object]:
    """Bring an empty file to the newest schema by every migration: they are data files that a package may lack."""
    from db.engine import open_engine
    from db.migrate import upgrade
    from db.schema import SCHEMA_VERSION, stored_version

    path = folder / "옛 판.seonggwa"
    path.touch()
    engine = open_engine(path)
    try:
        upgrade(engine)
        with engine.begin() as connection:
            version = stored_version(connection)
    finally:
        engine.dispose()
    _ensure(version == SCHEMA_VERSION, f"every migration runs: {version} of {SCHEMA_VERSION}")
    return {"schema": version}


def _protect(folder: Path) -> dict[str, object]:
    """Give an empty file of the newest schema a password and open it by that: SQLCipher is a library that may lack."""
    from db.connecting import Key, driver
    from db.files import is_encrypted
    from db.protection import change_key, require_key

    path, key = folder / "옛 판.seonggwa", Key("점검용 비밀번호")
    change_key(path, "selftest", None, key)
    require_key(path, key)
    _ensure(is_encrypted(path), "a workspace with a password cannot be read without it")
    return {"cipher": str(driver(by_cipher=True).sqlite_version)}


def _try(window: MainWindow, folder: Path, target: Path) -> dict[str, object]:
    """The main job, once; an AssertionError says what was not as it should be."""
    window.show()
    _activate(window)
    window.open_sample()
    _wait(lambda: window.session is not None, "the example opens")
    session = window.session
    _ensure(session is not None and window.view is not None, "a report is open")
    assert session is not None  # noqa: S101 - for the type checker; _ensure has raised otherwise
    seen = _type_a_figure(window, session)
    window.grab().save(str(target.with_suffix(".png")))
    workbook = _export(session, folder / "결과.xlsx")
    path = session.desk.path
    window.close_workspace()
    shutil.copyfile(path, target.with_suffix(".seonggwa"))
    return {**seen, "workbook": workbook, "workspace": path.name}


def _activate(window: MainWindow) -> None:
    """Make the window the active one, which a session without a screen or window manager does not do by itself."""
    window.activateWindow()
    QApplication.processEvents()
    if not window.isActiveWindow():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # for lack of another way
            QApplication.setActiveWindow(window)


def _type_a_figure(window: MainWindow, session: Session) -> dict[str, object]:
    table = session.report.of_code(_TABLE)[0]
    row = session.evaluation.rows(table.uid)[-1].uid
    cell, total = CellKey(table.uid, row, _COLUMN), CellKey(table.uid, TOTAL_ROW, _COLUMN)
    before = _shown(session, total)
    _ensure(window.view is not None, "the tabs are there")
    assert window.view is not None  # noqa: S101 - for the type checker
    window.view.go_to(cell)
    _wait(lambda: QApplication.focusWidget() is not None, "the grid takes the focus")
    for character in _TYPED:
        _press(Qt.Key(ord(character)), character)
    _press(Qt.Key.Key_Return, "\r")
    _wait(lambda: _shown(session, cell) == _TYPED, "what was typed is stored")
    after = _shown(session, total)
    _ensure(before != after, f"the total follows: {before} → {after}")
    return {"typed": _TYPED, "total_before": before, "total_after": after, "findings": len(session.findings)}


def _shown(session: Session, key: CellKey) -> str:
    column = session.report.tables[key.table].definition.column(key.column)
    return display(column, session.evaluation.shown(key).value) if column else ""


def _export(session: Session, path: Path) -> dict[str, object]:
    """Export and read back: the typed figure stands in the workbook as a number."""
    import openpyxl

    from desktop.services.reports import export_report

    export_report(session.desk, path)
    book = openpyxl.load_workbook(path)
    numbers = {cell.value for sheet in book for cells in sheet.iter_rows() for cell in cells}
    _ensure(int(_TYPED) in numbers, "the typed figure is a number in the exported workbook")
    return {"sheets": len(book.sheetnames), "cells": len(numbers)}


def _press(key: Qt.Key, text: str) -> None:
    """One key, to whatever has the focus."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        receiver = QApplication.focusWidget()
        if receiver is not None:
            QApplication.sendEvent(receiver, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        QApplication.processEvents()


def _wait(until: Callable[[], bool], what: str) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not until():
        _ensure(clock.elapsed() < _PATIENCE_MS, what)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    QApplication.processEvents()


def _ensure(condition: bool, what: str) -> None:  # noqa: FBT001 - reads like assert, and is there with -O too
    if not condition:
        raise AssertionError(what)
