"""Dated steps against the day of the report, one another and the status (기준일 2022-01-21, report 2022-02-09)."""

from __future__ import annotations

import pytest

from desktop.domain.definitions import Severity
from tests.domain.checks.texts import answers, codes, found, page, report


@pytest.mark.parametrize(
    ("line", "code", "severity"),
    [
        ("○ 공간 조성 및 개관 : ~'21.6까지 (예정)", "date.before_as_of", Severity.ERROR),
        ("○ 설명회 개최 : '21.11월", "date.before_as_of", Severity.WARNING),
        ("○ 입찰공고 : '22.1월", "date.before_as_of", Severity.INFO),
        ("○ 센터 건립 추진('21.5.~)", "date.begun", Severity.INFO),
        ("○ 현장 점검(10월)", "date.no_year", Severity.INFO),
    ],
)
def test_plans_that_are_gone_by(line: str, code: str, severity: Severity):
    (finding,) = found(page("□ 향후계획", line))
    assert (finding.code, finding.severity) == (code, severity)


@pytest.mark.parametrize(
    "lines",
    [
        ("□ 향후계획", "○ 참여자 모집 : '22.3월 ~ 4월", "○ 만족도 조사 : '22.9월 ~ 12월"),
        ("□ 향후계획", "○ 캠퍼스타운 사업 추진 : '22년 연중"),
        ("□ 향후계획", "○ '21년 : 66개사 입점 완료"),
        ("□ 추진실적", "○ 센터 개소('21.12월)", "○ 정규직 전환('22.1월 현재)"),
        ("□ 추진현황", "○ 위탁 협약 체결 예정('22.3월)"),
        ("□ 사업개요", "○ 사업기간 : '21.3월 ~ '25.2월"),
    ],
)
def test_what_is_right_is_silent(lines: tuple[str, ...]):
    assert codes(page(*lines)) == []


def test_a_result_that_is_still_to_come():
    (finding,) = found(page("□ 추진현황", "○ 연구용역 실시('21. 4~'22. 8월)"))
    assert (finding.code, finding.severity) == ("date.after_as_of", Severity.WARNING)


def test_steps_out_of_order_are_worth_a_note():
    (finding,) = found(page("□ 사업개요", "○ 통보 : '21.7.16.", "○ 접수 : '21.7.13."))
    assert (finding.code, finding.severity) == ("date.order", Severity.INFO)
    assert (finding.values["before"], finding.values["after"]) == ("'21.7.16.", "'21.7.13.")
    assert {cell.row for cell in finding.cells} == {"i-1", "i-2"}


def test_the_course_of_things_is_told_across_levels():
    lines = ("□ 추진내용", "○ BI 개발('20.9월) : 로고 등", "○ 전시 설계", "- 기본설계('20.3월)")
    assert codes(page(*lines)) == ["date.order"]


def test_steps_in_one_statement():
    assert codes(page("○ 공고('22.4월), 심의('22.3월), 선정('22.6월)")) == ["date.order"]
    assert codes(page("○ 공고('22.4월), 심의('22.5~6월), 선정('22.6월)")) == []


def test_days_before_an_event():
    event = "○ 서울뷰티위크 개최 : '22.9.30~10.2"
    (finding,) = found(page("□ 추진일정", "○ 홍보추진(D-100) : '22. 7월~", event), "date.dday")
    assert finding.values["computed"] == "2022-06-22"
    assert codes(page("□ 추진일정", "○ 홍보추진(D-100) : '22. 6월~", event)) == []


def test_done_with_plans_still_open():
    plans = "○ 학술용역 완료 : ~'22. 3"
    (finding,) = found(report(answers(("가", "", "추진완료", plans))), "date.done_with_plan")
    assert (finding.key.row, finding.key.column, finding.severity) == ("answers-0", "status", Severity.INFO)
    assert not found(report(answers(("가", "", "추진중", plans))), "date.done_with_plan")


def test_open_without_any_time_in_its_plan():
    (finding,) = found(report(answers(("가", "", "추진중", "○ 적극 협의하겠음"))))
    assert (finding.code, finding.severity) == ("date.none_in_plan", Severity.WARNING)
    assert not found(report(answers(("가", "", "추진완료", "○ 적극 협의하겠음"))))
    assert not found(report(answers(("가", "", "추진중", "○ 협의회 상시 운영"))))


def test_one_step_with_two_times():
    rows = [("가", "", "추진중", f"○ 위원회 위원 위촉 계획 : '22.{month}월") for month in (3, 5)]
    (finding,) = found(report(answers(*rows)), "date.conflict")
    assert finding.severity is Severity.INFO
    assert {cell.row for cell in finding.cells} == {"answers-0", "answers-1"}


def test_one_answer_with_two_statuses():
    answer = "향후 관계 부서와 긴밀히 협의하여 사업을 차질 없이 추진하겠음('22년 연중)"
    rows = [("요구 하나", "", "추진완료", answer), ("요구 둘", "", "추진중", answer)]
    assert [finding.code for finding in found(report(answers(*rows)), "text.same_answer")] == ["text.same_answer"]
