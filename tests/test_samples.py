"""The samples: data as a clerk would type it, taken whole by the import, without what the program computes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Report, Table
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file
from desktop.services.reports import proposed_name
from desktop.services.samples import example_workspaces
from desktop.services.workspaces import create_workspace

SAMPLES = sorted((resources_dir() / "samples").glob("*.json"))


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2022, 2, 9, 12, tzinfo=UTC)


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    """Each sample in turn."""
    return request.param


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A new workspace that has taken the sample in."""
    catalog = load_catalog(resources_dir())
    desk = create_workspace(tmp_path / "보기.seonggwa", catalog, "서울특별시", "서무", noon)
    import_file(desk, sample)
    yield desk
    desk.close()


def test_the_reports_are_there():
    of_sba = ["sba_2018", "sba_2020", "sba_2020_performance"]
    assert [path.stem for path in SAMPLES] == ["economy_2022", "jobs_2018", "promotion_2013", *of_sba]


def test_a_sample_is_plain_readable_json(sample: Path):
    text = sample.read_bytes().decode("utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_row_ids_tell_what_they_are(sample: Path):
    ids = list(_values(json.loads(sample.read_text(encoding="utf-8")), "id"))
    assert ids
    assert not [each for each in ids if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", each)]


def test_names_of_departments_are_typed_without_letter_spacing(sample: Path):
    tables = json.loads(sample.read_text(encoding="utf-8"))["tables"]
    names = [row["name"] for row in tables.get("departments", {"rows": []})["rows"]]
    assert [name for name in names if " " in name] == []


def test_every_cell_is_taken_as_what_it_is(sample: Path, tmp_path: Path):
    desk = create_workspace(tmp_path / "보기.seonggwa", load_catalog(resources_dir()), "서울특별시", "서무", noon)
    try:
        result = import_file(desk, sample)
    finally:
        desk.close()
    assert result.cells > 0
    assert result.invalid == 0


def test_a_published_figure_is_stated_only_where_it_differs_from_the_computed_one(desk: Desk):
    needless = [
        key
        for key in _cells(desk.report)
        if (shown := desk.evaluation.shown(key)).is_stated
        and shown.computed is not None
        and shown.value is not None
        and not shown.value.mark
        and shown.value.text == shown.computed.text
    ]
    assert needless == []


def test_a_table_that_follows_departments_names_every_one_of_them(desk: Desk):
    following = [
        table for table in desk.report.tables.values() if table.definition.rows.source in ("departments", "kpi")
    ]
    sources = (row for code in ("departments", "kpi") for table in desk.report.of_code(code) for row in table.rows)
    assert following or not any(sources)
    for table in following:
        (source,) = desk.report.of_code(table.definition.rows.source)
        assert {row.uid for row in table.rows} == {row.uid for row in source.rows}, table.code


def test_reports_of_one_organization_share_a_workspace_and_no_file_name(tmp_path: Path):
    catalog = load_catalog(resources_dir())
    examples = example_workspaces(resources_dir())
    assert max(len(example.files) for example in examples) > 1
    for example in examples:
        with closing(example.open(tmp_path, catalog, "서무", noon)) as desk:
            infos = desk.reports()
            assert len(infos) == len(example.files)
            assert len({proposed_name(info) for info in infos}) == len(infos)


def test_areas_and_principles_keep_their_ids_from_edition_to_edition():
    first, second = (_principles(path) for path in SAMPLES if path.stem in ("sba_2018", "sba_2020"))
    both = first.keys() & second.keys()
    assert len(both) == len(second) == 6
    assert len(first) == 10
    assert {principle: first[principle] for principle in both} == second


def _principles(path: Path) -> dict[str, tuple[str, str]]:
    """The area of each principle of a participation report, by id: its id and its name."""
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    areas = {row["id"]: row["issue_area"] for row in tables["coe_areas"]["rows"]}
    return {row["id"]: (of["owner"], areas[of["owner"]]) for of in tables["coe_principles"] for row in of["rows"]}


def _values(data: Any, name: str) -> Iterator[str]:
    """Every text that stands under a name, anywhere in the data."""
    if isinstance(data, dict):
        yield from (value for key, value in data.items() if key == name and isinstance(value, str))
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _values(each, name)


def _cells(report: Report) -> Iterator[CellKey]:
    """The address of every stored cell."""
    for table in report.tables.values():
        yield from (CellKey(table.uid, uid, column) for uid, columns in _rows(table) for column in columns)


def _rows(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield TOTAL_ROW, tuple(table.total.cells)
    yield FIELDS_ROW, tuple(table.fields.cells)
    yield from ((row.uid, tuple(row.cells)) for row in table.rows)
