"""The named looks of a plan (`domain.layout.looks`) as styles of a spreadsheet.

Each combination of look, alignment, number format, edges and indent is made once on a scratch sheet and copied from
there: assigning style objects to every cell is six times slower (traps.md Part B, 2).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.definitions import Align
from desktop.domain.layout.looks import BOLD, BOXED, EDGE_COLOR, FILLS, FONT_NAME, FONT_SIZES, LINE_COLOR, TOP, ink
from desktop.domain.layout.plan import Look, PlanCell

_HORIZONTAL: Mapping[Align, str] = MappingProxyType(
    {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.SPREAD: "distributed"}
)
_THIN, _MEDIUM = Side("thin", LINE_COLOR), Side("medium", EDGE_COLOR)


class _Style(NamedTuple):
    """What makes two cells look the same. `quoted`: the text stays text when a user edits it in the spreadsheet.

    A tuple, for each printed cell asks for its style, and a dataclass takes three times as long to hash.
    """

    look: Look
    align: Align
    number_format: str
    edges: str
    indent: int
    quoted: bool


def paint(cell: Cell, style: StyleArray) -> None:
    """Give a cell a style: a copy, for a later assignment to one cell's style would change a shared array for all."""
    cover(cell, copy.copy(style))


def cover(cell: Cell, style: StyleArray) -> None:
    """Give a cell that only stands under a merged one a style that it shares: nothing is ever assigned to it again."""
    cell._style = style  # type: ignore[attr-defined]  # noqa: SLF001 - the stubs lack it


def has_lines(style: PlanCell | _Style) -> bool:
    """Whether any line is drawn around a cell."""
    return style.look in BOXED or bool(style.edges)


class Styles:
    """The styles of one workbook; call `close` before the workbook is saved."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._scratch: Worksheet = workbook.create_sheet("_styles")
        self._made: dict[_Style, StyleArray] = {}

    def of(self, plan: PlanCell, *, quoted: bool) -> StyleArray:
        """The style of a planned cell; `paint` gives it to as many cells as the plan covers."""
        wanted = _Style(plan.look, plan.align, plan.number_format, plan.edges, plan.indent, quoted)
        made = self._made.get(wanted)
        if made is None:
            made = self._made[wanted] = self._make(wanted)
        return made

    def close(self) -> None:
        """Take the scratch sheet away."""
        self._workbook.remove(self._scratch)

    def _make(self, style: _Style) -> StyleArray:
        cell = cast("Cell", self._scratch.cell(len(self._made) + 1, 1))
        cell.font = _font(style.look)
        cell.alignment = _alignment(style)
        cell.number_format = style.number_format
        if has_lines(style):
            cell.border = _border(style)
        if style.look in FILLS:
            cell.fill = PatternFill("solid", fgColor=FILLS[style.look])
        made: StyleArray = cell._style  # type: ignore[attr-defined]  # noqa: SLF001 - the stubs lack it
        made.quotePrefix = int(style.quoted)
        return made


def _font(look: Look) -> Font:
    return Font(name=FONT_NAME, size=FONT_SIZES[look], bold=look in BOLD, color=ink(look))


def _alignment(style: _Style) -> Alignment:
    vertical = "top" if style.look in TOP else "center"
    return Alignment(_HORIZONTAL[style.align], vertical, wrap_text=True, indent=style.indent)


def _border(style: _Style) -> Border:
    """Thin lines all around, thicker ones where the table ends; of a look without lines thin ones at its edges."""
    edge, inner = (_MEDIUM, _THIN) if style.look in BOXED else (_THIN, Side())
    top, bottom, left, right = (edge if letter in style.edges else inner for letter in "tblr")
    return Border(left=left, right=right, top=top, bottom=bottom)
