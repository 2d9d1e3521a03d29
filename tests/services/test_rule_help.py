"""Every code that can be raised has a help page with its rule and its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.paths import resources_dir
from desktop.services import text_messages
from desktop.services.catalog import load_catalog
from desktop.services.rule_help import rule_help

CHECKS = Path(__file__).parents[2] / "desktop" / "domain" / "checks"
TABLES = tuple(load_catalog(resources_dir()).tables.values())
_CODE = re.compile(r'"((?:cell|pair|text|total|table|computed|date|name|report|term)\.[a-z_]+)"')
RAISED = {code for path in CHECKS.rglob("*.py") for code in _CODE.findall(path.read_text(encoding="utf-8"))}
DECLARED = {check.code for table in TABLES for check in table.checks}


def test_the_codes_are_found() -> None:
    assert {"total.column", "date.weekday", "name.variant"} <= RAISED
    assert "budget.order" in DECLARED


@pytest.mark.parametrize("code", sorted(RAISED | DECLARED | set(text_messages._SENTENCES)))
def test_every_rule_has_a_name_a_text_and_a_source(code: str) -> None:
    page = rule_help(code, TABLES)
    assert page.name
    assert page.text
    assert page.source
    assert not re.search(r"[a-z]_[a-z]", page.text), "keys are told by their titles"


def test_a_rule_that_nobody_has_is_told_as_such() -> None:
    page = rule_help("no.such_rule", TABLES)
    assert page.name == "no.such_rule"
    assert page.text


@pytest.mark.parametrize("code", sorted(RAISED | DECLARED))
def test_no_page_leads_to_a_file_of_the_program(code: str) -> None:
    page = rule_help(code, TABLES)
    assert not re.search(r"\.(?:md|toml|py)\b|표기 기준|\d+행", f"{page.text} {page.source}")


def test_a_declared_relation_reads_as_mathematics_does() -> None:
    assert "지출액 ≤ 원인행위액 ≤ 예산현액" in rule_help("budget.order", TABLES).text
