"""A year of 성과관리 of an office that does not exist: three indicators, one of each kind."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file
from desktop.services.workspaces import create_workspace

Cells: TypeAlias = dict[str, str]

MANAGED = ("scope", "department", "direction", "accumulation", "reckoning", "basis")
JOBS, DAYS, MEMBERS = "kpi-a-jobs", "kpi-b-days", "kpi-c-members"


def tables() -> dict[str, object]:
    """The tables of the report: jobs (sum of quarters), days (the fewer the better), members (running total)."""
    return {
        "departments": {"rows": [{"id": "dept-a", "name": "일자리과"}, {"id": "dept-b", "name": "민원과"}]},
        "kpi": {
            "rows": [
                {"id": JOBS, "kpi_name": "일자리 창출", "unit_of_measure": "명", "kpi_definition": "만든 일자리의 수"},
                {"id": DAYS, "kpi_name": "민원 처리", "unit_of_measure": "일", "kpi_definition": "처리에 걸린 날"},
                {"id": MEMBERS, "kpi_name": "회원", "unit_of_measure": "명", "kpi_definition": "회원의 누계"},
            ]
        },
        "kpi_management": {
            "rows": [
                {"id": JOBS, **_managed("기관", "일자리과", "상향", "단년", "합계", "조정 목표")},
                {"id": DAYS, **_managed("부서 특성화", "민원과", "하향", "단년", "최종값", "당초 목표")},
                {"id": MEMBERS, **_managed("부서 특성화", "민원과", "상향", "누적", "최종값", "조정 목표")},
            ]
        },
        "kpi_revisions": [
            {"owner": JOBS, "rows": [revision("당초", "100", "2021-01-15"), revision("7월 롤링", "120", "2021-07-12")]},
            {"owner": DAYS, "rows": [revision("당초", "8.0", "2021-01-15"), revision("7월 롤링", "7.5", "2021-07-12")]},
            {"owner": MEMBERS, "rows": [revision("당초", "1,000", "2021-01-15")]},
        ],
        "kpi_components": [
            {
                "owner": JOBS,
                "rows": [
                    component("jobs-one", "창업 지원", "60", revised_target="80", q1="10", q2="20", q3="30"),
                    component("jobs-two", "취업 지원", "40", q1="15", q2="15", q3="10"),
                ],
            },
            {
                "owner": DAYS,
                "rows": [
                    component("days-one", "민원 처리 기간", "8.0", revised_target="7.5", q1="9.5", q2="9.0", q3="6.0")
                ],
            },
            {"owner": MEMBERS, "rows": [component("members-one", "회원 수", "1,000", q1="400", q2="600", q3="950")]},
        ],
        "progress_check": {
            "fields": {"slow_line": "75"},
            "rows": [{"id": "jobs-one", "shortfall_reason": "상반기 공모가 늦었음"}],
        },
        "kpi_grades": {
            "rows": [
                {"grade": "S", "least": "120", "action": "확대"},
                {"grade": "A", "least": "90", "action": "유지"},
                {"grade": "B", "least": "70", "action": "개선"},
                {"grade": "C", "least": "0", "action": "종료"},
            ]
        },
    }


def _managed(*words: str) -> Cells:
    return dict(zip(MANAGED, words, strict=True))


def revision(name: str, target: str, day: str) -> Cells:
    """A target as it was decided on a day; every one but the first has a reason."""
    reason = {} if name == "당초" else {"reason": "예산이 늘어남", "document": "기획과-321"}
    return {"id": f"rev-{day}-{target.replace(',', '').replace('.', '-')}", "revision": name, "target": target} | {
        "decided_on": day,
        **reason,
    }


def component(uid: str, name: str, original: str, **cells: str) -> Cells:
    """A component of a target with its results by quarter."""
    return {"id": uid, "target_component": name, "original_target": original, **cells}


def desk_of(folder: Path, content: dict[str, object], as_of: str = "2021-09-30") -> Desk:
    """A workspace with this report at its 기준일."""
    head = {"template": "performance_management", "title": "2021년 성과관리", "organization": "가나재단"}
    report = {**head, "as_of": as_of, "fiscal_year": 2021}
    path = folder / "자료.json"
    path.write_text(json.dumps({"format": "seonggwa-report/1", "report": report, "tables": content}), encoding="utf-8")
    desk = create_workspace(
        folder / "업무.seonggwa",
        load_catalog(resources_dir()),
        "가나재단",
        "서무",
        lambda: datetime(2021, 10, 1),  # noqa: DTZ001 - the clerk's local time
    )
    import_file(desk, path)
    return desk


def shown(desk: Desk, code: str, row: str, key: str, owner: str = "") -> str | None:
    """What a cell shows, as kept."""
    table = next(table for table in desk.report.of_code(code) if table.owner == owner)
    uid = {"total": TOTAL_ROW, "": FIELDS_ROW}.get(row, row)
    value = desk.evaluation.shown(CellKey(table.uid, uid, key)).value
    return value.text if value else None
