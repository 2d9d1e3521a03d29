from __future__ import annotations

from desktop.domain.changes import AddRow, ChangeSet, SetCell
from desktop.domain.definitions import Column, ColumnType, Layout, Severity, TableDefinition
from desktop.domain.editing import apply
from desktop.domain.evaluation import evaluate, reevaluate
from desktop.domain.findings import Finding
from desktop.domain.report import TOTAL_ROW, CellKey, Report, Row, Table
from desktop.domain.values import Value
from desktop.services.touched import marked_otherwise, reshaped_tables, touched_cells
from tests.services.desk_data import CATALOG, an_info

CELL = CellKey("t", "d1", "expenditure")
RATED = TableDefinition(
    "rated",
    1,
    "단위",
    "indicators",
    Layout.GRID,
    columns=(
        Column("unit", ("단위",), ColumnType.TEXT),
        Column("value", ("값",), ColumnType.DECIMAL, unit_column="unit"),
    ),
)


def a_report() -> Report:
    divisions = Table("d", CATALOG.definition("departments", 2022), rows=(Row("d1"), Row("d2")))
    cells = {"appropriation": Value.of("100"), "expenditure": Value.of("50")}
    budget = Table("b", CATALOG.definition("budget", 2022), rows=(Row("d1", cells), Row("d2", cells)))
    rated = Table("r", RATED, rows=(Row("x"), Row("y")))
    return Report(an_info(), {"d": divisions, "b": budget, "r": rated})


def touched(change: SetCell) -> frozenset[CellKey]:
    """What one edit touches when everything was shown before."""
    before, changes = evaluate(a_report()), ChangeSet("", (change,))
    for table in before.report.tables.values():
        for row in before.rows(table.uid):
            for column in table.definition.columns:
                before.shown(CellKey(table.uid, row.uid, column.key))
    after = reevaluate(before, apply(before.report, changes, CATALOG), frozenset({change.key.table}))
    return touched_cells(before, after, changes)


def test_a_figure_touches_its_rate_and_the_totals_and_nothing_else() -> None:
    key = CellKey("b", "d1", "expenditure")
    found = touched(SetCell(key, Value.of("50"), Value.of("60")))
    computed = {("d1", "rate"), (TOTAL_ROW, "expenditure"), (TOTAL_ROW, "rate")}
    assert found == {key, *(CellKey("b", *place) for place in computed)}


def test_a_name_touches_where_it_is_repeated() -> None:
    key = CellKey("d", "d2", "name")
    assert touched(SetCell(key, None, Value.of("창업과"))) == {key, CellKey("b", "d2", "department")}


def test_a_unit_touches_the_figure_it_stands_beside() -> None:
    key = CellKey("r", "x", "unit")
    assert touched(SetCell(key, None, Value.of("%"))) == {key, CellKey("r", "x", "value")}


def test_a_new_row_reshapes_the_tables_that_follow() -> None:
    before, changes = evaluate(a_report()), ChangeSet("", (AddRow("d", Row("d3"), 2),))
    after = reevaluate(before, apply(before.report, changes, CATALOG), frozenset({"d"}))
    assert reshaped_tables(before, after, changes) == {"d", "b"}


def test_a_figure_reshapes_nothing() -> None:
    before = evaluate(a_report())
    change = SetCell(CellKey("b", "d1", "expenditure"), Value.of("50"), None)
    assert reshaped_tables(before, before, ChangeSet("", (change,))) == frozenset()


def finding(code: str, **values: str) -> Finding:
    return Finding(code, Severity.ERROR, CELL, values=values)


def test_a_cell_is_marked_otherwise_when_its_findings_are_others() -> None:
    assert marked_otherwise([], [finding("a")]) == {CELL}
    assert marked_otherwise([finding("a")], []) == {CELL}
    assert marked_otherwise([finding("a", stated="1")], [finding("a", stated="2")]) == {CELL}
    assert marked_otherwise([finding("a")], [finding("a")]) == frozenset()
