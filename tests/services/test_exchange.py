"""Data files: taken whole or refused whole with the place named, and the same again after going out."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.report import FIELDS_ROW, CellKey, Report, Table
from desktop.domain.values import NONE, NOT_YET, Value
from desktop.services import workspaces
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.exchange import export_data, import_file, organization_of

RESOURCES = Path(__file__).parent / "exchange_resources"

DEFINITION = {
    "title": "지원 내용",
    "layout": "grid",
    "columns": [
        {"key": "c1", "label": "구분", "type": "text"},
        {"key": "c2", "label": "금액", "type": "money", "unit": "백만원", "width": 12.5},
    ],
}
DATA: dict[str, Any] = {
    "format": "seonggwa-report/1",
    "report": {
        "template": "small",
        "title": "2022년 2월 주요업무보고",
        "organization": "경제정책실",
        "occasion": "제305회 시의회 임시회",
        "reported_on": "2022-02-09",
        "as_of": "2022-01-21",
        "fiscal_year": 2022,
    },
    "tables": {
        "departments": {"rows": [{"id": "d1", "name": "경제정책과"}, {"id": "d2", "name": "금융투자과"}]},
        "budget": {
            "fields": {"original_budget": "708,321", "title": "예산 현황", "footnotes": "1) 본예산\n2) 이월액"},
            "rows": [
                {"id": "d1", "appropriation": "131,125", "expenditure": 120, "rate": "0.1", "headcount": "31/35"},
                {
                    "id": "d2",
                    "appropriation": {"value": "26,920", "mark": "**"},
                    "expenditure": "-",
                    "settled_on": "2022. 1. 21.",
                },
            ],
            "total": {"expenditure": "41,181", "rate": 5.5},
        },
        "facilities": {"rows": [{"id": "rooms", "amount": "12개"}, {"id": "area", "amount": 1234.50}]},
        "indicators": {
            "rows": [{"name": "고용률", "unit": "%", "value@2021": 65.10, "value@2022": "미집계"}, {"name": "일자리"}]
        },
        "programs": {"rows": [{"id": "p1", "name": "일자리"}, {"id": "p2", "parent": "p1", "name": "공공일자리"}]},
        "program_page": [
            {
                "owner": "p1",
                "rows": [
                    {"mark": "□", "text": "사업개요"},
                    {"mark": "○", "label": "대 상", "text": "만 18세 이상"},
                    {"id": "t1", "mark": "표"},
                ],
            }
        ],
        "custom": [
            {
                "owner": "t1",
                "definition": DEFINITION,
                "fields": {"title": "지원 내용"},
                "rows": [{"c1": "임대료", "c2": "5,230"}],
            }
        ],
    },
}


def clock() -> datetime:
    return datetime(2022, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(RESOURCES)


@pytest.fixture
def desk(tmp_path: Path, catalog: Catalog) -> Iterator[Desk]:
    made = workspaces.create_workspace(tmp_path / "시험.seonggwa", catalog, "경제정책실", "담당자", clock)
    yield made
    made.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[object], Path]:
    """Writes a data file and gives its path."""

    def written(content: object) -> Path:
        path = tmp_path / "자료.json"
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, "utf-8")
        return path

    return written


def table(report: Report, code: str, owner: str = "") -> Table:
    found = report.owned(code, owner)
    assert found is not None
    return found


def cell(report: Report, code: str, row: str, column: str) -> Value | None:
    return report.value(CellKey(table(report, code).uid, row, column))


class TestImport:
    def test_the_report_is_there_and_open(self, desk: Desk, write: Callable[[object], Path]) -> None:
        result = import_file(desk, write(DATA))
        assert [info.title for info in desk.reports()] == ["2022년 2월 주요업무보고"]
        info = desk.report.info
        assert (result.report, result.title) == (info.uid, info.title)
        assert (info.organization, info.fiscal_year, str(info.as_of)) == ("경제정책실", 2022, "2022-01-21")
        assert (result.cells, result.invalid) == (32, 0)

    def test_values_are_read_as_a_clerk_types_them(self, desk: Desk, write: Callable[[object], Path]) -> None:
        import_file(desk, write(DATA))
        assert cell(desk.report, "budget", "d1", "appropriation") == Value.of("131125")
        assert cell(desk.report, "budget", "d1", "expenditure") == Value.of("120")
        assert cell(desk.report, "budget", "d1", "headcount") == Value.of("31/35")
        assert cell(desk.report, "budget", "d2", "appropriation") == Value.of("26920", "**")
        assert cell(desk.report, "budget", "d2", "expenditure") == NONE
        assert cell(desk.report, "budget", "d2", "settled_on") == Value.of("2022-01-21")
        assert cell(desk.report, "budget", FIELDS_ROW, "footnotes") == Value.of("1) 본예산\n2) 이월액")

    def test_computed_cells_and_totals_are_stated(self, desk: Desk, write: Callable[[object], Path]) -> None:
        import_file(desk, write(DATA))
        assert cell(desk.report, "budget", "d1", "rate") == Value.of("0.1")
        assert table(desk.report, "budget").total.cells == {"expenditure": Value.of("41181"), "rate": Value.of("5.5")}

    def test_year_columns_have_the_year_in_their_name(self, desk: Desk, write: Callable[[object], Path]) -> None:
        import_file(desk, write(DATA))
        row = table(desk.report, "indicators").rows[0]
        assert row.cells["value@2022"] == NOT_YET
        assert row.cells["value@2021"].text.startswith("65.1")

    def test_a_figure_keeps_every_digit(self, desk: Desk, write: Callable[[object], Path]) -> None:
        text = json.dumps(DATA, ensure_ascii=False).replace('"131,125"', "123456789012345678901")
        import_file(desk, write(text.replace("1234.5", "0.10000000000000000000001")))
        appropriation = cell(desk.report, "budget", "d1", "appropriation")
        amount = cell(desk.report, "facilities", "area", "amount")
        assert appropriation is not None
        assert appropriation.text == "123456789012345678901"
        assert amount is not None
        assert amount.text == "0.10000000000000000000001"

    def test_rows_keep_their_ids_order_and_parents(self, desk: Desk, write: Callable[[object], Path]) -> None:
        import_file(desk, write(DATA))
        assert [(row.uid, row.parent) for row in table(desk.report, "programs").rows] == [("p1", ""), ("p2", "p1")]
        page = table(desk.report, "program_page", "p1")
        assert [row.cells["mark"].text for row in page.rows] == ["□", "○", "표"]
        assert len({row.uid for row in page.rows}) == 3

    def test_a_clerks_own_table_stands_in_its_place(self, desk: Desk, write: Callable[[object], Path]) -> None:
        import_file(desk, write(DATA))
        own = table(desk.report, "custom", "t1")
        assert own.is_custom
        assert [column.key for column in own.definition.columns] == ["c1", "c2"]
        assert own.rows[0].cells == {"c1": Value.of("임대료"), "c2": Value.of("5230")}

    def test_what_is_no_figure_is_kept_and_counted(self, desk: Desk, write: Callable[[object], Path]) -> None:
        data = changed("tables/budget/rows/0/appropriation", to="12O")
        data["tables"]["budget"]["rows"][1]["settled_on"] = "2022. 2. 30."
        result = import_file(desk, write(data))
        assert result.invalid == 2
        assert cell(desk.report, "budget", "d1", "appropriation") == Value.invalid("12O")
        assert cell(desk.report, "budget", "d2", "settled_on") == Value.invalid("2022. 2. 30.")

    def test_it_is_stored(self, desk: Desk, write: Callable[[object], Path], catalog: Catalog) -> None:
        import_file(desk, write(DATA))
        before, path = desk.report, desk.path
        desk.close()
        again = workspaces.open_workspace(path, catalog, "담당자", clock)
        again.open_report(before.info.uid)
        try:
            assert again.report == before
        finally:
            again.close()

    def test_tables_may_be_left_out(self, desk: Desk, write: Callable[[object], Path]) -> None:
        result = import_file(desk, write({"format": DATA["format"], "report": DATA["report"]}))
        assert result.cells == 0
        assert desk.report.owned("budget", "") is not None

    def test_the_organization_is_known_before_the_import(self, write: Callable[[object], Path]) -> None:
        assert organization_of(write(DATA)) == "경제정책실"


def without_table_uids(report: Report) -> list[object]:
    tables = sorted(report.tables.values(), key=lambda table: (table.code, table.owner))
    return [(each.code, each.owner, each.definition, each.rows, each.total, each.fields) for each in tables]


def test_what_went_out_comes_in_the_same(desk: Desk, write: Callable[[object], Path]) -> None:
    import_file(desk, write(DATA))
    first, going_out = desk.report, export_data(desk)
    other = copy.deepcopy(going_out)
    assert isinstance(other["report"], dict)
    other["report"]["as_of"] = "2022-07-31"
    import_file(desk, write(other))
    assert without_table_uids(desk.report) == without_table_uids(first)
    coming_back = export_data(desk)
    assert coming_back["tables"] == going_out["tables"]


def test_a_linked_page_goes_out_as_its_link_and_comes_in_whole(desk: Desk, write: Callable[[object], Path]) -> None:
    import_file(desk, write(linked("p2", "p1")))
    page, copied = desk.report.owned("program_page", "p1"), desk.report.owned("program_page", "p2")
    assert page is not None
    assert copied is not None
    assert [dict(row.cells) for row in copied.rows] == [dict(row.cells) for row in page.rows]
    assert len(desk.report.of_code("custom")) == 2
    tables = export_data(desk)["tables"]
    assert isinstance(tables, dict)
    assert tables["program_page"][1:] == [{"owner": "p2", "fields": {"same_as": "p1"}}]
    assert len(tables["custom"]) == 1


def changed(path: str, *, to: object) -> dict[str, Any]:
    """The data with another value at a place, or without that name when the value is `...`."""
    *names, last = path.split("/")
    data = copy.deepcopy(DATA)
    place: Any = data
    for name in names:
        place = place[int(name) if isinstance(place, list) else name]
    if to is ...:
        del place[last]
    elif isinstance(place, list):
        place[int(last) : int(last) + 1] = [to]
    else:
        place[last] = to
    return data


def linked(owner: str, link: str, **more: object) -> dict[str, Any]:
    """The data with one more page, which holds the same as another one."""
    data = copy.deepcopy(DATA)
    data["tables"]["program_page"].append({"owner": owner, "fields": {"same_as": link}, **more})
    return data


REFUSED: list[tuple[object, str]] = [
    (linked("p2", "p2"), "same_as 'p2': 표 'programs'에 있는 다른 행의 id"),
    (linked("p2", "p9"), "same_as 'p9': 표 'programs'에 있는 다른 행의 id"),
    (linked("p2", "p1", rows=[{"mark": "□", "text": "가"}]), "same_as가 있으면"),
    (changed("tables/budget/fields/same_as", to="d1"), "same_as 'd1'"),
    ("", "1번째 줄 1번째 글자: JSON 문법"),
    ('{"format": "seonggwa-report/1",\n "report"}', "2번째 줄 10번째 글자: JSON 문법"),
    ("[" * 200_000, "JSON으로 읽을 수 없습니다"),
    ('{"a": 1, "a": 2}', "'a' 이름이 한 곳에 두 번"),
    ('{"format": NaN}', "'NaN' 값은 숫자가 아닙니다"),
    ([], "자료 파일: 중괄호"),
    (changed("format", to="seonggwa-report/2"), "'format'이 'seonggwa-report/1'이어야"),
    (changed("sheets", to={}), "자료 파일: 여기에 쓸 수 없는 이름: 'sheets'"),
    (changed("report", to=...), "보고 정보(report): 중괄호"),
    (
        changed("report/template", to="big"),
        "보고 정보(report): 'template'의 'big' 서식을 알지 못합니다. 있는 서식: small.",
    ),
    (changed("report/template", to=...), "보고 정보(report): 'template' 값이 없거나"),
    (changed("report/title", to=" "), "보고 정보(report): 'title'"),
    (changed("report/title", to=3), "보고 정보(report): 'title'"),
    (changed("report/status", to="closed"), "보고 정보(report): 여기에 쓸 수 없는 이름: 'status'"),
    (changed("report/as_of", to="2022-02-30"), "보고 정보(report): 'as_of' 값 '2022-02-30'에 맞는 날짜가 없습니다"),
    (changed("report/as_of", to="20220121"), "보고 정보(report): 'as_of' 값 '20220121'"),
    (changed("report/fiscal_year", to="2022"), "'fiscal_year'(회계연도)"),
    (changed("report/fiscal_year", to=True), "'fiscal_year'(회계연도)"),
    (changed("report/fiscal_year", to=22), "'fiscal_year'(회계연도)"),
    (changed("tables", to=[]), "표 모음(tables): 중괄호"),
    (changed("tables/budgets", to={}), "표 모음(tables): 여기에 쓸 수 없는 이름: 'budgets'"),
    (changed("tables/budget", to=[]), "표 '예산'(budget): 중괄호"),
    (changed("tables/budget/row", to=[]), "표 '예산'(budget): 여기에 쓸 수 없는 이름: 'row'"),
    (changed("tables/budget/rows", to={}), "표 '예산'(budget)의 rows: 대괄호"),
    (changed("tables/budget/rows/1", to="x"), "표 '예산'(budget)의 2번째 행: 중괄호"),
    (changed("tables/budget/rows/1/spent", to="1"), "표 '예산'(budget)의 2번째 행: 여기에 쓸 수 없는 이름: 'spent'"),
    (changed("tables/budget/rows/1/id", to=...), "표 '예산'(budget)의 2번째 행: 'id'가 없습니다"),
    (changed("tables/budget/rows/1/id", to="d3"), "표 '예산'(budget)의 2번째 행: id 'd3' 행은 표 'departments'에 없는"),
    (changed("tables/budget/rows/1/id", to="d1"), "표 '예산'(budget): id 'd1' 행이 두 번"),
    (changed("tables/budget/rows/1/parent", to="d1"), "표 '예산'(budget)의 2번째 행: 이 표의 행은 다른 행 아래에"),
    (changed("tables/budget/rows/1/rate", to=True), "표 '예산'(budget)의 2번째 행, '집행률'(rate): 글이나 숫자"),
    (changed("tables/budget/rows/1/rate", to=[1]), "표 '예산'(budget)의 2번째 행, '집행률'(rate): 글이나 숫자"),
    (
        changed("tables/budget/rows/1/rate", to={"v": 1}),
        "표 '예산'(budget)의 2번째 행, '집행률'(rate): 여기에 쓸 수 없는 이름: 'v'",
    ),
    (
        changed("tables/budget/total/department", to="계"),
        "표 '예산'(budget)의 total: 여기에 쓸 수 없는 이름: 'department'",
    ),
    (
        changed("tables/budget/fields/appropriation", to="1"),
        "표 '예산'(budget)의 fields: 여기에 쓸 수 없는 이름: 'appropriation'",
    ),
    (
        changed("tables/departments/total", to={"name": "계"}),
        "표 '부서 목록'(departments)의 total: 이 표에는 합계 행이",
    ),
    (changed("tables/departments/rows/0/id", to="@1"), "표 '부서 목록'(departments)의 1번째 행: id '@1'"),
    (changed("tables/departments/rows/0/id", to="x" * 65), "표 '부서 목록'(departments)의 1번째 행: id"),
    (changed("tables/departments/rows/0/id", to=1), "표 '부서 목록'(departments)의 1번째 행: 'id'"),
    (changed("tables/facilities/rows/0/id", to="floor"), "표 '시설'(facilities)의 1번째 행: id 'floor'"),
    (
        changed("tables/facilities/rows/0/kind", to="실"),
        "표 '시설'(facilities)의 1번째 행: 여기에 쓸 수 없는 이름: 'kind'",
    ),
    (
        changed("tables/indicators/rows/0/value@2020", to=1),
        "표 '정책지표'(indicators)의 1번째 행: 여기에 쓸 수 없는 이름: 'value@2020'",
    ),
    (changed("tables/programs/rows/1/parent", to="p9"), "표 '사업'(programs)의 2번째 행: parent 'p9'"),
    (changed("tables/programs/rows/0/parent", to="p2"), "표 '사업'(programs)의 1번째 행: parent를 따라가면 'p1'"),
    (changed("tables/programs/rows/1/id", to="d1"), "표 '사업'(programs)의 2번째 행: id 'd1' 행이 표 '부서 목록'"),
    (changed("tables/program_page", to={}), "표 '사업 쪽'(program_page): 대괄호"),
    (changed("tables/program_page/0/owner", to=...), "표 '사업 쪽'(program_page)의 1번째 묶음: 'owner'"),
    (changed("tables/program_page/0/owner", to="p9"), "owner 'p9'인 행이 표 'programs'에 없습니다"),
    (changed("tables/program_page/1", to={"owner": "p1"}), "owner 'p1'의 표가 두 번"),
    (
        changed("tables/custom/0/owner", to="p1"),
        "1번째 직접 만든 표(custom) '지원 내용': owner 'p1'인 표 자리가 없습니다",
    ),
    (changed("tables/custom/0/definition", to=...), "1번째 직접 만든 표(custom)의 definition: 중괄호"),
    (changed("tables/custom/0/definition/columns/0/colour", to="x"), "1번째 직접 만든 표(custom)의 definition"),
    (
        changed("tables/custom/0/rows/0/c3", to="1"),
        "1번째 직접 만든 표(custom) '지원 내용'의 1번째 행: 여기에 쓸 수 없는 이름: 'c3'",
    ),
]


@pytest.mark.parametrize(("content", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_what_does_not_belong_is_refused_with_its_place(
    desk: Desk, write: Callable[[object], Path], content: object, sentence: str
) -> None:
    with pytest.raises(UserError) as caught:
        import_file(desk, write(content))
    assert caught.value.sentence.startswith("자료 파일 '자료.json'의 내용을 가져오지 않았습니다. ")
    assert sentence in caught.value.sentence
    assert caught.value.sentence.endswith((".", "다.")) or "정의를 읽을 수 없습니다" in caught.value.sentence
    assert desk.reports() == ()


def test_a_missing_file_a_folder_and_a_file_in_cp949(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="파일이 없습니다"):
        import_file(desk, tmp_path / "없음.json")
    with pytest.raises(UserError, match="폴더가 아닌지"):
        import_file(desk, tmp_path)
    path = tmp_path / "완성형.json"
    path.write_bytes('{"format": "예산"}'.encode("cp949"))
    with pytest.raises(UserError, match="UTF-8"):
        organization_of(path)


def test_a_byte_order_mark_is_no_trouble(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "자료.json"
    path.write_text(json.dumps(DATA), "utf-8-sig")
    assert import_file(desk, path).invalid == 0


def test_a_report_that_is_there_is_not_written_over(desk: Desk, write: Callable[[object], Path]) -> None:
    import_file(desk, write(DATA))
    with pytest.raises(UserError, match=r"보고가 이미 있습니다: '2022년 2월 주요업무보고'"):
        import_file(desk, write(DATA))
    assert len(desk.reports()) == 1
    import_file(desk, write(changed("report/as_of", to="2022-07-31")))
    assert len(desk.reports()) == 2


def test_a_number_beyond_all_measure_is_kept_as_it_is_written(desk: Desk, write: Callable[[object], Path]) -> None:
    text = json.dumps(DATA, ensure_ascii=False).replace('"131,125"', "1e999999999")
    assert import_file(desk, write(text)).invalid == 1
    assert cell(desk.report, "budget", "d1", "appropriation") == Value.invalid("1E+999999999")


def test_a_resident_number_in_a_data_file_is_masked_and_told(desk: Desk, write: Callable[[object], Path]) -> None:
    data = copy.deepcopy(DATA)
    data["tables"]["departments"]["rows"][0]["name"] = "홍길동 900101-1234567"
    data["report"]["occasion"] = "900101-1234567 회의"
    import_file(desk, write(data))
    assert "부서 목록" in desk.screening.tell(desk.evaluation)
    desk.close()
    stored = desk.path.read_bytes()
    assert "홍길동 900101-1******".encode() in stored
    assert b"900101-1234567" not in stored


def test_a_resident_number_is_no_id(desk: Desk, write: Callable[[object], Path]) -> None:
    data = copy.deepcopy(DATA)
    data["tables"]["departments"]["rows"][0]["id"] = "900101-1234567"
    with pytest.raises(UserError, match="주민등록번호"):
        import_file(desk, write(data))
    assert desk.reports() == ()
