from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from desktop.domain.changes import ChangeSet, SetCell
from desktop.domain.editing import add_table, clear, insert_row, remove_rows, type_text
from desktop.domain.report import TOTAL_ROW, CellKey, Report
from desktop.domain.values import State, Value
from desktop.services.catalog import Catalog
from desktop.services.desk import ChangeResult, Desk
from desktop.services.errors import UserError
from desktop.services.workspaces import create_workspace, open_workspace
from tests.services.desk_data import CATALOG, OWN_TABLES, TABLES, an_info, noon


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "경제정책실.seonggwa"


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    desk = create_workspace(path, CATALOG, "서울특별시 경제정책실", "김서무", noon)
    desk.create_report(an_info())
    yield desk
    desk.close()


def reopened(desk: Desk, catalog: Catalog = CATALOG) -> Desk:
    desk.close()
    again = open_workspace(desk.path, catalog, "김서무", noon)
    again.open_report("r1")
    return again


def table(desk: Desk, code: str) -> str:
    [found] = desk.report.of_code(code)
    return found.uid


def add_row(desk: Desk, code: str, uid: str) -> ChangeResult:
    position = len(desk.report.tables[table(desk, code)].rows)
    changes = insert_row(desk.evaluation, table(desk, code), position, uid)
    assert changes is not None
    return desk.apply(changes)


def type_in(desk: Desk, key: CellKey, typed: str) -> ChangeResult:
    changes = type_text(desk.evaluation, key, typed)
    assert changes is not None
    return desk.apply(changes)


@pytest.fixture
def budget(desk: Desk) -> str:
    """Uid of the budget, with two divisions in the report."""
    add_row(desk, "departments", "d1")
    add_row(desk, "departments", "d2")
    return table(desk, "budget")


def changes_logged(path: Path) -> list[tuple[str, str, str, str]]:
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT action, who, at, label FROM change GROUP BY step ORDER BY step").fetchall()
    connection.close()
    return found


def test_a_new_report_has_the_tables_of_its_template_and_is_open(desk: Desk) -> None:
    assert desk.report.info == an_info()
    codes = [each.code for each in desk.report.tables.values()]
    assert codes == ["departments", "budget", "indicators", "programs"]
    assert {each.owner for each in desk.report.tables.values()} == {""}
    assert (desk.undo_label, desk.redo_label) == ("", "")


def test_no_report_is_open_at_first(path: Path) -> None:
    desk = create_workspace(path, CATALOG, "기관", "김서무", noon)
    assert (desk.has_report, desk.reports(), desk.undo_label, desk.redo_label) == (False, (), "", "")
    with pytest.raises(LookupError):
        _ = desk.report
    desk.close()


def test_what_was_typed_is_there_after_reopening(desk: Desk, budget: str) -> None:
    type_in(desk, CellKey(budget, "d2", "appropriation"), "131,125")
    type_in(desk, CellKey(budget, TOTAL_ROW, "appropriation"), "753,976*")
    type_in(desk, CellKey(budget, "@table", "original_budget"), "70개월")
    before = desk.report
    again = reopened(desk)
    assert again.report == before
    assert again.report.value(CellKey(budget, "d2", "appropriation")) == Value.of("131125")
    assert again.report.value(CellKey(budget, "@table", "original_budget")) == Value(State.INVALID, "70개월")
    again.close()


def test_an_edit_tells_what_it_touched_and_what_is_wrong_now(desk: Desk, budget: str) -> None:
    type_in(desk, CellKey(budget, "d1", "appropriation"), "100")
    shown = {("d1", "expenditure"), ("d1", "rate"), (TOTAL_ROW, "expenditure")}
    for place in shown:
        desk.evaluation.shown(CellKey(budget, *place))
    result = type_in(desk, CellKey(budget, "d1", "expenditure"), "120")
    assert result.label == "지출액 120"
    assert result.findings == desk.findings
    assert "budget.order" in {finding.code for finding in desk.findings}
    assert {CellKey(budget, *place) for place in shown} <= result.touched
    assert CellKey(budget, "d2", "appropriation") not in result.touched


