"""The samples, entered and exported through the services, against the officially printed tables."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file, organization_of
from desktop.services.reports import export_report, plan_report
from desktop.services.workspaces import create_workspace

SHARED = Path(__file__).resolve().parents[3] / "shared"
RECORDS = {
    "economy_2022": ("s003a", (2, 3, 4, 5, *range(13, 27))),
    "jobs_2018": ("s002", (2, 3, 4, 5, 7, 9)),
    "promotion_2013": ("s004", (4, 8, 13, 25, 26)),
    "sba_2018": ("s001", (9, 13, 14, 16, 18, 21, 22, 23, 24, 25)),
    "sba_2020": ("s000", (11, 13, 14, 15, 16, 17)),
}
SAMPLES = tuple(RECORDS)


@pytest.fixture(scope="module", params=SAMPLES)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    sample = resources_dir() / "samples" / f"{request.param}.json"
    path = tmp_path_factory.mktemp("sample") / f"{request.param}.seonggwa"
    clock = lambda: datetime(2026, 1, 1)  # noqa: E731, DTZ001
    made = create_workspace(path, load_catalog(resources_dir()), organization_of(sample), "시험", clock)
    import_file(made, sample)
    yield made
    made.close()


@pytest.fixture(scope="module")
def workbook(desk: Desk) -> Path:
    return export_report(desk, desk.path.with_suffix(".xlsx")).path


def test_every_official_table_is_found_and_equal(workbook: Path, tmp_path: Path):
    source, numbers = RECORDS[workbook.stem]
    tables = SHARED / "official-tables" / f"{source}.json"
    if not tables.exists():
        pytest.skip(f"NOT MEASURED: {tables} is not on this machine")
    only = ",".join(f"{source[:4].upper()}-T{number:02}" for number in numbers)
    tool = [sys.executable, str(SHARED / "tools" / "compare_official.py"), str(workbook)]
    found = tmp_path / "found.json"
    done = subprocess.run([*tool, "--tables", str(tables), "--only", only, "--json", str(found)], check=False)
    assert done.returncode == 0
    for outcome in json.loads(found.read_text(encoding="utf-8"))["tables"]:
        assert outcome["equal"] == outcome["total"], outcome
        assert not outcome["remarks"], outcome


def test_the_file_holds_what_the_plan_says(desk: Desk, workbook: Path):
    plan = plan_report(desk.evaluation, desk.catalog.templates[desk.report.info.template])
    written = load_workbook(workbook)
    assert written.sheetnames == [*(sheet.name for sheet in plan.sheets), "_자료"]
    for sheet in plan.sheets:
        for cell in sheet.cells:
            found = written[sheet.name].cell(cell.row + 1, cell.col + 1)
            expected = cell.content if isinstance(cell.content, str | None) else float(cell.content)
            assert found.value == expected
            assert found.number_format == cell.number_format


def test_every_figure_says_where_it_comes_from(desk: Desk, workbook: Path):
    record = load_workbook(workbook)["_자료"]
    lines = {tuple(cell.value for cell in row) for row in record.iter_rows() if row[4].value}
    plan = plan_report(desk.evaluation, desk.catalog.templates[desk.report.info.template])
    keys = {
        (cell.key.table, cell.key.row, cell.key.column) for sheet in plan.sheets for cell in sheet.cells if cell.key
    }
    assert keys == {line[2:] for line in lines} - {("table", "row", "column")}
