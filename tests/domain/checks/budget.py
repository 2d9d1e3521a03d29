"""The budget of 2022 as it was published (S003-T05), contradictions and all."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.definition_parser import expand, parse_definition
from desktop.domain.definitions import TableDefinition
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, Report, ReportInfo, Row, Table
from desktop.domain.values import Value

COLUMNS = ("appropriation", "obligated_amount", "expenditure", "obligation_rate", "execution_rate")
TOTALS = ("753976", "41181", "19488", "5.5", "2.6")
FINANCE = "금융투자과"
PUBLISHED = {
    "경제정책과": ("131125", "120", "120", "0.1", "0.1"),
    "창업정책과": ("39822", "1147", "994", "2.9", "2.5"),
    "일자리정책과": ("230044", "7514", "6997", "3.3", "3.0"),
    "제조산업혁신과": ("55245", "7701", "2329", "13.9", "4.2"),
    "캠퍼스타운활성화과": ("38846", "6407", "6407", "16.5", "16.5"),
    "도시농업과": ("94657", "6388", "20", "6.7", "0.0"),
    "전략산업기반과": ("9488", "403", "94", "4.2", "1.0"),
    "바이오AI산업과": ("93232", "7288", "1427", "7.8", "1.5"),
    FINANCE: ("26920", "26", "269", "1.0", "1.0"),
    "미디어콘텐츠산업과": ("28793", "3722", "740", "12.9", "2.6"),
    "서울시립과학관": ("2236", "215", "88", "9.6", "3.9"),
    "농업기술센터": ("3568", "6", "3", "0.2", "0.1"),
}
SOURCES = {"original_budget": "708321", "transferred_budget": "3087", "carried_over_budget": "42568"}
INFO = ReportInfo("r-1", "work_report", 1, "2022년 2월 주요업무보고", "경제정책실", 2022)


def definition(data: dict[str, object]) -> TableDefinition:
    """A definition as the catalog would give it."""
    return expand(parse_definition(data, "test"), INFO.fiscal_year)


def _money(key: str, label: str) -> dict[str, object]:
    return {"key": key, "label": label, "type": "money", "unit": "백만원", "required": True}


def _rate(key: str, label: str, of: str) -> dict[str, object]:
    formula = f"{of} / appropriation * 100"
    return {"key": key, "label": ["집행률", label], "type": "percent", "unit": "%", "places": 1, "formula": formula}


DEPARTMENTS = definition(
    {
        "code": "departments",
        "version": 1,
        "title": "부서",
        "tab": "organization",
        "layout": "grid",
        "columns": [{"key": "name", "label": "부서", "type": "text"}],
    }
)
BUDGET = definition(
    {
        "code": "budget",
        "version": 1,
        "title": "예산",
        "tab": "organization",
        "layout": "grid",
        "rows": {"kind": "follow", "source": "departments"},
        "total": {"label": "계", "place": "first", "sum": list(COLUMNS[:3])},
        "columns": [
            {"key": "department", "label": "구분", "type": "text", "follows": "name"},
            _money("appropriation", "예산현액"),
            _money("obligated_amount", "원인행위액"),
            _money("expenditure", "지출액"),
            _rate("obligation_rate", "원인행위액", "obligated_amount"),
            _rate("execution_rate", "지출액", "expenditure"),
        ],
        "fields": [_money(key, key) for key in SOURCES],
        "checks": [
            {
                "code": "budget.order",
                "severity": "error",
                "scope": "all",
                "expr": "expenditure <= obligated_amount <= appropriation",
                "message": "지출액 {expenditure}, 원인행위액 {obligated_amount}의 순서가 맞지 않습니다.",
            },
            {
                "code": "budget.sources",
                "severity": "error",
                "scope": "table",
                "expr": "total(appropriation) = original_budget + transferred_budget + carried_over_budget",
            },
        ],
    }
)


def published(**changed: str) -> Report:
    """The report with every printed figure as entered or stated; `changed` replaces figures of 금융투자과."""
    names = tuple(Row(name, {"name": Value.of(name)}) for name in PUBLISHED)
    rows = tuple(Row(name, _cells(figures)) for name, figures in PUBLISHED.items())
    fields = Row(FIELDS_ROW, {key: Value.of(text) for key, text in SOURCES.items()})
    budget = Table("budget", BUDGET, rows=rows, total=Row(TOTAL_ROW, _cells(TOTALS)), fields=fields)
    report = Report(INFO, {"departments": Table("departments", DEPARTMENTS, rows=names), "budget": budget})
    return with_cells(report, FINANCE, **changed)


def with_cells(report: Report, row: str, **changed: str | None) -> Report:
    """The report with other figures in a row of the budget; None empties a cell."""
    budget = report.tables["budget"]
    stored = budget.row(row) or Row(row)
    cells = {key: value for key, value in stored.cells.items() if key not in changed}
    cells |= {key: Value.of(text) for key, text in changed.items() if text is not None}
    return report.with_table(budget.with_row(replace(stored, cells=cells)))


def _cells(figures: tuple[str, ...]) -> dict[str, Value]:
    return {key: Value.of(text) for key, text in zip(COLUMNS, figures, strict=True)}
