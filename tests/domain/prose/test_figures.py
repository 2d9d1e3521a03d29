"""Amounts, breakdowns, changes, rates and counted lists within a statement."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.prose.amounts import amounts
from desktop.domain.prose.breakdowns import breakdowns
from desktop.domain.prose.changes import achievements, changes, conversions, shares
from desktop.domain.prose.lists import announced_list, counted_lists, named_total

HOLDS = [
    "총 4,004명(市 2,230, 자치구 571, 투출기관 391, 민간기업 812) 일 경험 제공",
    "7,830명 (서울시 : 1,000명 / 자치구 : 6,830명)",
    "262억원(인프라 조성 142, 민간위탁 68, 임차·관리 등 52)",
    "12개 과정, 273명 (SW : 8개 과정, 173명/DT 4개 과정 100명)",
    "3회 112명(6월 41, 8월 15, 10월 56)",
    "4,951명(시 142개 사업장 484명 / 구 1,714개 사업장 4,467명)",
    "총 20명(위촉직 14명, 당연직 6)",
    "총 4,046명 훈련중(서울시 과정 2,912명, 국가 과정 1,134명)",
    "총 15,635백만원('20년 6,877, '21년 8,758) (단위 : 백만원)",
]
SILENT = [
    "16개 이상(국내 10개 이상, 해외 6개 이상)",
    "14,093명(전년 10,000명, 목표 11,374명)",
    "1,208개 기업(3,992백만원) / 4,971명 (1,179백만원)",
    "약 30개소(종합형 15, 단위형 17)",
    "6개국, 24개사(美·스페인 등)",
]


@pytest.mark.parametrize(
    ("text", "value", "unit", "is_exact"),
    [
        ("1,720억원", 172_000_000_000, "원", True),
        ("172,000백만원", 172_000_000_000, "원", True),
        ("3억5천만원", 350_000_000, "원", True),
        ("2.4조원", 2_400_000_000_000, "원", True),
        ("6조 2,021억", 6_202_100_000_000, "원", True),
        ("7천여개사", 7_000, "개사", False),
        ("70여개", 70, "개", False),
        ("약 34만평", 340_000, "평", False),
        ("16개 이상", 16, "개", False),
        ("14,093명", 14_093, "명", True),
        ("12개 과정", 12, "개과정", True),
    ],
)
def test_amounts(text: str, value: int, unit: str, *, is_exact: bool):
    (found,) = amounts(text)
    assert (found.value, found.unit, found.is_exact) == (value, unit, is_exact)


@pytest.mark.parametrize("text", ["4차 산업", "2호선", "제15조", "3층", "2단계", "'22.3.1.", "만 18세"])
def test_numbers_that_are_no_amounts(text: str):
    assert amounts(text) == ()


@pytest.mark.parametrize("text", HOLDS)
def test_published_totals_come_out(text: str):
    assert [found.is_broken for found in breakdowns(text)]
    assert not any(found.is_broken for found in breakdowns(text))


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_breakdown_stays_silent(text: str):
    assert not any(found.is_broken for found in breakdowns(text))


PARTS = st.lists(st.integers(1, 9999), min_size=2, max_size=6)


@given(PARTS, st.sampled_from(["명", "건", "개소", "백만원"]))
def test_a_right_total_is_silent(parts: list[int], unit: str):
    assert not any(found.is_broken for found in breakdowns(_breakdown(sum(parts), parts, unit)))


@given(PARTS, st.sampled_from(["명", "건", "개소"]), st.data())
def test_one_changed_part_is_found(parts: list[int], unit: str, data: st.DataObject):
    place = data.draw(st.integers(0, len(parts) - 1))
    changed = [*parts]
    changed[place] += data.draw(st.integers(1, 500))
    (found,) = breakdowns(_breakdown(sum(parts), changed, unit))
    assert found.is_broken
    assert found.sum == sum(changed)


def _breakdown(total: int, parts: list[int], unit: str) -> str:
    return (
        f"총 {total:,}{unit}("
        + ", ".join(f"{'가나다라마바'[at]}구 {part:,}{unit}" for at, part in enumerate(parts))
        + ")"
    )


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("이용자수 약 38% 증가('17년 127명 → '18년 175명)", False),
        ("이용자수 약 83% 증가('17년 127명 → '18년 175명)", True),
        ("500백만원 증액(550 → 1,050)", False),
        ("600백만원 증액(550 → 1,050)", True),
        ("202백만원 증액(0 → 202)", False),
        ("3,452건 → 2,400건 (30.5% 감소)", False),
        ("3,452건 → 2,400건 (35.0% 감소)", True),
    ],
)
def test_changes(text: str, *, is_broken: bool):
    assert [change.is_broken for change in changes(text)] == [is_broken]


@pytest.mark.parametrize(
    ("text", "mixed", "broken"),
    [
        ("14,093명 제공, 목표(11,374명) 대비 124% 초과 달성", True, True),
        ("14,093명 제공, 목표(11,374명) 대비 24% 초과 달성", False, False),
        ("14,093명 제공, 목표(11,374명) 대비 124% 달성", False, False),
        ("14,093명 제공, 목표(11,374명) 대비 142% 달성", False, True),
    ],
)
def test_achievements(text: str, *, mixed: bool, broken: bool):
    assert [(found.is_mixed_up, found.is_broken) for found in achievements(text)] == [(mixed, broken)]


def test_shares():
    assert [s.is_broken for s in shares("예산 99.7% 집행 (※ 총 72,281백만원 중 72,059백만원 지출)")] == [False]
    assert [s.is_broken for s in shares("예산 97.9% 집행 (※ 총 72,281백만원 중 72,059백만원 지출)")] == [True]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("소요예산 1,950백만원(19.5억)", [False]),
        ("소요예산 1,950백만원(195억원)", [True]),
        ("연면적 1,369㎡(약 415평)", [False]),
        ("연면적 1,369㎡(약 515평)", [True]),
        ("소요예산 15,000백만원(구비 포함 총 25,400백만원)", []),
        ("급여 3,000원(시급)", []),
    ],
)
def test_conversions(text: str, broken: list[bool]):
    assert [found.is_broken for found in conversions(text)] == broken


@given(st.integers(100, 10**6), st.integers(100, 10**6))
def test_a_printed_rate_is_right(target: int, result: int):
    rate = (Decimal(result) / target * 100).quantize(Decimal("0.1"))
    text = f"{result:,}명 제공, 목표({target:,}명) 대비 {rate}% 달성"
    assert not any(found.is_broken for found in achievements(text))


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [
        ("4개 분야 : 캠페인, 연구분석, 커뮤니티, 제품홍보 및 판로지원", False),
        ("'22년 신규(6개) : 무신사, W컨셉, 하이서울쇼룸, LF몰, 지그재그, 스타일 크루", False),
        ("'22년 신규(8개) : 무신사, W컨셉, 하이서울쇼룸, LF몰, 지그재그, 스타일 크루", True),
        ("12개 법인 : 경북대학교, 남서울대학교, 한국생산성본부 등", False),
        ("2개 법인 : 경북대학교, 남서울대학교, 한국생산성본부 등", True),
    ],
)
def test_counted_lists(text: str, *, is_broken: bool):
    assert [found.is_broken for found in counted_lists(text)] == [is_broken]


def test_a_number_above_its_list():
    above, below = "7개 직무분야 확정", "직무분야 : 경영, 홍보·광고, 마케팅·영업, 웹/앱개발, 회계"
    found = announced_list(above, below)
    assert found is not None
    assert not found.is_broken
    found = announced_list("4개 직무분야 확정", below)
    assert found is not None
    assert found.is_broken


def test_a_label_may_speak_of_an_amount_above():
    above = "수료자는 300명, 중도 포기자는 85명임"
    found = named_total(above, "중도 포기 사유")
    assert found is not None
    assert found.text == "85명"
    assert named_total(above, "취업 현황") is None


@given(st.text(max_size=60) | st.text(alphabet="총0123456789,.()%억만천명개→증감목표대비초과중/ :", max_size=50))
def test_no_text_fails(text: str):
    for reader in (amounts, breakdowns, changes, achievements, shares, conversions, counted_lists):
        list(reader(text))
    announced_list(text, text)
    named_total(text, text)
