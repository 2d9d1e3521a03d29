"""What a clerk reads of a finding: where, what, by how much, and the cell that would cure it."""

from __future__ import annotations

import pytest

from desktop.domain.checks import check_report
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.findings import Finding
from desktop.services import messages
from desktop.services.rule_help import why
from tests.domain.checks.budget import FINANCE, published, with_cells

CURE = "금융투자과 원인행위액이 270이면 모두 맞습니다."


def finding(evaluation: Evaluation, code: str) -> Finding:
    """The only finding of a rule."""
    (found,) = [each for each in check_report(evaluation) if each.code == code]
    return found


@pytest.fixture
def evaluation() -> Evaluation:
    """The budget of 2022 as published."""
    return evaluate(published())


def test_a_broken_total_says_its_sum_and_its_cure(evaluation: Evaluation):
    total = finding(evaluation, "total.column")
    assert messages.place(total, evaluation) == "예산 · 계 · 원인행위액"
    said = messages.sentence(total, evaluation)
    assert said.startswith("예산 · 계 · 원인행위액: ")
    assert all(word in said for word in ("41,181", "40,937", "244", CURE))


def test_a_long_sum_is_abbreviated_in_the_middle(evaluation: Evaluation):
    total = finding(evaluation, "total.column")
    assert messages.arithmetic(total, evaluation) == "120 + 1,147 + … + 215 + 6 = 40,937 ≠ 41,181 (차이 244)"


def test_a_wrong_rate_says_both_values_as_its_column_prints_them(evaluation: Evaluation):
    rate = finding(evaluation, "computed.figure")
    assert messages.place(rate, evaluation) == f"예산 · {FINANCE} · 집행률 원인행위액"
    assert messages.arithmetic(rate, evaluation) == "계산값 0.1 ≠ 공표값 1.0 (차이 0.9)"


def test_a_declared_rule_speaks_with_the_figures_of_its_row(evaluation: Evaluation):
    order = finding(evaluation, "budget.order")
    assert "지출액 269, 원인행위액 26의" in messages.sentence(order, evaluation)


def test_a_rounding_difference_is_called_one():
    evaluation = evaluate(published(obligated_amount="269"))
    assert "반올림 차이 1" in messages.sentence(finding(evaluation, "total.column"), evaluation)


def test_a_missing_figure_says_where_and_what_to_do():
    evaluation = evaluate(with_cells(published(), FINANCE, obligated_amount=None))
    said = messages.sentence(finding(evaluation, "cell.required"), evaluation)
    assert said == f"예산 · {FINANCE} · 원인행위액: 비어 있습니다. 값을 적거나, 없으면 '-'를 적어 주십시오."


def test_every_finding_has_a_rule_in_one_line(evaluation: Evaluation):
    assert all(why(each.code, evaluation.report).endswith(")") for each in check_report(evaluation))
