"""A small report of texts: one program with its outline, a table under an item, answers with a status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desktop.domain.checks import check_report
from desktop.domain.definitions import Column, ColumnType, Layout, Mark, TableDefinition, Total
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.report import Report, ReportInfo, Row, Table
from desktop.domain.tab import Tab
from desktop.domain.values import Value

INFO = ReportInfo(
    "r-1", "work_report", 1, "2022년 2월 주요업무보고", "경제정책실", 2022, date(2022, 1, 21), date(2022, 2, 9)
)
TEXTS = tuple(Column(key, (key,), ColumnType.TEXT) for key in ("mark", "label", "text"))
MARKS = (Mark("□", 1), Mark("○", 3), Mark("-", 4), Mark("표", 4), Mark("▶", 5))
PAGE = TableDefinition(
    "program_page", 1, "사업 내용", Tab.PROGRAMS, Layout.OUTLINE, owner="programs", columns=TEXTS, marks=MARKS
)
NAME = (Column("name", ("사업명",), ColumnType.TEXT),)
PROGRAMS = TableDefinition("programs", 1, "사업", Tab.PROGRAMS, Layout.GRID, columns=NAME)
DEPARTMENTS = replace(PROGRAMS, code="departments", title="부서 목록")
ANSWERS = TableDefinition(
    "answers",
    1,
    "처리결과",
    Tab.AUDIT,
    Layout.GRID,
    columns=(
        Column("request", ("요구사항",), ColumnType.LONG_TEXT),
        Column("department", ("소관",), ColumnType.TEXT, names="departments"),
        Column("status", ("추진상황",), ColumnType.ENUM, options=("추진완료", "추진중", "검토중")),
        Column("plans", ("향후계획",), ColumnType.LONG_TEXT),
    ),
)
RESULTS = TableDefinition(
    "custom",
    1,
    "실적",
    Tab.PROGRAMS,
    Layout.GRID,
    columns=(Column("name", ("구분",), ColumnType.TEXT), Column("people", ("인원",), ColumnType.COUNT, unit="명")),
    total=Total("계", ("people",)),
)


def page(*lines: str, name: str = "서울형 뉴딜일자리 사업") -> Report:
    """A report with one program page: lines with their mark in front."""
    return report(_program(name), _page("page", lines))


def report(*tables: Table, info: ReportInfo = INFO) -> Report:
    """A report of these tables."""
    return Report(info, {table.uid: table for table in tables})


def answers(*rows: Sequence[str]) -> Table:
    """Answers: request, department, status, plans; "" is blank."""
    return _grid("answers", ANSWERS, rows)


def departments(*names: str) -> Table:
    """The list of departments."""
    return _grid("departments", DEPARTMENTS, [(name,) for name in names])


def results(owner: str, total: str, *rows: Sequence[str]) -> Table:
    """A table of people under an item of the page, with a published total."""
    table = _grid("results", RESULTS, rows)
    return replace(table, owner=owner, is_custom=True, total=Row("@total", {"people": Value.of(total)}))


def found(of: Report, *codes: str) -> list[Finding]:
    """The findings in texts, of these codes or of all."""
    every = check_report(evaluate(of))
    prefixes = ("date.", "text.", "name.")
    return [each for each in every if (each.code in codes if codes else each.code.startswith(prefixes))]


def codes(of: Report) -> list[str]:
    """The codes of all findings in texts."""
    return [each.code for each in found(of)]


def _program(name: str) -> Table:
    return Table("programs", PROGRAMS, rows=(Row("p-1", {"name": Value.of(name)}),))


def _page(uid: str, lines: Sequence[str]) -> Table:
    return Table(uid, PAGE, "p-1", tuple(_item(f"i-{at}", line) for at, line in enumerate(lines)))


def _item(uid: str, line: str) -> Row:
    mark, _, text = line.partition(" ")
    return Row(uid, {"mark": Value.of(mark)} | ({"text": Value.of(text)} if text else {}))


def _grid(uid: str, definition: TableDefinition, rows: Sequence[Sequence[str]]) -> Table:
    keys = [column.key for column in definition.columns]
    cells = [{key: Value.of(text) for key, text in zip(keys, row, strict=False) if text} for row in rows]
    return Table(uid, definition, rows=tuple(Row(f"{uid}-{at}", each) for at, each in enumerate(cells)))
