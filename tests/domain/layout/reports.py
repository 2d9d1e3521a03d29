"""Small hand-made reports, one for each kind of printed table."""

import tomllib
from collections.abc import Mapping
from datetime import date

from desktop.domain.definition_parser import expand, parse_definition
from desktop.domain.definitions import Chapter, ReportTemplate
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.layout.plan import PlanCell, SheetPlan, WorkbookPlan
from desktop.domain.layout.workbook import workbook_plan
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, Report, ReportInfo, Row, Table
from desktop.domain.values import NONE, Value

INFO = ReportInfo(
    "r1", "test", 1, "2022년 2월 업무보고", "서울특별시 경제정책실", 2022, date(2022, 1, 21), date(2022, 2, 9), "임시회"
)
Cells = Mapping[str, str]


def table(
    uid: str,
    toml: str,
    rows: Mapping[str, Cells] | None = None,
    *,
    fields: Cells | None = None,
    total: Cells | None = None,
    owner: str = "",
    parents: Mapping[str, str] | None = None,
    custom: bool = False,
) -> Table:
    """A table from its definition in TOML and canonical texts ("-" is none)."""
    definition = expand(parse_definition(tomllib.loads(toml), uid), INFO.fiscal_year)
    stored = tuple(Row(key, _cells(cells), (parents or {}).get(key, "")) for key, cells in (rows or {}).items())
    return Table(
        uid,
        definition,
        owner,
        stored,
        Row(TOTAL_ROW, _cells(total or {})),
        Row(FIELDS_ROW, _cells(fields or {})),
        is_custom=custom,
    )


def _cells(cells: Cells) -> dict[str, Value]:
    return {key: NONE if text == "-" else Value.of(text) for key, text in cells.items()}


def evaluation(*tables: Table) -> Evaluation:
    return evaluate(Report(INFO, {each.uid: each for each in tables}))


def plan(*tables: Table, sheet_per: str = "") -> WorkbookPlan:
    """All tables on one sheet, or those of code `page` on one sheet for each row of `sheet_per`."""
    codes = tuple(dict.fromkeys(each.code for each in tables if not each.is_custom))
    chapters = [Chapter("all", "일반 현황", codes, heading="Ⅰ. 일반 현황")]
    if sheet_per:
        chapters = [Chapter("pages", "사업", ("page",), sheet_per=sheet_per)]
    return workbook_plan(evaluation(*tables), ReportTemplate("test", 1, "시험", tuple(chapters)))


def at(sheet: SheetPlan, text: str) -> PlanCell:
    """The first cell that holds a text."""
    return next(cell for cell in sheet.cells if cell.content == text)


def texts(sheet: SheetPlan) -> list[str]:
    """All texts of a sheet in order."""
    return [cell.content for cell in sheet.cells if isinstance(cell.content, str)]


BUDGET = """
code = "budget"
version = 1
title = "예산"
tab = "organization"
layout = "grid"
rows = { kind = "entered" }
total = { label = "계", place = "first", sum = ["appropriation", "expenditure"] }
[[columns]]
key = "department"
label = "구분"
type = "text"
align = "spread"
width = 22
[[columns]]
key = "appropriation"
label = "예산현액"
type = "money"
unit = "백만원"
[[columns]]
key = "expenditure"
label = ["집행", "지출액"]
type = "money"
unit = "백만원"
[[columns]]
key = "execution_rate"
label = ["집행", "집행률"]
type = "percent"
places = 1
formula = "expenditure / appropriation * 100"
[print]
title_mark = "□"
lead = "예산현액 {total.appropriation}백만원"
unit_note = "(단위 : 백만원, %)"
footnotes = ["1) 예산현액은 이월액을 포함"]
"""

GROUPS = """
code = "groups"
version = 1
title = "분야별 목표"
tab = "indicators"
layout = "grid"
total = { label = "합계", place = "last", sum = ["target", "actual"], label_column = "name" }
[[columns]]
key = "area"
label = "분야"
type = "text"
merge = true
[[columns]]
key = "name"
label = "지표"
type = "text"
[[columns]]
key = "target"
label = "목표"
type = "count"
[[columns]]
key = "actual"
label = "실적"
type = "count"
[[columns]]
key = "rate"
label = "달성률"
type = "percent"
places = 1
formula = "actual / target * 100"
inside = "actual"
joint = "\\n({value}%)"
[[columns]]
key = "staff"
label = "정원/현원"
type = "pair"
parts = ["authorized", "current"]
"""

