from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from db.records import CellChange, DefinitionChange, RowChange, TableChange
from desktop.domain.changes import (
    AddRow,
    AddTable,
    Change,
    MoveRow,
    RemoveRow,
    RemoveTable,
    SetCell,
    SetDefinition,
    inverse,
)
from desktop.domain.report import CellKey, ReportInfo, Row
from desktop.domain.values import State, Value
from desktop.services.records import change_record, report_info, report_record

texts = st.text(max_size=5)
places = st.integers(0, 9)
values = st.builds(Value, st.sampled_from(State), texts, texts)
rows = st.builds(Row, texts, st.dictionaries(texts, values, max_size=3), texts)
keys = st.builds(CellKey, texts, texts, texts)
changes = st.one_of(
    st.builds(SetCell, keys, st.none() | values, st.none() | values),
    st.builds(AddRow, texts, rows, places),
    st.builds(RemoveRow, texts, rows, places),
    st.builds(MoveRow, texts, texts, places, places, texts, texts),
    st.builds(AddTable, texts, texts, texts, places, texts),
    st.builds(RemoveTable, texts, texts, texts, places, texts),
    st.builds(SetDefinition, texts, texts, texts),
)


@given(change=changes)
def test_the_record_of_an_inverse_has_old_and_new_exchanged(change: Change) -> None:
    record, back = change_record(change), change_record(inverse(change))
    assert back == replace(record, old=record.new, new=record.old)


@given(change=changes)
def test_a_record_keeps_all_that_a_change_says(change: Change) -> None:
    """Two changes that differ have records that differ."""
    other = inverse(change)
    assert (change_record(change) == change_record(other)) == (change == other)


def test_what_is_about_what() -> None:
    key, value = CellKey("t", "r", "c"), Value.of("307/295", "*")
    cell = change_record(SetCell(key, None, value))
    assert isinstance(cell, CellChange)
    assert (cell.table, cell.row, cell.column, cell.old) == ("t", "r", "c", None)
    assert (cell.new.state, cell.new.text, cell.new.mark) == ("value", "307/295", "*")
    row = change_record(AddRow("t", Row("r", {"c": value}, "p"), 3))
    assert isinstance(row, RowChange)
    assert (row.row, row.old, row.new.position, row.new.parent, row.new.cells) == ("r", None, 3, "p", {"c": cell.new})
    table = change_record(AddTable("t", "custom", "r", 2, "{}"))
    assert isinstance(table, TableChange)
    assert (table.new.code, table.new.owner, table.new.position, table.new.definition_json) == ("custom", "r", 2, "{}")
    assert change_record(SetDefinition("t", "{}", "[]")) == DefinitionChange("t", "{}", "[]")


days = st.none() | st.dates()
infos = st.builds(
    ReportInfo, texts, texts, places, texts, texts, places, as_of=days, reported_on=days, occasion=texts, status=texts
)


@given(info=infos)
def test_the_identity_of_a_report_comes_back(info: ReportInfo) -> None:
    assert report_info(report_record(info)) == info


def test_dates_are_stored_as_iso_texts() -> None:
    info = ReportInfo("r", "t", 1, "보고", "기관", 2022, as_of=date(2022, 1, 21))
    assert (report_record(info).as_of, report_record(info).reported_on) == ("2022-01-21", "")
