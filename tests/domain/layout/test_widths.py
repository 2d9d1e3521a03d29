from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.layout.matrix import Matrix, Piece
from desktop.domain.layout.measure import text_width
from desktop.domain.layout.plan import Look
from desktop.domain.layout.widths import column_edges, wishes


def matrix(*texts: str, declared: tuple[float, ...] | None = None) -> Matrix:
    pieces = tuple(Piece(0, col, text, text, Look.BODY) for col, text in enumerate(texts))
    return Matrix(1, len(texts), 0, pieces, declared or (0.0,) * len(texts))


def test_a_table_fills_its_room():
    edges = column_edges(matrix("가", "나"), 4, 96)
    assert (edges[0], edges[-1]) == (4, 96)


def test_a_longer_text_gets_more():
    left, middle, right = column_edges(matrix("구분", "담당업무와 주요기능을 적은 긴 글"), 0, 96)
    assert middle - left < right - middle


def test_declared_widths_keep_their_ratio():
    assert column_edges(matrix("", "", declared=(20, 60)), 0, 96) == (0, 24, 96)


def test_a_number_is_never_narrower_than_it_prints():
    pieces = (
        Piece(0, 0, "긴 글 " * 60, "긴 글 " * 60, Look.BODY),
        Piece(0, 1, Decimal(123456789012), "123,456,789,012", Look.BODY),
    )
    edges = column_edges(Matrix(1, 2, 0, pieces, (0.0, 0.0)), 0, 60)
    assert edges[2] - edges[1] >= int(text_width("123,456,789,012", 10))


def test_a_spanning_header_does_not_widen_a_column():
    pieces = (Piece(0, 0, "", "아주 긴 제목 " * 5, Look.HEADER, colspan=2), *matrix("가", "나").pieces)
    assert wishes(Matrix(2, 2, 1, pieces, (0.0, 0.0))) == wishes(matrix("가", "나"))


@pytest.mark.parametrize("count", [1, 12, 40, 96])
def test_every_column_has_a_width(count: int):
    edges = column_edges(matrix(*["가나다라마바사"] * count), 0, 96)
    assert edges[-1] == 96
    assert all(left < right for left, right in pairwise(edges))


@given(st.lists(st.floats(1, 80), min_size=1, max_size=20))
def test_declared_widths_always_fit(widths: list[float]):
    edges = column_edges(matrix(*[""] * len(widths), declared=tuple(widths)), 0, 96)
    assert edges[0] == 0
    assert edges[-1] == 96
    assert all(left < right for left, right in pairwise(edges))
