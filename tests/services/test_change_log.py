from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.changes import AddRow, ChangeSet, SetCell
from desktop.domain.editing import insert_row, put_back, remove_rows, type_text
from desktop.domain.report import CellKey, Report, Row
from desktop.domain.values import Value
from desktop.services.change_log import Action, LogFilter, cells_of
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, an_info, noon


def filled(report: Report) -> ChangeSet:
    table = report.of_code("departments")[0].uid
    return ChangeSet("가져오기", (AddRow(table, Row("d1", {"name": Value.of("경제정책과")}), 0),))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = create_workspace(tmp_path / "a.seonggwa", CATALOG, "기관", "hong", noon)
    desk.create_report(an_info(), filled)
    yield desk
    desk.close()


def cell(desk: Desk, column: str = "expenditure", row: str = "d1", code: str = "budget") -> CellKey:
    return CellKey(desk.report.of_code(code)[0].uid, row, column)


def type_in(desk: Desk, key: CellKey, typed: str, action: Action = Action.TYPED, why: str = "") -> None:
    changes = type_text(desk.evaluation, key, typed)
    assert changes is not None
    desk.apply(changes, action, why)


def test_the_history_of_a_cell_tells_who_when_how_why_and_both_values(desk: Desk) -> None:
    key = cell(desk)
    type_in(desk, key, "269")
    desk.work_as("홍길동 (hong)")
    type_in(desk, key, "2,690", Action.PASTED, "오타 정정")
    desk.undo()
    told = [
        (entry.who, entry.action, entry.why, entry.change.old, entry.change.new)
        for entry in desk.log.of_cell(key)
        if isinstance(entry.change, SetCell)
    ]
    assert told == [
        ("홍길동 (hong)", Action.UNDONE, "", Value.of("2690"), Value.of("269")),
        ("홍길동 (hong)", Action.PASTED, "오타 정정", Value.of("269"), Value.of("2690")),
        ("hong", Action.TYPED, "", None, Value.of("269")),
    ]
    assert {entry.at for entry in desk.log.of_cell(key)} == {noon()}


def test_a_cell_that_came_and_went_with_its_row_has_a_history(desk: Desk) -> None:
    key = cell(desk, "name", code="departments")
    changes = remove_rows(desk.evaluation, key.table, ["d1"])
    assert changes is not None
    desk.apply(changes)
    entries = desk.log.of_cell(key)
    assert [(entry.change, entry.action) for entry in entries] == [
        (SetCell(key, Value.of("경제정책과"), None), Action.TYPED),
        (SetCell(key, None, Value.of("경제정책과")), Action.IMPORTED),
    ]


def test_the_log_is_filtered_by_day_person_action_table_and_row(desk: Desk) -> None:
    type_in(desk, cell(desk), "269")
    desk.work_as("김")
    type_in(desk, cell(desk, "appropriation"), "300", Action.PASTED)

    def found(**wanted: str) -> int:
        return len(desk.log.entries(LogFilter(**wanted)))

    everything = found()
    table = cell(desk).table
    assert desk.log.people_and_days() == (("hong", "김"), ("2022-01-21",))
    assert (found(day="2022-01-21"), found(day="2022-01-22")) == (everything, 0)
    assert (found(who="김"), found(who="이")) == (1, 0)
    assert (found(action=Action.PASTED), found(action=Action.MERGED)) == (1, 0)
    assert found(table=table, row="d1") == 3
    assert found(table=table) == 4
    assert [entry.step for entry in desk.log.entries(LogFilter())] == sorted(
        (entry.step for entry in desk.log.entries(LogFilter())), reverse=True
    )


def test_a_whole_step_reads_back_as_it_was_carried_out(desk: Desk) -> None:
    key = cell(desk, "name", "d2", "departments")
    added = insert_row(desk.evaluation, key.table, 1, "d2")
    assert added is not None
    desk.apply(added)
    number = desk.log.entries(LogFilter(table=key.table, row="d2"))[0].step
    assert desk.log.step(number) == added
    assert [cells for entry in desk.log.entries(LogFilter(row="d2")) for cells in cells_of(entry)] == []


def test_undo_survives_a_restart_and_the_making_of_the_report_cannot_be_undone(desk: Desk) -> None:
    type_in(desk, cell(desk), "269")
    type_in(desk, cell(desk), "270")
    desk.undo()
    desk.close()
    again = open_workspace(desk.path, CATALOG, "김", noon)
    again.open_report("r1")
    assert (again.undo_label, again.redo_label) == ("지출액 269", "지출액 270")
    assert again.undo() is not None
    assert again.undo() is None
    again.redo()
    again.redo()
    assert again.report.value(cell(again)) == Value.of("270")
    again.close()


def test_an_earlier_step_is_taken_back_unless_its_cells_changed_again(desk: Desk) -> None:
    type_in(desk, cell(desk, "appropriation"), "300")
    type_in(desk, cell(desk), "269")
    type_in(desk, cell(desk, "appropriation"), "301")
    first = next(entry.step for entry in desk.log.of_cell(cell(desk)))
    desk.take_back(first)
    assert desk.report.value(cell(desk)) is None
    assert desk.log.of_cell(cell(desk))[0].action is Action.RESTORED
    assert desk.undo_label == "되돌리기: 지출액 269"
    type_in(desk, cell(desk), "270")
    with pytest.raises(UserError, match="다시 바뀌어"):
        desk.take_back(first)
    assert desk.report.value(cell(desk)) == Value.of("270")


def test_the_making_of_the_report_is_not_taken_back(desk: Desk) -> None:
    made = desk.log.entries(LogFilter())[-1].step
    with pytest.raises(UserError, match="보고를 만들 때"):
        desk.take_back(made)
    assert desk.report.value(cell(desk, "name", code="departments")) is not None


def test_a_value_is_put_back_once(desk: Desk) -> None:
    changes = put_back(desk.evaluation, cell(desk), Value.of("269"))
    assert changes is not None
    desk.apply(changes, Action.RESTORED)
    assert desk.undo_label == "지출액 269 되돌리기"
    assert put_back(desk.evaluation, cell(desk), Value.of("269")) is None
    assert put_back(desk.evaluation, CellKey("없음", "d1", "expenditure"), None) is None
