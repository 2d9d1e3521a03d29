"""The groups of 점검: by tab, chapter or rule; what is explained and which rules are switched off has groups too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.domain.definitions import Severity
from desktop.services.finding_places import FindingPlaces
from desktop.ui.pages.findings_filter import BY_CHAPTER, BY_RULE, Listed
from desktop.ui.pages.findings_model import Group, Grouped
from desktop.ui.tabs import TAB_TITLES

if TYPE_CHECKING:
    from desktop.ui.session import Session

_INFOS = "infos"


def grouped(listed: Sequence[Listed], grouping: str, session: Session) -> list[Grouped]:
    """Findings in their groups, in the order of the window or of the print; infos beside worse ones are folded away.

    Args:
        listed: the findings, worst first.
        grouping: `BY_TAB`, `BY_CHAPTER` or `BY_RULE`.
        session: the open report.
    """
    only_infos = all(each.finding.severity is Severity.INFO for each in listed)
    if grouping == BY_RULE:
        serious = {each.finding.code for each in listed if each.finding.severity is not Severity.INFO}
        return [Grouped((_rule(each, serious),), each.finding) for each in listed]
    worse = {each.place.home for each in listed if each.finding.severity is not Severity.INFO}
    order = _order(grouping, session)
    tables = {uid: place for place, uid in enumerate(session.report.tables)}
    in_order = sorted(listed, key=lambda each: (order.get(_top(each, grouping), len(order)), tables[each.place.home]))
    return [Grouped(_path(each, grouping, worse, is_folded=not only_infos), each.finding) for each in in_order]


def set_aside(session: Session) -> list[Grouped]:
    """What is explained; then each rule that is switched off with what it finds, also when that is nothing."""
    from desktop.services.explaining import switched_off
    from desktop.services.rule_help import rule_name

    standing, report = session.desk.standing, session.report
    told = Group("explained", "설명한 결과")
    found = [Grouped((told,), finding) for finding, _ in standing.explained]
    for code, why in switched_off(session.desk).items():
        group = Group(f"off.{code}", f"끈 규칙: {rule_name(code, report)} (사유: {why.text})", rule=code)
        silent = [each for each in standing.switched_off if each.code == code]
        found += [Grouped((group,), finding) for finding in silent] or [Grouped((group,), None)]
    return found


def _order(grouping: str, session: Session) -> dict[str, int]:
    titles = FindingPlaces(session.evaluation, session.template).chapters if grouping == BY_CHAPTER else TAB_TITLES
    return {title: place for place, title in enumerate(titles)}


def _top(each: Listed, grouping: str) -> str:
    return each.place.chapter if grouping == BY_CHAPTER else each.place.tab


def _path(each: Listed, grouping: str, worse: set[str], *, is_folded: bool) -> tuple[Group, ...]:
    top, place, is_info = _top(each, grouping), each.place, each.finding.severity is Severity.INFO
    has_worse = place.home in worse
    outer = Group(f"{grouping}.{top}", top if grouping == BY_CHAPTER else TAB_TITLES[top])
    table = Group(place.home, place.name, is_folded=is_folded and not has_worse, home=place.home)
    infos = (Group(_INFOS, "", is_folded=is_folded),) if is_info and has_worse else ()
    return (outer, table, *infos)


def _rule(each: Listed, serious: set[str]) -> Group:
    code = each.finding.code
    return Group(code, each.rule_name, is_folded=bool(serious) and code not in serious)
