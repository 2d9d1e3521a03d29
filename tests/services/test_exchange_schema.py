"""The JSON Schema of data files: made from the definitions, true to the import, and true for every sample."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desktop.paths import resources_dir
from desktop.services import workspaces
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import export_data, import_file
from desktop.services.exchange_schema import data_schema
from tests.services.test_exchange import DATA, RESOURCES, changed, clock, without_table_uids

DOCUMENT = Path(__file__).parents[2] / "docs" / "자료-파일.md"
SAMPLES = sorted((resources_dir() / "samples").glob("*.json"))


@pytest.fixture(scope="module")
def official() -> Catalog:
    return load_catalog(resources_dir())


@pytest.fixture
def desk(tmp_path: Path, official: Catalog) -> Iterator[Desk]:
    made = workspaces.create_workspace(tmp_path / "시험.seonggwa", official, "경제정책실", "담당자", clock)
    yield made
    made.close()


def errors(catalog: Catalog, data: object) -> list[str]:
    return [error.json_path for error in Draft202012Validator(data_schema(catalog)).iter_errors(data)]


def example() -> str:
    """The whole example of the document: its first JSON block."""
    return DOCUMENT.read_text("utf-8").split("```json\n", 1)[1].split("```", 1)[0]


@pytest.mark.parametrize("resources", [RESOURCES, resources_dir()])
def test_it_is_a_schema(resources: Path) -> None:
    Draft202012Validator.check_schema(data_schema(load_catalog(resources)))


def test_what_the_import_takes_it_takes() -> None:
    assert errors(load_catalog(RESOURCES), DATA) == []


WRONG: list[tuple[dict[str, Any], str]] = [
    (changed("format", to="seonggwa-report/2"), "$.format"),
    (changed("report/template", to="big"), "$.report.template"),
    (changed("report/as_of", to="2022. 1. 21."), "$.report.as_of"),
    (changed("report/title", to=...), "$.report"),
    (changed("tables/budgets", to={}), "$.tables"),
    (changed("tables/budget/rows/0/spent", to="1"), "$.tables.budget.rows[0]"),
    (changed("tables/budget/rows/0/id", to=...), "$.tables.budget.rows[0]"),
    (changed("tables/budget/rows/0/rate", to=[1]), "$.tables.budget.rows[0].rate"),
    (changed("tables/departments/total", to={}), "$.tables.departments"),
    (changed("tables/facilities/rows/0/id", to="floor"), "$.tables.facilities.rows[0].id"),
    (changed("tables/indicators/rows/0/value@22", to=1), "$.tables.indicators.rows[0]"),
    (changed("tables/program_page/0/owner", to=...), "$.tables.program_page[0]"),
    (changed("tables/custom/0/definition", to=...), "$.tables.custom[0]"),
]


@pytest.mark.parametrize(("data", "path"), WRONG, ids=[path for _, path in WRONG])
def test_what_the_import_refuses_it_refuses_at_the_same_place(data: dict[str, Any], path: str) -> None:
    assert errors(load_catalog(RESOURCES), data) == [path]


def test_there_are_samples() -> None:
    assert SAMPLES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_sample_is_true_to_the_schema(official: Catalog, sample: Path) -> None:
    assert errors(official, json.loads(sample.read_text("utf-8"))) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_sample_comes_back_as_it_went_out(desk: Desk, sample: Path, tmp_path: Path) -> None:
    assert import_file(desk, sample).invalid == 0
    first, data = desk.report, export_data(desk)
    assert errors(desk.catalog, data) == []
    again = tmp_path / "다시.json"
    other = {**data, "report": {**json.loads(sample.read_text("utf-8"))["report"], "as_of": "2099-12-31"}}
    again.write_text(json.dumps(other, ensure_ascii=False), "utf-8")
    import_file(desk, again)
    assert without_table_uids(desk.report) == without_table_uids(first)


def test_the_example_of_the_document_is_true(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "예.json"
    path.write_text(example(), "utf-8")
    assert errors(desk.catalog, json.loads(example())) == []
    result = import_file(desk, path)
    assert result.invalid == 0
    assert result.cells == 20
