"""One walk over every official table, so that a new file in resources/tables is tested without writing a test."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from desktop.domain.definition_names import Names
from desktop.domain.definition_parser import definition_data, expand, parse_definition
from desktop.domain.definitions import Align, TableDefinition
from desktop.domain.headers import header_cells
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from tests.domain.test_headers import assert_tiles

FILES = sorted((resources_dir() / "tables").glob("*.toml"))
YEARS = (1999, 2018, 2022, 2031)

every_table = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def read(path: Path) -> TableDefinition:
    return parse_definition(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def test_there_are_tables_and_all_of_them_fit_together() -> None:
    catalog = load_catalog(resources_dir())
    assert set(catalog.tables) == {path.stem for path in FILES}
    assert catalog.templates


@every_table
def test_it_comes_back_from_its_data(path: Path) -> None:
    definition = read(path)
    assert parse_definition(definition_data(definition), path.name) == definition


@every_table
@pytest.mark.parametrize("year", YEARS)
def test_it_expands_for_any_year(path: Path, year: int) -> None:
    expanded = expand(read(path), year)
    columns = (*expanded.columns, *expanded.fields)
    assert not [column.key for column in columns if column.years]
    assert len({column.key for column in columns}) == len(columns)
    assert not [column.key for column in columns if "{" in column.title]
    assert not [text for column in columns for text in (column.formula, column.text) if "{year}" in text.split("@")[-1]]
    assert expand(expanded, year + 1) == expanded


@every_table
@pytest.mark.parametrize("year", YEARS)
def test_its_header_tiles_without_holes_or_overlaps(path: Path, year: int) -> None:
    columns = [each for each in expand(read(path), year).columns if each.printed and not each.inside]
    assert_tiles(header_cells(columns), len(columns))


@every_table
@pytest.mark.parametrize("year", YEARS)
def test_every_name_in_it_exists_in_the_tables_of_that_year(path: Path, year: int) -> None:
    """Formulas, checks and printed texts of the expanded table name only what the expanded table has."""
    names = Names(expand(read(path), year))
    assert [names.problem(each) for each in names.references() if not each.table and names.problem(each)] == []


@every_table
def test_letter_spacing_is_alignment_and_not_text(path: Path) -> None:
    """conventions.md, Headers: "구 분" is 균등배분; the label is stored unspaced."""
    for column in read(path).columns:
        parts = [part for label in column.label for part in label.split("\n")]
        assert not [part for part in parts if len(part.split()) > 1 and all(len(word) == 1 for word in part.split())]
        assert column.align is not Align.SPREAD or not column.type.is_figure