FORM = """
code = "profile"
version = 1
title = "기본현황"
tab = "organization"
layout = "form"
fields = [
    { key = "purpose", label = "설립목적", type = "long_text" },
    { key = "staff", label = "정원", type = "count" },
]
"""

TURNED = """
code = "turned"
version = 1
title = "시설 현황"
tab = "programs"
layout = "grid"
columns = [
    { key = "name", label = "시설", type = "text" },
    { key = "place", label = "위치", type = "text" },
    { key = "area", label = "면적", type = "area" },
]
[print]
transpose = true
"""

PROGRAMS = """
code = "programs"
version = 1
title = "사업"
tab = "programs"
layout = "grid"
columns = [
    { key = "name", label = "사업명", type = "text" },
    { key = "summary", label = "요약", type = "long_text" },
]
"""

PAGE = """
code = "page"
version = 1
title = "사업 내용"
tab = "programs"
layout = "outline"
owner = "programs"
columns = [
    { key = "mark", label = "기호", type = "text" },
    { key = "label", label = "항목", type = "text" },
    { key = "text", label = "내용", type = "long_text" },
]
marks = [
    { mark = "□", level = 1 },
    { mark = "①", level = 2, counter = true },
    { mark = "○", level = 3 },
    { mark = "표", level = 4 },
]
[print]
title = "{owner.name}"
title_mark = "1"
lead = "{owner.summary}"
"""

OWN = """
code = "custom"
version = 1
title = "실적표"
tab = "programs"
layout = "grid"
columns = [
    { key = "name", label = "구분", type = "text" },
    { key = "count", label = "건수", type = "count" },
]
[print]
title_printed = false
"""


def budget() -> Table:
    rows = {
        "d1": {"department": "경제정책과", "appropriation": "131125", "expenditure": "120"},
        "d2": {"department": "도시농업과", "appropriation": "94657", "expenditure": "20"},
        "d3": {"department": "금융투자과", "appropriation": "26920", "expenditure": "-"},
    }
    return table("budget", BUDGET, rows)


def groups() -> Table:
    rows = {
        "k1": {"area": "일자리", "name": "공공 일자리", "target": "150", "actual": "136", "staff": "31/35"},
        "k2": {"area": "일자리", "name": "민간 일자리", "target": "200", "actual": "203"},
        "k3": {"area": "노동", "name": "상담건수", "target": "4000", "actual": "3411", "staff": "-"},
        "k4": {"name": "교육인원", "target": "50", "actual": "-"},
    }
    return table("groups", GROUPS, rows)


def form() -> Table:
    return table("profile", FORM, fields={"purpose": "서울의 중소기업을 돕는다.\n일자리를 만든다.", "staff": "307"})


def turned() -> Table:
    rows = {
        "a": {"name": "허브", "place": "마포", "area": "1200.5"},
        "b": {"name": "센터", "place": "구로", "area": "800"},
    }
    return table("turned", TURNED, rows)


def pages() -> tuple[Table, ...]:
    """Two programs; the first has a tree with a clerk's own table in it."""
    programs = table(
        "programs",
        PROGRAMS,
        {"p1": {"name": "안심일자리", "summary": "취약계층에 공공일자리를 제공"}, "p2": {"name": "판로/지원"}},
    )
    tree = {
        "i1": {"mark": "□", "text": "추진실적"},
        "i2": {"mark": "①", "text": "첫째 세부사업"},
        "i3": {"mark": "○", "label": "대상", "text": "만 18세 이상"},
        "i4": {"mark": "표"},
        "i5": {"mark": "①", "text": "둘째 세부사업"},
    }
    first = table("page1", PAGE, tree, owner="p1", fields={"footnotes": "1) 2022년 기준"})
    second = table("page2", PAGE, {"j1": {"mark": "□", "text": "사업개요"}}, owner="p2")
    own = table("own1", OWN, {"o1": {"name": "상담", "count": "1234"}}, owner="i4", custom=True)
    return programs, first, second, own
