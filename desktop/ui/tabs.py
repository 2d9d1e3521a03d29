"""The tabs of the window by name, in order.

감사 조치 and 참여보고 only stand in reports that have such tables, 비교 only while the clerk compares.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop.domain.tab import Tab

if TYPE_CHECKING:
    from desktop.ui.session import Session

CHECKS, EXPORT, COMPARISON = "checks", "export", "comparison"
TAB_TITLES: Mapping[str, str] = {
    Tab.ORGANIZATION.value: "기관 정보",
    Tab.INDICATORS.value: "성과지표",
    Tab.PROGRAMS.value: "사업 실적",
    Tab.AUDIT.value: "감사 조치",
    Tab.COE.value: "참여보고",
    CHECKS: "점검",
    EXPORT: "내보내기",
    COMPARISON: "비교",
}
_AT_NEED = frozenset({Tab.AUDIT.value, Tab.COE.value, COMPARISON})


def shown_tabs(session: Session) -> tuple[str, ...]:
    """Names of the tabs that the open report has, in order."""
    catalog, report = session.desk.catalog, session.report
    template = catalog.templates.get(report.info.template)
    definitions = [catalog.tables[code] for code in template.tables if code in catalog.tables] if template else []
    definitions += [table.definition for table in report.tables.values() if not table.is_custom]
    here = {definition.tab.value for definition in definitions}
    return tuple(name for name in TAB_TITLES if name not in _AT_NEED or name in here)
