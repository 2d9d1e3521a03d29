"""docs/점검-규칙.md lists every rule that the program brings, with a level that it has and a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.rule_help import rule_help

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "점검-규칙.md").read_text(encoding="utf-8")
TABLES = tuple(load_catalog(resources_dir()).tables.values())
DECLARED = {check.code: check for table in TABLES for check in table.checks}
_CODE = re.compile(r'"((?:cell|pair|text|total|table|computed|date|name|term|report)\.[a-z_]+)"')
RAISED = {
    code
    for path in (ROOT / "desktop" / "domain" / "checks").rglob("*.py")
    for code in _CODE.findall(path.read_text(encoding="utf-8"))
}
LEVELS = {"오류": "error", "경고": "warning", "안내": "info"}


def _rows() -> list[tuple[str, ...]]:
    table = DOCS.split("<!-- rules -->\n")[1].split("\n\n")[0]
    return [tuple(cell.strip(" `") for cell in line.strip("|").split("|")) for line in table.splitlines()[2:]]


ROWS = _rows()


def test_every_rule_of_the_program_is_listed_once() -> None:
    listed = [code for _, code, *_ in ROWS]
    assert sorted(set(listed)) == sorted(listed)
    assert set(listed) >= RAISED
    assert set(listed) - RAISED <= DECLARED.keys()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_its_level_is_known_and_its_test_is_there(row: tuple[str, ...]) -> None:
    _, code, _, level, test = row
    assert rule_help(code, TABLES).text
    assert level in LEVELS
    if code in DECLARED:
        assert DECLARED[code].severity == LEVELS[level]
    path, _, name = test.partition("::")
    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8")
