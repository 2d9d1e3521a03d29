"""도움말 > 지원 자료 만들기: each file is shown before anything is saved."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from desktop.ui.dialogs.support import SupportDialog
from tests.windows import Driver


def test_the_clerk_reads_every_file_and_saves_them(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, seen = tmp_path / "지원", dict[str, str]()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))

    def read_all() -> None:
        dialog = driver.window.findChild(SupportDialog)
        if not isinstance(dialog, SupportDialog) or not dialog.isVisible():
            QTimer.singleShot(20, read_all)
            return
        for place in range(dialog.list.count()):
            dialog.list.setCurrentRow(place)
            seen[dialog.list.item(place).text()] = dialog.text.toPlainText()
        dialog.accept()

    QTimer.singleShot(0, read_all)
    driver.window.actions_by_name["support"].trigger()
    saved = target.with_suffix(".zip")
    driver.wait(lambda: saved.is_file() and not driver.window.jobs.is_busy)
    with zipfile.ZipFile(saved) as made:
        held = {name: made.read(name).decode() for name in made.namelist()}
    assert set(seen) == set(held)
    assert "무결성 이상 없음" in seen["업무-파일.txt"]
    assert {name: text.strip() for name, text in held.items() if text} == {
        name: text.strip() for name, text in seen.items() if held[name]
    }
