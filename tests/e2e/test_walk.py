"""One walk over all definitions and all samples: load, form, check, export in both styles, import back, equal.

The samples show the tables as offices fill them; a report that holds every definition, each cell filled, shows those
that no sample has. So a new file in resources/tables or resources/samples is walked without writing a test.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication

from desktop.domain.chapters import CHAPTERS
from desktop.domain.checks import check_report
from desktop.domain.definitions import Chapter, Column, Layout, ReportTemplate, RowsKind, TableDefinition
from desktop.domain.digest import content_digest
from desktop.domain.display import display
from desktop.domain.evaluation import evaluate
from desktop.domain.layout.plan import WorkbookPlan
from desktop.domain.outline import MARK
from desktop.domain.report import CellKey, Report, Table
from desktop.paths import resources_dir
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import export_data, import_file
from desktop.services.messages import sentence
from desktop.services.reports import Style, export_report, plan_report
from desktop.services.workspaces import create_workspace
from desktop.ui.events import AppEvents
from desktop.ui.jobs import Jobs
from desktop.ui.pages.programs_page import ProgramsPage
from desktop.ui.pages.tables_page import TablesPage
from desktop.ui.session import Session
from desktop.ui.workspace_view import WorkspaceView
from tests.test_every_table import TYPED

EVERY = "every_definition"
SAMPLES = {path.stem: path for path in sorted((resources_dir() / "samples").glob("*.json"))}


@dataclass(frozen=True)
class Walk:
    """A desk with the data in it, and what is needed to go on from there."""

    desk: Desk
    folder: Path


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 2, 9, 12, tzinfo=UTC)


def entered(path: Path, catalog: Catalog, folder: Path) -> Desk:
    """A new workspace that has taken a data file in."""
    desk = create_workspace(folder / f"{path.stem}.seonggwa", catalog, "서울특별시", "서무", noon)
    import_file(desk, path)
    return desk


@pytest.fixture(scope="module", params=[*SAMPLES, EVERY])
def walk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Each sample, and the report with every definition."""
    catalog, folder = load_catalog(resources_dir()), tmp_path_factory.mktemp("두루")
    path = SAMPLES.get(request.param) or written(every_definition(catalog), folder / f"{EVERY}.json")
    if request.param == EVERY:
        catalog = replace(catalog, templates={EVERY: every_table(catalog)})
    with closing(entered(path, catalog, folder)) as desk:
        yield Walk(desk, folder)


# ------------------------------------------------------------ a report with every definition


def every_table(catalog: Catalog) -> ReportTemplate:
    """A template with a chapter for each table."""
    chapters = (Chapter(code, table.title, (code,)) for code, table in catalog.tables.items() if code != CHAPTERS)
    return ReportTemplate(EVERY, 1, "모든 표", tuple(chapters))


def every_definition(catalog: Catalog) -> dict[str, object]:
    """A data file with one row, or all prescribed ones, in every table, and something in every cell."""
    definitions = {code: catalog.definition(code, 2022) for code in catalog.tables if code != CHAPTERS}
    head = {"template": EVERY, "title": "모든 표", "organization": "서울특별시", "fiscal_year": 2022}
    tables = {code: content(each, definitions) for code, each in definitions.items()}
    return {"format": "seonggwa-report/1", "report": head, "tables": tables}


def content(definition: TableDefinition, definitions: Mapping[str, TableDefinition]) -> object:
    """The content of one table, in a list where it hangs under a row."""
    rows = [{"id": uid, **cells(definition.columns, definition)} for uid in row_ids(definition, definitions)]
    whole: dict[str, object] = {"fields": cells(definition.fields, definition), "rows": rows}
    if not definition.owner:
        return whole
    return [{"owner": row_ids(definitions[definition.owner], definitions)[0], **whole}]


def row_ids(definition: TableDefinition, definitions: Mapping[str, TableDefinition]) -> list[str]:
    if definition.rows.kind is RowsKind.FOLLOW:
        return [] if definition.rows.where else row_ids(definitions[definition.rows.source], definitions)
    return [row.key for row in definition.rows.fixed] or [f"row-{definition.code}"]


def cells(columns: tuple[Column, ...], definition: TableDefinition) -> dict[str, str]:
    """What a clerk could type into each cell that is neither computed nor the label of a prescribed row."""
    label = definition.rows.label_column if definition.rows.kind is RowsKind.FIXED else ""
    entered = (column for column in columns if not column.is_computed and column.key != label)
    return {column.key: typed_text(column, definition) for column in entered}


def typed_text(column: Column, definition: TableDefinition) -> str:
    if definition.layout is Layout.OUTLINE and column.key == MARK:
        return definition.marks[0].mark
    return column.options[0] if column.options else TYPED.get(column.type, "5")


def written(data: object, path: Path) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


# ------------------------------------------------------------ the steps


def test_load_every_cell_is_taken_as_what_it_is(walk: Walk) -> None:
    report = walk.desk.report
    assert report.info.template != EVERY or {table.code for table in report.tables.values()} == set(
        walk.desk.catalog.tables
    ) - {CHAPTERS}
    values = [value for table in report.tables.values() for row in table.rows for value in row.cells.values()]
    assert values
    assert not [value for value in values if value.state == "invalid"]


