"""Tables and item trees as blocks under one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.domain.definitions import Align, Layout
from desktop.domain.evaluation import Evaluation
from desktop.domain.layout import blocks, surroundings
from desktop.domain.layout.beside import beside
from desktop.domain.layout.blocks import Block, Box, gap
from desktop.domain.layout.looks import FONT_SIZES
from desktop.domain.layout.measure import text_height, text_width
from desktop.domain.layout.plan import Look
from desktop.domain.layout.tables import matrix_of, outline_column, rows_of
from desktop.domain.outline import TEXT, Item, numbered, read_mark, shown_items, shows_items
from desktop.domain.report import FIELDS_ROW, CellKey, Table

STEP = 2
"""Units by which each level of an item tree stands further to the right."""

_MARK_WIDTH = 3
_NUMBER_WIDTH = 6
_AFTER_TABLE, _BEFORE_GROUP, _AFTER_HEADING = 9.0, 7.0, 6.0
_ITEM_SPACE = 2.0


@dataclass(frozen=True, slots=True)
class Stack:
    """Builds the blocks of tables of one report.

    Attributes:
        evaluation: the report as it shows.
        places: the clerk's own tables by the uid of the outline row in which they print.
        numbers: for each row that owns tables, its number among the rows beside it.
        title_mark: the mark that the chapter gives to the tables of such rows, "" for their own.
    """

    evaluation: Evaluation
    places: Mapping[str, Table]
    numbers: Mapping[str, int]
    title_mark: str = ""

    def prints(self, table: Table) -> bool:
        """Whether there is anything to print: rows, the record of a form, or items or a text that leads them."""
        if table.definition.layout is Layout.OUTLINE:
            return shows_items(self.evaluation.report, table) or bool(surroundings.lead_text(self.evaluation, table))
        return bool(rows_of(self.evaluation, table))

    def table(self, table: Table, left: int, right: int) -> Iterator[Block]:
        """A table with everything around it; of a table without printed columns, what stands around it alone."""
        if table.definition.layout is Layout.OUTLINE:
            yield from self._outline(table, left, right)
            return
        matrix = matrix_of(self.evaluation, table)
        trees = outline_column(table.definition)
        yield from surroundings.above(self.evaluation, table, self._title_mark(table), left, right)
        footnotes = tuple(surroundings.below(self.evaluation, table, left, right))
        if matrix and trees:
            yield beside(matrix, lambda row, start, end: self._tree_of(trees.outline, row, start, end), left, right)
        elif matrix:
            yield blocks.table(matrix, left, right, footed=bool(footnotes))
        yield from footnotes
        yield gap(_AFTER_TABLE)

    def _outline(self, table: Table, left: int, right: int) -> Iterator[Block]:
        yield from self._heading(table, left, right)
        yield from self._tree(table, left, right)
        yield from surroundings.below(self.evaluation, table, left, right)

    def _tree_of(self, code: str, owner: str, left: int, right: int) -> list[Block]:
        """The item tree of a row within a cell, its lead as the first item of it."""
        table = self.evaluation.report.owned(code, owner)
        if table is None:
            return []
        mark, text = read_mark(table.definition, surroundings.lead_text(self.evaluation, table))
        lead = [_group(mark, text, left, right, CellKey(table.uid, FIELDS_ROW, "lead"))] if text else []
        return [*lead, *self._tree(table, left, right, table_step=0)]

    def _tree(self, table: Table, left: int, right: int, table_step: int = STEP) -> Iterator[Block]:
        """The items, and the clerk's own tables under them, each level `table_step` units further to the right."""
        tree = shown_items(self.evaluation.report, table)
        for position, item in enumerate(tree):
            if item.is_table_place:
                yield from self._place(item, left + table_step * item.depth, right)
                continue
            if item.depth == 0:
                yield gap(_BEFORE_GROUP)
            after = tree[position + 1] if position + 1 < len(tree) else None
            leads = after is not None and (after.is_table_place or item.depth == 0 or after.depth > item.depth)
            yield _item(table, item, left, right, keep=leads)

    def _place(self, item: Item, left: int, right: int) -> Iterator[Block]:
        table = self.places.get(item.row.uid)
        if table is not None and self.prints(table):
            yield from self.table(table, left, right)

    def _heading(self, table: Table, left: int, right: int) -> Iterator[Block]:
        """The boxed number and title of a program, and its summary in a box."""
        title = surroundings.title_text(self.evaluation, table)
        if title:
            yield _boxed_title(self._title_mark(table), title, left, right, CellKey(table.uid, FIELDS_ROW, "title"))
            yield gap(_AFTER_HEADING, keep=True)
        summary = surroundings.lead_text(self.evaluation, table)
        if summary:
            key = CellKey(table.uid, FIELDS_ROW, "lead")
            yield blocks.line(summary, Look.SUMMARY, left, right, key=key, indent=1)

    def _title_mark(self, table: Table) -> str:
        """The mark before a title; of a table that a row owns, a counting mark takes the number of that row."""
        mark = table.definition.print.title_mark
        number = self.numbers.get(table.owner)
        return numbered(self.title_mark or mark, number) if number else mark


def _boxed_title(mark: str, title: str, left: int, right: int, key: CellKey) -> Block:
    size = FONT_SIZES[Look.HEADING]
    start = left + max(_NUMBER_WIDTH, round(text_width(mark, size)) + _MARK_WIDTH) if mark else left
    boxes = [Box(0, start, right, title, Look.HEADING, edges="tb", indent=1, key=key)]
    if mark:
        boxes.insert(0, Box(0, left, start, mark, Look.HEADING_MARK, Align.CENTER, edges="tb"))
    return Block((text_height(title, size, right - start) + _ITEM_SPACE,), tuple(boxes), frozenset({0}))


def _item(table: Table, item: Item, left: int, right: int, *, keep: bool) -> Block:
    mark = item.mark if item.mark_prints else ""
    key = CellKey(table.uid, item.row.uid, TEXT)
    if item.depth == 0:
        return _group(mark, item.printed, left, right, key, keep=keep)
    looks = (Look.ITEM_MARK, Look.ITEM)
    return _marked(mark, item.printed, left + STEP * item.depth, right, key, looks, keep=keep)


def _group(mark: str, text: str, left: int, right: int, key: CellKey, *, keep: bool = True) -> Block:
    return _marked(mark, text, left, right, key, (Look.GROUP_MARK, Look.GROUP), keep=keep)


def _marked(
    mark: str, text: str, start: int, right: int, key: CellKey, looks: tuple[Look, Look], *, keep: bool
) -> Block:
    """Mark and text side by side; a text without a mark stands where the mark would."""
    mark_look, look = looks
    size = FONT_SIZES[look]
    column = start + max(_MARK_WIDTH, round(text_width(mark, size)) + 1) if mark else start
    marks = (Box(0, start, column, mark, mark_look),) if mark else ()
    height = text_height(text, size, right - column) + _ITEM_SPACE
    return Block((height,), (*marks, Box(0, column, right, text, look, key=key)), frozenset({0} if keep else ()))