def test_one_typed_figure_is_three_statements(desk: Desk, budget: str) -> None:
    key = CellKey(budget, "d1", "expenditure")
    type_in(desk, key, "1")
    sent: list[str] = []
    event.listen(
        desk._store._engine, "before_cursor_execute", lambda _conn, _cursor, text, *_rest: sent.append(text.split()[0])
    )
    type_in(desk, key, "269")
    assert sent == ["BEGIN", "INSERT", "INSERT"]


def test_steps_are_taken_back_and_done_again_by_name(desk: Desk, budget: str) -> None:
    key = CellKey(budget, "d1", "expenditure")
    type_in(desk, key, "269")
    assert (desk.undo_label, desk.redo_label) == ("지출액 269", "")
    result = desk.undo()
    assert result is not None
    assert key in result.touched
    assert desk.report.value(key) is None
    assert desk.redo_label == "지출액 269"
    assert desk.redo() is not None
    assert desk.report.value(key) == Value.of("269")
    assert (desk.undo_label, desk.redo_label) == ("지출액 269", "")


def test_there_may_be_nothing_to_take_back(desk: Desk) -> None:
    assert (desk.undo(), desk.redo()) == (None, None)


def test_a_new_program_gets_its_page_in_the_same_step(desk: Desk) -> None:
    result = add_row(desk, "programs", "p1")
    [page] = desk.report.of_code("program_page")
    assert page.owner == "p1"
    assert page.uid in result.reshaped
    desk.undo()
    assert desk.report.of_code("program_page") == ()
    desk.redo()
    assert desk.report.of_code("program_page") == (page,)


def test_a_program_goes_with_its_page_and_comes_back(desk: Desk) -> None:
    add_row(desk, "programs", "p1")
    before = desk.report
    changes = remove_rows(desk.evaluation, table(desk, "programs"), ["p1"])
    assert changes is not None
    desk.apply(changes)
    assert desk.report.of_code("program_page") == ()
    desk.undo()
    assert desk.report == before


def test_a_clerks_own_table_comes_back_with_its_definition(desk: Desk) -> None:
    add_row(desk, "programs", "p1")
    changes = add_table(desk.evaluation, "custom", "p1", "own", OWN_TABLES[1])
    assert changes is not None
    desk.apply(changes)
    before = desk.report
    again = reopened(desk)
    assert again.report == before
    assert again.report.tables["own"].is_custom
    again.close()


def test_a_step_that_cannot_be_stored_changes_nothing(desk: Desk, budget: str) -> None:
    key = CellKey(budget, "d1", "expenditure")
    type_in(desk, key, "1")
    before, findings = desk.report, desk.findings
    with desk._store._engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    long = ChangeSet("긴 글", (SetCell(CellKey(budget, "@table", "title"), None, Value.of("가" * 100_000)),))
    with pytest.raises(UserError, match=r"빈 공간이 없어 .* 이전 자료는 그대로입니다"):
        desk.apply(long)
    assert desk.report is before
    assert desk.findings is findings
    assert desk.undo_label == "지출액 1"
    with desk._store._engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    desk.apply(long)
    assert desk.undo_label == "긴 글"


def test_every_step_is_logged_with_its_action_and_who_did_it(desk: Desk, budget: str, path: Path) -> None:
    key = CellKey(budget, "d1", "expenditure")
    type_in(desk, key, "269")
    desk.undo()
    desk.redo()
    desk.close()
    steps = changes_logged(path)
    assert [action for action, *_ in steps] == ["made", "typed", "typed", "typed", "undone", "redone"]
    assert {(who, at) for _, who, at, _ in steps} == {("김서무", "2022-01-21T12:00:00.000+00:00")}
    assert steps[-1][3] == "지출액 269"


def test_a_filled_report_is_stored_whole_or_not_at_all(desk: Desk) -> None:
    def fill(report: Report) -> ChangeSet:
        [departments] = report.of_code("departments")
        key = CellKey(departments.uid, "@table", "title")
        return ChangeSet("가져오기", (SetCell(key, None, Value.of("부서")),))

    def fail(_report: Report) -> ChangeSet:
        raise UserError("가져올 수 없습니다.")

    with pytest.raises(UserError):
        desk.create_report(an_info("r2"), fail)
    assert (desk.report.info.uid, len(desk.reports())) == ("r1", 1)
    desk.create_report(an_info("r2"), fill)
    filled = desk.report
    assert filled.info.uid == "r2"
    assert desk.undo() is None
    desk.open_report("r1")
    desk.open_report("r2")
    assert desk.report == filled


