"""Whole reports against whole records: nothing of a published report is missing from the export of its sample.

`compare_official` measures printed tables and item trees; here every other record is held to the sheets too, and so are
the lines of the source itself. What is not there is listed with its reason, as in docs/공식-표-대조.md, whose figures
are held here as well.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.exchange import import_file
from desktop.services.reports import export_report, plan_report
from desktop.services.workspaces import create_workspace

SHARED = Path(__file__).resolve().parents[3] / "shared"
COMPARE = SHARED / "tools" / "compare_official.py"
FIGURES = Path(__file__).resolve().parents[2] / "docs" / "공식-표-대조.md"

_NEEDED = "the published records are not here: the whole report was NOT compared"


@dataclass(frozen=True)
class Whole:
    """A sample, its records and source, and the texts of them that the report does not print.

    `labels` are words of the records that their authors added to name what stands there ("표제", "요약"), or spellings
    of theirs; `lines` are lines of the source that are slips of its scan, arrows between boxes, or unreadable.
    """

    name: str
    records: tuple[str, ...]
    source: str = ""
    labels: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


PROMOTION = Whole(
    "promotion_2013",
    ("s004.json",),
    "004_56d3f88af11da419.txt",
    (
        "표제",
        "보고일",
        "보고부서",
        "사회적기업 594개",
        "협동조합 신고 60건",
        "마을기업 86개",
        "IV 현장소통 및 협업체계",
    ),
    (
        *("- 도심버농사 체험장 운영, 도시농업 투어 등", "IV 현장소통 및 협업체계"),
        "- 서울TP, 성수IT센터 발전방안, 흥릉포럼의 지역 발전전략 등 연계",
    ),
)
SBA = Whole(
    "sba_2020",
    ("s000.json",),
    "000_d7bd515d90219246.txt",
    ("보고서명", "서울산업진흥원 참여보고서"),
    ("서 울 산 업 진 흥 원  참 여 보 고 서", "1 운영 비전", "▼", "[ 인권 ]", "[ 노동 ]", "[ 반부패 ]"),
)
COE = Whole(
    "sba_2018",
    ("s001.json",),
    "001_a71b16229b6b176d.txt",
    (
        *("보고서명", "기관명", "영문 기관명", "선언일", "서명자", "[표 S001-T24]", "[표 S001-T25]"),
        *("중소기업 지원시설 시설관리 외주 용역 직원", "서울시 소유시설 시설관리 근로자 직접고용"),
    ),
)
JOBS = Whole(
    "jobs_2018",
    ("s002.json",),
    labels=(
        *("보고서명", "보고 시기", "보고 부서", "핵심 과제", "선정목표('22년)", "참여 ('18. 6월)"),
        *(
            "서울교통공사 무기계약직",
            "시 본청 및 투자기관 기간제 근로자 - 시",
            "시 본청 및 투자기관 기간제 근로자 - 투출",
        ),
        *("시민명예 노동옴부즈만 (구별)", "마을노무사 위촉", "노동권리보호관 위촉", "무료노무상담 실적"),
        *("근로환경 컨설팅 실적", "마을노무사 소규모사업장(9인 이하) 노무컨설팅 지원 규모"),
        *("사회적경제 우수기업 지원 ('17년 46개 → '18년 50개)", "마을기업 교육, 상암소셜박스 활성화 프로그램 운영 등"),
        *("전화, 방문 및 맞춤상담 일평균", "(예비)협동조합 및 조합원 교육 과정", "(예비)협동조합 및 조합원 교육 인원"),
        "5월말, 전년 동기대비 85억↑",
    ),
)
ECONOMY = Whole(
    "economy_2022",
    ("s003a.json", "s003b.json"),
    labels=(
        *("'22.2.9.(수) 10:00", "문서명", "전략 1", "전략 2", "전략 3", "전략 4", "전략 5", "청년인턴 기업 매칭"),
        *("바이오산업과", "바이오시산업과"),
        *("기업수요 대응 인재양성, 민간연계 취업지원 강화", "신산업 전략적 육성으로 미래 성장동력 확보"),
    ),
)
WHOLES = (PROMOTION, SBA, COE, JOBS, ECONOMY)


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 2, 9, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Printed:
    """What came of a sample: all texts of its sheets, the workbook, and how many definitions it took."""

    texts: str
    workbook: Path
    official: int
    own: int


@pytest.fixture(scope="module", params=WHOLES, ids=lambda whole: whole.name)
def whole(request: pytest.FixtureRequest) -> Whole:
    """Each sample in turn."""
    return request.param


@pytest.fixture(scope="module")
def printed(whole: Whole, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The sample taken in and exported."""
    if not COMPARE.is_file():
        pytest.skip(_NEEDED)
    folder = tmp_path_factory.mktemp(whole.name)
    catalog = load_catalog(resources_dir())
    with closing(create_workspace(folder / "보기.seonggwa", catalog, "서울특별시", "서무", noon)) as desk:
        import_file(desk, resources_dir() / "samples" / f"{whole.name}.json")
        plan = plan_report(desk.evaluation, catalog.templates[desk.report.info.template])
        cells = (cell for sheet in plan.sheets for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.col)))
        texts = "".join(_loose(cell.text) for cell in cells)
        workbook = export_report(desk, folder / "보고.xlsx").path
        tables = desk.report.tables.values()
        official = {table.code for table in tables if not table.is_custom}
        return Printed(texts, workbook, len(official), sum(table.is_custom for table in tables))


