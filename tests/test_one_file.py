"""An official table is one file: one column more in budget.toml is one more everywhere, and nothing else is touched.

docs/표-정의.md, first paragraph; design.md, "The official table is data".
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.findings import Finding
from desktop.domain.headers import header_cells
from desktop.domain.report import CellKey
from desktop.paths import resources_dir
from desktop.services import messages
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.exchange import import_file
from desktop.services.exchange_schema import data_schema
from desktop.services.reports import export_report, plan_report
from desktop.services.workspaces import create_workspace

KEY, LABEL = "reserved_amount", "집행유보액"
COLUMN = f"""
[[columns]]
key = "{KEY}"
label = "{LABEL}"
type = "money"
unit = "백만원"
required = true
"""
HEAD = {
    "template": "work_report_2022",
    "title": "2022년 2월 주요업무보고",
    "organization": "서울특별시 경제정책실",
    "as_of": "2022-01-21",
    "fiscal_year": 2022,
}
FIRST = {"id": "dept-1", "appropriation": "131,125", "obligated_amount": "120", "expenditure": "120"}
SECOND = {"id": "dept-2", "appropriation": "39,822", "obligated_amount": "1,147", "expenditure": "994"}


@dataclass(frozen=True)
class Office:
    """A desk with the budget of two divisions, and the folder that it works in."""

    desk: Desk
    folder: Path

    @property
    def table(self) -> str:
        """Uid of the budget."""
        (table,) = self.desk.report.of_code("budget")
        return table.uid

    def headers(self) -> list[str]:
        """The lowest line of the header of the grid, from left to right."""
        columns = self.desk.report.tables[self.table].definition.columns
        cells = header_cells([column for column in columns if column.in_window])
        lowest = max(cell.row + cell.rowspan for cell in cells)
        return [cell.text for cell in sorted(cells, key=lambda each: each.col) if cell.row + cell.rowspan == lowest]

    def missing(self) -> list[Finding]:
        """What is required in the rows of the budget and blank."""
        found = (each for each in self.desk.findings if each.code == "cell.required")
        return [each for each in found if each.key.table == self.table and each.key.row.startswith("dept")]

    def sheet_columns(self) -> list[str]:
        """The columns of the first division on the planned sheet."""
        template = self.desk.catalog.templates[self.desk.report.info.template]
        cells = (cell for sheet in plan_report(self.desk.evaluation, template).sheets for cell in sheet.cells)
        keys = (cell.key for cell in cells if cell.key)
        return [key.column for key in keys if (key.table, key.row) == (self.table, "dept-1")]

    def exported(self) -> list[object]:
        """Every value in the workbook that a reader opens."""
        target = export_report(self.desk, self.folder / "out.xlsx", chapters=["general"]).path
        book = load_workbook(target)
        seen = (sheet for sheet in book if sheet.sheet_state == "visible")
        return [cell.value for sheet in seen for row in sheet.iter_rows() for cell in row if cell.value is not None]


def write_data(folder: Path, **more: str) -> Path:
    """A data file with two divisions; `more` are further cells of the first."""
    names = [{"id": row["id"], "name": name} for row, name in ((FIRST, "경제정책과"), (SECOND, "창업정책과"))]
    tables = {"departments": {"rows": names}, "budget": {"rows": [FIRST | more, SECOND]}}
    path = folder / "data.json"
    path.write_text(json.dumps({"format": "seonggwa-report/1", "report": HEAD, "tables": tables}), encoding="utf-8")
    return path


def open_office(catalog: Catalog, folder: Path, **more: str) -> Office:
    """A new workspace with the data in it."""
    folder.mkdir()
    clock = datetime(2022, 1, 21, tzinfo=UTC)
    desk = create_workspace(folder / "one.seonggwa", catalog, HEAD["organization"], "tester", lambda: clock)
    try:
        import_file(desk, write_data(folder, **more))
    except BaseException:
        desk.close()
        raise
    return Office(desk, folder)


@pytest.fixture
def wider(tmp_path: Path) -> Catalog:
    """The catalog of the shipped resources with one column more in one file."""
    resources = tmp_path / "resources"
    for name in ("tables", "reports"):
        shutil.copytree(resources_dir() / name, resources / name)
    with (resources / "tables" / "budget.toml").open("a", encoding="utf-8") as file:
        file.write(COLUMN)
    return load_catalog(resources)


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Office]:
    """An office with the tables as they are."""
    office = open_office(load_catalog(resources_dir()), tmp_path / "shipped")
    yield office
    office.desk.close()


@pytest.fixture
def office(tmp_path: Path, wider: Catalog) -> Iterator[Office]:
    """An office with the wider budget, its column filled for the first division alone."""
    office = open_office(wider, tmp_path / "wider", **{KEY: "2,718"})
    yield office
    office.desk.close()


def test_the_grid_has_one_column_more(shipped: Office, office: Office) -> None:
    assert office.headers() == [*shipped.headers(), LABEL]


def test_a_blank_cell_of_it_is_one_finding_more(shipped: Office, office: Office) -> None:
    assert shipped.missing() == []
    (found,) = office.missing()
    assert (found.key.row, found.key.column) == ("dept-2", KEY)
    assert messages.place(found, office.desk.evaluation) == f"예산 · 창업정책과 · {LABEL}"


def test_the_sheet_has_one_column_more(shipped: Office, office: Office) -> None:
    assert office.sheet_columns() == [*shipped.sheet_columns(), KEY]


def test_the_exported_workbook_holds_its_label_and_its_figure(shipped: Office, office: Office) -> None:
    before, after = shipped.exported(), office.exported()
    assert {LABEL, 2718} <= set(after)
    assert {LABEL, 2718}.isdisjoint(before)


def test_the_data_file_takes_one_column_more(tmp_path: Path, shipped: Office, office: Office) -> None:
    shown = office.desk.evaluation.shown(CellKey(office.table, "dept-1", KEY)).value
    assert shown is not None
    assert Decimal(shown.text) == 2718
    assert KEY in json.dumps(data_schema(office.desk.catalog))
    assert KEY not in json.dumps(data_schema(shipped.desk.catalog))
    with pytest.raises(UserError, match=KEY):
        open_office(load_catalog(resources_dir()), tmp_path / "refusing", **{KEY: "2,718"})
