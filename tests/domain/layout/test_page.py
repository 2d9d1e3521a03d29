from desktop.domain.layout.blocks import Block, Box, gap
from desktop.domain.layout.page import PORTRAIT, PORTRAIT_UNITS, sheet_plan
from desktop.domain.layout.plan import Look, SheetPlan


def rows(count: int, height: float = 100.0, *, kept: frozenset[int] = frozenset(), header: bool = False) -> Block:
    boxes = tuple(Box(row, 0, PORTRAIT_UNITS, f"{row}", Look.BODY) for row in range(count))
    return Block((height,) * count, boxes, kept, (0, 0) if header else None)


def plan(*blocks: Block) -> SheetPlan:
    return sheet_plan("시트", blocks, PORTRAIT, "")


def test_only_used_edges_become_columns():
    sheet = plan(Block((20.0,), (Box(0, 0, 30, "가", Look.BODY), Box(0, 30, PORTRAIT_UNITS, "나", Look.BODY))))
    assert sheet.widths == (30.0, 58.0)
    assert [(cell.col, cell.colspan) for cell in sheet.cells] == [(0, 1), (1, 1)]


def test_two_tables_share_the_columns():
    upper = Block((20.0,), (Box(0, 0, 48, "가", Look.BODY), Box(0, 48, PORTRAIT_UNITS, "나", Look.BODY)))
    lower = Block((20.0,), (Box(0, 0, 32, "다", Look.BODY), Box(0, 32, PORTRAIT_UNITS, "라", Look.BODY)))
    sheet = plan(upper, lower)
    assert sheet.widths == (32.0, 16.0, 40.0)
    assert [(cell.row, cell.col, cell.colspan) for cell in sheet.cells] == [(0, 0, 2), (0, 2, 1), (1, 0, 1), (1, 1, 2)]


def test_a_full_page_is_broken():
    assert plan(rows(8)).breaks == (7,)


def test_a_short_sheet_has_no_break():
    assert plan(rows(7)).breaks == ()


def test_what_is_kept_together_moves_to_the_next_page():
    assert plan(rows(6), rows(3, kept=frozenset({0, 1}))).breaks == (6,)


def test_what_cannot_fit_on_a_page_is_parted_anyway():
    assert plan(rows(16, kept=frozenset(range(15)))).breaks == (7, 14)


def test_the_header_of_a_long_last_table_repeats():
    sheet = plan(gap(10.0), rows(16, kept=frozenset({0}), header=True))
    assert sheet.repeat_rows == (1, 1)
    assert sheet.breaks == (7, 13)


def test_the_header_of_a_short_table_does_not_repeat():
    assert plan(rows(4, header=True)).repeat_rows is None


def test_a_row_taller_than_a_sheet_allows_becomes_several():
    sheet = plan(
        Block(
            (1000.0, 20.0), (Box(0, 0, PORTRAIT_UNITS, "긴 글", Look.BODY), Box(1, 0, PORTRAIT_UNITS, "가", Look.BODY))
        )
    )
    assert len(sheet.heights) == 4
    assert max(sheet.heights) <= 409
    assert sum(sheet.heights) == 1020
    assert [(cell.row, cell.rowspan) for cell in sheet.cells] == [(0, 3), (3, 1)]


def test_the_header_of_the_table_on_the_last_break_repeats_though_a_short_one_follows():
    sheet = plan(rows(10, kept=frozenset({0}), header=True), rows(2, header=True))
    assert sheet.repeat_rows == (0, 0)
    assert sheet.breaks == (6,)


def test_no_header_repeats_over_a_page_on_which_its_table_has_ended():
    sheet = plan(rows(10, kept=frozenset({0}), header=True), rows(7, kept=frozenset(range(6))))
    assert sheet.repeat_rows is None
    assert sheet.breaks == (7, 10)


def test_a_sheet_has_two_columns_at_least_so_that_it_is_shrunk_to_its_page():
    assert plan(rows(1)).widths == (PORTRAIT_UNITS / 2, PORTRAIT_UNITS / 2)
