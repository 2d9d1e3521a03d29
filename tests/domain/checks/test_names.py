"""Names in two spellings, near duplicates, departments that no list has."""

from __future__ import annotations

import pytest

from desktop.domain.checks import check_report, recheck
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate
from desktop.domain.report import Row
from desktop.domain.values import Value
from tests.domain.checks.texts import answers, codes, departments, found, page, report


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("국내외 플랫폼 지원", "국내·외 홍보 추진"),
        ("홈쇼핑(K쇼핑) 방송", "국내 K-쇼핑 등"),
        ("「ON서울 마켓」 시즌3 운영", "올해 「ON(溫)서울 마켓」 개장"),
        ("AI양재허브 운영", "매출 증대(AI 양재 허브)"),
        ("중앙과학관건립", "중앙 과학관건립 공사 착공"),
        ("중부·남부기술교육원 설명회", "중·남부기술교육원 조직개편"),
        ("동부권·서부권·남부권협의회", "동부·서부·남부권협의회 개최"),
        ("민간 액셀러레이터 연계", "해외 엑셀러레이터 협력"),
        ("'오픈이노베이션특화센터' 개관", "“오픈이노베이션센터” 개소"),
    ],
)
def test_two_spellings_are_worth_a_note(one: str, other: str):
    names = [finding for finding in found(page(f"○ {one}", f"○ {other}")) if finding.code.startswith("name.")]
    assert names
    assert all(finding.severity is Severity.INFO for finding in names)
    assert {cell.row for cell in names[0].cells} == {"i-0", "i-1"}


@pytest.mark.parametrize(
    "lines",
    [
        ("○ 상반기 사업 추진", "○ 하반기 사업 추진"),
        ("○ '중부기술교육원 운영계획' 수립", "○ '남부기술교육원' 이전"),
        ("○ 「1단계 캠퍼스타운 조성사업」", "○ 「2단계 캠퍼스타운 조성사업」"),
        ("○ 상반기·하반기 점검", "○ 상·하반기 점검"),
        ("○ 기업체·기업지원기관 연계", "○ 기업·기업지원기관 연계"),
        ("○ 중부·남부기술교육원 이전", "○ 서·남부기술교육원 이전"),
        ("○ 경 제 정 책 과", "○ 경제정책과"),
        ("○ 일정 : '22.9.30~10.2", "○ 일정 : '22. 9. 30 ~ 10. 2"),
    ],
)
def test_different_things_are_no_variants(lines: tuple[str, ...]):
    assert not [code for code in codes(page(*lines)) if code.startswith("name.")]


def test_one_program_by_two_names():
    of = page("○ 「사회적금융 활성화를 위한 사회투자기금 운영」", name="사회적경제 활성화를 위한 사회적투자기금 운영")
    assert codes(of) == ["name.similar"]


def test_departments_that_no_list_has():
    known = departments("바이오AI산업과", "경제정책과")
    rows = [
        ("하나", name, "", "") for name in ("바이오시산업과", "경제정책과", "기술교육원", "바이오AI산업과, 경제정책과")
    ]
    unknown = found(report(known, answers(*rows)), "name.misspelt", "name.unknown")
    assert [(f.code, f.severity, f.key.row, f.values["other"]) for f in unknown] == [
        ("name.misspelt", Severity.WARNING, "answers-0", "바이오AI산업과"),
        ("name.unknown", Severity.INFO, "answers-2", ""),
    ]


def test_without_a_list_no_department_is_unknown():
    assert not found(report(answers(("하나", "바이오시산업과", "", ""))), "name.misspelt", "name.unknown")


def test_a_corrected_name_is_no_finding_after_the_edit():
    before = page("○ 국내외 플랫폼 지원", "○ 국내·외 홍보 추진", "○ 국내외 판매")
    first = check_report(evaluate(before))
    assert [finding.code for finding in first] == ["name.variant"]
    cured = before.tables["page"].with_row(Row("i-1", {"mark": Value.of("○"), "text": Value.of("국내외 홍보 추진")}))
    after = evaluate(before.with_table(cured))
    assert recheck(after, first, frozenset({"page"})) == check_report(after) == ()


def test_another_edit_keeps_the_note():
    before = page("○ 국내외 플랫폼 지원", "○ 국내·외 홍보 추진", "○ 국내외 판매")
    first = check_report(evaluate(before))
    other = before.tables["page"].with_row(Row("i-2", {"mark": Value.of("○"), "text": Value.of("국내외 판매 지원")}))
    assert recheck(evaluate(before.with_table(other)), first, frozenset({"page"})) == first
