from __future__ import annotations

from desktop.domain.changes import AddRow, AddTable, MoveRow, RemoveRow, RemoveTable, SetCell, SetDefinition
from desktop.domain.editing import apply
from desktop.domain.evaluation import evaluate
from desktop.domain.report import CellKey, Report, Row
from desktop.domain.values import NONE, Value
from desktop.services.change_log import Action
from desktop.services.change_texts import ACTION_NAMES, change_text
from tests.domain.test_digest import MADE
from tests.services.desk_data import CATALOG, an_info

EVALUATION = evaluate(apply(Report(an_info()), MADE, CATALOG))
KEY = CellKey("b", "d1", "expenditure")


def told(change: object) -> tuple[str, str, str]:
    text = change_text(change, EVALUATION)  # type: ignore[arg-type]
    return text.place, text.before, text.after


def test_cells_are_told_as_their_column_prints_them() -> None:
    assert told(SetCell(KEY, Value.of("1579"), NONE)) == ("예산 · 경제정책과 · 지출액", "1,579", "-")
    assert told(SetCell(KEY, None, Value.invalid("12O")))[1:] == ("(빈칸)", "12O")


def test_rows_and_tables_are_told_by_place_also_when_they_are_gone() -> None:
    row = Row("d9", {"name": Value.of("가과"), "a": Value.of("1"), "b": Value.of("2"), "c": Value.of("3")})
    assert told(AddRow("d", row, 2)) == ("부서 목록", "", "3행 추가: 가과, 1, 2, …")
    assert told(RemoveRow("d", Row("d9"), 2)) == ("부서 목록", "3행", "행 삭제")
    assert told(MoveRow("d", "d1", 0, 4)) == ("부서 목록 · 경제정책과", "1행", "5행")
    assert told(AddTable("x", "budget", "", 0)) == ("(지워진 표)", "", "표 추가")
    assert told(RemoveTable("x", "budget", "", 0))[2] == "표 삭제"
    assert told(SetDefinition("d", "{}", "{}"))[2] == "표 서식 변경"
    assert told(SetCell(CellKey("x", "r", "c"), Value.of("7"), None)) == ("(지워진 표)", "7", "(빈칸)")


def test_every_way_has_a_name() -> None:
    assert set(ACTION_NAMES) == set(Action)
