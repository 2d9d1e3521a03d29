"""What an export of a closed report carries beside the official tables: 마감 date, content hash, later corrections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.domain.definitions import Align
from desktop.domain.layout.lists import ListColumn, Listing, list_sheet
from desktop.domain.layout.plan import WorkbookPlan
from desktop.domain.report import ReportInfo
from desktop.services.change_log import Entry, LogFilter, cells_of
from desktop.services.change_texts import place_of, value_text
from desktop.services.desk import Desk
from desktop.services.life import stamp

_TITLE = "마감 후 변경 내역"
_COLUMNS = (
    ListColumn("번호", 5, Align.CENTER),
    ListColumn("바꾼 때", 17, Align.CENTER),
    ListColumn("위치", 40),
    ListColumn("변경 전", 18),
    ListColumn("변경 후", 18),
    ListColumn("정정 사유", 26),
    ListColumn("바꾼 사람", 14, Align.CENTER),
)


@dataclass(frozen=True, slots=True)
class Closing:
    """What is added to the pages of a closed report; of an open one nothing is."""

    info: ReportInfo
    stamp: str = ""
    digest: str = ""
    changes: Listing | None = None


def closing_of(desk: Desk) -> Closing:
    """The closing of the open report, read from the workspace."""
    closings = desk.life.closings
    if not closings:
        return Closing(desk.report.info)
    entries = desk.log.entries(LogFilter(after=closings[0].step))
    rows = tuple(row for entry in reversed(entries) for row in _rows(desk, entry))
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, start=1))
    lead = stamp(desk.life)
    changes = Listing(_TITLE, lead, _COLUMNS, numbered) if numbered else None
    return Closing(desk.report.info, lead, closings[-1].digest, changes)


def with_closing(plan: WorkbookPlan, closing: Closing) -> WorkbookPlan:
    """The workbook with the stamp in its footers and hidden record, and the changes after closing as its last sheet.

    The cells of the official tables stay as they are.
    """
    if not closing.stamp:
        return plan
    added = (list_sheet(closing.changes, closing.info),) if closing.changes else ()
    sheets = tuple(replace(each, footer=f"{closing.stamp} · {each.footer}") for each in (*plan.sheets, *added))
    return replace(plan, sheets=sheets, record={**plan.record, "closing": closing.stamp, "digest": closing.digest})


def _rows(desk: Desk, entry: Entry) -> Iterator[tuple[str, ...]]:
    at = f"{entry.at.year}. {entry.at.month}. {entry.at.day}. {entry.at:%H:%M}"
    for key, old, new in cells_of(entry):
        texts = (value_text(key, value, desk.evaluation) for value in (old, new))
        why = entry.why or desk.life.reason_at(key, entry.step)
        yield at, place_of(key, desk.evaluation), *texts, why, entry.who
