"""Merges in the body of a table, over any cells: the pieces tile the body and lose no text."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.definitions import Column, ColumnType
from desktop.domain.evaluation import ShownRow
from desktop.domain.layout.matrix import Piece
from desktop.domain.layout.merging import merged
from desktop.domain.layout.plan import Look

PLAIN, MERGING, JOINING = (
    Column("plain", ("가",), ColumnType.TEXT),
    Column("merging", ("나",), ColumnType.TEXT, merge=True),
    Column("joining", ("다",), ColumnType.TEXT, join_left=True),
)


def pieces(columns: list[Column], *lines: list[str]) -> list[Piece]:
    rows = [ShownRow(str(number), is_total=False, label="", parent="", depth=0) for number in range(len(lines))]
    body = [
        [Piece(number, col, text or None, text, Look.BODY) for col, text in enumerate(line)]
        for number, line in enumerate(lines)
    ]
    return merged(columns, rows, body)


def spans(found: list[Piece]) -> dict[str, tuple[int, int]]:
    return {piece.shown: (piece.rowspan, piece.colspan) for piece in found}


def test_a_blank_cell_is_one_with_the_cell_at_its_left() -> None:
    """S002-T32: three sessions with numbers, then 공식행사 over the place of the number."""
    found = pieces([MERGING, JOINING, PLAIN], ["세션", "①", "실천"], ["세션", "②", "미래"], ["공식행사", "", "개막식"])
    assert spans(found) == {"세션": (2, 1), "①": (1, 1), "②": (1, 1), "실천": (1, 1), "미래": (1, 1)} | {
        "공식행사": (1, 2),
        "개막식": (1, 1),
    }


def test_a_cell_over_several_rows_takes_in_its_neighbours_only_when_all_of_them_are_blank() -> None:
    assert spans(pieces([MERGING, JOINING], ["행사", ""], ["행사", ""])) == {"행사": (2, 2)}
    found = pieces([MERGING, JOINING], ["행사", ""], ["행사", "둘째"])
    assert spans(found) == {"행사": (2, 1), "": (1, 1), "둘째": (1, 1)}


def test_what_has_nothing_at_its_left_stays_alone() -> None:
    assert spans(pieces([JOINING, JOINING, JOINING], ["", "", "셋"])) == {"": (1, 2), "셋": (1, 1)}


@given(
    st.lists(st.sampled_from([PLAIN, MERGING, JOINING]), min_size=1, max_size=5).flatmap(
        lambda columns: st.tuples(
            st.just(columns),
            st.lists(
                st.lists(st.sampled_from(["", "가", "나"]), min_size=len(columns), max_size=len(columns)), max_size=6
            ),
        )
    )
)
def test_the_pieces_tile_the_body(table: tuple[list[Column], list[list[str]]]) -> None:
    columns, lines = table
    found = pieces(columns, *lines)
    covered = Counter(
        (piece.row + down, piece.col + right)
        for piece in found
        for down in range(piece.rowspan)
        for right in range(piece.colspan)
    )
    assert covered == Counter((row, col) for row in range(len(lines)) for col in range(len(columns)))
    texts = {text for line in lines for text in line} - {""}
    assert {piece.shown for piece in found} - {""} == texts
