"""Bands that go on from one another, shares of a whole, figures of several periods; and the numbers over a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checks import check_report
from desktop.domain.checks.series import BAND, OUTLIER, SHARES
from desktop.domain.definitions import Column, ColumnType, Layout, Severity, TableDefinition
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.prose.bands import Band, band, breaks
from desktop.domain.report import FIELDS_ROW, Row, Table
from desktop.domain.tab import Tab
from desktop.domain.values import Value
from tests.domain.checks.texts import page, report

NAME = Column("name", ("규모",), ColumnType.TEXT)


def table(columns: Sequence[Column], *rows: Sequence[str], title: str = "", owner: str = "") -> Table:
    """A clerk's own table of these rows; "" is blank."""
    made = TableDefinition("custom", 1, "현황", Tab.PROGRAMS, Layout.GRID, columns=tuple(columns))
    keys = [column.key for column in columns]
    cells = [{key: Value.of(text) for key, text in zip(keys, row, strict=True) if text} for row in rows]
    body = tuple(Row(f"r-{place}", each) for place, each in enumerate(cells))
    fields = Row(FIELDS_ROW, {"title": Value.of(title)} if title else {})
    return Table("t-1", made, owner=owner, rows=body, fields=fields, is_custom=True)


def found(code: str, *tables: Table) -> list[Finding]:
    """The findings of one rule."""
    return [each for each in check_report(evaluate(report(*tables))) if each.code == code]


def kinds(*bands: str) -> list[str]:
    """What is wrong with bands under one another: gap or overlap."""
    return [each.values["kind"] for each in found(BAND, table((NAME,), *[(each,) for each in bands]))]


def read(texts: Sequence[str]) -> list[Band]:
    """These texts, each of which is a band."""
    found = [band(each) for each in texts]
    return [each for each in found if each is not None] if None not in found else []


@pytest.mark.parametrize(
    "bands",
    [
        ("1~3억", "3~5억", "5억 이상"),
        ("10인 미만", "10~50인", "50~100인", "100인 이상"),
        ("10인 미만", "10인 이상 50인 미만", "50인 이상"),
        ("1~9명", "10~49명", "50~299명", "300명 이상"),
        ("1억원 이하", "1억원 초과 3억원 이하", "3억원 초과"),
        ("90점 이상", "80~90점", "70~80점", "70점 미만"),
        ("5천만원 미만", "5천만원~1억원", "1억원 이상", "기타"),
        ("10인 미만", "100인 이상"),  # two are no series
        ("10인 미만", "50인 미만", "100인 미만"),  # each holds the one before it
        ("1~3억", "3~5억", "가나다"),
        ("'22.1~3월", "4~6월", "7~9월"),
    ],
)
def test_bands_that_go_on_from_one_another_are_silent(bands: tuple[str, ...]):
    assert kinds(*bands) == []


@pytest.mark.parametrize(
    ("bands", "wrong"),
    [
        (("1~3억", "4~5억", "5억 이상"), ["gap"]),
        (("10인 미만", "10~50인", "40~100인", "100인 이상"), ["overlap"]),
        (("10인 미만", "11인 이상 50인 미만", "50인 이상"), ["gap"]),
        (("1~9명", "11~49명", "50명 이상"), ["gap"]),
        (("1억원 이하", "1억원 이상 3억원 이하", "3억원 초과"), ["overlap"]),
        (("1억원 미만", "1억원 초과 3억원 미만", "3억원 이상"), ["gap"]),
        (("90점 이상", "80~85점", "70~80점", "70점 미만"), ["gap"]),
    ],
)
def test_gaps_and_overlaps_are_found(bands: tuple[str, ...], wrong: list[str]):
    assert kinds(*bands) == wrong


def test_bands_in_headers_and_in_one_statement():
    headed = [
        Column(f"c{n}", ("기업", each), ColumnType.COUNT) for n, each in enumerate(("1~3억", "4~5억", "5억 이상"))
    ]
    assert len(found(BAND, table((NAME, *headed), ("수", "1", "2", "3")))) == 1
    text = page("○ 지원대상 : 10인 미만, 10~50인, 60인 이상")
    assert [each.code for each in check_report(evaluate(text))] == ["text.bands"]


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=8, unique=True), st.data())
def test_bands_cut_at_any_bounds_are_whole_until_one_is_moved(bounds: list[int], data: st.DataObject):
    cuts = [cut * 10 for cut in sorted(bounds)]
    between = [f"{low}~{high}명" for low, high in pairwise(cuts)]
    texts = [f"{cuts[0]}명 미만", *between, f"{cuts[-1]}명 이상"]
    assert list(breaks(read(texts))) == []
    place = data.draw(st.integers(1, len(cuts) - 1))
    moved = [*texts[:place], f"{cuts[place - 1] + 5}~{cuts[place]}명", *texts[place + 1 :]]
    assert [is_gap for _, _, is_gap in breaks(read(moved))] == [True]


