"""How the named looks of a plan look; measuring, the workbook and the printed page use the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.domain.layout.plan import Look

FONT_NAME = "맑은 고딕"
"""The font of everything printed (conventions.md, Look of an official table)."""

FONT_SIZES: Mapping[Look, float] = MappingProxyType(
    {
        Look.REPORT_TITLE: 18,
        Look.CHAPTER: 15,
        Look.TABLE_TITLE: 12,
        Look.LEAD: 11,
        Look.UNIT_NOTE: 9,
        Look.FOOTNOTE: 9,
        Look.HEADER: 10,
        Look.BODY: 10,
        Look.TOTAL: 10,
        Look.SUMMARY: 11,
        Look.ITEM_MARK: 11,
        Look.ITEM: 11,
        Look.GROUP_MARK: 12,
        Look.GROUP: 12,
        Look.HEADING_MARK: 15,
        Look.HEADING: 15,
        Look.SIDE: 10,
        Look.BLANK: 10,
    }
)
"""Font size of each look in points (conventions.md, Look of an official table: 맑은 고딕 10-11)."""

BOXED = frozenset({Look.HEADER, Look.BODY, Look.TOTAL, Look.SUMMARY, Look.HEADING_MARK, Look.HEADING})
"""Looks with lines around the cell."""

FILLS: Mapping[Look, str] = MappingProxyType(
    {
        Look.HEADER: "DFE6F0",
        Look.TOTAL: "F1F4F9",
        Look.SUMMARY: "F6F8FB",
        Look.HEADING: "F1F4F9",
        Look.HEADING_MARK: "2F4A75",
    }
)
"""Grounds, as RRGGBB; a look without one is white."""

BOLD = frozenset(
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
"""Looks in bold print."""

TOP = frozenset({Look.ITEM, Look.ITEM_MARK, Look.GROUP, Look.GROUP_MARK, Look.SIDE})
"""Looks that stand at the top of their cell; all others stand in its middle."""

LINE_COLOR, EDGE_COLOR = "8A94A3", "2F3E55"
"""The thin lines within a table, and the thicker ones where it ends."""

_INK, _LIGHT_INK = "1F2933", "FFFFFF"
_LIGHT_ON_DARK = frozenset({Look.HEADING_MARK})


def ink(look: Look) -> str:
    """The colour of the letters, as RRGGBB."""
    return _LIGHT_INK if look in _LIGHT_ON_DARK else _INK
