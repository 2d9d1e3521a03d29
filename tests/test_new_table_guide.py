"""docs/새-공식-표-추가하기.md, executed: its files make a table that computes, checks and prints as the guide says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.definitions import Severity
from desktop.domain.editing import type_text
from desktop.domain.report import TOTAL_ROW, CellKey
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file, organization_of
from desktop.services.messages import sentence
from desktop.services.reports import export_report
from desktop.services.workspaces import create_workspace

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "새-공식-표-추가하기.md"
_FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
_SAID = re.compile(r"<!-- said -->\n```\n(.*?)\n```", re.DOTALL)
_CELLS = re.compile(r"^\| (.+) \|$", re.MULTILINE)
GUIDE_TEXT = GUIDE.read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A workspace that knows the tables of the guide and has taken its data in."""
    for name in ("tables", "reports"):
        shutil.copytree(resources_dir() / name, tmp_path / name)
    for name, text in _FILE.findall(GUIDE_TEXT):
        (tmp_path / name).write_text(text, encoding="utf-8")
    data = tmp_path / "data.json"
    desk = create_workspace(
        tmp_path / "guide.seonggwa", load_catalog(tmp_path), organization_of(data), "서무", lambda: datetime.now(UTC)
    )
    import_file(desk, data)
    yield desk
    desk.close()


def test_the_checks_say_what_the_guide_says(desk: Desk) -> None:
    (said,) = _SAID.findall(GUIDE_TEXT)
    errors = [finding for finding in desk.findings if finding.severity is Severity.ERROR]
    assert [sentence(finding, desk.evaluation) for finding in errors] == [said]


def test_the_sheet_prints_what_the_guide_shows_when_the_error_is_put_right(desk: Desk, tmp_path: Path) -> None:
    (table,) = desk.report.of_code("disclosure")
    put_right = type_text(desk.evaluation, CellKey(table.uid, TOTAL_ROW, "disclosed_count"), "151")
    assert put_right is not None
    desk.apply(put_right)
    assert not [finding for finding in desk.findings if finding.severity is Severity.ERROR]
    shown = [line.split(" | ") for line in _CELLS.findall(GUIDE_TEXT)[1:]]
    book = load_workbook(export_report(desk, tmp_path / "out.xlsx").path)
    assert list(_printed(book["처리 현황"])) == shown


def _printed(sheet: Worksheet) -> Iterator[list[str]]:
    """The rows of the sheet with figures in them, as they show."""
    for row in sheet.iter_rows(values_only=True):
        if isinstance(row[1], int):
            yield [str(row[0]), *(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row[1:])]
