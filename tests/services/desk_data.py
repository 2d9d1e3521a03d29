"""A small catalog with every kind of table, read by the real parser, for the tests of the desk."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime

from desktop.domain.definition_parser import parse_definition
from desktop.domain.definitions import Chapter, ReportTemplate
from desktop.domain.report import ReportInfo
from desktop.services.catalog import Catalog

_TABLES = """
[departments]
title = "부서 목록"
tab = "organization"
layout = "grid"
columns = [{ key = "name", label = "부서", type = "text" }]

[budget]
title = "예산"
tab = "organization"
layout = "grid"
rows = { kind = "follow", source = "departments" }
total = { label = "계", sum = ["appropriation", "expenditure"] }
columns = [
    { key = "department", label = "구분", type = "text", follows = "name" },
    { key = "appropriation", label = "예산현액", type = "money", unit = "백만원" },
    { key = "expenditure", label = "지출액", type = "money", unit = "백만원" },
    { key = "rate", label = "집행률", type = "percent", places = 1, formula = "expenditure / appropriation * 100" },
]
fields = [{ key = "original_budget", label = "본예산", type = "money", unit = "백만원" }]
checks = [{ code = "budget.order", severity = "error", expr = "expenditure <= appropriation" }]

[indicators]
title = "정책지표"
tab = "indicators"
layout = "grid"
columns = [
    { key = "name", label = "지표", type = "text" },
    { key = "value", label = "'{yy}", type = "decimal", years = "-1..0" },
]

[programs]
title = "사업"
tab = "programs"
layout = "grid"
rows = { kind = "entered", parents = ["programs"] }
columns = [{ key = "name", label = "사업명", type = "text" }]

[program_page]
title = "사업 쪽"
tab = "programs"
layout = "outline"
owner = "programs"
columns = [
    { key = "mark", label = "기호", type = "text" },
    { key = "label", label = "제목", type = "text" },
    { key = "text", label = "내용", type = "long_text" },
]
marks = [{ mark = "□", level = 1 }, { mark = "○", level = 2 }, { mark = "-", level = 3 }, { mark = "표", level = 3 }]
"""
OWN_TABLES = tuple(
    json.dumps({"title": "지원 내용", "columns": columns}, ensure_ascii=False)
    for columns in (
        [{"key": "c1", "label": "구분", "type": "text"}],
        [{"key": "c1", "label": "구분", "type": "text"}, {"key": "c2", "label": "금액", "type": "money"}],
    )
)
TABLES = {
    code: parse_definition({"code": code, "version": 1, **table}, code)
    for code, table in tomllib.loads(_TABLES).items()
}
TEMPLATE = ReportTemplate(
    "work_report", 1, "주요업무보고", (Chapter("all", "전체", ("budget", "indicators", "program_page")),)
)
CATALOG = Catalog(tables=TABLES, templates={TEMPLATE.code: TEMPLATE})


def an_info(uid: str = "r1", year: int = 2022, **rest: object) -> ReportInfo:
    """The identity of a report of the small template."""
    given = {"as_of": date(year, 1, 21), "reported_on": date(year, 2, 9), "occasion": "제305회 임시회", **rest}
    return ReportInfo(uid, TEMPLATE.code, 1, f"{year}년 2월 주요업무보고", "서울특별시 경제정책실", year, **given)


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 1, 21, 12, 0, tzinfo=UTC)
