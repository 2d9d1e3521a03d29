from __future__ import annotations

import hashlib
from pathlib import Path

from db.records import CellChange, CellRecord, ViewColumn, ViewRecord
from db.store import WorkspaceStore
from db.views import _FORM, _definition
from tests.db.conftest import STEP

BUDGET = ViewRecord("v_budget", "budget", (ViewColumn("appropriation", "appropriation"),))


def read(store: WorkspaceStore, query: str) -> list[dict[str, object]]:
    with store._engine.begin() as connection:
        return [dict(row) for row in connection.exec_driver_sql(query).mappings()]


def type_in(store: WorkspaceStore, row: str, **cells: CellRecord) -> None:
    store.apply("r1", [CellChange("t1", row, column, None, cell) for column, cell in cells.items()], STEP)


def test_rows_stand_in_real_columns(store: WorkspaceStore) -> None:
    store.set_views([BUDGET])
    type_in(store, "d1", appropriation=CellRecord("value", "131125"))
    type_in(store, "@total", appropriation=CellRecord("value", "753976"))
    type_in(store, "@table", appropriation=CellRecord("value", "not a row"))
    found = read(store, "SELECT report_uid, table_uid, row_uid, row_position, appropriation FROM v_budget")
    assert [tuple(row.values()) for row in found] == [
        ("r1", "t1", "@total", None, "753976"),
        ("r1", "t1", "d1", 0, "131125"),
    ]


def test_a_pair_is_two_columns(store: WorkspaceStore) -> None:
    columns = (ViewColumn("all_authorized", "all", 0), ViewColumn("all_current", "all", 1))
    store.set_views([ViewRecord("v_personnel", "budget", columns)])
    type_in(store, "d1", all=CellRecord("value", "307/295"))
    found = read(store, "SELECT all_authorized, all_current FROM v_personnel WHERE row_uid = 'd1'")
    assert found == [{"all_authorized": "307", "all_current": "295"}]


def test_states_are_told_from_figures(store: WorkspaceStore) -> None:
    columns = tuple(ViewColumn(key, key) for key in ("a", "b", "c", "d"))
    store.set_views([ViewRecord("v_budget", "budget", columns)])
    cells = {"a": CellRecord("none"), "b": CellRecord("not_yet"), "c": CellRecord("invalid", "12a")}
    type_in(store, "d1", **cells)
    found = read(store, "SELECT a, b, c, d FROM v_budget WHERE row_uid = 'd1'")
    assert found == [{"a": "-", "b": "not_yet", "c": "invalid", "d": None}]


def test_single_fields_are_one_line_for_each_table(store: WorkspaceStore) -> None:
    store.set_views([ViewRecord("v_budget_fields", "budget", (ViewColumn("x", "x"),), of_fields=True)])
    type_in(store, "@table", x=CellRecord("value", "708321"))
    assert [row["x"] for row in read(store, "SELECT x FROM v_budget_fields")] == ["708321"]


def test_any_column_key_is_only_a_name(store: WorkspaceStore) -> None:
    keys = ("value@2020", "a'b", 'c"d', "100%", ":e", "예산")
    store.set_views([ViewRecord("v_budget", "budget", tuple(ViewColumn(key, key) for key in keys))])
    store.apply("r1", [CellChange("t1", "d1", key, None, CellRecord("value", key)) for key in keys], STEP)
    [found] = read(store, "SELECT * FROM v_budget WHERE row_uid = 'd1'")
    assert {key: found[key] for key in keys} == {key: key for key in keys}


def test_views_are_made_anew_only_when_they_changed(store: WorkspaceStore, path: Path) -> None:
    store.set_views([BUDGET])
    before = read(store, "PRAGMA schema_version")
    store.set_views([BUDGET])
    assert read(store, "PRAGMA schema_version") == before
    store.set_views([ViewRecord("v_other", "budget", BUDGET.columns)])
    assert [row["name"] for row in read(store, "SELECT name FROM sqlite_master WHERE type = 'view'")] == ["v_other"]
    store.close()
    again = WorkspaceStore.open(path, "나")
    after = read(again, "PRAGMA schema_version")
    again.set_views([ViewRecord("v_other", "budget", BUDGET.columns)])
    assert read(again, "PRAGMA schema_version") == after
    again.close()


def test_another_sql_for_the_same_views_raises_the_form() -> None:
    columns = (ViewColumn("a", "a"), ViewColumn("b_one", "b", 0), ViewColumn("c", "c", follows=("other", "c")))
    made = [_definition(ViewRecord("v", "budget", columns, of_fields=of_fields)) for of_fields in (False, True)]
    told = hashlib.sha256("\n".join(made).encode()).hexdigest()[:16]
    assert (_FORM, told) == (1, "0e91887e5cd96a2a"), "raise db.views._FORM and put the new hash here"
