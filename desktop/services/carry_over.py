"""지난 보고에서 새 보고: the open report carried over into a new one of the same workspace."""

from __future__ import annotations

from desktop.domain.carry_over import CarriedTable, carry_over
from desktop.domain.changes import ChangeSet
from desktop.domain.chapters import CHAPTERS
from desktop.domain.report import Report, ReportInfo
from desktop.services.completion import table_codes
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.history import Action
from desktop.services.messages import table_name

__all__ = ["CarriedTable", "make_from_last"]


def make_from_last(desk: Desk, info: ReportInfo) -> tuple[tuple[str, CarriedTable], ...]:
    """Make a new report of what carries over from the open one, and open it; all of it in one transaction.

    Args:
        desk: its open report is the last one; it stays as it is.
        info: the identity of the new report; `uid` from `Desk.new_uid`.

    Returns:
        What each table of the last report is called, and what became of it.

    Raises:
        UserError: the template is unknown, a report of this name and day is there, or it could not be stored.
    """
    if any((each.title, each.as_of) == (info.title, info.as_of) for each in desk.reports()):
        raise UserError(f"제목과 기준일이 같은 보고가 이미 있습니다: '{info.title}'. 제목이나 기준일을 고쳐 주십시오.")
    last, told = desk.evaluation, list[CarriedTable]()

    def fill(into: Report) -> ChangeSet:
        template = desk.catalog.templates[info.template]
        same = (CHAPTERS,) if info.template == last.report.info.template else ()
        codes = (*table_codes(template, desk.catalog.tables), *same)
        carried = carry_over(last.report, into, codes, desk.catalog, desk.new_uid)
        told.extend(carried.tables)
        return carried.changes

    desk.create_report(info, fill, Action.MADE)
    return tuple((table_name(table.uid, last), table) for table in told)
