"""How large the print of each look is; measuring and writing use the same figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop.domain.layout.plan import Look

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
        Look.BLANK: 10,
    }
)
"""Font size of each look in points (conventions.md, Look of an official table: 맑은 고딕 10-11)."""

BOXED = frozenset({Look.HEADER, Look.BODY, Look.TOTAL, Look.SUMMARY, Look.HEADING_MARK, Look.HEADING})
"""Looks with lines around the cell."""
