"""성과관리 over a year: the target in force, results by quarter, rates by direction, grades, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.domain.carry_over import rule
from desktop.domain.definitions import KEEP
from desktop.domain.editing import type_text
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.report import CellKey, Report, ReportInfo, Row, Table
from desktop.domain.values import Value
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.messages import sentence
from desktop.services.reports import export_report
from tests.services.kpi_data import DAYS, JOBS, MEMBERS, desk_of, shown, tables

CATALOG = load_catalog(resources_dir())


def test_before_july_the_original_target_is_in_force_and_after_it_the_rolled_one(tmp_path: Path):
    for day, expected in (("2021-06-30", "100"), ("2021-07-12", "120"), ("2021-12-31", "120"), ("2021-01-01", None)):
        folder = tmp_path / day
        folder.mkdir()
        with closing(desk_of(folder, tables(), day)) as desk:
            assert shown(desk, "kpi_management", JOBS, "target") == expected, day
            assert shown(desk, "kpi_management", JOBS, "original_target") == "100"


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """The year as it stands after three quarters."""
    with closing(desk_of(tmp_path, tables())) as desk:
        yield desk


def test_quarters_add_up_or_the_last_one_counts_as_declared(desk: Desk):
    assert [shown(desk, "kpi_components", row, "cumulative", JOBS) for row in ("jobs-one", "jobs-two", "total")] == [
        *("60", "40", "100")
    ]
    assert shown(desk, "kpi_components", "days-one", "cumulative", DAYS) == "6.0"
    assert shown(desk, "kpi_components", "members-one", "cumulative", MEMBERS) == "950"


def test_the_rate_is_against_the_declared_target_and_in_its_direction(desk: Desk):
    assert shown(desk, "kpi_components", "jobs-one", "progress_rate", JOBS) == "75.0"  # 60 of 80, the rolled target
    assert shown(desk, "kpi_components", "jobs-two", "progress_rate", JOBS) == "100.0"  # 40 of 40, never rolled
    assert shown(desk, "kpi_components", "total", "progress_rate", JOBS) == "83.3"  # 100 of 120
    assert shown(desk, "kpi_components", "days-one", "progress_rate", DAYS) == "125.0"  # 6.0 of the original 8.0
    rates = [shown(desk, "year_end_evaluation", uid, "achievement") for uid in (JOBS, DAYS, MEMBERS)]
    assert rates == ["83.3", "125.0", "95.0"]
    assert [shown(desk, "year_end_evaluation", uid, "grade") for uid in (JOBS, DAYS, MEMBERS)] == ["B", "S", "A"]


def test_the_manual_of_a_division_holds_its_indicators_and_no_others(desk: Desk):
    manuals = {table.owner: desk.evaluation.sheet(table.uid).body for table in desk.report.of_code("department_manual")}
    assert manuals == {"dept-a": (JOBS,), "dept-b": (DAYS, MEMBERS)}
    assert shown(desk, "department_manual", JOBS, "kpi_definition", "dept-a") == "만든 일자리의 수"


def test_the_list_of_changes_and_the_progress_sheet_fill_themselves(desk: Desk):
    (changes,) = desk.report.of_code("target_changes")
    assert len(desk.evaluation.sheet(changes.uid).body) == 5
    rolled = "rev-2021-07-12-7-5"
    assert [shown(desk, "target_changes", rolled, key) for key in ("kpi_name", "before", "target", "change")] == [
        *("민원 처리", "8.0", "7.5", "-0.5")
    ]
    (progress,) = desk.report.of_code("progress_check")
    assert desk.evaluation.sheet(progress.uid).body == ("jobs-one", "jobs-two", "days-one", "members-one")
    assert [shown(desk, "progress_check", "jobs-one", key) for key in ("q3", "q4", "cumulative")] == ["30", None, "60"]


def test_a_year_without_contradictions_has_no_errors(desk: Desk):
    assert [sentence(finding, desk.evaluation) for finding in desk.findings if finding.severity == "error"] == []


Spoil = Callable[[dict[str, Any]], None]


def _set(code: str, row: int, owner: int | None = None, **cells: str) -> Spoil:
    def spoil(content: dict[str, Any]) -> None:
        whole = content[code] if owner is None else content[code][owner]
        whole["rows"][row].update(cells)

    return spoil


def _act(content: dict[str, Any]) -> None:
    content["year_end_evaluation"] = {"rows": [{"id": DAYS, "action": "종료"}, {"id": JOBS, "action": "개선"}]}


@pytest.mark.parametrize(
    ("spoil", "code", "row", "words"),
    [
        (_set("kpi_components", 0, 2, q3="590"), "kpi_components.cumulative3", "members-one", "590"),
        (_set("kpi_components", 0, 2, q2="", q3="390"), "kpi_components.cumulative3", "members-one", "390"),
        (_set("kpi_components", 0, 2, q2="390"), "kpi_components.cumulative2", "members-one", "390"),
        (_set("kpi_components", 0, 2, q4="900"), "kpi_components.cumulative4", "members-one", "900"),
        (_set("kpi_components", 1, 0, q2=""), "kpi_components.skipped3", "jobs-two", "2분기"),
        (_set("kpi_components", 1, 0, original_target="0"), "kpi_components.target", "jobs-two", "0보다"),
        (_set("kpi_components", 1, 0, original_target="41"), "kpi_management.components", JOBS, "120"),
        (_set("kpi_components", 1, 0, original_target="41"), "kpi_management.original", JOBS, "100"),
        (_set("kpi_revisions", 1, 0, decided_on="2021-01-14"), "kpi_revisions.order", "rev-2021-07-12-120", "결정일"),
        (_set("kpi_revisions", 1, 0, reason=""), "kpi_revisions.reason", "rev-2021-07-12-120", "100에서 120"),
        (_set("kpi_revisions", 1, 0, document=""), "kpi_revisions.document", "rev-2021-07-12-120", "근거 문서"),
        (_set("kpi_management", 0, unit_of_measure="천명"), "computed.text", JOBS, "천명"),
        (_set("kpi_management", 0, department="없는과"), "kpi_management.department", JOBS, "없는과"),
        (_set("kpi_management", 2, reckoning="합계"), "kpi_management.reckoning", MEMBERS, "두 번"),
        (_set("kpi_components", 1, 0, q3="0", q2="14"), "progress_check.reason", "jobs-two", "75"),
        (_set("kpi_grades", 1, least="130"), "kpi_grades.order", None, "130"),
        (_act, "year_end_evaluation.action", DAYS, "S 등급"),
    ],
)
def test_each_contradiction_is_found_where_it_is(tmp_path: Path, spoil: Spoil, code: str, row: str | None, words: str):
    content = tables()
    spoil(content)
    with closing(desk_of(tmp_path, content)) as desk:
        found = _of(desk, code)
        assert found, [each.code for each in desk.findings]
        assert words in sentence(found[0], desk.evaluation)
        assert row is None or [each.key.row for each in found] == [row]


def test_another_action_than_the_grade_asks_for_is_doubted_until_an_opinion_says_why(tmp_path: Path):
    content = tables()
    _act(content)
    with closing(desk_of(tmp_path, content)) as desk:
        assert [each.key.row for each in _of(desk, "year_end_evaluation.action")] == [DAYS]
        (evaluation,) = desk.report.of_code("year_end_evaluation")
        change = type_text(desk.evaluation, CellKey(evaluation.uid, DAYS, "opinion"), "사업을 다른 기관에 넘김")
        assert change is not None
        desk.apply(change)
        assert _of(desk, "year_end_evaluation.action") == []


def test_a_reason_is_wanted_below_the_line_and_only_there(tmp_path: Path):
    """75.0 is not below 75; one less is, until a reason stands there."""
    content = tables()
    _set("progress_check", 0, shortfall_reason="")(content)
    (tmp_path / "exact").mkdir()
    with closing(desk_of(tmp_path / "exact", content)) as desk:
        assert _of(desk, "progress_check.reason") == []
    _set("kpi_components", 0, 0, q3="29")(content)
    with closing(desk_of(tmp_path, content)) as desk:
        assert [each.key.row for each in _of(desk, "progress_check.reason")] == ["jobs-one"]
        (progress,) = desk.report.of_code("progress_check")
        change = type_text(desk.evaluation, CellKey(progress.uid, "jobs-one", "shortfall_reason"), "공모가 늦었음")
        assert change is not None
        desk.apply(change)
        assert _of(desk, "progress_check.reason") == []


def _of(desk: Desk, code: str) -> list[Finding]:
    return [finding for finding in desk.findings if finding.code == code]


def test_editing_a_revision_changes_everything_that_rests_on_it(desk: Desk):
    (revisions,) = [table for table in desk.report.of_code("kpi_revisions") if table.owner == JOBS]
    change = type_text(desk.evaluation, CellKey(revisions.uid, "rev-2021-07-12-120", "decided_on"), "2021. 12. 1.")
    assert change is not None
    desk.apply(change)
    assert shown(desk, "kpi_management", JOBS, "target") == "100"
    assert shown(desk, "year_end_evaluation", JOBS, "achievement") == "100.0"
    assert [each.key.row for each in _of(desk, "kpi_management.components")] == [JOBS]
    desk.undo()
    assert shown(desk, "year_end_evaluation", JOBS, "grade") == "B"
    assert _of(desk, "kpi_management.components") == []


@given(st.integers(1, 400), st.lists(st.none() | st.integers(0, 200), min_size=4, max_size=4), st.sampled_from("상하"))
def test_any_quarters_give_the_rate_of_those_that_are_there(target: int, quarters: list[int | None], way: str):
    results = {f"q{n}": Value.of(str(each)) for n, each in enumerate(quarters, 1) if each is not None}
    managed = {"direction": f"{way}향", "reckoning": "합계", "basis": "당초 목표"}
    rows = {
        "kpi": Row("k", {}),
        "kpi_management": Row("k", {key: Value.of(text) for key, text in managed.items()}),
        "kpi_components": Row("c", {"original_target": Value.of(str(target)), **results}),
    }
    made = {
        code: Table(code, CATALOG.definition(code, 2021), owner="k" if code == "kpi_components" else "", rows=(row,))
        for code, row in rows.items()
    }
    evaluation = evaluate(Report(ReportInfo("r", "t", 1, "", "", 2021), made))
    value = evaluation.shown(CellKey("kpi_components", "c", "progress_rate")).value
    known = [each for each in quarters if each is not None]
    if not known:
        assert value is None
        return
    ratio = Decimal(sum(known)) / target
    rate = (ratio if way == "상" else 2 - ratio) * 100
    assert value is not None
    assert abs(Decimal(value.text) - rate) <= Decimal("0.05")
    assert Decimal(value.text) == rate.quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_the_report_is_exported_with_figures_as_numbers_and_blank_quarters_blank(desk: Desk, tmp_path: Path):
    result = export_report(desk, tmp_path / "성과관리.xlsx")
    book = load_workbook(result.path)
    names = [name for name in book.sheetnames if book[name].sheet_state == "visible"]
    manuals = ["1 일자리과", "2 민원과"]
    assert names == ["지표 정의", *manuals, "목표 조정 내역", "목표·분기 실적", "진도점검표", "연말 평가표"]
    rows = [[cell.value for cell in row if cell.value is not None] for row in book["진도점검표"].iter_rows()]
    jobs = next(row for row in rows if "창업 지원" in row)
    assert jobs[jobs.index("창업 지원") :] == ["창업 지원", "명", 80, 10, 20, 30, 60, 75, "상반기 공모가 늦었음"]
    days = next(row for row in rows if "민원 처리 기간" in row)
    assert days[-6:] == [8, 9.5, 9, 6, 6, 125]


def test_what_was_said_of_a_year_is_not_carried_into_the_next_and_what_was_declared_is():
    kept = {
        code: {column.key for column in CATALOG.tables[code].columns if rule(column) == KEEP}
        for code in ("kpi_management", "kpi_components", "kpi_revisions", "progress_check", "year_end_evaluation")
    }
    assert kept["kpi_management"] >= {"scope", "department", "direction", "accumulation", "reckoning", "basis"}
    assert "target_component" in kept["kpi_components"]
    assert not kept["kpi_components"] & {"original_target", "revised_target", "q1", "q2", "q3", "q4"}
    assert not kept["kpi_revisions"] & {"target", "decided_on", "reason", "document"}
    assert not kept["progress_check"] & {"shortfall_reason"}
    assert not kept["year_end_evaluation"] & {"action", "opinion"}
    assert rule(next(each for each in CATALOG.tables["kpi_grades"].columns if each.key == "least")) == KEEP
