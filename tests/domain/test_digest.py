from __future__ import annotations

from dataclasses import replace

from desktop.domain.changes import AddRow, AddTable, ChangeSet, SetCell
from desktop.domain.digest import content_digest
from desktop.domain.editing import apply
from desktop.domain.report import CellKey, Report, Row
from desktop.domain.values import Value
from tests.services.desk_data import CATALOG, an_info

MADE = ChangeSet(
    "",
    (
        AddTable("d", "departments", "", 0),
        AddTable("b", "budget", "", 1),
        AddRow("d", Row("d1", {"name": Value.of("경제정책과")}), 0),
        AddRow("b", Row("d1", {"expenditure": Value.of("269")}), 0),
    ),
)
KEY = CellKey("b", "d1", "expenditure")


def a_report() -> Report:
    return apply(Report(an_info()), MADE, CATALOG)


def changed(value: Value | None) -> Report:
    return apply(a_report(), ChangeSet("", (SetCell(KEY, Value.of("269"), value),)), CATALOG)


def test_every_entry_counts_and_every_mark() -> None:
    digests = {content_digest(each) for each in (a_report(), changed(None), changed(Value.of("270")))}
    assert len(digests | {content_digest(changed(Value.of("269", "**")))}) == 4


def test_the_same_content_is_the_same_whatever_its_tables_are_called_and_however_far_it_is() -> None:
    report = a_report()
    renamed = {f"x{uid}": replace(table, uid=f"x{uid}") for uid, table in reversed(report.tables.items())}
    same = replace(report, info=replace(report.info, uid="r2", status="closed"), tables=renamed)
    assert content_digest(same) == content_digest(report)


def test_an_empty_table_of_a_newer_definition_changes_nothing() -> None:
    more = apply(a_report(), ChangeSet("", (AddTable("p", "programs", "", 2),)), CATALOG)
    assert content_digest(more) == content_digest(a_report())


def test_who_the_report_is_of_counts() -> None:
    report = a_report()
    other = replace(report, info=replace(report.info, fiscal_year=2023))
    assert content_digest(other) != content_digest(report)
