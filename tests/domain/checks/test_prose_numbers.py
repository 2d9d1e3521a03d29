"""Figures in texts: sums, changes, rates, lists, limits, and totals over tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definitions import Severity
from desktop.domain.report import Report
from tests.domain.checks.texts import codes, found, page, report, results


@pytest.mark.parametrize(
    ("lines", "code", "computed"),
    [
        (("○ 총 4,004명(市 2,230, 자치구 571, 투출기관 391, 민간기업 821)",), "text.sum", "4013"),
        (("○ 중도 포기자는 85명임", "- 중도 포기 사유 : 취업·창업 48명, 이동 6명, 기타 27명 등"), "text.sum", "81"),
        (("○ 이용자수 48% 증가('17년 127명 → '18년 175명)",), "text.change", "37.8"),
        (("○ 사업 확대 600백만원 증액(550 → 1,050)",), "text.change", "500"),
        (("○ 14,093명 제공, 목표(11,374명) 대비 124% 초과 달성",), "text.excess", "24"),
        (("○ 예산 89.7% 집행 (※ 총 72,281백만원 중 72,059백만원 지출)",), "text.rate", "99.7"),
        (("○ 목표 100명 → 실적 124명(목표 대비 124% 초과)",), "text.excess", "24"),
        (("○ 목표 100명 → 실적 124명(목표 대비 134% 달성)",), "text.rate", "124"),
        (("○ 3개 자치구(강남, 서초, 송파, 강동)",), "text.count", "4"),
        (("○ 5개 과제(과제당 2억원 이내), 소요예산 20억원",), "text.budget", "10억원 이내"),
        (("○ 구성비 : 남 45.2%, 여 50.8%, 기타 10.0%",), "text.shares", "106"),
        (("○ 채널 확대('21년 3개 → '22년 6개)", "- '22년 신규(6개) : 무신사, W컨셉, LF몰"), "text.added", "9"),
        (("○ 5개 기준 : 조례, 판매처, 공동체",), "text.count", "3"),
        (("○ 한국노총 등 9개 사업 지원(2,496백만원)", "○ 한국노총 보조금 1,157백만원(51%) 교부"), "text.rate", "46.4"),
        (("○ 지원규모 : 5개 과제(과제당 2억원 이내)", "○ 소요예산 : 1,200백만원"), "text.budget", "10억원 이내"),
    ],
)
def test_what_does_not_come_out(lines: tuple[str, ...], code: str, computed: str):
    finding = found(page(*lines))[0]
    assert finding.code == code
    assert finding.values["computed"] == computed


@pytest.mark.parametrize(
    "lines",
    [
        ("○ 총 4,004명(市 2,230, 자치구 571, 투출기관 391, 민간기업 812)",),
        ("○ 중도 포기자는 81명임", "- 중도 포기 사유 : 취업·창업 48명, 이동 6명, 기타 27명 등"),
        ("○ 예산 99.7% 집행 (※ 총 72,281백만원 중 72,059백만원 지출)",),
        ("○ 채널 확대('21년 3개 → '22년 6개)", "- '22년 신규(3개) : 무신사, W컨셉, LF몰"),
        ("○ 한국노총 등 9개 사업 지원(2,496백만원)", "○ 한국노총 보조금 1,157백만원(46%) 교부"),
        ("○ 목표 100명 → 실적 124명(목표 대비 124% 달성)",),
        ("○ 목표 대비 124% 초과 달성",),
        ("○ 3개 자치구(강남, 서초, 송파)",),
        ("○ 5개 기업(가나, 다라, 마바등)과 협약",),
        ("○ 5개 사업(전년 대비 확대, 신규 포함, 공모 방식)",),
        ("○ 6개 동(1~3동, 5동, 7동, 9동)",),
        ("○ 10개 자치구(종로, 중구, 용산 외 7개구)",),
        ("○ 7천여개사(제조 3,000, 유통 3,500)",),
        ("○ 총 19억 5천만원(시비 10억원, 국비 9억 5천만원)",),
        ("○ 총사업비 1,720억원(172,000백만원)",),
        ("○ 지원규모 : 5개 과제(과제당 2억원 이내)", "○ 소요예산 : 1,000백만원"),
        ("○ 12개 과정, 273명 (SW : 8개 과정, 173명/DT 4개 과정 100명)",),
    ],
)
def test_what_comes_out_is_silent(lines: tuple[str, ...]):
    assert [code for code in codes(page(*lines)) if code.startswith("text.")] == []


@pytest.mark.parametrize(
    ("said", "expected"), [("총 300명", []), ("총 330명", ["text.table"]), ("총 12억원", []), ("330명", [])]
)
def test_a_total_over_its_table(said: str, expected: list[str]):
    of = page("□ 추진실적", f"○ {said} 참여", "표")
    of = report(*of.tables.values(), results("i-2", "300", ("남", "100"), ("여", "200")))
    assert [finding.code for finding in found(of)] == expected


def test_severities():
    (finding,) = found(page("○ 총 9명(임명직 2, 위촉직 6)"))
    assert finding.severity is Severity.ERROR
    (finding,) = found(page("○ 5개 기준 : 조례, 판매처, 공동체"))
    assert finding.severity is Severity.WARNING


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=7), st.integers(-2, 2))
def test_generated_breakdowns(parts: list[int], off: int):
    names = ("시", "구", "동", "면", "읍", "리", "군")
    listed = ", ".join(f"{name} {part:,}명" for name, part in zip(names, parts, strict=False))
    assert codes(_stated(sum(parts) + off, listed)) == (["text.sum"] if off else [])


def _stated(total: int, listed: str) -> Report:
    return page(f"○ 참여인원 : 총 {total:,}명({listed})")


@given(st.lists(st.text(alphabet="0123456789,.%()명개억원→총 중대비목표:", max_size=40), max_size=4))
def test_no_text_fails(lines: list[str]):
    found(page(*[f"○ {line}" for line in lines]))


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        (("○ 81개: 시설(42개), 민간 시설(14개), 대기업(9개), VC, Acc(16개)",), ("16", "17"), "text.sum"),
        (("○ '22년 32개소 캠퍼스타운 조성·운영 (종합형 15, 단위형 17)",), ("17)", "18)"), "text.sum"),
        (("○ 38,846백만원 (종합형 29,562/ 단위형 7,368 / 기타 1,916)",), ("7,368", "7,568"), "text.sum"),
        (("○ 12,759백만원(위탁금 6,866, 시설·감리비 3,732, 관리비 2,161)",), ("3,732", "3,832"), "text.sum"),
        (("○ ('25년까지 700명) : ('22) 50명, ('23) 150명, ('24) 200명, ('25) 300명",), ("300", "400"), "text.sum"),
        (("○ 면적 : 1,124천㎡", "- 산업 729, 지원 82, 공원 76, 기타 237"), ("237", "337"), "text.sum"),
        (("○ 190개사 입주계약 체결", "- 준공 118개, 착공 38개, 공사준비 34개(설계 등)"), ("38", "48"), "text.sum"),
        (("○ 매칭(누적): 350개('22) ⇨ 500개('23) ⇨ 1천개('24)",), ("500", "200"), "text.cumulative"),
        (("○ 총사업비 : 26,482백만원('22년 4,512백만원)",), ("4,512", "34,512"), "text.part"),
        (("○ 1,152백만원(임대료 289백만원 포함)",), ("289", "2,289"), "text.part"),
        (("○ 267명 기업 매칭, 148명(55.4%) 정규직 전환",), ("148", "158"), "text.rate"),
        (("○ 120억원에서 150억원으로 25% 증가",), ("25%", "35%"), "text.change"),
        (("○ 5개 과제(과제당 2억원 이내), (소요예산) 1,000백만원",), ("1,000", "1,200"), "text.budget"),
        (("○ 목표 1,720억원(172,000백만원)",), ("172,", "173,"), "text.unit"),
    ],
)
def test_a_relation_that_holds_is_silent_and_one_figure_changed_is_found(
    right: tuple[str, ...], wrong: tuple[str, str], code: str
):
    assert codes(page(*right)) == []
    assert code in codes(page(*(line.replace(*wrong) for line in right)))
    assert any(wrong[0] in line for line in right)


@pytest.mark.parametrize(
    "line",
    [
        "○ 체납(누적) 500건 → 350건 감소",
        "○ 15,000백만원(구비 포함 총 25,400백만원)",
        "○ 소요예산 : 1,000백만원('21년 1,200백만원)",
        "○ 12개 과제(과제별 2천만원 이내), 홍보 256백만원",
        "○ 기업 10개사 방문, 5개 과제 선정 (국비 3, 시비 4)",
    ],
)
def test_what_may_be_right_is_silent(line: str):
    assert codes(page(line)) == []
