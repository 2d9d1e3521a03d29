"""A report made as the clerk wished, with its first divisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.changes import AddRow, ChangeSet
from desktop.domain.report import Report, Row
from desktop.domain.values import Value

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.ui.dialogs.new_report import ReportWish

_DEPARTMENTS, _NAME = "departments", "name"


def make_report(desk: Desk, wish: ReportWish) -> None:
    """Store the report and lay it on the desk. Raises UserError."""
    from desktop.services.history import Action

    info = wish.info(desk.new_uid())
    desk.create_report(info, lambda report: _divisions(desk, report, wish.divisions), Action.MADE)


def _divisions(desk: Desk, report: Report, names: tuple[str, ...]) -> ChangeSet:
    tables = report.of_code(_DEPARTMENTS)
    rows = [
        AddRow(tables[0].uid, Row(desk.new_uid(), {_NAME: Value.of(name)}), place)
        for place, name in enumerate(names if tables else ())
    ]
    return ChangeSet(f"{report.info.title} 만들기", tuple(rows))
