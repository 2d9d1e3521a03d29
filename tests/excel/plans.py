"""Hand-made plans for the writer's tests."""

from decimal import Decimal

from desktop.domain.definitions import Align
from desktop.domain.layout.plan import Look, PlanCell, SheetPlan, WorkbookPlan
from desktop.domain.report import CellKey

MONEY = '#,##0;"△"#,##0;"-"'


def cell(row: int, col: int, content: Decimal | str | None, **more: object) -> PlanCell:
    values = {"rowspan": 1, "colspan": 1, "look": Look.BODY, **more}
    return PlanCell(row, col, values.pop("rowspan"), values.pop("colspan"), content, values.pop("look"), **values)


def budget_plan() -> WorkbookPlan:
    cells = (
        cell(0, 0, "□ 예산", colspan=3, look=Look.TABLE_TITLE),
        cell(1, 0, "구 분", rowspan=2, look=Look.HEADER, align=Align.CENTER, edges="t"),
        cell(1, 1, "집행률", colspan=2, look=Look.HEADER, align=Align.CENTER, edges="t"),
        cell(2, 1, "원인행위액", look=Look.HEADER),
        cell(2, 2, "지출액", look=Look.HEADER),
        cell(3, 0, "경제정책과", align=Align.SPREAD, indent=1, edges="b"),
        cell(3, 1, Decimal(753976), number_format=MONEY, align=Align.RIGHT, edges="b", key=CellKey("t", "r", "a")),
        cell(3, 2, Decimal("-9.5"), number_format='0.0;"△"0.0', edges="b", key=CellKey("t", "r", "b")),
    )
    sheet = SheetPlan("예산", (30.0, 33.0, 33.0), (24.0, 20.0, 20.0, 20.0), cells, repeat_rows=(1, 2), breaks=(3,))
    other = SheetPlan("둘째", (96.0,), (20.0,), (cell(0, 0, "가"),), landscape=True)
    return WorkbookPlan((sheet, other), "2022년 2월 주요업무보고", {"report": "r1", "template": "work_report_2022"})


def text_plan(text: str) -> WorkbookPlan:
    sheet = SheetPlan("시트", (96.0,), (20.0,), (cell(0, 0, text, key=CellKey("t", "r", "c")),), footer=text)
    return WorkbookPlan((sheet,), text, {"title": text})