@pytest.fixture(scope="module")
def records(whole: Whole, printed: Printed) -> list[dict[str, Any]]:
    """The published records of the sample."""
    assert printed.workbook.is_file()
    return [record for path in _paths(whole) for record in json.loads(path.read_text(encoding="utf-8"))]


def test_every_text_of_every_record_is_printed(whole: Whole, printed: Printed, records: list[dict[str, Any]]):
    wanted = {text for record in records for text in _texts(record)} - set(whole.labels)
    assert sorted(text for text in wanted if _loose(text) not in printed.texts) == []


def test_every_line_of_the_source_is_printed(whole: Whole, printed: Printed):
    if not whole.source:
        pytest.skip(f"the scan behind {whole.name} has slips in many lines: only its records are compared")
    text = (SHARED / "source-documents" / whole.source).read_text(encoding="utf-8")
    lines = {part.strip() for part in re.split(r"<[^>]*>|\||\n", text)} - set(whole.lines)
    assert sorted(line for line in lines if _loose(line) not in printed.texts) == []


def test_nothing_is_excused_that_is_printed(whole: Whole, printed: Printed):
    """A label or line that the report does print has no place in the lists above."""
    excused = [text for text in (*whole.labels, *whole.lines) if not text.startswith(("▼", "[표"))]
    assert [text for text in excused if _loose(text) in printed.texts] == []


def test_the_documented_figures_are_those_measured(
    whole: Whole, printed: Printed, records: list[dict[str, Any]], tmp_path: Path
):
    outcome = tmp_path / "비교.json"
    words = [sys.executable, COMPARE, printed.workbook, "--tables", *_paths(whole), "--json", outcome]
    subprocess.run(words, capture_output=True, check=True)
    figures = _figures(json.loads(outcome.read_text(encoding="utf-8"))["tables"])
    line = " | ".join(["", f"`{whole.name}`", str(len(records)), *figures, f"{printed.official} + {printed.own}", ""])
    assert line.strip() in FIGURES.read_text(encoding="utf-8").splitlines(), line.strip()


def _paths(whole: Whole) -> list[Path]:
    """The files of its records."""
    return [SHARED / "official-tables" / name for name in whole.records]


def _figures(outcomes: list[dict[str, Any]]) -> list[str]:
    """Tables, their cells, trees, their items, and numbers that are texts: how many are right of how many."""
    grids = [each for each in outcomes if each["mode"] == "grid"]
    trees = [each for each in outcomes if each["mode"] == "outline"]
    whole = [each for each in grids if each["verdict"] in ("exact", "same but for whitespace")]
    complete = [each for each in trees if each["equal"] == each["total"] and not each["differences"]]
    texts = sum(each["counts"].get("text instead of number", 0) for each in grids)
    return [
        f"{len(whole)}/{len(grids)}",
        f"{sum(each['equal'] for each in grids)}/{sum(each['total'] for each in grids)}",
        f"{len(complete)}/{len(trees)}",
        f"{sum(each['equal'] for each in trees)}/{sum(each['total'] for each in trees)}",
        str(texts),
    ]


def _texts(record: dict[str, Any]) -> Iterator[str]:
    """The lines of a record: its cells, what stands around it, and its rows in the shape in which they print.

    The cells of a program page name the items of a tree, which `compare_official` measures.
    """
    lead = record.get("lead") or record.get("lead_text") or []
    around = [record.get("caption"), record.get("unit_note"), *record["footnotes"]]
    around += [lead] if isinstance(lead, str) else lead
    if "items" not in record:
        around += [cell for row in record["rows"] for cell in row if isinstance(cell, str)]
    for pattern in record.get("print_pattern", ()):
        around += (pattern["pattern"].format(*(cell or "" for cell in record["rows"][row])) for row in pattern["rows"])
    yield from (line for text in around if text for line in text.split("\n"))


def _loose(text: str) -> str:
    """A text without blanks, marks and points between words; Ⅲ and III, ’ and ' are the same."""
    spelled = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").replace("‧", "·")
    return re.sub(r"[\s#|*\-–·○□◆■•▸▶※◦⇒→⦁:,_~]", "", spelled)
