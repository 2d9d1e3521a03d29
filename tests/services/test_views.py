from __future__ import annotations

from dataclasses import replace

from db.records import ViewColumn, ViewRecord
from desktop.domain.definitions import Column, ColumnType, Layout, Rows, RowsKind, TableDefinition
from desktop.services.views import view_records


def column(key: str, *parts: str) -> Column:
    return Column(key, (key,), ColumnType.PAIR if parts else ColumnType.MONEY, parts=parts)


def definition(code: str, *columns: Column, fields: tuple[Column, ...] = ()) -> TableDefinition:
    return TableDefinition(code, 1, code, "organization", Layout.GRID, columns=columns, fields=fields)


def test_columns_and_single_fields_are_two_views() -> None:
    budget = definition("budget", column("expenditure"), fields=(column("original"),))
    assert view_records([budget]) == (
        ViewRecord("v_budget", "budget", (ViewColumn("expenditure", "expenditure"),)),
        ViewRecord("v_budget_fields", "budget", (ViewColumn("original", "original"),), of_fields=True),
    )


def test_a_form_is_one_view_and_an_empty_table_none() -> None:
    form = definition("profile", fields=(column("purpose"),))
    assert [view.name for view in view_records([form, definition("page")])] == ["v_profile"]


def test_a_pair_is_two_columns() -> None:
    [view] = view_records([definition("personnel", column("all", "authorized", "current"))])
    assert view.columns == (ViewColumn("all_authorized", "all", 0), ViewColumn("all_current", "all", 1))


def test_a_column_that_follows_says_what() -> None:
    follows = Column("department", ("구분",), ColumnType.TEXT, follows="name")
    rows = Rows(RowsKind.FOLLOW, "departments")
    [view] = view_records([replace(definition("budget", follows), rows=rows)])
    assert view.columns == (ViewColumn("department", "department", follows=("departments", "name")),)


def test_a_view_has_the_year_columns_of_all_reports() -> None:
    last, this = (definition("policy", column(f"value@{year}"), column("value@2021")) for year in (2020, 2022))
    [view] = view_records([last, this])
    assert [each.key for each in view.columns] == ["value@2020", "value@2021", "value@2022"]
