"""The catalog: all files fit together, what does not is named with its file, expansions are made once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desktop.domain.definition_parser import DefinitionError
from desktop.paths import resources_dir
from desktop.services.catalog import Catalog, load_catalog


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of the real definitions, to be spoilt."""
    for folder in ("tables", "reports"):
        shutil.copytree(resources_dir() / folder, tmp_path / folder)
    return tmp_path


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(resources_dir())


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "tables/budget.toml",
            'source = "departments"',
            'source = "divisions"',
            "budget.toml: rows.source: 'divisions'",
        ),
        (
            "tables/budget.toml",
            'follows = "name"',
            'follows = "nme"',
            "budget.toml: columns[0].follows: 'departments.nme'",
        ),
        ("tables/budget.toml", 'code = "budget"', 'code = "budgets"', "budget.toml: code: 'budgets'"),
        ("tables/budget.toml", "[print]", "[print", "budget.toml: TOML로 읽을 수 없습니다"),
        ("tables/kpi_targets.toml", 'owner = "kpi"', 'owner = "kpis"', "kpi_targets.toml: owner: 'kpis'"),
        ("tables/kpi_targets.toml", 'owner = "kpi"\n', "", "owner가 없는 표"),
        ("tables/kpi_targets.toml", "{owner.kpi_name} 목표", "{owner.kpi_nam} 목표", "print.title: 'owner.kpi_nam'"),
        ("tables/kpi_summary.toml", "sum(kpi_targets.target)", "sum(kpi_targets.goal)", "'kpi_targets.goal'"),
        ("tables/kpi_summary.toml", "sum(kpi_targets.target)", "sum(kpi_goals.target)", "'kpi_goals'"),
        ("tables/org_counts.toml", "count(departments)", "count(divisions)", "checks[0].expr: 'divisions'"),
        ("tables/programs.toml", 'names = "departments"', 'names = "x"', "programs.toml: columns[3].names: 'x'"),
        ("tables/programs.toml", '"sections", "programs"', '"sections", "x"', "programs.toml: rows.parents[1]: 'x'"),
        ("reports/work_report_2022.toml", '"budget"', '"budgets"', "work_report_2022.toml: chapters[0].tables[3]"),
        ("reports/work_report_2022.toml", 'sheet_per = "programs"', 'sheet_per = "x"', "sheet_per: 'x'"),
        ("reports/work_report_2022.toml", "sheet_per", "sheet_by", "sheet_by: 모르는 키"),
        ("reports/work_report_2022.toml", "audit_summary.audit_year", "audit_summary.y", "heading: 'audit_summary.y'"),
        ("tables/audit_summary.toml", "kind = kind", "kin = kind", "columns[3].formula: 'audit_items.kin'"),
        ("tables/audit_summary.toml", "kind = kind", "kind = kin", "columns[3].formula: 'kin'"),
        ("tables/audit_materials.toml", "'kind =", "'kin =", "rows.where: 'audit_items.kin'"),
        ("tables/audit_materials.toml", 'outline = "audit_answer"', 'outline = "x"', "columns[1].outline: 'x'"),
        ("reports/work_report_2022.toml", 'key = "vision"', 'key = "general"', "chapters[2].key: 'general'"),
    ],
)
def test_what_does_not_fit_is_named_with_its_file(resources: Path, file: str, old: str, new: str, said: str) -> None:
    spoil(resources / file, old, new)
    with pytest.raises(DefinitionError) as caught:
        load_catalog(resources)
    assert Path(file).name in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_is_not_utf8_is_named(resources: Path) -> None:
    (resources / "tables" / "budget.toml").write_bytes("제목".encode("cp949"))
    with pytest.raises(DefinitionError, match=r"budget\.toml"):
        load_catalog(resources)


def test_a_definition_is_expanded_once_for_a_year(catalog: Catalog) -> None:
    first = catalog.definition("policy_indicators", 2018)
    assert first.column("value@2016") is not None
    assert catalog.definition("policy_indicators", 2018) is first
    assert catalog.definition("policy_indicators", 2022).column("value@2016") is None


def test_an_unknown_code_is_a_key_error(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        catalog.definition("nothing", 2022)


def test_a_table_of_the_clerk_is_expanded_once(catalog: Catalog) -> None:
    column = {"key": "c1", "label": "{year}년", "type": "money", "years": "-1..0"}
    text = json.dumps({"title": "연도별 지원", "columns": [column]})
    table = catalog.custom(text, 2022)
    assert [each.key for each in table.columns] == ["c1@2021", "c1@2022"]
    assert catalog.custom(text, 2022) is table


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"title": "x"}',
        '{"title": "x", "columns": [{"key": "c1", "label": "a", "type": "money", "formula": "sum(nothing.x)"}]}',
        '{"title": "x", "columns": [{"key": "c1", "label": "a", "type": "text", "text": "{owner.name}"}]}',
    ],
)
def test_a_broken_table_of_the_clerk_is_refused(catalog: Catalog, text: str) -> None:
    with pytest.raises(DefinitionError, match="직접 만든 표"):
        catalog.custom(text, 2022)
