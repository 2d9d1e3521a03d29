"""From a table of the report to its matrix: grid (in panels side by side), form (labels left) and transposed grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from desktop.domain.definitions import Align, Column, Layout, TableDefinition
from desktop.domain.evaluation import Evaluation, ShownRow
from desktop.domain.headers import header_cells
from desktop.domain.layout.content import Content, alignment, cell_content, plain, printed_columns
from desktop.domain.layout.matrix import Matrix, Piece
from desktop.domain.layout.merging import merged
from desktop.domain.layout.plan import Look
from desktop.domain.properties import is_label
from desktop.domain.report import FIELDS_ROW, CellKey, Table

_RECORD = ShownRow(FIELDS_ROW, is_total=False, label="", parent="", depth=0)


def rows_of(evaluation: Evaluation, table: Table) -> tuple[ShownRow, ...]:
    """The rows that print: those of a grid with its total row, the one record of a form."""
    return (_RECORD,) if table.definition.layout is Layout.FORM else evaluation.rows(table.uid)


def outline_column(definition: TableDefinition) -> Column | None:
    """The column in whose cells the item trees of the rows print, if there is one."""
    return next((column for column in definition.columns if column.outline), None)


def matrix_of(evaluation: Evaluation, table: Table) -> Matrix | None:
    """The printed matrix of a grid or form; None when no column of it prints."""
    definition = table.definition
    is_form = definition.layout is Layout.FORM
    columns = printed_columns(definition.fields if is_form else definition.columns)
    rows = rows_of(evaluation, table)
    if not columns or not rows:
        return None
    if is_form or definition.print.transpose:
        return _turned_matrix(evaluation, table, columns, rows)
    return _upright_matrix(evaluation, table, columns, rows)


def _upright_matrix(
    evaluation: Evaluation, table: Table, columns: Sequence[Column], rows: Sequence[ShownRow]
) -> Matrix:
    header = _header(columns) if table.definition.print.header else ()
    depth = _depth(header)
    panels = table.definition.print.panels
    height = ceil(len(rows) / panels)
    pieces: list[Piece] = []
    for number in range(panels):
        part = rows[number * height : (number + 1) * height]
        body = [_body_row(evaluation, table, columns, row, depth + n) for n, row in enumerate(part)]
        panel = (*header, *merged(columns, part, body), *_blank(columns, depth + len(part), depth + height))
        pieces += (replace(piece, col=piece.col + number * len(columns)) for piece in panel)
    widths = tuple(column.width for column in columns) * panels
    return Matrix(depth + height, len(columns) * panels, depth, tuple(pieces), widths)


def _blank(columns: Sequence[Column], first: int, end: int) -> Iterator[Piece]:
    """The empty cells that a panel has below its last row."""
    for row in range(first, end):
        yield from (Piece(row, col, None, "", Look.BODY) for col in range(len(columns)))


def _turned_matrix(evaluation: Evaluation, table: Table, columns: Sequence[Column], rows: Sequence[ShownRow]) -> Matrix:
    """Columns run down, rows run to the right; labels stand at the left when the header prints.

    The first column of a transposed grid names its rows and becomes the header row.
    """
    labels = _header(columns) if table.definition.print.header else ()
    depth = _depth(labels)
    named = table.definition.layout is Layout.GRID
    body = [
        replace(piece, look=Look.HEADER, align=Align.CENTER, indent=0) if named and piece.col == 0 else piece
        for n, row in enumerate(rows)
        for piece in _body_row(evaluation, table, columns, row, depth + n)
    ]
    pieces = tuple(piece.turned() for piece in (*labels, *body))
    widths = (0.0,) * depth + (_widest(columns),) * len(rows)
    return Matrix(len(columns), depth + len(rows), int(named), pieces, widths)


def _widest(columns: Sequence[Column]) -> float:
    return max(column.width for column in columns)


def _header(columns: Sequence[Column]) -> tuple[Piece, ...]:
    labelled = [column if column.label_printed else replace(column, label=("",)) for column in columns]
    return tuple(
        Piece(
            cell.row,
            cell.col,
            cell.text or None,
            cell.text,
            Look.HEADER,
            Align.CENTER,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
        )
        for cell in header_cells(labelled)
    )


def _depth(header: Sequence[Piece]) -> int:
    return max((piece.row + piece.rowspan for piece in header), default=0)


def _body_row(
    evaluation: Evaluation, table: Table, columns: Sequence[Column], row: ShownRow, position: int
) -> list[Piece]:
    cells = _contents(evaluation, table, columns, row)
    look = Look.TOTAL if row.is_total else Look.BODY
    return [
        Piece(
            position,
            col,
            content.stored,
            content.shown,
            look,
            align := _aligned(column, content.shown),
            content.number_format,
            indent=_indent(align) + (row.depth if col == 0 and not row.is_total else 0),
            key=CellKey(table.uid, row.uid, column.key),
        )
        for col, (column, content) in enumerate(zip(columns, cells, strict=True))
    ]


def _aligned(column: Column, shown: str) -> Align:
    """How a cell is aligned: a single character ("계") cannot be spread and stands in the middle."""
    align = alignment(column)
    return Align.CENTER if align is Align.SPREAD and len(shown) == 1 else align


def _indent(align: Align) -> int:
    """A little air between a text and the line beside it."""
    return 0 if align is Align.CENTER else 1


def _contents(evaluation: Evaluation, table: Table, columns: Sequence[Column], row: ShownRow) -> Iterator[Content]:
    for column in columns:
        if is_label(table.definition, row.uid, column.key):
            yield plain(row.label)
        else:
            yield cell_content(evaluation, table.definition, CellKey(table.uid, row.uid, column.key), column)
