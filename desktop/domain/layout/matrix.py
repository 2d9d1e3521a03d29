"""A table as a matrix of spanning pieces, before it has widths: header, body rows, total, merges."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain.definitions import Align
from desktop.domain.layout.plan import Look
from desktop.domain.report import CellKey


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a table, in rows and columns of the table.

    `content` is what is stored (a number, a text or nothing), `shown` the text that a reader sees.
    """

    row: int
    col: int
    content: Decimal | str | None
    shown: str
    look: Look
    align: Align = Align.LEFT
    number_format: str = "General"
    rowspan: int = 1
    colspan: int = 1
    indent: int = 0
    key: CellKey | None = None

    @property
    def is_number(self) -> bool:
        """Whether a number is stored, which must never wrap."""
        return isinstance(self.content, Decimal)

    def turned(self) -> Piece:
        """The piece with rows and columns exchanged."""
        return replace(self, row=self.col, col=self.row, rowspan=self.colspan, colspan=self.rowspan)


@dataclass(frozen=True, slots=True)
class Matrix:
    """A whole table: its size, the rows of its header, its pieces, and the declared column widths (0: none)."""

    rows: int
    cols: int
    header_rows: int
    pieces: tuple[Piece, ...]
    declared: tuple[float, ...]
