"""Steps: statements that are a subject and its time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.prose.steps import chain, step


@pytest.mark.parametrize(
    ("text", "subject", "time"),
    [
        ("만족도 조사 : '22.9월 ~ 12월", "만족도 조사", "'22.9월 ~ 12월"),
        ("연구용역 실시('18. 4~8월)", "연구용역 실시", "'18. 4~8월"),
        ("BI 개발('20.9월) : 로고, 엠블럼 등", "BI 개발", "'20.9월"),
        ("'22.03. : 계약체결", "계약체결", "'22.03."),
        ("공모('23년 시작) : '22년 상반기 중", "공모('23년 시작)", "'22년 상반기"),
    ],
)
def test_steps(text: str, subject: str, time: str):
    found = step(text)
    assert found is not None
    assert (found.subject, found.span.text) == (subject, time)


@pytest.mark.parametrize("text", ["'21년 : 66개사 입점", "'22년 사업 추진", "사업비 2,000백만원", ""])
def test_other_statements_are_no_steps(text: str):
    assert step(text) is None


def test_a_step_may_say_that_it_is_planned():
    found = step("공간 조성 및 개관 : ~'21.6까지 (예정)")
    assert found is not None
    assert found.is_planned


def test_a_chain_has_every_step_in_parentheses():
    found = chain("공고('22.4월), 심의('22.5~6월), 선정('22.6월)")
    assert [(each.subject, each.span.text) for each in found] == [
        ("공고", "'22.4월"),
        ("심의", "'22.5~6월"),
        ("선정", "'22.6월"),
    ]


@given(st.text(alphabet="가나'220.16월~()년: ,", max_size=40))
def test_no_text_fails(text: str):
    step(text)
    chain(text)
