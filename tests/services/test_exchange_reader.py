"""Whatever stands in a data file, reading it ends in records or in a refusal with a sentence, never in a crash."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.parsing import parse
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.exchange_json import Refusal, typed
from desktop.services.exchange_links import check_links
from desktop.services.exchange_reader import read_info, read_tables
from tests.services.test_exchange import DATA, RESOURCES

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.text(max_size=8)
    | st.sampled_from(["d1", "p1", "표"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6) | st.just("id"), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(RESOURCES)


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of everything in the data."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from places(each, (*path, key))


def replaced(path: tuple[str | int, ...], value: object) -> object:
    if not path:
        return value
    data: Any = copy.deepcopy(DATA)
    place = data
    for each in path[:-1]:
        place = place[each]
    place[path[-1]] = value
    return data


def refusal_of(data: Any, catalog: Catalog) -> str | None:
    """What a file is refused for, None when it is taken."""
    numbers = count()
    try:
        info = read_info(data, catalog, "r1")
        tables = read_tables(data, catalog, info, lambda: f"new{next(numbers)}")
        check_links(tables, catalog)
    except Refusal as refusal:
        return refusal.what
    return None


@given(path=st.sampled_from(list(places(DATA))), value=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
def test_any_content_is_read_or_refused(catalog: Catalog, path: tuple[str | int, ...], value: object) -> None:
    refusal = refusal_of(replaced(path, value), catalog)
    assert refusal is None or refusal.strip()


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_number_is_typed_with_all_its_digits(catalog: Catalog, number: Decimal) -> None:
    column = catalog.tables["facilities"].column("amount")
    assert column is not None
    value = parse(column, typed(json.loads(f"{number:f}", parse_float=Decimal), ""))
    assert value is not None
    assert Decimal(value.text) == number
