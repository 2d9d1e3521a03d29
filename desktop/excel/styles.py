"""How the named looks of a plan look in a spreadsheet (conventions.md, Look of an official table).

Each combination of look, alignment, number format, edges and indent is made once on a scratch sheet and copied from
there: assigning style objects to every cell is six times slower (traps.md Part B, 2).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.definitions import Align
from desktop.domain.layout.looks import BOXED, FONT_SIZES
from desktop.domain.layout.plan import Look, PlanCell

FONT_NAME = "맑은 고딕"

_INK, _LINE, _EDGE = "1F2933", "8A94A3", "2F3E55"
_FILLS: Mapping[Look, str] = MappingProxyType(
    {
        Look.HEADER: "DFE6F0",
        Look.TOTAL: "F1F4F9",
        Look.SUMMARY: "F6F8FB",
        Look.HEADING: "F1F4F9",
        Look.HEADING_MARK: "2F4A75",
    }
)
_BOLD = frozenset(
    {
        Look.REPORT_TITLE,
        Look.CHAPTER,
        Look.TABLE_TITLE,
        Look.HEADER,
        Look.TOTAL,
        Look.GROUP,
        Look.GROUP_MARK,
        Look.HEADING,
        Look.HEADING_MARK,
    }
)
_TOP = frozenset({Look.ITEM, Look.ITEM_MARK, Look.GROUP, Look.GROUP_MARK})
_LIGHT_ON_DARK = frozenset({Look.HEADING_MARK})
_HORIZONTAL: Mapping[Align, str] = MappingProxyType(
    {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.SPREAD: "distributed"}
)
_THIN, _MEDIUM = Side("thin", _LINE), Side("medium", _EDGE)


@dataclass(frozen=True, slots=True)
class _Style:
    """What makes two cells look the same. `quoted`: the text stays text when a user edits it in the spreadsheet."""

    look: Look
    align: Align
    number_format: str
    edges: str
    indent: int
    quoted: bool


class Styles:
    """The styles of one workbook; call `close` before the workbook is saved."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._scratch: Worksheet = workbook.create_sheet("_styles")
        self._made: dict[_Style, StyleArray] = {}

    def apply(self, cell: Cell, plan: PlanCell, *, quoted: bool) -> None:
        """Give a cell the style of its plan."""
        wanted = _Style(plan.look, plan.align, plan.number_format, plan.edges, plan.indent, quoted)
        made = self._made.get(wanted)
        if made is None:
            made = self._made[wanted] = self._make(wanted)
        # A copy, because a later assignment to one cell's style would change a shared array for all.
        cell._style = copy.copy(made)  # type: ignore[attr-defined]  # noqa: SLF001 - the stubs lack it

    def close(self) -> None:
        """Take the scratch sheet away."""
        self._workbook.remove(self._scratch)

    def _make(self, style: _Style) -> StyleArray:
        cell = cast("Cell", self._scratch.cell(len(self._made) + 1, 1))
        cell.font = _font(style.look)
        cell.alignment = _alignment(style)
        cell.number_format = style.number_format
        if style.look in BOXED:
            cell.border = _border(style)
        if style.look in _FILLS:
            cell.fill = PatternFill("solid", fgColor=_FILLS[style.look])
        made: StyleArray = cell._style  # type: ignore[attr-defined]  # noqa: SLF001 - the stubs lack it
        made.quotePrefix = int(style.quoted)
        return made


def _font(look: Look) -> Font:
    color = "FFFFFF" if look in _LIGHT_ON_DARK else _INK
    return Font(name=FONT_NAME, size=FONT_SIZES[look], bold=look in _BOLD, color=color)


def _alignment(style: _Style) -> Alignment:
    vertical = "top" if style.look in _TOP else "center"
    return Alignment(_HORIZONTAL[style.align], vertical, wrap_text=True, indent=style.indent)


def _border(style: _Style) -> Border:
    """Thin lines all around, thicker ones where the table ends."""
    top, bottom, left, right = (_MEDIUM if letter in style.edges else _THIN for letter in "tblr")
    return Border(left=left, right=right, top=top, bottom=bottom)
