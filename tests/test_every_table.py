"""One walk over every official table, so that a new file in resources/tables is tested without writing a test."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import templates
from desktop.domain.definition_names import Names
from desktop.domain.definition_parser import definition_data, expand, parse_definition
from desktop.domain.definitions import Align, Column, ColumnType, TableDefinition
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.headers import header_cells
from desktop.domain.parsing import parse
from desktop.domain.report import FIELDS_ROW, CellKey, Report, ReportInfo, Row, Table
from desktop.domain.values import State, Value
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


TYPED = {
    ColumnType.PAIR: "3/4",
    ColumnType.DATE: "2022. 1. 21.",
    ColumnType.PERIOD: "2022. 1. ~ 2022. 6.",
    ColumnType.TEXT: "경제정책과",
    ColumnType.LONG_TEXT: "경제정책과",
}


ABOVE = "above"
"""Uid of the row above the one that is looked at."""


def filled(definition: TableDefinition) -> Table:
    """A table with one row (all prescribed ones) in which every cell that a clerk types holds something.

    Where a formula looks at the row above there is one above, too.
    """
    looks_up = any("above(" in column.formula for column in definition.columns)
    rows = [row.key for row in definition.rows.fixed] or [*([ABOVE] if looks_up else []), "row"]
    owner = "row" if definition.owner else ""
    fields = Row(FIELDS_ROW, dict(_typed(definition.fields)))
    stored = tuple(Row(row, dict(_typed(definition.columns))) for row in rows)
    return Table(definition.code, definition, owner=owner, rows=stored, fields=fields)


def _typed(columns: Iterable[Column]) -> Iterator[tuple[str, Value]]:
    for column in columns:
        value = parse(column, column.options[0] if column.options else TYPED.get(column.type, "5"))
        assert value is not None, column.key
        assert value.state is State.VALUE, column.key
        if not column.is_computed:
            yield column.key, value


@pytest.fixture(scope="module")
def full() -> Evaluation:
    """A report with every official table in it, each with something in every cell."""
    catalog = load_catalog(resources_dir())
    tables = {code: filled(catalog.definition(code, 2022)) for code in catalog.tables}
    info = ReportInfo("r", "all", 1, "2022년 2월 주요업무보고", "경제정책실", 2022, as_of=date(2022, 1, 21))
    return evaluate(Report(info, tables))


@every_table
def test_each_print_template_fills(path: Path, full: Evaluation) -> None:
    """A name that stays blank in a full report prints nothing in any report."""
    printed = full.report.tables[path.stem].definition.print
    for template in (printed.title, printed.lead, printed.unit_note, *printed.footnotes):
        text = full.fill(template, path.stem)
        assert bool(text) == bool(template), template
        assert not {"{", "}"} & set(text), text
        blank = [name for name in templates.names(template) if not full.fill(f"{{{name}}}", path.stem)]
        assert blank == [], template


@every_table
def test_each_computed_cell_of_a_full_table_shows_something(path: Path, full: Evaluation) -> None:
    definition = full.report.tables[path.stem].definition
    rows = [row.uid for row in full.rows(path.stem) if not row.is_total and row.uid != ABOVE]
    cells = [(row, column) for row in rows for column in definition.columns]
    cells += [(FIELDS_ROW, column) for column in definition.fields]
    blank = [
        key.column for row, column in cells if full.shown(key := CellKey(path.stem, row, column.key)).value is None
    ]
    assert blank == []


@every_table
def test_letter_spacing_is_alignment_and_not_text(path: Path) -> None:
    """conventions.md, Headers: "구 분" is 균등배분; the label is stored unspaced."""
    for column in read(path).columns:
        parts = [part for label in column.label for part in label.split("\n")]
        assert not [part for part in parts if len(part.split()) > 1 and all(len(word) == 1 for word in part.split())]
        assert column.align is not Align.SPREAD or not column.type.is_figure
