from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from db.errors import DiskFullError
from db.records import (
    CellChange,
    CellRecord,
    CellState,
    ChangeRecord,
    DefinitionChange,
    ReportRecord,
    RowChange,
    RowRecord,
    StepRecord,
    TableChange,
    TableRecord,
)
from db.store import WorkspaceStore
from tests.db.conftest import REPORT, STEP

ONE = CellRecord("value", "1")
TWO = CellRecord("value", "2", "*")


def rows(store: WorkspaceStore, table: str = "t1") -> list[str]:
    [found] = [record for record in store.tables("r1") if record.uid == table]
    return [row.uid for row in found.rows if row.position is not None]


def cell(store: WorkspaceStore, row: str, column: str) -> CellRecord | None:
    [found] = [row_ for table in store.tables("r1") for row_ in table.rows if row_.uid == row]
    return found.cells.get(column)


def log(path: Path) -> list[dict[str, object]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    found = [dict(row) for row in connection.execute("SELECT * FROM change ORDER BY id")]
    connection.close()
    return found


@contextmanager
def statements(store: WorkspaceStore) -> Iterator[list[str]]:
    """Every statement that SQLAlchemy sends meanwhile, BEGIN included."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    yield sent
    event.remove(store._engine, "before_cursor_execute", note)


def test_a_report_comes_back_as_it_was_stored(store: WorkspaceStore) -> None:
    assert store.reports() == (REPORT,)
    standing = (RowRecord("@total", None), RowRecord("@table", None))
    assert store.tables("r1") == (TableRecord("t1", "budget", "", 0, "", (*standing, RowRecord("d1", 0))),)


def test_a_workspace_knows_whom_it_was_made_for(store: WorkspaceStore) -> None:
    store.add_report(replace(REPORT, uid="r2", organization="다른 기관"), [], STEP)
    assert store.organization() == REPORT.organization


def test_reports_of_one_organization_share_it(store: WorkspaceStore) -> None:
    other = ReportRecord(
        "r2", REPORT.organization, "t", 1, "하반기", 2022, "2022-07-01", "2022-07-08", "제311회", "closed"
    )
    store.add_report(other, [TableChange("t2", None, TableRecord("t2", "budget", "", 0))], STEP)
    assert store.reports() == (REPORT, other)
    assert [table.uid for table in store.tables("r2")] == ["t2"]


def test_one_cell_is_at_most_three_statements(store: WorkspaceStore) -> None:
    with statements(store) as sent:
        store.apply("r1", [CellChange("t1", "d1", "expenditure", None, ONE)], STEP)
    assert [statement.split()[0] for statement in sent] == ["BEGIN", "INSERT", "INSERT"]
    with statements(store) as sent:
        store.apply("r1", [CellChange("t1", "d1", "expenditure", ONE, None)], STEP)
    assert [statement.split()[0] for statement in sent] == ["BEGIN", "DELETE", "INSERT"]


def test_a_thousand_pasted_cells_are_as_many_statements_as_one(store: WorkspaceStore) -> None:
    with statements(store) as sent:
        store.apply("r1", [CellChange("t1", "d1", f"c{number}", None, ONE) for number in range(1000)], STEP)
    assert len(sent) == 3


def test_loading_takes_as_many_statements_for_many_cells_as_for_one(store: WorkspaceStore) -> None:
    store.apply("r1", [CellChange("t1", "d1", f"c{number}", None, ONE) for number in range(1000)], STEP)
    with statements(store) as sent:
        store.tables("r1")
    assert len(sent) == 4


def test_cells_are_set_replaced_and_blanked(store: WorkspaceStore) -> None:
    store.apply("r1", [CellChange("t1", "d1", "a", None, ONE), CellChange("t1", "d1", "b", None, ONE)], STEP)
    store.apply("r1", [CellChange("t1", "d1", "a", ONE, TWO), CellChange("t1", "d1", "b", ONE, None)], STEP)
    assert cell(store, "d1", "a") == TWO
    assert cell(store, "d1", "b") is None


def test_the_last_of_several_changes_of_one_cell_stands(store: WorkspaceStore) -> None:
    changes = [CellChange("t1", "d1", "a", None, ONE), CellChange("t1", "d1", "a", ONE, TWO)]
    store.apply("r1", changes, STEP)
    assert cell(store, "d1", "a") == TWO


def test_stated_totals_and_single_fields_need_no_row(store: WorkspaceStore) -> None:
    store.apply(
        "r1", [CellChange("t1", "@total", "a", None, ONE), CellChange("t1", "@table", "title", None, TWO)], STEP
    )
    assert (cell(store, "@total", "a"), cell(store, "@table", "title")) == (ONE, TWO)


def test_a_row_comes_with_its_cells_and_goes_with_them(store: WorkspaceStore) -> None:
    row = RowRecord("d0", 0, "p1", {"a": ONE, "b": TWO})
    store.apply("r1", [RowChange("t1", "d0", None, row)], STEP)
    assert rows(store) == ["d0", "d1"]
    assert store.tables("r1")[0].rows[2] == row
    store.apply("r1", [RowChange("t1", "d0", row, None)], STEP)
    assert rows(store) == ["d1"]


positions = st.integers(0, 5)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(positions, positions), max_size=12))
def test_moves_do_what_pop_and_insert_do(store: WorkspaceStore, moves: list[tuple[int, int]]) -> None:
    store.apply("r1", _filled_to_six(store), STEP)
    expected = rows(store)
    for old, new in moves:
        uid = expected[old]
        store.apply("r1", [RowChange("t1", uid, RowRecord(uid, old), RowRecord(uid, new))], STEP)
        expected.insert(new, expected.pop(old))
    assert rows(store) == expected
    assert [row.position for row in store.tables("r1")[0].rows[2:]] == list(range(6))


def _filled_to_six(store: WorkspaceStore) -> list[ChangeRecord]:
    present = rows(store)
    return [RowChange("t1", f"x{at}", None, RowRecord(f"x{at}", at)) for at in range(len(present), 6)]


def test_a_row_moves_under_another_parent(store: WorkspaceStore) -> None:
    store.apply("r1", [RowChange("t1", "d1", RowRecord("d1", 0), RowRecord("d1", 0, "p1"))], STEP)
    assert store.tables("r1")[0].rows[2].parent == "p1"


def test_tables_come_between_others_and_go(store: WorkspaceStore) -> None:
    own = TableRecord("t2", "custom", "row", 0, '{"title": "표"}')
    store.apply("r1", [TableChange("t2", None, own)], STEP)
    assert [(table.uid, table.position) for table in store.tables("r1")] == [("t2", 0), ("t1", 1)]
    store.apply("r1", [DefinitionChange("t2", own.definition_json, "{}")], STEP)
    assert store.tables("r1")[0].definition_json == "{}"
    store.apply("r1", [TableChange("t2", own, None)], STEP)
    assert [(table.uid, table.position) for table in store.tables("r1")] == [("t1", 0)]


def test_a_row_owns_one_official_table_of_a_kind_but_several_of_its_own(store: WorkspaceStore) -> None:
    own = [TableRecord(f"c{number}", "custom", "row", number, "{}") for number in range(2)]
    store.apply("r1", [TableChange(table.uid, None, table) for table in own], STEP)
    again = TableRecord("t2", "budget", "", 0)
    with pytest.raises(IntegrityError):
        store.apply("r1", [TableChange("t2", None, again)], STEP)


def test_a_table_with_figures_cannot_go(store: WorkspaceStore) -> None:
    store.apply("r1", [CellChange("t1", "d1", "a", None, ONE)], STEP)
    with pytest.raises(IntegrityError):
        store.apply("r1", [TableChange("t1", TableRecord("t1", "budget", "", 0), None)], STEP)
    assert cell(store, "d1", "a") == ONE


def test_a_step_is_stored_whole_or_not_at_all(store: WorkspaceStore, path: Path) -> None:
    changes = [CellChange("t1", "d1", "a", None, ONE), CellChange("t1", "nowhere", "a", None, ONE)]
    with pytest.raises(IntegrityError):
        store.apply("r1", changes, STEP)
    assert cell(store, "d1", "a") is None
    store.close()
    assert [entry["kind"] for entry in log(path)] == ["table", "row"]


def test_an_unknown_state_is_refused_by_the_file_itself(store: WorkspaceStore) -> None:
    with pytest.raises(IntegrityError, match="ck_cell_state"):
        store.apply("r1", [CellChange("t1", "d1", "a", None, CellRecord("wrong", "1"))], STEP)


def test_every_change_is_logged_with_who_when_and_what(store: WorkspaceStore, path: Path) -> None:
    step = StepRecord("2022-01-22T10:00:00.000", "김서무", "pasted", "붙여넣기 2칸", "오타")
    row = RowRecord("d2", 1, "p", {"a": TWO})
    store.apply("r1", [CellChange("t1", "d1", "a", None, ONE), RowChange("t1", "d2", None, row)], step)
    store.apply("r1", [CellChange("t1", "d1", "a", ONE, None)], STEP)
    store.close()
    *_, set_cell, add_row, cleared = log(path)
    assert {key: set_cell[key] for key in ("step", "at", "who", "action", "label", "why")} == {
        "step": 2,
        "at": step.at,
        "who": step.who,
        "action": "pasted",
        "label": step.label,
        "why": "오타",
    }
    assert (set_cell["kind"], set_cell["table_uid"], set_cell["row_uid"], set_cell["column_key"]) == (
        "cell",
        "t1",
        "d1",
        "a",
    )
    assert (set_cell["old"], json.loads(str(set_cell["new"]))) == (None, {"state": "value", "text": "1"})
    cells = {"a": {"state": "value", "text": "2", "mark": "*"}}
    assert json.loads(str(add_row["new"])) == {"position": 1, "parent": "p", "cells": cells}
    assert add_row["step"] == 2
    assert (cleared["step"], cleared["new"]) == (3, None)


def test_steps_are_counted_on_after_reopening(store: WorkspaceStore, path: Path) -> None:
    store.close()
    again = WorkspaceStore.open(path, "나")
    again.apply("r1", [CellChange("t1", "d1", "a", None, ONE)], STEP)
    again.close()
    assert [entry["step"] for entry in log(path)] == [1, 1, 2]


canonical = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False).map("{:f}".format),
    st.tuples(st.integers(0), st.integers(0)).map("{0[0]}/{0[1]}".format),
    st.dates().map("{:%Y-%m-%d}".format),
    st.text(st.characters(exclude_categories=["Cs"])),
)
contents = st.builds(CellRecord, st.sampled_from([state.value for state in CellState]), canonical, st.text("*)123¹"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=contents)
def test_contents_come_back_exactly(store: WorkspaceStore, content: CellRecord) -> None:
    store.apply("r1", [CellChange("t1", "d1", "a", None, content)], STEP)
    assert cell(store, "d1", "a") == content


def test_nothing_is_stored_as_a_number(store: WorkspaceStore, path: Path) -> None:
    content = CellRecord("value", "12345678901234.56780")
    store.apply("r1", [CellChange("t1", "d1", "a", None, content)], STEP)
    store.close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT text, typeof(text) FROM cell").fetchall() == [(content.text, "text")]
    connection.close()


def test_a_full_disk_rolls_the_step_back_and_the_next_one_works(store: WorkspaceStore, path: Path) -> None:
    with store._engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    long = CellRecord("value", "가" * 100_000)
    with pytest.raises(DiskFullError) as caught:
        store.apply("r1", [CellChange("t1", "d1", "a", None, ONE), CellChange("t1", "d1", "b", None, long)], STEP)
    assert caught.value.path == path
    assert cell(store, "d1", "a") is None
    with store._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    store.apply("r1", [CellChange("t1", "d1", "b", None, long)], STEP)
    assert cell(store, "d1", "b") == long
    store.require_sound()
