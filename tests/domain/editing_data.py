"""A small report with every kind of table, for the tests of editing."""

from __future__ import annotations

from desktop.domain.definitions import (
    Column,
    ColumnType,
    Layout,
    Mark,
    Rows,
    RowsKind,
    TableDefinition,
    Total,
)
from desktop.domain.report import Report, ReportInfo, Row, Table
from desktop.domain.values import Value

INFO = ReportInfo("r-1", "work_report", 1, "2022년 2월 주요업무보고", "경제정책실", 2022)

NAME = Column("name", ("부서",), ColumnType.TEXT)
DEPARTMENTS = TableDefinition("departments", 1, "부서 목록", "organization", Layout.GRID, columns=(NAME,))
BUDGET = TableDefinition(
    "budget",
    1,
    "예산",
    "organization",
    Layout.GRID,
    rows=Rows(RowsKind.FOLLOW, source="departments"),
    columns=(
        Column("department", ("구분",), ColumnType.TEXT, follows="name"),
        Column("appropriation", ("예산현액",), ColumnType.MONEY, unit="백만원"),
        Column("expenditure", ("지출액",), ColumnType.MONEY, unit="백만원"),
        Column("rate", ("집행률",), ColumnType.PERCENT, places=1, formula="expenditure / appropriation * 100"),
    ),
    fields=(Column("original_budget", ("본예산",), ColumnType.MONEY, unit="백만원"),),
    total=Total("계", ("appropriation", "expenditure")),
)
PROGRAMS = TableDefinition(
    "programs",
    1,
    "사업",
    "programs",
    Layout.GRID,
    rows=Rows(parents=("programs",)),
    columns=(Column("name", ("사업명",), ColumnType.TEXT),),
)
MARKS = (
    Mark("□", 1),
    Mark("①", 2, counter=True),
    Mark("○", 3),
    Mark("-", 4),
    Mark("【】", 4, encloses=True),
    Mark("표", 4),
    Mark("※", 5),
    Mark("▶", 5),
)
PAGE = TableDefinition(
    "program_page",
    1,
    "사업 쪽",
    "programs",
    Layout.OUTLINE,
    owner="programs",
    columns=(
        Column("mark", ("기호",), ColumnType.TEXT),
        Column("label", ("제목",), ColumnType.TEXT),
        Column("text", ("내용",), ColumnType.LONG_TEXT),
    ),
    marks=MARKS,
)
CUSTOM = {
    '{"columns": 1}': TableDefinition(
        "custom", 1, "지원 내용", "programs", Layout.GRID, columns=(Column("c1", ("구분",), ColumnType.TEXT),)
    ),
    '{"columns": 2}': TableDefinition(
        "custom",
        1,
        "지원 내용",
        "programs",
        Layout.GRID,
        columns=(Column("c1", ("구분",), ColumnType.MONEY), Column("c2", ("금액",), ColumnType.MONEY)),
    ),
}
OFFICIAL = {(table.code, INFO.fiscal_year): table for table in (DEPARTMENTS, BUDGET, PROGRAMS, PAGE)}


class Definitions:
    """A source of the definitions above: what `services.catalog.Catalog` is to the program."""

    def definition(self, code: str, fiscal_year: int) -> TableDefinition:
        return OFFICIAL[code, fiscal_year]

    def custom(self, json_text: str, fiscal_year: int) -> TableDefinition:
        assert fiscal_year == INFO.fiscal_year
        return CUSTOM[json_text]


DEFINITIONS = Definitions()


def row(uid: str, parent: str = "", **cells: str) -> Row:
    """A row with plain values."""
    return Row(uid, {key: Value.of(text) for key, text in cells.items()}, parent)


def a_report() -> Report:
    """Three departments with one stored budget row, two programs with a page each, one clerk's own table."""
    tables = (
        Table(
            "t-dep",
            DEPARTMENTS,
            rows=(row("d1", name="경제정책과"), row("d2", name="금융투자과"), row("d3", name="창업과")),
        ),
        Table("t-bud", BUDGET, rows=(row("d1", appropriation="131125", expenditure="120"),)),
        Table(
            "t-prg",
            PROGRAMS,
            rows=(row("p1", name="일자리"), row("p2", name="판로"), row("p3", parent="p1", name="하위")),
        ),
        Table(
            "t-pg1",
            PAGE,
            owner="p1",
            rows=(
                row("i1", mark="□", text="사업개요"),
                row("i2", mark="○", label="대 상", text="만 18세 이상"),
                row("i3", mark="표"),
                row("i4", mark="□", text="향후계획"),
            ),
        ),
        Table(
            "t-own",
            CUSTOM['{"columns": 1}'],
            owner="i3",
            rows=(row("x1", c1="방역"),),
            is_custom=True,
            definition_json='{"columns": 1}',
        ),
    )
    return Report(INFO, {table.uid: table for table in tables})
