"""Tables made from true 원 and rounded to any unit are never wrong; a digit beyond the rounding is found."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checks import check_report
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical, rounded
from desktop.domain.report import TOTAL_ROW, Report, Row, Table
from desktop.domain.values import Value
from tests.domain.checks.budget import INFO, definition

UNITS = {"원": 1, "천원": 1_000, "백만원": 1_000_000, "억원": 100_000_000}


@dataclass(frozen=True)
class Printed:
    """A table as a clerk would print it: figures, stated total, stated rates."""

    unit: str
    rows: tuple[tuple[str, str], ...]
    rates: tuple[str, ...]
    total: tuple[str, str]


def in_unit(won: int, unit: str) -> str:
    """Won in a unit, half up."""
    return canonical(rounded(Decimal(won) / UNITS[unit], 0))


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    """A table of true amounts in 원, each line, total and rate rounded by itself."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    budget = st.integers(UNITS[unit], 10**13)
    true = [(whole, draw(st.integers(0, whole))) for whole in draw(st.lists(budget, min_size=1, max_size=12))]
    rates = tuple(canonical(rounded(Decimal(spent) * 100 / whole, 1)) for whole, spent in true)
    rows = tuple((in_unit(whole, unit), in_unit(spent, unit)) for whole, spent in true)
    total = tuple(in_unit(sum(column), unit) for column in zip(*true, strict=True))
    return Printed(unit, rows, rates, (total[0], total[1]))


def findings(table: Printed) -> tuple[Finding, ...]:
    """What the checks say to a printed table."""
    figure = {"type": "money", "unit": table.unit}
    formula = {"key": "rate", "label": "집행률", "type": "percent", "places": 1, "formula": "spent / whole * 100"}
    made = definition(
        {
            "code": "made",
            "version": 1,
            "title": "예산",
            "tab": "organization",
            "layout": "grid",
            "total": {"label": "계", "sum": ["whole", "spent"]},
            "columns": [
                {"key": "name", "label": "구분", "type": "text"},
                {"key": "whole", "label": "예산현액", **figure},
                {"key": "spent", "label": "지출액", **figure},
                formula,
            ],
            "checks": [{"code": "order", "severity": "error", "scope": "all", "expr": "spent <= whole"}],
        }
    )
    rows = tuple(
        Row(f"r{place}", _cells(whole=whole, spent=spent, rate=rate))
        for place, ((whole, spent), rate) in enumerate(zip(table.rows, table.rates, strict=True))
    )
    total = Row(TOTAL_ROW, _cells(whole=table.total[0], spent=table.total[1]))
    return check_report(evaluate(Report(INFO, {"made": Table("made", made, rows=rows, total=total)})))


def _cells(**texts: str) -> dict[str, Value]:
    return {key: Value.of(text) for key, text in texts.items()}


@given(printed())
def test_rounded_truth_is_never_wrong(table: Printed):
    assert [each for each in findings(table) if each.severity is not Severity.INFO] == []


@given(printed(), st.data())
def test_a_total_off_by_more_than_the_rounding_of_its_addends_is_found(table: Printed, data: st.DataObject):
    most = 0 if table.unit == "원" else (len(table.rows) + 1) // 2 + 1
    summed = sum(int(spent) for _, spent in table.rows)
    gap = data.draw(st.integers(most + 1, 10**6)) * data.draw(st.sampled_from([1, -1]))
    broken = Printed(table.unit, table.rows, table.rates, (table.total[0], str(summed + gap)))
    errors = [each for each in findings(broken) if each.code == "total.column" and each.severity is Severity.ERROR]
    assert [each.key.column for each in errors] == ["spent"]
    assert errors[0].values["difference"] == str(gap)


@given(printed())
def test_a_rate_that_no_true_amounts_can_have_is_found(table: Printed):
    impossible = tuple(canonical(Decimal(rate) + 1000) for rate in table.rates)
    wrong = [each.key.row for each in findings(Printed(table.unit, table.rows, impossible, table.total))]
    judged = [f"r{place}" for place, (whole, _) in enumerate(table.rows) if int(whole) > 1]
    assert set(judged) <= set(wrong)
