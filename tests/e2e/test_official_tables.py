"""The main job on real reports: a sample taken in, checked and exported is the published report, cell by cell.

The measure is ../shared/tools/compare_official.py; the golden texts in tests/golden hold the same without it
(`UPDATE_GOLDEN=1 pytest tests/e2e/test_official_tables.py` writes them anew; read the difference then).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from desktop.domain.definitions import Layout, RowsKind, Severity
from desktop.domain.findings import Finding
from desktop.domain.layout.plan import SheetPlan
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file
from desktop.services.messages import sentence
from desktop.services.reports import export_report, plan_report
from desktop.services.workspaces import create_workspace
from tests.domain.layout.plan_text import assert_golden

SHARED = Path(__file__).resolve().parents[3] / "shared"
COMPARE = SHARED / "tools" / "compare_official.py"


Place: TypeAlias = tuple[str, str, str, str]
"""Code of a finding, table with the row that it hangs under ("kpi_targets/kpi-sales"), row, column."""


@dataclass(frozen=True)
class Sample:
    """A sample, the records that it must reproduce, and the contradictions that were published in it.

    `lists` are records that the report prints without a grid: their captions, and the texts in the columns named,
    must stand on the sheets; `patterns` are those whose lines must stand there in the shape in which the record says
    that they are printed. The title of a record that is `untitled` is not printed over it, but in its header or above
    the item. `errors` are all findings of that level, `doubts` the warnings and hints about figures,
    `texts` what ../shared/known-inconsistencies.json says of running text: code of the finding, words of its sentence.
    """

    name: str
    tables: tuple[str, ...]
    grids: tuple[str, ...]
    outlines: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[int, ...]], ...] = ()
    patterns: tuple[str, ...] = ()
    untitled: tuple[str, ...] = ()
    errors: tuple[Place, ...] = ()
    doubts: tuple[Place, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


ECONOMY = Sample(
    "economy_2022",
    ("s003a.json", "s003b.json"),
    (
        *("S003-T03", "S003-T04", "S003-T05", "S003-T17", "S003-T19", "S003-T20", "S003-T22", "S003-T25", "S003-T26"),
        *("S003-T28", "S003-T29", "S003-T37", "S003-T47", "S003-T71", "S003-T77", "S003-T87", "S003-T88", "S003-T90"),
        *("S003-T201", "S003-T203", "S003-T204", "S003-T205", "S003-T206", "S003-T207", "S003-T208", "S003-T209"),
        *("S003-T210", "S003-T211", "S003-T212"),
    ),
    (
        *("S003-T07", "S003-T15", "S003-T18", "S003-T21", "S003-T24", "S003-T27", "S003-T30", "S003-T32", "S003-T33"),
        *("S003-T36", "S003-T38", "S003-T40", "S003-T41", "S003-T43", "S003-T46", "S003-T48", "S003-T53", "S003-T58"),
        *("S003-T61", "S003-T66", "S003-T67", "S003-T68", "S003-T70", "S003-T74", "S003-T75", "S003-T79", "S003-T81"),
        *("S003-T86", "S003-T89", "S003-T202", "S003-T213", "S003-T214"),
    ),
    (
        *(("S003-T02", (1,)), ("S003-T06", (0,)), ("S003-T13", (1, 2)), ("S003-T14", (1, 3, 5))),
        *(("S003-T16", (0, 1)), ("S003-T34", (0, 2)), ("S003-T45", (0, 1))),
    ),
    errors=(
        ("total.column", "budget", "@total", "obligated_amount"),
        ("budget.order", "budget", "dept-finance-investment", "expenditure"),
        ("computed.figure", "budget", "dept-finance-investment", "obligation_rate"),
        ("date.half", "program_page/program-open-innovation", "item-open-innovation-week", "text"),
        ("date.dday", "program_page/program-beauty", "item-beauty-week-publicity", "text"),
        ("date.length", "program_page/program-fashion-week", "item-fashion-week-autumn", "text"),
        ("date.season", "program_page/program-fashion-week", "item-fashion-week-autumn", "text"),
        ("total.column", "audit_summary", "@total", "under_review"),  # S003-T201-K1, K3
        ("total.column", "audit_summary", "@total", "not_adopted"),  # S003-T201-K2, K4
        ("date.before_as_of", "audit_answer/audit-correction-14", "answer-beauty-plan", "text"),  # S003-T202-K4
        ("date.before_as_of", "audit_answer/audit-correction-14", "answer-beauty-design", "text"),
        ("date.before_as_of", "audit_answer/audit-correction-14", "answer-beauty-opening", "text"),
        ("date.nonexistent", "audit_answer/audit-correction-68", "answer-industrial-engineer", "text"),
    ),
    doubts=(
        ("personnel.over_strength", "personnel", "dept-economic-policy", "total_headcount"),
        ("personnel.over_strength", "personnel", "dept-campus-town", "total_headcount"),
        ("personnel.over_management_operation", "personnel", "@total", "management_operation"),
        ("results.shares", "custom/table-safe-jobs-results", "result-people", "environment_maintenance_share"),
        ("hub.pyeong", "custom/table-fashion-hub-facilities", "hub-creation", "area_pyeong"),
        ("computed.text", "program_list", "program-on-seoul-market", "text"),  # S003-T14-K1
        ("computed.text", "program_list", "program-fashion-online", "text"),  # S003-T14-K2
        ("computed.text", "program_list", "program-youth-academy", "text"),  # S003-T14-K3
        ("computed.text", "program_list", "program-technical-institute", "text"),
        ("computed.text", "program_list", "program-ai-seoul", "text"),
        ("computed.text", "program_list", "program-beauty", "text"),
    ),
    texts=(
        ("text.excess", "124%이므로 24% 초과"),  # S003-T15-K1
        ("date.length", "“1.10~6.30”은 172일"),  # S003-T15-K2
        ("name.variant", "“생활방역/안전”"),  # S003-T16-K1
        ("name.variant", "“K-쇼핑”"),  # S003-T18-K1
        ("text.added", "3개에 신규 6개를 더하면 9"),  # S003-T21-K2
        ("text.block_missing", "유통판로 확장 가… · 사업명: 다른 사업에 있는 추진실적"),  # S003-T21-K1
        ("text.block_missing", "‘스타트업 플러스’ 본격… · 사업명: 다른 사업에 있는 예산"),  # S003-T41-K1
        ("name.similar", "“오픈이노베이션센터”"),  # S003-T38-K2
        ("name.variant", "“AI 양재허브를”"),  # S003-T48-K3
        ("date.order", "“'20.3월”이 앞 단계 “'20.9월”"),  # S003-T68-K1
        ("date.dday", "D-100의 날짜는 2022. 6. 22."),  # S003-T70-K2
        ("date.length", "13일인데 10일간"),  # S003-T79-K2
        ("date.season", "춘계에 들지 않습니다"),  # S003-T79-K3
        ("text.sum", "합계는 85명이라고 적혀 있으나 내역을 더하면 81"),  # S003-T202-K3
        ("date.before_as_of", "“'22.01.”이 이미 지났습니다"),  # S003-T202-K5, item 42
        ("date.before_as_of", "“'22.1”이 이미 지났습니다"),  # S003-T202-K5, item 32
        ("date.before_as_of", "“'22.1월”이 이미 지났습니다"),  # S003-T202-K5, item 43
        ("date.begun", "“'21.12.~”는"),  # S003-T202-K6, T213-K2
        ("date.done_with_plan", "추진완료인데 아직 끝나지 않은 계획"),  # S003-T202-K7, T213-K3
        ("date.none_in_plan", "공공사업 감시평가, 사업정산 및 종합성과평…"),  # S003-T202-K8, item 59
        ("date.none_in_plan", "청년층, 중장년층 등"),  # S003-T213-K4, item 11
        ("date.order", "“'21.7.13.”이 앞 단계 “'21.7.16.”보다"),  # S003-T202-K9
        ("date.no_year", "별빛축제(10월)"),  # S003-T202-K10
        ("name.unknown", "“문화예술과”는 부서 목록에 없습니다"),  # S003-T214-K1
        ("name.unknown", "“기술교육원”은 부서 목록에 없습니다"),
    ),
)
JOBS = Sample(
    "jobs_2018",
    ("s002.json",),
    (
        *("S002-T03", "S002-T04", "S002-T05", "S002-T07", "S002-T09", "S002-T15"),
        *("S002-T18", "S002-T29", "S002-T32", "S002-T39", "S002-T43"),
    ),
    (
        *("S002-T11", "S002-T14", "S002-T17", "S002-T20", "S002-T22", "S002-T25", "S002-T28", "S002-T31"),
        *("S002-T34", "S002-T36", "S002-T38", "S002-T40", "S002-T42", "S002-T44"),
        *("S002-T46", "S002-T52", "S002-T54", "S002-T57", "S002-T58", "S002-T60", "S002-T62"),
    ),
    (
        *(("S002-T02", ()), ("S002-T06", (1, 2, 3)), ("S002-T10", (1, 3))),
        *(("S002-T27", (0, 1)), ("S002-T55", (0, 1, 2, 3, 4))),
    ),
    doubts=(
        ("personnel_by_grade.over_grade6", "personnel_by_grade", "division-job-policy", "grade6"),
        ("personnel_by_grade.over_grade7_down", "personnel_by_grade", "division-labor-policy", "grade7_down"),
        ("policy_indicators.cumulative", "policy_indicators", "indicator-living-wage", "value@2017"),
        ("cell.required", "job_targets", "group-middle-aged", "target_count"),
        ("cell.required", "job_targets", "group-seniors", "target_count"),
        ("cell.required", "job_targets", "group-disabled", "target_count"),
        ("cell.required", "job_targets", "group-low-income", "target_count"),
        ("computed.text", "program_list", "program-city-district-jobs", "text"),
        ("computed.text", "program_list", "program-decent-work-forum", "text"),
        ("computed.text", "program_list", "program-social-investment-fund", "text"),
    ),
    texts=(
        ("name.variant", "“지속 가능한 좋은 일자리 창출”"),  # S002-T06-K1
        ("name.variant", "“민간협력을 통한 청년일자리 발굴”"),  # S002-T10-K1
        ("date.after_as_of", "'18. 4~8월"),  # S002-T28-K1
        ("date.after_as_of", "'18.1.~'19.3."),  # S002-T38-K2
        ("text.rate", "46.4%인데 51%"),  # S002-T40-K1, T41-K1
        ("date.begun", "'18.2월~"),  # S002-T40-K2, T46-K1
        ("date.begun", "'18.2~12월"),  # S002-T46-K1
        ("date.begun", "'18.3월~"),  # S002-T46-K1
        ("date.after_as_of", "'18. 8월"),  # S002-T58-K1
    ),
)
SBA = Sample(
    "sba_2020",
    ("s000.json",),
    ("S000-T04", "S000-T11", "S000-T13", "S000-T14", "S000-T15", "S000-T16", "S000-T17"),
    lists=(
        ("S000-T02", (0, 1)),
        *(("S000-T10", (0,)), ("S000-T12", (0, 1)), ("S000-T18", (0, 1, 2)), ("S000-T19", (0,))),
    ),
    patterns=("S000-T03", "S000-T05", "S000-T06", "S000-T08", "S000-T19", "S000-T20"),
    untitled=("S000-T04",),
    doubts=(
        ("board.elected_directors", "board", "@table", "external_director_count"),
        ("computed.text", "kpi_summary", "kpi-sales", "unit_of_measure"),
        ("computed.text", "kpi_targets/kpi-sales", "@table", "unit_of_measure"),
    ),
)
COE = Sample(
    "sba_2018",
    ("s001.json",),
    (
        *("S001-T09", "S001-T13", "S001-T14", "S001-T16", "S001-T18", "S001-T21", "S001-T22", "S001-T23"),
        *("S001-T24", "S001-T25", "S001-T27", "S001-T28", "S001-T29", "S001-T31"),
    ),
    lists=(
        *(("S001-T02", (1,)), ("S001-T03", (0, 1)), ("S001-T04", (0, 1, 2)), ("S001-T05", (0,))),
        *(("S001-T12", (0, 1)), ("S001-T15", (0,)), ("S001-T19", (0,)), ("S001-T34", (0, 1))),
    ),
    patterns=(
        *("S001-T05", "S001-T06", "S001-T07", "S001-T08", "S001-T10", "S001-T20", "S001-T26"),
        *("S001-T30", "S001-T32", "S001-T33", "S001-T35", "S001-T37", "S001-T38"),
    ),
    untitled=("S001-T27", "S001-T28", "S001-T29", "S001-T31"),
    doubts=(
        ("date.length", "custom/table-green-exchange", "green-exchange-activities", "green_research_group"),
        (  # S001-T17-K1
            *("direct_employment.headquarters_month", "custom/table-direct-employment"),
            *("direct-employment", "headquarters_month"),
        ),
    ),
)
PROMOTION = Sample(
    "promotion_2013",
    ("s004.json",),
    ("S004-T04", "S004-T08", "S004-T13", "S004-T25", "S004-T26"),
    lists=(
        *(("S004-T03", (0,)), ("S004-T05", (1,)), ("S004-T06", (0, 1)), ("S004-T09", (0,)), ("S004-T11", (0, 1))),
        *(("S004-T12", (0, 1)), ("S004-T15", (0, 1, 2)), ("S004-T17", (0, 1)), ("S004-T18", (0, 1, 2))),
        *(("S004-T19", (0, 3)), ("S004-T20", (0, 1)), ("S004-T22", (0, 1, 2)), ("S004-T23", (1,))),
    ),
    patterns=("S004-T02", "S004-T06", "S004-T10", "S004-T14", "S004-T24", "S004-T27"),
    texts=(
        ("name.variant", "“사회적기업 개발센터”"),
        ("name.variant", "“G밸리”"),
        ("name.variant", "“동북권 균형발전전략 수립”"),
    ),
)
PERFORMANCE = Sample(
    "sba_2020_performance",
    ("s000.json",),
    ("S000-T11",),
    doubts=(("computed.text", "kpi_management", "kpi-sales", "unit_of_measure"),),
)
SAMPLES = (ECONOMY, JOBS, SBA, COE, PROMOTION, PERFORMANCE)


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 2, 9, 12, tzinfo=UTC)


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each sample in turn."""
    return request.param


