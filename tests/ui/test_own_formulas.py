"""합계, 구성비, 증감 and 비율 chosen by name: the formula comes from the columns beside it and is known again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop.domain.definition_parser import parse_custom
from desktop.ui.dialogs.own_columns import OwnColumn, columns_data
from desktop.ui.dialogs.own_formulas import TYPED, WRITTEN, way_of, without_total, worked_out
from desktop.ui.dialogs.own_table import OwnTableDialog
from tests.windows import Driver

COLUMNS = [
    OwnColumn("c1", "구분"),
    OwnColumn("c2", "인원 > 남", "count", "명"),
    OwnColumn("c3", "인원 > 여", "count", "명"),
    OwnColumn("c4", "인원 > 계", "count", "명"),
    OwnColumn("c5", "예산", "money", "백만원"),
    OwnColumn("c6", "지출", "money", "백만원"),
    OwnColumn("c7", "값"),
]


def chosen(key: str, way: str, columns: list[OwnColumn] = COLUMNS) -> OwnColumn | None:
    return worked_out(next(each for each in columns if each.key == key), way, columns)


@pytest.mark.parametrize(
    ("key", "way", "formula"),
    [
        ("c4", "sum", "남 + 여"),
        ("c7", "sum", "예산 + 지출"),
        ("c2", "sum", "여 + 계"),
        ("c4", "share", "share(여)"),
        ("c7", "difference", "지출 - 예산"),
        ("c7", "rate", "지출 / 예산 * 100"),
        ("c7", "growth", "(지출 - 예산) / 예산 * 100"),
    ],
)
def test_a_way_writes_its_formula_and_is_known_by_it(key: str, way: str, formula: str) -> None:
    column = chosen(key, way)
    assert column is not None
    assert column.formula == formula
    made = [column if each.key == key else each for each in COLUMNS]
    assert way_of(formula, made) == way
    parse_custom({"title": "표", **columns_data(made, "first", {})}, "표")


def test_the_result_gets_a_type_that_holds_it_and_a_fitting_one_stays() -> None:
    rate, added = chosen("c7", "rate"), chosen("c7", "sum")
    assert rate is not None
    assert (rate.type, rate.unit, rate.places) == ("percent", "", 1)
    assert added is not None
    assert (added.type, added.unit) == ("money", "백만원")
    typed = [replace(each, type="decimal", places=2) if each.key == "c7" else each for each in COLUMNS]
    kept = chosen("c7", "rate", typed)
    assert kept is not None
    assert (kept.type, kept.places) == ("decimal", 2)


def test_year_columns_are_added_and_compared_year_by_year() -> None:
    for years, names in (("2020..2022", ("2020", "2021", "2022")), ("-1..+1", ("-1", "+0", "+1"))):
        columns = [OwnColumn("c1", "{year}년", "count", "개", years=years), OwnColumn("c2", "비고")]
        added, change = (chosen("c2", way, columns) for way in ("sum", "difference"))
        assert added is not None
        assert added.formula == " + ".join(f"{{year}}년@{name}" for name in names)
        assert change is not None
        assert change.formula == f"{{year}}년@{names[2]} - {{year}}년@{names[1]}"
        data = columns_data([columns[0], added], "", {})
        assert data["columns"][1]["formula"] == " + ".join(f"c1@{name}" for name in names)
        parse_custom({"title": "표", **data}, "표")


def test_a_column_is_not_worked_out_from_what_needs_it() -> None:
    columns = [
        OwnColumn("c1", "가", "count"),
        OwnColumn("c2", "나", "count", formula="다 + 라"),
        OwnColumn("c3", "다", "count", formula="라 * 2"),
        OwnColumn("c4", "라", "count"),
    ]
    assert chosen("c4", "difference", columns) is None
    assert chosen("c4", "share", columns) == replace(columns[3], type="percent", places=1, formula="share(가)")


def test_any_other_formula_is_one_of_the_clerks_own() -> None:
    assert way_of("", COLUMNS) == TYPED
    assert way_of("예산 * 2", COLUMNS) == WRITTEN
    assert way_of("(지출 - 예산) / 지출 * 100", COLUMNS) == WRITTEN


def test_a_share_asks_for_the_total_that_it_is_of() -> None:
    columns = [replace(COLUMNS[4]), OwnColumn("c8", "구성비", "percent", formula="share(예산)")]
    assert without_total(columns, has_total=True) == (columns[1], "예산")
    columns[0] = replace(columns[0], summed=True)
    assert without_total(columns, has_total=False) == (columns[1], "예산")
    assert without_total(columns, has_total=True) is None


def test_the_dialog_shows_the_formula_keeps_a_written_one_and_says_what_a_share_needs(driver: Driver) -> None:
    dialog = OwnTableDialog("", lambda _json: "", driver.window)
    first, second, third = dialog.lines
    for line, label in zip(dialog.lines, ("예산", "지출", "몫"), strict=True):
        line.label.setText(label)
    _choose(dialog, 2, "sum")
    assert "합계에 쓸 수 열이 옆에 없습니다" in dialog.problem.text()
    first.type.setCurrentIndex(first.type.findData("money"))
    second.type.setCurrentIndex(second.type.findData("money"))
    _edit(third.formula, "지출 * 2")
    assert third.way.currentData() == WRITTEN
    _choose(dialog, 2, "share")
    assert (third.formula.text(), third.type.currentData()) == ("share(지출)", "percent")
    dialog.accept()
    assert dialog.problem.text() == "'몫' 구성비를 내려면 합계 행을 두고 '지출' 열의 합계에 표시하십시오."
    _choose(dialog, 2, WRITTEN)
    assert third.formula.text() == "지출 * 2"
    _choose(dialog, 2, TYPED)
    assert third.formula.text() == ""
    dialog.close()
    dialog.deleteLater()


def _edit(line: QLineEdit, text: str) -> None:
    line.setText(text)
    line.textEdited.emit(text)


def _choose(dialog: OwnTableDialog, place: int, way: str) -> None:
    box = dialog.lines[place].way
    box.setCurrentIndex(box.findData(way))
    box.activated.emit(box.currentIndex())
