"""Notes in the window: written at a cell, marked and listed, evidence attached; undone as everything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.report import CellKey
from desktop.ui.dialogs.note import NoteDialog
from desktop.ui.dialogs.notes import NotesDialog
from desktop.ui.look import colors
from desktop.ui.session import Session
from tests.windows import Driver

Key = Qt.Key


def session_of(driver: Driver) -> Session:
    assert driver.window.session is not None
    return driver.window.session


def note_dialog(driver: Driver) -> NoteDialog:
    driver.at(driver.table("budget"), 2, 2)
    view = driver.window.view
    assert view is not None
    key = view.focused_key()
    assert key is not None
    return NoteDialog(session_of(driver), key, driver.window)


def test_a_note_with_evidence_is_written_marked_listed_and_undone(driver: Driver, tmp_path: Path) -> None:
    session, dialog = session_of(driver), note_dialog(driver)
    proof = tmp_path / "공문.pdf"
    proof.write_bytes(b"%PDF")
    dialog.text.setPlainText("담당자에게 확인")
    dialog.source.setText("e호조 3쪽")
    dialog.is_question.setChecked(True)
    dialog.attach(tmp_path / "없음.pdf")
    assert "없음.pdf" in dialog.problem.text()
    dialog.attach(proof)
    assert dialog.problem.text() == ""
    item = dialog.files.topLevelItem(0)
    assert item is not None
    assert len(item.text(2)) == 64
    dialog.save_file(tmp_path / "복사.pdf")
    assert (tmp_path / "복사.pdf").read_bytes() == b"%PDF"
    key = dialog.key
    dialog.accept()
    note = session.report.notes[key]
    assert (note.text, note.source, note.is_question, note.files[0].name) == (
        "담당자에게 확인",
        "e호조 3쪽",
        True,
        "공문.pdf",
    )
    grid = driver.table("budget")
    assert grid.table_model.note(2, 2) == note
    assert "담당자에게 확인" in str(grid.table_model.index(2, 2).data(Qt.ItemDataRole.ToolTipRole))
    driver.at(grid, 0, 0)
    rect = grid.visualRect(grid.table_model.index(2, 2))
    picture = grid.viewport().grab().toImage()
    assert picture.pixelColor(rect.right() - 1, rect.top() + 1) == colors(QApplication.palette()).warning
    listed = NotesDialog(session, driver.window)
    listed.only_questions.setChecked(True)
    assert listed.list.topLevelItemCount() == 1
    assert "확인 필요 1건" in listed.count.text()
    session.undo()
    assert session.report.notes == {}
    assert listed.list.topLevelItemCount() == 0
    listed.close()
    dialog.deleteLater()


def test_a_note_of_a_row_shows_at_its_first_cell_and_the_list_goes_there(driver: Driver) -> None:
    session, dialog = session_of(driver), note_dialog(driver)
    cell = dialog.key
    dialog.place.setCurrentIndex(1)
    dialog.text.setPlainText("추경 뒤 다시 볼 것")
    dialog.accept()
    assert set(session.report.notes) == {CellKey(cell.table, cell.row, "")}
    grid = driver.table("budget")
    assert grid.table_model.note(2, 0) is not None
    assert grid.table_model.note(2, 2) is None
    listed = NotesDialog(session, driver.window)
    driver.table("personnel")
    listed.go()
    driver.settle()
    view = driver.window.view
    assert view is not None
    driver.window.activateWindow()
    driver.wait(driver.window.isActiveWindow)
    assert view.focused_key() == CellKey(cell.table, cell.row, grid.table_model.columns[0].key)
    again = NoteDialog(session, cell, driver.window)
    assert again.text.toPlainText() == "추경 뒤 다시 볼 것"
    assert again.signature.text()
    for each in (again, listed, dialog):
        each.close()
        each.deleteLater()


def test_taking_a_file_off_and_blanking_the_note_takes_it_away(driver: Driver, tmp_path: Path) -> None:
    session, dialog = session_of(driver), note_dialog(driver)
    proof = tmp_path / "a.txt"
    proof.write_text("1", encoding="utf-8")
    dialog.attach(proof)
    dialog.accept()
    key = dialog.key
    assert session.report.notes[key].files
    again = NoteDialog(session, key, driver.window)
    again.detach()
    again.accept()
    assert session.report.notes == {}
    session.undo()
    assert session.report.notes[key].files
    for each in (again, dialog):
        each.deleteLater()