def test_undo_is_about_the_open_report(desk: Desk) -> None:
    add_row(desk, "departments", "d1")
    desk.create_report(an_info("r2"))
    assert desk.undo_label == ""
    assert desk.undo() is None


def test_a_report_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(UserError, match=r"보고\(x\)"):
        desk.open_report("x")
    assert desk.report.info.uid == "r1"


def test_a_report_of_an_unknown_template_is_told(desk: Desk) -> None:
    with pytest.raises(UserError, match=r"서식\(other\)"):
        desk.create_report(replace(an_info("r2"), template="other"))
    assert desk.reports() == (an_info(),)


def test_a_report_with_an_unknown_table_is_told_and_kept(desk: Desk, budget: str) -> None:
    type_in(desk, CellKey(budget, "d1", "appropriation"), "100")
    before = desk.report
    desk.close()
    poorer = Catalog(tables={"departments": TABLES["departments"]}, templates=CATALOG.templates)
    other = open_workspace(desk.path, poorer, "김서무", noon)
    with pytest.raises(UserError, match="알지 못하는 표"):
        other.open_report("r1")
    again = reopened(other)
    assert again.report == before
    again.close()


def test_a_table_that_a_newer_template_adds_is_made_when_opened(desk: Desk, path: Path) -> None:
    [template] = CATALOG.templates.values()
    [chapter] = template.chapters
    older = replace(template, chapters=(replace(chapter, tables=("budget",)),))
    desk.close()
    path.unlink()
    old = create_workspace(path, Catalog(tables=TABLES, templates={older.code: older}), "기관", "김서무", noon)
    old.create_report(an_info())
    again = reopened(old)
    assert [each.code for each in again.report.tables.values()] == ["departments", "budget", "indicators", "programs"]
    assert again.undo_label == ""
    tables = tuple(again.report.tables)
    once_more = reopened(again)
    assert tuple(once_more.report.tables) == tables
    once_more.close()


def test_a_renamed_column_takes_its_figures_along(desk: Desk, budget: str) -> None:
    type_in(desk, CellKey(budget, "d1", "expenditure"), "269")
    old = TABLES["budget"]
    columns = tuple(replace(each, key="spent") if each.key == "expenditure" else each for each in old.columns)
    new = replace(old, columns=columns, total=None, checks=(), renamed=(("expenditure", "spent"),))
    without_rate = replace(new, columns=tuple(each for each in new.columns if each.key != "rate"))
    catalog = Catalog(tables={**TABLES, "budget": without_rate}, templates=CATALOG.templates)
    again = reopened(desk, catalog)
    row = again.report.tables[budget].row("d1")
    assert row is not None
    assert row.cells == {"spent": Value.of("269")}
    again.close()


def test_official_tables_can_be_read_as_views(desk: Desk, budget: str) -> None:
    type_in(desk, CellKey(budget, "d1", "expenditure"), "269")
    type_in(desk, CellKey(table(desk, "departments"), "d1", "name"), "경제정책과")
    desk.create_report(an_info("r2", 2020))
    desk.close()
    connection = sqlite3.connect(desk.path)
    query = "SELECT report_uid, row_uid, department, expenditure FROM v_budget WHERE expenditure IS NOT NULL"
    assert connection.execute(query).fetchall() == [("r1", "d1", "경제정책과", "269")]
    years = [name for _, name, *_ in connection.execute("PRAGMA table_info(v_indicators)") if "@" in name]
    assert years == ["value@2019", "value@2020", "value@2021", "value@2022"]
    connection.close()


def test_uids_are_never_the_same(desk: Desk) -> None:
    assert len({desk.new_uid() for _ in range(1000)}) == 1000


def test_blanking_is_a_step_too(desk: Desk, budget: str) -> None:
    key = CellKey(budget, "d1", "expenditure")
    type_in(desk, key, "269")
    changes = clear(desk.evaluation, [key])
    assert changes is not None
    desk.apply(changes)
    again = reopened(desk)
    assert again.report.value(key) is None
    again.close()
