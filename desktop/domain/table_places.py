"""Where clerks' own tables stand: each hangs at an item of an outline, and belongs where that outline belongs."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.definitions import Layout
from desktop.domain.report import Report


def outlines_by_item(report: Report) -> Mapping[str, str]:
    """The uid of the outline in which each item stands, by the uid of the item."""
    outlines = (table for table in report.tables.values() if table.definition.layout is Layout.OUTLINE)
    return {row.uid: table.uid for table in outlines for row in table.rows}
