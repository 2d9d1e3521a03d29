"""Print a report: plan its sheets and export them as an .xlsx file in the official layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.definitions import ReportTemplate
from desktop.domain.evaluation import Evaluation
from desktop.domain.layout.data_sheets import data_plan
from desktop.domain.layout.plan import WorkbookPlan
from desktop.domain.layout.workbook import workbook_plan
from desktop.domain.properties import column_of
from desktop.domain.report import Report, ReportInfo
from desktop.services.check_sheet import with_check_sheet
from desktop.services.closing_sheet import Closing, closing_of, with_closing
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.files import telling_disk_errors

if TYPE_CHECKING:
    from desktop.excel.errors import LongTextError

SUFFIX = ".xlsx"

_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST_NAME = 120


class Style(StrEnum):
    """How the sheets are made: official pages, or one table per sheet as plain data."""

    OFFICIAL = "보고서형"
    DATA = "자료형"


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file other than a workbook: its suffix, and what writes a plan into it."""

    suffix: str
    write: Callable[[WorkbookPlan, Path, Callable[[int, int], None]], None]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The written file, and how many sheets a reader sees in it."""

    path: Path
    sheets: int


def plan_report(
    evaluation: Evaluation,
    template: ReportTemplate,
    chapters: Collection[str] | None = None,
    closing: Closing | None = None,
    style: Style = Style.OFFICIAL,
) -> WorkbookPlan:
    """Plan the sheets of a report or of chosen chapters (by key), for the preview and for the export.

    With its `closing` they say in their footers when the report was closed, and what was corrected since.
    """
    plan = (data_plan if style is Style.DATA else workbook_plan)(evaluation, template, chapters)
    return with_closing(plan, closing) if closing else plan


def export_report(
    desk: Desk,
    target: Path,
    chapters: Collection[str] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    form: Form | None = None,
    *,
    check_sheet: bool = False,
    check_infos: bool = False,
    style: Style = Style.OFFICIAL,
) -> ExportResult:
    """Write the open report to a file, replacing an older one in one step.

    Args:
        desk: its open report is exported.
        target: the file; the suffix of its form is added where it is missing.
        chapters: keys of the wanted chapters; None for all.
        progress: told how many of all steps are done. What it raises (a cancel) stops the export.
        form: the kind of file; None for a workbook.
        check_sheet: whether the 점검표 follows the official tables.
        check_infos: whether it lists infos too, which it only counts otherwise.
        style: official pages or plain data.

    Raises:
        UserError: the file could not be written; an older file at its place is intact and nothing new is left.
    """
    suffix = form.suffix if form else SUFFIX
    path = target if target.suffix.lower() == suffix else target.with_name(target.name + suffix)
    template = desk.catalog.templates[desk.report.info.template]
    plan = plan_report(desk.evaluation, template, chapters, closing_of(desk), style)
    if check_sheet:
        standing = desk.checked.whole_standing()
        plan = with_check_sheet(plan, standing, desk.evaluation, template, with_infos=check_infos)
    if form:
        form.write(plan, path, progress)
    else:
        write_plan(plan, path, desk.report, progress)
    return ExportResult(path, len(plan.sheets))


def proposed_name(info: ReportInfo) -> str:
    """A file name for a report: title, the last word of the organization, the 기준일.

    "2022년 2월 주요업무보고_경제정책실_20220121.xlsx"; without what Windows does not allow in names.
    """
    words = info.organization.split()
    day = info.as_of or info.reported_on
    parts = [info.title, words[-1] if words else "", f"{day:%Y%m%d}" if day else ""]
    name = "_".join(clean for part in parts if (clean := _legal(part)))[:_LONGEST_NAME].rstrip(" .")
    return (f"보고_{name}".rstrip("_") if not name or _DEVICES.fullmatch(name) else name) + SUFFIX


def _legal(part: str) -> str:
    return " ".join(_ILLEGAL.sub(" ", part).split()).strip(" .")


def write_plan(plan: WorkbookPlan, path: Path, report: Report, progress: Callable[[int, int], None]) -> None:
    """Write planned sheets of a report as a workbook, replacing an older file in one step.

    The spreadsheet library is loaded here and not at the start of the program.

    Raises:
        UserError: as `export_report`.
    """
    from desktop.excel.writer import write_workbook

    with _told(report):
        write_workbook(plan, path, progress)


@contextmanager
def _told(report: Report) -> Iterator[None]:
    """Say why a file could not be written."""
    from desktop.excel import errors

    try:
        with telling_disk_errors():
            yield
    except errors.LongTextError as error:
        raise UserError(_long_text(error, report)) from error


def _long_text(error: LongTextError, report: Report) -> str:
    table = report.tables.get(error.key.table) if error.key else None
    place = report.info.title
    if table and error.key:
        column = column_of(table.definition, error.key.row, error.key.column)
        place = f"{table.definition.title} · {column.title}" if column else table.definition.title
    return (
        f"'{place}' 칸의 글이 {error.length:,}자로 엑셀 한 칸의 한도(32,767자)를 넘어 내보내지 못했습니다. "
        "글을 둘 이상의 칸으로 나누어 주십시오."
    )
