"""The columns of a clerk's own table between names and keys: nothing is lost on the way there and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.domain.definition_parser import parse_custom
from desktop.domain.editing import set_definition
from desktop.domain.report import CellKey, Table
from desktop.ui.dialogs.own_columns import columns_data, own_columns
from desktop.ui.dialogs.own_table import OwnTableDialog
from tests.windows import Driver

_FEWEST = 2

TABLE: dict[str, Any] = {
    "title": "예산",
    "columns": [
        {"key": "c1", "label": "구 분", "type": "text"},
        {"key": "c2", "label": "예산\n현액", "type": "money", "unit": "백만원"},
        {"key": "c3", "label": "지출액", "type": "money", "unit": "백만원"},
        {"key": "c4", "label": ["집행률", "지출액"], "type": "percent", "places": 1, "formula": "c3 / c2 * 100"},
        {"key": "c5", "label": "{year}년", "type": "count", "years": "2018..2020"},
        {"key": "c6", "label": "계", "type": "count", "formula": "c5@2018 + c5@2019 + c5@2020"},
        {"key": "c7", "label": "현원", "type": "pair", "parts": ["left", "right"]},
        {"key": "c8", "label": "값", "type": "decimal", "unit_column": "c1"},
    ],
    "total": {"label": "계", "place": "first", "sum": ["c2", "c3"], "label_column": "c1"},
}


def test_what_is_not_touched_comes_back_as_it_was() -> None:
    made = columns_data(own_columns(TABLE), "first", TABLE)
    assert made == {"columns": TABLE["columns"], "total": TABLE["total"]}
    parse_custom({**TABLE, **made}, "표")


def test_columns_of_the_same_name_are_told_apart_in_formulas() -> None:
    columns = own_columns(TABLE)
    assert columns[3].formula == "지출액 / 예산\\n현액 * 100"
    columns[5] = replace(columns[5], formula="집행률 > 지출액 + 지출액")
    assert columns_data(columns, "", TABLE)["columns"][5]["formula"] == "c4 + c3"


def test_a_formula_follows_a_column_that_gets_another_name() -> None:
    columns = own_columns(TABLE)
    columns[1] = replace(columns[1], label="예산액")
    assert columns_data(columns, "", TABLE)["columns"][3]["formula"] == "c3 / c2 * 100"


def test_a_type_takes_with_it_only_what_it_allows() -> None:
    columns = own_columns(TABLE)
    columns[6] = replace(columns[6], type="count")
    columns[2] = replace(columns[2], type="pair", unit="")
    columns[3] = replace(columns[3], type="text", formula="")
    made = columns_data(columns, "", TABLE)["columns"]
    assert "parts" not in made[6]
    assert made[2]["parts"] == ["left", "right"]
    assert "places" not in made[3]
    assert "formula" not in made[3]


def test_columns_are_put_in_moved_and_taken_away_without_losing_figures(driver: Driver) -> None:
    session = driver.window.session
    assert session is not None
    own = next(table for table in session.report.tables.values() if table.is_custom and _is_plain(table))
    before, first, second = own, own.definition.columns[0].key, own.definition.columns[1].key
    dialog = OwnTableDialog(own.definition_json, lambda _json: "", driver.window)
    dialog.show()
    driver.wait(dialog.isActiveWindow)
    dialog.lines[0].label.setFocus()
    _press(dialog, "column_down")
    assert [line.key for line in dialog.lines][:2] == [second, first]
    _press(dialog, "add_column")
    added = dialog.lines[2].key
    assert added not in {column.key for column in own.definition.columns}
    dialog.lines[2].label.setText("덧붙인 열")
    dialog.lines[-1].label.setFocus()
    gone = dialog.lines[-1].key
    _press(dialog, "remove_column")
    definition = dialog.definition()
    dialog.close()
    dialog.deleteLater()
    assert [column["key"] for column in json.loads(definition)["columns"]][:3] == [second, first, added]
    session.apply(set_definition(session.evaluation, own.uid, definition, session.desk.catalog))
    changed = session.report.tables[own.uid]
    for row in before.rows:
        kept = {key: value for key, value in row.cells.items() if key != gone}
        assert dict(session.report.tables[own.uid].row(row.uid).cells) == kept  # type: ignore[union-attr]
    assert changed.definition.column(added) is not None
    session.undo()
    assert session.report.tables[own.uid] == before
    assert session.report.value(CellKey(own.uid, before.rows[0].uid, gone)) == before.rows[0].value(gone)


def test_a_check_goes_with_its_column_after_the_clerk_was_told(driver: Driver) -> None:
    columns = TABLE["columns"][:3]
    checks = [
        {"code": "own.order", "severity": "error", "expr": "c3 <= c2"},
        {"code": "own.some", "severity": "error", "expr": "c2 >= 0"},
    ]
    table = {"title": "예산", "columns": columns, "checks": checks}
    dialog = OwnTableDialog(json.dumps(table), _problem, driver.window)
    dialog.remove_column()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.problem.text() == (
        "'지출액' 열을 지우면 그 열을 보는 점검 '지출액 <= 예산\\n현액'이 함께 지워집니다."
        " 그대로 하려면 확인을 한 번 더 누르십시오."
    )
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert json.loads(dialog.definition())["checks"] == checks[1:]
    dialog.deleteLater()


def test_a_formula_without_its_column_is_told_by_their_names(driver: Driver) -> None:
    table = {"title": "예산", "columns": [TABLE["columns"][3], *TABLE["columns"][1:3]]}
    dialog = OwnTableDialog(json.dumps(table), _problem, driver.window)
    dialog.remove_column()
    for _ in range(2):
        dialog.accept()
        assert dialog.problem.text() == (
            "'집행률 > 지출액' 열의 계산식이 지운 '지출액' 열을 씁니다. 계산식을 고치거나 지우십시오."
        )
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.close()
    dialog.deleteLater()


def _problem(definition_json: str) -> str:
    parse_custom(json.loads(definition_json), "표")
    return ""


def _is_plain(table: Table) -> bool:
    """Whether no column is named by another one or by a check, so that any of them can go."""
    definition = table.definition
    named = any(column.formula or column.inside or column.text or column.unit_column for column in definition.columns)
    return (
        len(table.rows) > 1
        and len(definition.columns) > _FEWEST
        and not named
        and not definition.checks
        and definition.total is None
    )


def _press(dialog: OwnTableDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
