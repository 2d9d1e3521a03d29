"""Header spans: golden ones, random trees, and every header of the published reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definitions import Column, ColumnType
from desktop.domain.headers import HeaderCell, header_cells

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "official-tables"


def columns_of(*labels: tuple[str, ...]) -> list[Column]:
    return [Column(f"c{place}", label, ColumnType.TEXT) for place, label in enumerate(labels)]


def spans(*labels: tuple[str, ...]) -> list[tuple[str, int, int, int, int]]:
    return [(c.text, c.row, c.col, c.rowspan, c.colspan) for c in header_cells(columns_of(*labels))]


def assert_tiles(cells: tuple[HeaderCell, ...], columns: int) -> None:
    """No hole and no overlap."""
    taken = [
        (row, col)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    ]
    depth = max((row for row, _ in taken), default=-1) + 1
    assert sorted(taken) == [(row, col) for row in range(depth) for col in range(columns)]


def test_no_columns_have_no_header() -> None:
    assert header_cells([]) == ()


def test_budget_s003_t05() -> None:
    assert spans(("구분",), ("예산현액",), ("집행률", "원인행위액"), ("집행률", "지출액")) == [
        ("구분", 0, 0, 2, 1),
        ("예산현액", 0, 1, 2, 1),
        ("집행률", 0, 2, 1, 2),
        ("원인행위액", 1, 2, 1, 1),
        ("지출액", 1, 3, 1, 1),
    ]


def test_personnel_s003_t03_two_columns_share_one_heading() -> None:
    assert spans(("구분",), ("합계",), ("합계",), ("일반직",)) == [
        ("구분", 0, 0, 1, 1),
        ("합계", 0, 1, 1, 2),
        ("일반직", 0, 3, 1, 1),
    ]


def test_equal_texts_under_different_parents_stay_apart() -> None:
    assert spans(("2017", "계"), ("2018", "계")) == [
        ("2017", 0, 0, 1, 1),
        ("2018", 0, 1, 1, 1),
        ("계", 1, 0, 1, 1),
        ("계", 1, 1, 1, 1),
    ]


def test_a_short_label_does_not_merge_with_the_parent_of_the_same_name() -> None:
    assert spans(("계",), ("계", "남"), ("계", "여")) == [
        ("계", 0, 0, 2, 1),
        ("계", 0, 1, 1, 2),
        ("남", 1, 1, 1, 1),
        ("여", 1, 2, 1, 1),
    ]


def test_three_levels() -> None:
    assert spans(("가", "나", "다"), ("가", "나", "라"), ("가", "마"), ("바",)) == [
        ("가", 0, 0, 1, 3),
        ("바", 0, 3, 3, 1),
        ("나", 1, 0, 1, 2),
        ("마", 1, 2, 2, 1),
        ("다", 2, 0, 1, 1),
        ("라", 2, 1, 1, 1),
    ]


@given(st.lists(st.lists(st.sampled_from("가나다"), min_size=1, max_size=4).map(tuple), max_size=8))
def test_any_header_tiles_without_holes_or_overlaps(labels: list[tuple[str, ...]]) -> None:
    cells = header_cells(columns_of(*labels))
    assert_tiles(cells, len(labels))
    for place, label in enumerate(labels):
        above = [cell.text for cell in cells if cell.col <= place < cell.col + cell.colspan]
        assert tuple(above) == label


def official_headers() -> list[object]:
    """Every printed header of the official tables, or one skipped case when they are not here."""
    if not OFFICIAL.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"the official tables are missing: {OFFICIAL}"))]
    records = [each for path in sorted(OFFICIAL.glob("*.json")) for each in json.loads(path.read_text("utf-8"))]
    return [pytest.param(each, id=each["id"]) for each in records if each.get("header")]


def label_paths(header: list[dict[str, object]], columns: int) -> list[tuple[str, ...]]:
    """The labels over each column, from top to bottom."""
    ordered = sorted(header, key=lambda cell: cell["row"])
    return [
        tuple(cell["text"] for cell in ordered if cell["col"] <= col < cell["col"] + cell["colspan"])
        for col in range(columns)
    ]


@pytest.mark.parametrize("record", official_headers())
def test_every_official_header_comes_out_of_its_label_paths(record: dict[str, object]) -> None:
    labels = label_paths(record["header"], record["n_cols"])
    printed = [(c["text"], c["row"], c["col"], c["rowspan"], c["colspan"]) for c in record["header"]]
    assert spans(*labels) == sorted(printed, key=lambda cell: (cell[1], cell[2]))