@given(st.text("0123456789.,~-인명억원만미이상하초과 ", max_size=20))
def test_no_text_breaks_the_reader_of_bands(text: str):
    found = band(text)
    assert found is None or found.low is None or found.high is None or found.low < found.high


def shares(*figures: str) -> list[Finding]:
    """What is said of a column of shares with one decimal."""
    columns = (NAME, Column("share", ("구성비(%)",), ColumnType.PERCENT, unit="%", places=1))
    return found(SHARES, table(columns, *[(f"부문 {n}", each) for n, each in enumerate(figures)]))


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=12))
def test_rounded_shares_of_a_whole_are_silent(parts: list[int]):
    printed = [str((Decimal(part) * 100 / sum(parts)).quantize(Decimal("0.1"))) for part in parts]
    assert shares(*printed) == []


@pytest.mark.parametrize(("figures", "computed"), [(("45.2", "50.8", "10.0"), "106"), (("40.0", "50.0"), "90")])
def test_shares_that_are_no_whole_are_found(figures: tuple[str, ...], computed: str):
    assert [each.values["computed"] for each in shares(*figures)] == [computed]


def test_shares_with_a_blank_are_not_judged():
    assert shares("40.0", "", "50.0") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("○ 구성비 : 남 45.2%, 여 50.8%, 기타 10.0%", 1),
        ("○ 구성비 : 남 45.2%, 여 54.8%", 0),
        ("○ 달성률 : 남 95.2%, 여 94.8%", 0),
    ],
)
def test_shares_in_a_statement(text: str, count: int):
    assert [each.code for each in check_report(evaluate(page(text)))].count("text.shares") == count


def outliers(*figures: str) -> list[tuple[str, str]]:
    """What is said of the figures of some years: column and how far off it is."""
    years = [Column(f"y{2017 + n}", (f"{2017 + n}년",), ColumnType.MONEY, unit="백만원") for n in range(len(figures))]
    return [(each.key.column, each.values["times"]) for each in found(OUTLIER, table((NAME, *years), ("가", *figures)))]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (("1200", "1300", "1250", "1310000"), [("y2020", "1,000배")]),
        (("1200", "1300", "125", "1310"), [("y2019", "10분의 1")]),
        (("1200", "1300", "1250", "1310"), []),
        (("1200", "1300", "1310000"), []),  # too few periods
        (("10", "100", "1000", "10000"), []),  # steady growth
        (("1200", "1300", "1250", "4000"), []),  # far off, but no slip explains it
        (("0", "1300", "1250", "131000"), []),
    ],
)
def test_only_slips_of_scale_are_outliers(figures: tuple[str, ...], said: list[tuple[str, str]]):
    assert outliers(*figures) == said


def over(text: str, *rows: Sequence[str], title: str = "", code: str = "text.rows") -> list[dict[str, str]]:
    """What is said of a table with a column 시설명 under an item of a page."""
    columns = (Column("name", ("시설명",), ColumnType.TEXT), Column("size", ("면적",), ColumnType.COUNT, unit="개"))
    base = page(f"○ {text}", "표 여기")
    below = table(columns, *rows, title=title, owner="i-1")
    return [dict(each.values) for each in check_report(evaluate(base.with_table(below))) if each.code == code]


ROWS = (("가", "10"), ("나", "20"), ("다", "40"))


@pytest.mark.parametrize(
    ("text", "rows", "computed"),
    [
        ("지원시설 4개소 운영", ROWS, ["3"]),
        ("4개 시설을 운영", ROWS, ["3"]),
        ("지원시설 3개소 운영", ROWS, []),
        ("지원시설 4개소 운영", (*ROWS, ("합계", "70"), ("라", "1")), []),
        ("주요 시설 4개소", ROWS, []),
        ("시설 4개소 이상", ROWS, []),
        ("학교 4개소", ROWS, []),
        ("지원시설 4개소 운영", (*ROWS, ("라 등", "1")), []),
        ("지원시설 4개소 운영", (("직영", "30"), *ROWS[:2], ("다", "5"), ("라", "6")), []),  # the first is a sum
    ],
)
def test_a_number_of_things_over_a_table(text: str, rows: tuple[tuple[str, str], ...], computed: list[str]):
    assert [each["computed"] for each in over(text, *rows)] == computed


def test_a_number_of_things_and_a_total_in_the_caption_of_a_table():
    assert [each["computed"] for each in over("현황", *ROWS, title="지원시설 4개소")] == ["3"]
    totalled = (*ROWS, ("합계", "70"))
    assert [each["computed"] for each in over("현황", *totalled, title="지원시설 - 72개", code="text.table")] == [
        "70개"
    ]
    assert over("현황", *totalled, title="지원시설 - 70개", code="text.table") == []


def test_what_is_no_error_is_no_more_than_a_note():
    wrong = table((NAME,), ("1~3억",), ("4~5억",), ("5억 이상",))
    assert {each.severity for each in found(BAND, wrong, replace(wrong, uid="t-2"))} == {Severity.WARNING}
