"""Every finding in a text has a sentence, a rule and, for sums, its arithmetic."""

from __future__ import annotations

import pytest

from desktop.domain.evaluation import evaluate
from desktop.domain.report import Report
from desktop.services.messages import arithmetic, sentence
from desktop.services.rule_help import why
from desktop.services.text_messages import said
from tests.domain.checks.texts import answers, departments, found, page, report, results

WRONG = [
    page("○ 개최 : '22. 2. 30."),
    page("○ 기간 : '22. 5. 1. ~ '22. 3. 1."),
    page("○ 일시 : '22.2.9.(목)"),
    page("○ 기간 : '21.10.7. ~ 10.19., 10일간"),
    page("○ '22년 11월 「워크」 개최로 동력 마련 ('22 상)"),
    page("□ '21년 춘계 서울패션위크 성과", "○ 개최기간 : '21.10.7. ~ 10.16."),
    page("□ 추진일정", "○ 홍보추진(D-100) : '22. 7월~", "○ 서울뷰티위크 개최 : '22.9.30~10.2"),
    page("□ 사업개요", "○ 통보 : '21.7.16.", "○ 접수 : '21.7.13."),
    page("□ 추진현황", "○ 연구용역 실시('21. 4~'22. 8월)"),
    page("□ 향후계획", "○ 설명회 개최 : '21.11월", "○ 센터 건립 추진('21.5.~)", "○ 현장 점검(10월)"),
    report(answers(("가", "", "추진완료", "○ 학술용역 완료 : ~'22. 3"), ("나", "", "추진중", "○ 적극 협의하겠음"))),
    report(answers(*[("가", "", "추진중", f"○ 위원회 위원 위촉 계획 : '22.{month}월") for month in (3, 5)])),
    page("○ 총 9명(임명직 2, 위촉직 6)"),
    page("○ 이용자수 48% 증가('17년 127명 → '18년 175명)"),
    page("○ 14,093명 제공, 목표(11,374명) 대비 124% 초과 달성"),
    page("○ 예산 89.7% 집행 (※ 총 72,281백만원 중 72,059백만원 지출)"),
    page("○ 채널 확대('21년 3개 → '22년 6개)", "- '22년 신규(6개) : 무신사, W컨셉, LF몰"),
    page("○ 5개 기준 : 조례, 판매처, 공동체"),
    page("○ 지원규모 : 5개 과제(과제당 2억원 이내)", "○ 소요예산 : 1,200백만원"),
    page("○ 소요예산 1,950백만원(195억원)"),
    report(*page("○ 총 330명 참여", "표").tables.values(), results("i-1", "300", ("남", "300"))),
    page("○ 국내외 플랫폼 지원", "○ 국내·외 홍보 추진"),
    report(departments("바이오AI산업과"), answers(("가", "바이오시산업과", "", ""), ("나", "기술교육원", "", ""))),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: found(wrong)[0].code)
def test_each_finding_is_said(wrong: Report):
    evaluation = evaluate(wrong)
    for finding in found(wrong):
        text = sentence(finding, evaluation)
        assert said(finding) in text
        assert said(finding).endswith(("니다.", "시오."))
        assert not set("{}|") & set(said(finding))
        assert "(근거: " in why(finding.code, evaluation.report)


def test_a_sum_shows_its_arithmetic():
    wrong = page("○ 총 9명(임명직 2, 위촉직 6)")
    (finding,) = found(wrong)
    assert arithmetic(finding, evaluate(wrong)) == "2 + 6 = 8 ≠ 9명"


def test_particles_fit_what_stands_before_them():
    (finding,) = found(page("○ 개최 : '22. 2. 30."))
    assert said(finding).startswith("“'22. 2. 30.”은 달력에 없는")
