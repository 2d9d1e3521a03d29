"""docs/표-정의.md says what the parser takes: no key more, none less, and its example is read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from desktop.domain import definitions
from desktop.domain.definition_parser import expand, parse_definition
from desktop.domain.definition_values import keys_of
from desktop.domain.definitions import ColumnType

DOCS = (Path(__file__).parents[1] / "docs" / "표-정의.md").read_text(encoding="utf-8")
RECORDS = (
    "TableDefinition",
    "Column",
    "Rows",
    "FixedRow",
    "Total",
    "Check",
    "Mark",
    "Print",
    "ReportTemplate",
    "Chapter",
)


def documented(marker: str) -> list[list[str]]:
    """The cells of the table that stands under a marker."""
    after = DOCS.split(f"<!-- {marker} -->\n")[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in after.splitlines()[2:]]


@pytest.mark.parametrize("record", RECORDS)
def test_every_key_is_documented_and_no_other(record: str) -> None:
    rows = documented(f"keys: {record}")
    keys = keys_of(getattr(definitions, record))
    assert [row[0].strip("`") for row in rows] == [key.name for key in keys]
    for row, key in zip(rows, keys, strict=True):
        assert len(row) == 5
        assert all(row), row
        assert (row[3] == "반드시") == (not key.optional), key.name


def test_every_type_is_documented() -> None:
    assert [row[0].strip("`") for row in documented("values: ColumnType")] == list(ColumnType)


def test_the_worked_example_is_a_definition() -> None:
    example = re.search(r"```toml example\n(.*?)```", DOCS, re.DOTALL)
    assert example is not None
    definition = expand(parse_definition(tomllib.loads(example[1]), "예"), 2018)
    assert definition.column("rate@2018").inside == "actual@2018"
    assert definition.print.title == "일자리 실적 - {total.actual@2018}개"