def test_form_every_table_opens_at_its_first_cell_and_shows_what_is_stored(walk: Walk, qapp: QApplication) -> None:
    events, parent = AppEvents(), QObject()
    settings = QSettings(str(walk.folder / "설정.ini"), QSettings.Format.IniFormat)
    view = WorkspaceView(Session(walk.desk, events), Jobs(lambda error: pytest.fail(str(error)), parent), settings)
    opened = [table for table in first_of_each(walk.desk.report) if opens(view, table)]
    assert {table.code for table in opened} == {table.code for table in first_of_each(walk.desk.report)}
    view.deleteLater()
    qapp.processEvents()


def first_of_each(report: Report) -> list[Table]:
    """Of each table of the window the first instance that has rows, or single fields."""
    found: dict[str, Table] = {}
    for table in report.tables.values():
        has_cells = table.definition.fields or any(column.in_window for column in table.definition.columns)
        if table.definition.in_window and not table.is_custom and has_cells and (table.rows or table.fields.cells):
            found.setdefault(table.code, table)
    return list(found.values())


def opens(view: WorkspaceView, table: Table) -> bool:
    """Whether the window goes to a cell of the table; a grid shows there what the report says."""
    view.go_to(first_key(table))
    page = view.current_page()
    if isinstance(page, ProgramsPage):
        return table.owner == "" or page.tree.current() != ""
    assert isinstance(page, TablesPage), table.code
    grid = page.editor.grid if page.editor and page.editor.table_uid == table.uid else None
    if grid is not None:
        model, evaluation = grid.table_model, view.session.evaluation
        for row, shown in enumerate(model.rows):
            for place, column in enumerate(model.columns):
                key = CellKey(table.uid, shown.uid, column.key)
                value, unit = evaluation.shown(key).value, evaluation.unit(key)
                if value is not None:
                    assert model.face(row, place).text == display(column, value, unit=unit, total=shown.is_total), key
    return page.shown is not None


def first_key(table: Table) -> CellKey:
    columns = [column.key for column in table.definition.columns if column.in_window]
    if table.rows and columns:
        return CellKey(table.uid, table.rows[0].uid, columns[0])
    return CellKey(table.uid, "@table", table.definition.fields[0].key)


def test_check_what_is_found_step_by_step_is_what_is_found_at_once_and_can_be_said(walk: Walk) -> None:
    desk = walk.desk
    found = check_report(evaluate(desk.report))
    assert sorted(map(repr, desk.findings)) == sorted(map(repr, found))
    sentences = [sentence(finding, desk.evaluation) for finding in found]
    assert not [text for text in sentences if not text.strip() or "{" in text]


@pytest.mark.parametrize("style", list(Style))
def test_export_every_entered_cell_of_a_printed_table_stands_in_the_file(walk: Walk, style: Style) -> None:
    path = walk.folder / f"{style.value}.xlsx"
    export_report(walk.desk, path, style=style)
    template = walk.desk.catalog.templates[walk.desk.report.info.template]
    plan = plan_report(walk.desk.evaluation, template, style=style)
    in_file = planned_cells(plan, path)
    assert sorted(expected_cells(walk.desk.report, template, style) - in_file) == []


def planned_cells(plan: WorkbookPlan, path: Path) -> set[CellKey]:
    """The addresses of all planned cells, each of which holds in the file what was planned for it."""
    book = load_workbook(path)
    for sheet in plan.sheets:
        for cell in sheet.cells:
            if cell.key is not None and cell.content is not None:
                stored = book[sheet.name].cell(cell.row + 1, cell.col + 1).value
                planned = cell.content if isinstance(cell.content, str) else float(cell.content)
                assert stored == planned, (sheet.name, cell)
    return {cell.key for sheet in plan.sheets for cell in sheet.cells if cell.key is not None}


def expected_cells(report: Report, template: ReportTemplate, style: Style) -> set[CellKey]:
    """The entered cells of body rows in columns that have a place of their own in each row."""
    return {
        CellKey(table.uid, row.uid, column.key)
        for table in report.tables.values()
        if table.code in template.tables and table.definition.layout is not Layout.OUTLINE
        for row in table.rows
        for column in table.definition.columns
        if row.value(column.key) is not None and (style is Style.DATA or has_own_place(column))
    }


def has_own_place(column: Column) -> bool:
    """Whether a column prints, neither within another cell nor as one with its neighbours."""
    return column.printed and not (column.inside or column.merge or column.join_left)


def test_import_back_gives_the_same_report_with_the_same_findings(walk: Walk) -> None:
    desk = walk.desk
    path = written(export_data(desk), walk.folder / "다시.json")
    with closing(entered(path, desk.catalog, walk.folder)) as again:
        assert content_digest(again.report) == content_digest(desk.report)
        said = [[sentence(finding, each.evaluation) for finding in each.findings] for each in (desk, again)]
        assert sorted(said[0]) == sorted(said[1])
