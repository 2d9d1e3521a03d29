"""Figures of one report against the other reports of its workspace: found, explained, and silent where they agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.checks.other_reports import CODES, DECLARED, PAST_YEAR, SAME_DAY, place_in_other
from desktop.domain.definitions import Severity
from desktop.domain.editing import type_text
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey
from desktop.paths import resources_dir
from desktop.services.carry_over import make_from_last
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.explaining import explain
from desktop.services.messages import sentence
from desktop.services.samples import example_workspaces
from desktop.services.workspaces import open_workspace
from tests.services.desk_data import noon

SALES, TARGET = "kpi-sales", "target"


@pytest.fixture
def agency(tmp_path: Path) -> Iterator[Desk]:
    """The workspace with the three reports of the agency."""
    yield from opened(tmp_path, "서울산업진흥원")


@pytest.fixture
def bureau(tmp_path: Path) -> Iterator[Desk]:
    """A workspace with the report of 2018 and the one of 2019 that was made from it."""
    for desk in opened(tmp_path, "서울특별시 일자리노동정책관"):
        desk.open_report(desk.reports()[0].uid)
        wish = replace(desk.report.info, uid="r2019", title="2019 주요업무보고", fiscal_year=2019, as_of=None)
        make_from_last(desk, wish)
        yield desk


def opened(folder: Path, organization: str) -> Iterator[Desk]:
    catalog = load_catalog(resources_dir())
    example = next(each for each in example_workspaces(resources_dir()) if each.organization == organization)
    desk = example.open(folder, catalog, "hong", noon)
    yield desk
    desk.close()


def open_titled(desk: Desk, title: str) -> None:
    desk.open_report(next(info.uid for info in desk.reports() if info.title == title))


def typed(desk: Desk, key: CellKey, text: str) -> None:
    changes = type_text(desk.evaluation, key, text)
    assert changes is not None
    desk.apply(changes)


def target(desk: Desk) -> CellKey:
    """The only target of the sales indicator in the open report."""
    code = "kpi_targets" if desk.report.of_code("kpi_targets") else "kpi_components"
    table = desk.report.owned(code, SALES)
    assert table is not None
    (row,) = table.rows
    column = TARGET if code == "kpi_targets" else "original_target"
    return CellKey(table.uid, row.uid, column)


def found(desk: Desk) -> list[Finding]:
    desk.finish_checks()
    return [each for each in desk.findings if each.code in CODES]


def test_reports_that_agree_say_nothing(agency: Desk) -> None:
    for info in agency.reports():
        agency.open_report(info.uid)
        assert found(agency) == []


def test_a_target_that_the_other_report_of_the_year_tells_otherwise(agency: Desk) -> None:
    open_titled(agency, "2020년 UNGC 참여보고서")
    key = target(agency)
    typed(agency, key, "1,702")
    assert not agency.checked.is_whole, "nothing is compared at the edit itself"
    findings = {each.key: each for each in found(agency)}
    finding = findings[key]
    assert (finding.code, finding.severity) == (DECLARED, Severity.WARNING)
    assert (finding.values["stated"], finding.values["other"]) == ("1,702억원", "1,720억원")
    said = sentence(finding, agency.evaluation)
    assert "2020년 성과관리" in said
    assert "1,702억원" in said
    assert "1,720억원" in said
    uid, place = place_in_other(finding) or ("", key)
    agency.open_report(uid)
    assert agency.evaluation.shown(place).value is not None
    back = [each for each in found(agency) if each.values["report"] == "2020년 UNGC 참여보고서"]
    assert "1,702억원" in {each.values["other"] for each in back}, "and the other way round"


def test_a_result_at_another_day_is_another_result(agency: Desk) -> None:
    open_titled(agency, "2020년 UNGC 참여보고서")
    table = agency.report.of_code("kpi_targets")[0]
    typed(agency, CellKey(table.uid, table.rows[0].uid, "actual"), "564")
    assert found(agency)
    for each in agency.report.of_code("kpi_targets"):
        typed(agency, CellKey(each.uid, "@table", "as_of"), "2020-09-30")
    assert found(agency) == []


def test_an_explanation_falls_away_when_the_other_figure_changes(agency: Desk) -> None:
    open_titled(agency, "2020년 UNGC 참여보고서")
    key = target(agency)
    typed(agency, key, "1,702")
    for finding in found(agency):
        changes = explain(agency, finding, "7월 조정 전의 목표를 그대로 실음")
        assert changes is not None
        agency.apply(changes)
    assert found(agency) == []
    assert agency.standing.explained
    own = agency.report.info.uid
    open_titled(agency, "2020년 성과관리")
    other = target(agency)
    typed(agency, replace(other, column=TARGET), "1,730")
    agency.open_report(own)
    assert [each.values["other"] for each in found(agency) if each.key == key] == ["1,730억원"]


def test_a_past_year_is_told_as_the_report_of_that_year_told_it(bureau: Desk) -> None:
    (table,) = bureau.report.of_code("policy_indicators")
    row = table.rows[0]
    assert found(bureau) == []
    typed(bureau, CellKey(table.uid, row.uid, "value@2017"), "1")
    typed(bureau, CellKey(table.uid, row.uid, "value@2019"), "1")
    (finding,) = found(bureau)
    assert (finding.code, finding.key.column) == (PAST_YEAR, "value@2017")
    bureau.close()
    again = open_workspace(bureau.path, bureau.catalog, "hong", noon)
    again.open_report("r2019")
    assert [each.values for each in found(again)] == [finding.values]
    again.close()


def test_two_reports_at_one_day_count_the_same(bureau: Desk) -> None:
    open_titled(bureau, "2018 주요업무보고")
    make_from_last(bureau, replace(bureau.report.info, uid="r-again", title="2018 행정사무감사 보고"))
    (table,) = bureau.report.of_code("org_counts")
    key = CellKey(table.uid, "@table", "team_count")
    typed(bureau, key, "991")
    assert {each.code for each in found(bureau) if each.key == key} == {SAME_DAY}
    typed(bureau, CellKey(table.uid, "@table", "as_of"), "2018-07-31")
    assert [each for each in found(bureau) if each.key == key] == []
