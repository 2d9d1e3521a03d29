from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.changes import AddRow, AddTable, ChangeSet, RemoveRow, SetCell
from desktop.domain.comparison import Compared, compare
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.editing import apply
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.numbers import canonical
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row
from desktop.domain.values import NONE, NOT_YET, Value
from tests.domain.test_digest import MADE
from tests.services.desk_data import CATALOG, OWN_TABLES, an_info

MONEY, PAIR = Column("a", ("금액",), ColumnType.MONEY), Column("b", ("정원",), ColumnType.PAIR)
NUMBERS = st.decimals(-(10**9), 10**9, places=1, allow_nan=False)


def report(*changes: object) -> Report:
    return apply(apply(Report(an_info()), MADE, CATALOG), ChangeSet("", changes), CATALOG)  # type: ignore[arg-type]


def changed(before: Evaluation, after: Evaluation) -> dict[tuple[str, str], tuple[str, str, str]]:
    return {
        (cell.key.row, cell.key.column): (
            cell.before.text if cell.before else "",
            cell.after.text if cell.after else "",
            cell.difference,
        )
        for cell in compare(before, after)
        if cell.is_changed
    }


def test_figures_totals_and_computed_cells_are_compared_with_difference_and_percent() -> None:
    before = evaluate(report(SetCell(CellKey("b", "d1", "appropriation"), None, Value.of("500"))))
    after = evaluate(
        report(
            SetCell(CellKey("b", "d1", "appropriation"), None, Value.of("500")),
            SetCell(CellKey("b", "d1", "expenditure"), Value.of("269"), Value.of("300")),
            SetCell(CellKey("b", FIELDS_ROW, "original_budget"), None, Value.of("7")),
        )
    )
    found = changed(before, after)
    assert found["d1", "expenditure"] == ("269", "300", "31")
    assert found[TOTAL_ROW, "expenditure"] == ("269", "300", "31")
    assert found[FIELDS_ROW, "original_budget"] == ("", "7", "")
    assert ("d1", "rate") in found
    assert ("d1", "appropriation") not in found
    (cell,) = [each for each in compare(before, after) if each.key == CellKey("b", "d1", "expenditure")]
    assert cell.percent == Decimal("11.5")


def test_rows_meet_by_uid_else_by_label_and_what_is_gone_is_said() -> None:
    before = evaluate(report(AddRow("d", Row("d2", {"name": Value.of("금융투자과")}), 1)))
    renamed = evaluate(report(AddRow("d", Row("x9", {"name": Value.of("금융투자과")}), 1)))
    assert changed(before, renamed) == {}
    gone = evaluate(report())
    (cell,) = [each for each in compare(before, gone) if each.is_changed]
    assert (cell.key, cell.is_gone, cell.after) == (CellKey("d", "d2", "name"), True, None)


def test_a_table_that_is_gone_or_new_is_told_whole() -> None:
    own = (AddTable("o", "custom", "", 2, OWN_TABLES[0]), AddRow("o", Row("r", {"c1": Value.of("융자")}), 0))
    with_own, without = evaluate(report(*own)), evaluate(report())
    (new,) = [each for each in compare(without, with_own) if each.is_changed]
    (old,) = [each for each in compare(with_own, without) if each.is_changed]
    assert (new.after, new.is_gone, new.old) == (Value.of("융자"), False, None)
    assert (old.before, old.is_gone) == (Value.of("융자"), True)


def test_a_report_is_the_same_as_itself() -> None:
    evaluation = evaluate(report())
    assert not any(cell.is_changed for cell in compare(evaluation, evaluation))
    removed = apply(
        evaluation.report, ChangeSet("", (RemoveRow("b", evaluation.report.tables["b"].rows[0], 0),)), CATALOG
    )
    assert ("d1", "expenditure") in changed(evaluation, evaluate(removed))


def cell(column: Column, before: Value | None, after: Value | None) -> Compared:
    key = CellKey("t", "r", column.key)
    return Compared(key, key, before, after, column)


def test_pairs_differ_side_by_side_and_states_that_are_no_figure_not_at_all() -> None:
    assert cell(PAIR, Value.of("31/35"), Value.of("30/36")).difference == "-1/1"
    assert cell(PAIR, Value.of("31/35"), Value.of("30/36")).percent is None
    assert cell(MONEY, NONE, Value.of("5")).difference == "5"
    assert cell(MONEY, NONE, Value.of("5")).percent is None
    for value in (None, NOT_YET, Value.invalid("12O")):
        assert cell(MONEY, value, Value.of("5")).difference == ""
    assert not cell(MONEY, Value.of("5"), Value.of("5", "**")).is_changed


@given(NUMBERS, NUMBERS)
def test_the_difference_is_exact_and_turns_its_sign(before: Decimal, after: Decimal) -> None:
    there = cell(MONEY, Value.of(canonical(before)), Value.of(canonical(after)))
    back = cell(MONEY, Value.of(canonical(after)), Value.of(canonical(before)))
    assert Decimal(there.difference) == after - before == -Decimal(back.difference)
    assert (there.percent is None) == (before == 0)