@pytest.fixture
def desk(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A new workspace that has taken the sample in; uids run, so that the golden texts stay the same."""
    numbers = count(1)
    monkeypatch.setattr(Desk, "new_uid", lambda _desk: f"uid-{next(numbers)}")
    catalog = load_catalog(resources_dir())
    desk = create_workspace(tmp_path / "보기.seonggwa", catalog, "서울특별시", "서무", noon)
    import_file(desk, resources_dir() / "samples" / f"{sample.name}.json")
    yield desk
    desk.close()


@pytest.fixture
def measured(sample: Sample, desk: Desk, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """What the comparison says of each record, by id."""
    if not COMPARE.is_file():
        pytest.skip(f"{COMPARE} is not here: the export was NOT compared with the published tables")
    workbook, report = tmp_path / "보고.xlsx", tmp_path / "비교.json"
    export_report(desk, workbook)
    tables = [str(SHARED / "official-tables" / name) for name in sample.tables]
    only = ",".join(sample.grids + sample.outlines)
    words = [
        sys.executable,
        str(COMPARE),
        str(workbook),
        "--tables",
        *tables,
        "--only",
        only,
        "--json",
        str(report),
    ]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return {table["id"]: table for table in json.loads(report.read_text(encoding="utf-8"))["tables"]}


def test_every_published_table_is_reproduced(sample: Sample, measured: dict[str, dict[str, Any]]):
    """Header, body and merges of each grid, numbers as numbers, title, unit note, lead and footnotes around it."""
    verdicts = {name: measured[name]["verdict"] for name in sample.grids}
    differences = [
        (name, each) for name in sample.grids for each in measured[name]["differences"] if each["kind"] != "same"
    ]
    assert set(verdicts.values()) <= {"exact", "same but for whitespace"}, differences
    counts = {name: measured[name]["counts"] for name in sample.grids}
    assert not [(name, kinds) for name, kinds in counts.items() if any(kinds.values())]
    around = {name: _around(measured[name]["notes"], untitled=name in sample.untitled) for name in sample.grids}
    assert not [
        (name, kinds) for name, kinds in around.items() if any("missing" in states for states in kinds.values())
    ]


def test_every_item_of_a_published_program_page_is_found(sample: Sample, measured: dict[str, dict[str, Any]]):
    """In order, with its mark, indented under its parent."""
    for name in sample.outlines:
        assert measured[name]["total"] > 0
        assert measured[name]["equal"] == measured[name]["total"], measured[name]["differences"]
        assert measured[name]["differences"] == []


def test_the_checks_find_the_published_errors_and_no_other(sample: Sample, desk: Desk):
    found = [_place(desk, finding) for finding in desk.findings if finding.severity is Severity.ERROR]
    assert sorted(found) == sorted(sample.errors)


def test_the_checks_doubt_the_published_figures_that_are_odd_and_no_other(sample: Sample, desk: Desk):
    """Running text has checks of its own; here only what stands in tables."""
    milder = (finding for finding in desk.findings if finding.severity is not Severity.ERROR)
    found = [_place(desk, finding) for finding in milder if not _is_prose(desk, finding)]
    assert sorted(found) == sorted(sample.doubts)


def test_the_checks_find_what_is_known_to_be_wrong_in_the_texts(sample: Sample, desk: Desk):
    said = [(finding.code, sentence(finding, desk.evaluation)) for finding in desk.findings]
    assert [
        known for known in sample.texts if not any(known[0] == code and known[1] in text for code, text in said)
    ] == []


def test_what_is_printed_without_a_grid_stands_on_the_sheets(sample: Sample, desk: Desk):
    """Boxes, cards and lists: every published line of them is a line of some cell, blanks aside."""
    if not COMPARE.is_file():
        pytest.skip(f"{COMPARE} is not here: lists were NOT compared with the published ones")
    files = [(SHARED / "official-tables" / name).read_text(encoding="utf-8") for name in sample.tables]
    by_id = {record["id"]: record for text in files for record in json.loads(text)}
    template = desk.catalog.templates[desk.report.info.template]
    shown = {_loose(line) for sheet in plan_report(desk.evaluation, template).sheets for line in _lines(sheet)}
    wanted = [text for name, columns in sample.lists for text in _texts(by_id[name], columns)]
    wanted += [text for name in sample.patterns for text in _printed(by_id[name])]
    assert [line for text in wanted for line in text.split("\n") if _loose(line) not in shown] == []


def test_the_sheets_are_as_they_were_when_they_were_compared(sample: Sample, desk: Desk):
    template = desk.catalog.templates[desk.report.info.template]
    assert_golden(f"sample_{sample.name}", plan_report(desk.evaluation, template))


def _texts(record: dict[str, Any], columns: tuple[int, ...]) -> list[str]:
    """The caption of a record and the texts in its columns."""
    cells = [row[column] for row in record["rows"] for column in columns]
    return [text for text in (record.get("caption"), *cells) if text]


def _printed(record: dict[str, Any]) -> list[str]:
    """The rows of a record as its report prints them ("○ {0} : {1}"), each on a line of its own."""
    return [
        each["pattern"].format(*(cell or "" for cell in record["rows"][row]))
        for each in record["print_pattern"]
        for row in each["rows"]
    ]


def _lines(sheet: SheetPlan) -> Iterator[str]:
    """The lines of every text, and what stands side by side: a mark and its text."""
    rows: dict[int, str] = {}
    for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.col)):
        if isinstance(cell.content, str):
            yield from cell.content.split("\n")
            rows[cell.row] = rows.get(cell.row, "") + cell.content
    yield from rows.values()


def _around(notes: dict[str, list[str]], *, untitled: bool) -> dict[str, list[str]]:
    """What was found around a table, without the title where none is printed."""
    return {kind: states for kind, states in notes.items() if not (untitled and kind == "title")}


def _loose(text: str) -> str:
    """A text without blanks and references to footnotes of other chapters; Ⅲ and III are one number."""
    spelled = re.sub("[Ⅰ-Ⅻ]", lambda number: unicodedata.normalize("NFKC", number[0]), text)
    return re.sub(r"[⁰¹²³⁴-⁹]+⁾", "", "".join(spelled.split()))


def _is_prose(desk: Desk, finding: Finding) -> bool:
    """Whether it speaks of running text or of wording: not of a figure, nor of a name taken from elsewhere."""
    if finding.code.startswith(("name.", "text.", "term.")):
        return True
    definition = desk.report.tables[finding.key.table].definition
    return definition.layout is Layout.OUTLINE and definition.rows.kind is RowsKind.ENTERED


def _place(desk: Desk, finding: Finding) -> Place:
    table = desk.report.tables[finding.key.table]
    name = f"{table.code}/{table.owner}" if table.owner else table.code
    return finding.code, name, finding.key.row, finding.key.column
