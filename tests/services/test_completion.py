from __future__ import annotations

from collections.abc import Callable
from itertools import count

from desktop.domain.changes import AddTable, SetCell
from desktop.domain.definitions import (
    Chapter,
    Column,
    ColumnType,
    FixedRow,
    Layout,
    ReportTemplate,
    Rows,
    RowsKind,
    TableDefinition,
)
from desktop.domain.report import CellKey, Report, ReportInfo, Row, Table
from desktop.domain.values import Value
from desktop.services.completion import missing_tables, renamed_cells, table_codes


def definition(code: str, *, owner: str = "", rows: Rows | None = None, formula: str = "") -> TableDefinition:
    columns = (Column("name", ("이름",), ColumnType.MONEY, formula=formula),)
    return TableDefinition(code, 1, code, "programs", Layout.GRID, owner, rows or Rows(), columns)


TABLES = {
    table.code: table
    for table in (
        definition("departments"),
        definition("budget", rows=Rows(RowsKind.FOLLOW, "departments")),
        definition("duty", owner="budget"),
        definition("programs", rows=Rows(parents=("programs",))),
        definition("program_page", owner="programs"),
        definition("grades", rows=Rows(RowsKind.FIXED, fixed=(FixedRow("g4", "4급"), FixedRow("g5", "5급")))),
        definition("grade_note", owner="grades"),
        definition("summary", formula="sum(detail.name)"),
        definition("detail", owner="programs"),
        definition("unused"),
    )
}
INFO = ReportInfo("r", "t", 1, "보고", "기관", 2022)


def template(*codes: str) -> ReportTemplate:
    return ReportTemplate("t", 1, "보고", (Chapter("c", "장", codes),))


def numbered() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"uid{next(numbers)}"


def lacking(report: Report, *codes: str) -> list[tuple[str, str]]:
    return [(change.code, change.owner) for change in missing_tables(report, TABLES, codes, numbered())]


def test_a_report_holds_what_its_tables_take_their_rows_from() -> None:
    assert table_codes(template("duty", "program_page"), TABLES) == (
        "departments",
        "budget",
        "duty",
        "programs",
        "program_page",
    )


def test_a_report_holds_what_its_formulas_name() -> None:
    assert table_codes(template("summary"), TABLES) == ("programs", "detail", "summary")


def test_a_new_report_gets_one_table_of_each_code_without_owner() -> None:
    made = missing_tables(Report(INFO), TABLES, ("departments", "budget", "duty"), numbered())
    assert made == (AddTable("uid1", "departments", "", 0), AddTable("uid2", "budget", "", 1))


def test_every_row_gets_the_tables_that_it_owns_once() -> None:
    rows = (Row("p1"), Row("p2", parent="p1"))
    programs = Table("t1", TABLES["programs"], rows=rows)
    page = Table("t2", TABLES["program_page"], owner="p1")
    assert lacking(Report(INFO, {"t1": programs, "t2": page}), "programs", "program_page") == [("program_page", "p2")]


def test_rows_that_follow_or_are_prescribed_own_tables_without_being_stored() -> None:
    departments = Table("t1", TABLES["departments"], rows=(Row("d1"),))
    report = Report(INFO, {"t1": departments})
    assert lacking(report, "duty") == [("duty", "d1")]
    assert lacking(report, "grade_note") == [("grade_note", "g4"), ("grade_note", "g5")]


def test_a_renamed_column_takes_its_cells_along() -> None:
    renamed = TableDefinition(
        "budget", 2, "예산", "organization", Layout.GRID, columns=TABLES["budget"].columns, renamed=(("label", "name"),)
    )
    old, both = Row("d1", {"label": Value.of("가")}), Row("d2", {"label": Value.of("나"), "name": Value.of("다")})
    report = Report(INFO, {"t": Table("t", renamed, rows=(old, both))})
    assert renamed_cells(report) == (
        SetCell(CellKey("t", "d1", "label"), Value.of("가"), None),
        SetCell(CellKey("t", "d1", "name"), None, Value.of("가")),
    )
