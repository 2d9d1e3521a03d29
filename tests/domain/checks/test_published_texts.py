"""The published reports: known slips of texts are found, and nothing that is right is called wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from desktop.domain.checks import check_report
from desktop.domain.definitions import Severity
from desktop.domain.evaluation import evaluate
from desktop.domain.findings import Finding
from tests.measure_prose import SHARED, entries_of, samples

FOUND = {
    "S002-T28-K1", "S002-T38-K2", "S002-T40-K1", "S002-T40-K2", "S002-T46-K1", "S002-T54-K1", "S002-T58-K1",
    "S003-T14-K1", "S003-T14-K2", "S003-T14-K4", "S003-T14-K6", "S003-T15-K1", "S003-T15-K2", "S003-T15-K3",
    "S003-T16-K1", "S003-T18-K1", "S003-T18-K2", "S003-T21-K1", "S003-T21-K2", "S003-T38-K1", "S003-T38-K2",
    "S003-T40-K1", "S003-T41-K1", "S003-T58-K1", "S003-T67-K1", "S003-T68-K1", "S003-T70-K1", "S003-T70-K2",
    "S003-T75-K1", "S003-T79-K1", "S003-T79-K2", "S003-T79-K3", "S003-T202-K2", "S003-T202-K3", "S003-T202-K4",
    "S003-T202-K5", "S003-T202-K6", "S003-T202-K7", "S003-T202-K8", "S003-T202-K9", "S003-T202-K10",
    "S003-T213-K2", "S003-T213-K3", "S003-T213-K4", "S003-T214-K1",
}  # fmt: skip
TRUE_BEYOND_THE_LIST = {
    ("date.half", "'22년 7월"),  # line 651: July marked ('22 상)
    ("date.length", "'21.10.7.(목) ~ 10.19.(화)"),  # S003-T80 prints the slip of line 1414 again
    ("date.nonexistent", "’23. 31.~"),  # line 1823: a month 31
    ("name.misspelt", "바이오산업과"),  # no department of that name
}


@pytest.fixture(scope="module")
def found() -> list[tuple[Finding, list[str]]]:
    """Every finding in texts of the published reports, with the known slips that it shows."""
    if not SHARED.is_dir():
        pytest.skip(f"SKIPPED, NOT PROVEN: {SHARED} is not there")
    return list(_found())


def _found() -> Iterator[tuple[Finding, list[str]]]:
    known = json.loads((SHARED / "known-inconsistencies.json").read_text(encoding="utf-8"))
    for sample in samples().values():
        for finding in check_report(evaluate(sample.report())):
            if finding.code.startswith(("date.", "text.", "name.")):
                yield finding, [entry["id"] for entry in entries_of(known, sample, finding)]


def test_known_slips_are_found(found: list[tuple[Finding, list[str]]]):
    assert {each for _, ids in found for each in ids} >= FOUND


def test_nothing_right_is_called_wrong(found: list[tuple[Finding, list[str]]]):
    loud = [(finding, ids) for finding, ids in found if finding.severity is not Severity.INFO]
    beyond = {
        (finding.code, finding.values.get("date") or finding.values.get("name")) for finding, ids in loud if not ids
    }
    assert len(loud) > len(TRUE_BEYOND_THE_LIST)
    assert beyond <= TRUE_BEYOND_THE_LIST
