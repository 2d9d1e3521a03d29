"""A resident registration number typed in the window is masked before it is stored, and the clerk is told where."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from desktop.domain.report import CellKey
from tests.windows import Driver


def shown(driver: Driver) -> str:
    box = driver.window.findChild(QMessageBox, "error")
    assert isinstance(box, QMessageBox)
    text = box.text()
    box.accept()
    driver.settle()
    return text


def test_a_typed_number_is_masked_in_the_cell_and_told(driver: Driver) -> None:
    grid = driver.table("departments")
    driver.at(grid, 0, 0)
    driver.type("900101-1234567")
    driver.press(Qt.Key.Key_Return)
    assert "부서 목록" in shown(driver)
    assert grid.table_model.index(0, 0).data() == "900101-1******"
    session = driver.window.session
    assert session is not None
    table = session.report.of_code("departments")[0]
    value = session.report.value(CellKey(table.uid, table.rows[0].uid, "name"))
    assert value is not None
    assert value.text == "900101-1******"
    driver.window.close_workspace()
    assert b"1234567" not in session.desk.path.read_bytes()
