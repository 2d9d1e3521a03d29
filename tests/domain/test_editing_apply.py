"""`apply`: each kind of change done, undone, and refused when it does not fit."""

from __future__ import annotations

import pytest

from desktop.domain.changes import (
    AddRow,
    AddTable,
    Change,
    ChangeSet,
    MoveRow,
    RemoveRow,
    RemoveTable,
    SetCell,
    SetDefinition,
)
from desktop.domain.editing import ChangeConflict, apply
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Row
from desktop.domain.values import Value
from tests.domain.editing_data import CUSTOM, DEFINITIONS, a_report, row

OLD, NEW = '{"columns": 1}', '{"columns": 2}'
CELL = CellKey("t-bud", "d1", "expenditure")


def done(*changes: Change) -> Report:
    return apply(a_report(), ChangeSet("시험", changes), DEFINITIONS)


def same(left: Report, right: Report) -> bool:
    """Equal, with the tables in the same order (which equality of mappings does not see)."""
    return left == right and list(left.tables) == list(right.tables)


FITTING: list[tuple[Change, ...]] = [
    (SetCell(CELL, Value.of("120"), Value.of("269")),),
    (SetCell(CELL, Value.of("120"), None),),
    (SetCell(CellKey("t-bud", TOTAL_ROW, "expenditure"), None, Value.of("41181")),),
    (SetCell(CellKey("t-bud", FIELDS_ROW, "title"), None, Value.of("예산 현황")),),
    (AddRow("t-dep", row("d9", name="신설과"), 1), SetCell(CellKey("t-dep", "d9", "name"), Value.of("신설과"), None)),
    (RemoveRow("t-dep", row("d2", name="금융투자과"), 1),),
    (MoveRow("t-prg", "p3", 2, 0, "p1", "p2"), MoveRow("t-prg", "p1", 1, 2)),
    (AddTable("t-pg2", "program_page", "p2", 2),),
    (AddTable("t-own2", "custom", "i4", 5, NEW),),
    (RemoveRow("t-own", row("x1", c1="방역"), 0), RemoveTable("t-own", "custom", "i3", 4, OLD)),
    (SetDefinition("t-own", OLD, NEW),),
]


@pytest.mark.parametrize("changes", FITTING)
def test_the_inverse_restores_the_report(changes: tuple[Change, ...]) -> None:
    change_set = ChangeSet("시험", changes)
    changed = apply(a_report(), change_set, DEFINITIONS)
    assert not same(changed, a_report())
    assert same(apply(changed, change_set.inverse(), DEFINITIONS), a_report())


CONFLICTING: list[tuple[Change, ...]] = [
    (SetCell(CELL, Value.of("119"), Value.of("269")),),
    (SetCell(CELL, None, Value.of("269")),),
    (SetCell(CellKey("t-bud", "d2", "expenditure"), None, Value.of("1")),),
    (SetCell(CellKey("t-none", "d1", "expenditure"), None, Value.of("1")),),
    (AddRow("t-dep", row("d2"), 0),),
    (AddRow("t-dep", row("d9"), 4),),
    (AddRow("t-dep", row(TOTAL_ROW), 0),),
    (RemoveRow("t-dep", row("d2", name="금융투자과"), 0),),
    (RemoveRow("t-dep", row("d2", name="다른 이름"), 1),),
    (MoveRow("t-dep", "d2", 0, 2),),
    (MoveRow("t-dep", "d2", 1, 3),),
    (MoveRow("t-prg", "p3", 2, 0, "p2", "p1"),),
    (AddTable("t-own", "custom", "i4", 0, NEW),),
    (AddTable("t-new", "custom", "i4", 6, NEW),),
    (RemoveTable("t-own", "custom", "i3", 4, OLD),),
    (RemoveTable("t-pg1", "program_page", "p2", 3),),
    (SetDefinition("t-own", NEW, OLD),),
    (SetDefinition("t-bud", "", OLD),),
]


@pytest.mark.parametrize("changes", CONFLICTING)
def test_a_change_that_does_not_fit_is_refused(changes: tuple[Change, ...]) -> None:
    with pytest.raises(ChangeConflict) as caught:
        done(*changes)
    assert caught.value.change == changes[-1]


def test_a_later_change_sees_the_earlier_ones() -> None:
    changed = done(SetCell(CELL, Value.of("120"), Value.of("1")), SetCell(CELL, Value.of("1"), Value.of("2")))
    assert changed.value(CELL) == Value.of("2")


def test_what_is_not_touched_keeps_its_identity() -> None:
    before = a_report()
    after = apply(before, ChangeSet("지출액 1", (SetCell(CELL, Value.of("120"), Value.of("1")),)), DEFINITIONS)
    assert all(after.tables[uid] is table for uid, table in before.tables.items() if uid != "t-bud")
    assert after.tables["t-bud"].definition is before.tables["t-bud"].definition


def test_the_report_before_is_never_changed() -> None:
    before = a_report()
    apply(before, ChangeSet("지출액 1", (SetCell(CELL, Value.of("120"), Value.of("1")),)), DEFINITIONS)
    assert before == a_report()


def test_a_table_may_fill_up_in_the_change_set_that_adds_it() -> None:
    changed = done(
        AddTable("t-pg2", "program_page", "p2", 5),
        AddRow("t-pg2", Row("i9"), 0),
        SetCell(CellKey("t-pg2", "i9", "mark"), None, Value.of("□")),
    )
    page = changed.owned("program_page", "p2")
    assert page is not None
    assert page.rows == (row("i9", mark="□"),)


def test_another_definition_is_taken_from_the_source() -> None:
    assert done(SetDefinition("t-own", OLD, NEW)).tables["t-own"].definition is CUSTOM[NEW]
