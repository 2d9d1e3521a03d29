"""A figure changed in a sample is named wherever a total or a sum adds it (issue 4, Must show)."""

from __future__ import annotations

import pytest

from tests.measure_mutations import of_tables, of_texts
from tests.measure_recall import SAMPLES, taken_in

ADDENDS = {"sba_2020": 20, "jobs_2018": 49, "economy_2022": 127}
BESIDE_BLANKS = "target_count"
"""Goals of S002-T09: other groups are blank, so what the total holds of them is not known."""

TEXTS = {"sba_2018": (14, 14), "jobs_2018": (22, 23), "economy_2022": (57, 58)}
"""Parts of totals in texts: those found, and all; one that makes the parts come out at twice the total may be another
thing."""


@pytest.mark.parametrize("name", SAMPLES.values())
def test_every_addend_of_a_table_is_named(name: str):
    found = of_tables(taken_in(name))
    assert found.changed >= ADDENDS.get(name, 0)
    assert [each for each in found.missed if not each.endswith(BESIDE_BLANKS)] == []
    assert len(found.missed) <= 3


@pytest.mark.parametrize("name", TEXTS)
def test_the_parts_of_totals_in_texts_are_named(name: str):
    found = of_texts(taken_in(name))
    named, changed = TEXTS[name]
    assert found.changed >= changed
    assert len(found.missed) <= changed - named
