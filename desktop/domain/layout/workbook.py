"""A whole report as sheets: one for each chapter, or one for each row (program) where the template says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from desktop.domain.chapters import counted_chapters
from desktop.domain.definitions import Align, Chapter, ReportTemplate
from desktop.domain.evaluation import Evaluation
from desktop.domain.layout.blocks import Block, gap, line
from desktop.domain.layout.contents import Entry, contents_blocks, counted, entries
from desktop.domain.layout.headings import Headings
from desktop.domain.layout.names import sheet_names
from desktop.domain.layout.page import LANDSCAPE, PORTRAIT, page_for, sheet_plan
from desktop.domain.layout.plan import Look, SheetPlan, WorkbookPlan
from desktop.domain.layout.stack import Stack
from desktop.domain.outline import number_programs
from desktop.domain.report import Report, ReportInfo, Table

RECORD_FORMAT = "seonggwa-workbook/1"

_AFTER_TITLE = 14.0


@dataclass(frozen=True, slots=True)
class _Part:
    """What one sheet holds."""

    title: str
    tables: tuple[Table, ...]
    title_mark: str = ""
    contents: str = ""
    heading: str = ""


def workbook_plan(
    evaluation: Evaluation, template: ReportTemplate, chapters: Collection[str] | None = None
) -> WorkbookPlan:
    """Plan the sheets of a report.

    Args:
        evaluation: the report as it shows.
        template: its chapters; the report may print others of them, or in another order (`domain.chapters`).
        chapters: keys of the chapters that are wanted, also those that are switched off; None for all that are on.

    Returns:
        The workbook; it has one sheet at least, which names the report.
    """
    report = evaluation.report
    places = {table.owner: table for table in report.tables.values() if table.is_custom}
    stack = Stack(evaluation, places, _numbers(report))
    parts = list(_wanted_parts(stack, template, chapters)) or [_Part(report.info.title, ())]
    return WorkbookPlan(_sheets(stack, parts), report.info.title, report_record(report))


def _wanted_parts(stack: Stack, template: ReportTemplate, chosen: Collection[str] | None) -> Iterator[_Part]:
    """The wanted sheets under the headings that they have in the whole report."""
    evaluation, headings = stack.evaluation, Headings(template.chapters)
    any_table = next(iter(evaluation.report.tables), "")
    for chapter in counted_chapters(evaluation.report, template, chosen):
        for part in _parts(stack, chapter):
            heading = evaluation.fill(headings.of_sheet(chapter), any_table)
            if chosen is None or chapter.key in chosen:
                yield replace(part, heading=heading)


def _sheets(stack: Stack, parts: Sequence[_Part]) -> tuple[SheetPlan, ...]:
    """The sheets of all parts; a contents page is made when the pages behind it are known."""
    names = sheet_names([part.title for part in parts])
    info = stack.evaluation.report.info
    sheets = [
        _sheet(stack, name, part, info, is_first=number == 0)
        for number, (name, part) in enumerate(zip(names, parts, strict=True))
    ]
    front = next((number for number, part in enumerate(parts, start=1) if part.contents), 0)
    if not front:
        return tuple(sheets)
    lines = entries([part.heading for part in parts[front:]], sheets[front:])
    last = front - 1
    sheets[last] = _sheet(stack, names[last], parts[last], info, is_first=last == 0, lines=lines)
    return counted(sheets, front)


def tables_sheet(evaluation: Evaluation, tables: Sequence[Table], name: str) -> SheetPlan:
    """Tables below one another on a sheet of their own, without the title of the report."""
    part = _Part(name, tuple(tables))
    return _sheet(Stack(evaluation, {}, {}), name, part, evaluation.report.info, is_first=False)


def _parts(stack: Stack, chapter: Chapter) -> Iterator[_Part]:
    """The sheets of a chapter; what the report leaves empty has none."""
    evaluation, report = stack.evaluation, stack.evaluation.report
    if not chapter.sheet_per:
        instances = (table for code in chapter.tables for table in _instances(evaluation, code))
        tables = tuple(table for table in instances if stack.prints(table))
        if tables or chapter.contents:
            yield _Part(chapter.title, tables, chapter.title_mark, chapter.contents)
        return
    labels = {row.uid: row.label for table in report.of_code(chapter.sheet_per) for row in evaluation.rows(table.uid)}
    for program in number_programs(report, chapter.sheet_per):
        found = (report.owned(code, program.row.uid) for code in chapter.tables)
        owned = tuple(table for table in found if table and stack.prints(table))
        if program.row.uid in labels and owned:
            number = "-".join(map(str, program.numbers))
            yield _Part(f"{number} {labels[program.row.uid]}", owned, chapter.title_mark)


def _instances(evaluation: Evaluation, code: str) -> list[Table]:
    """The instances of a table, in the order of the rows that own them."""
    tables = evaluation.report.of_code(code)
    owners = evaluation.report.of_code(tables[0].definition.owner) if tables else ()
    places = {row.uid: place for owner in owners for place, row in enumerate(evaluation.rows(owner.uid))}
    return sorted(tables, key=lambda table: places.get(table.owner, inf))


def _numbers(report: Report) -> dict[str, int]:
    """The number of each row that may own tables, among the rows beside it."""
    codes = {table.definition.owner for table in report.tables.values()} - {""}
    return {program.row.uid: program.numbers[-1] for code in codes for program in number_programs(report, code)}


def _sheet(
    stack: Stack, name: str, part: _Part, info: ReportInfo, *, is_first: bool, lines: Sequence[Entry] = ()
) -> SheetPlan:
    """One sheet; it lies when a table says so or is too wide, and prints smaller when it is too wide even then."""
    above = info if is_first else None
    lies = any(table.definition.print.orientation == "landscape" for table in part.tables)
    page = LANDSCAPE if lies else PORTRAIT
    blocks = _blocks(stack, part, above, page.units, lines)
    least = max((block.least for block in blocks), default=0.0)
    if least > page.units:
        page = page_for(least)
        blocks = _blocks(stack, part, above, page.units, lines)
    return sheet_plan(name, blocks, page, info.title)


def _blocks(stack: Stack, part: _Part, above: ReportInfo | None, units: int, lines: Sequence[Entry]) -> list[Block]:
    """The title of the report above the first sheet, the heading of the chapter, its tables and the contents."""
    marked = replace(stack, title_mark=part.title_mark)
    title = _report_title(above, units) if above else ()
    heading = [line(part.heading, Look.CHAPTER, 0, units)] if part.heading else []
    contents = contents_blocks(part.contents, lines, units) if part.contents else ()
    return [*title, *heading, *(block for table in part.tables for block in marked.table(table, 0, units)), *contents]


def _report_title(info: ReportInfo, units: int) -> tuple[Block, ...]:
    day = info.reported_on
    printed_day = f"{day.year}. {day.month}. {day.day}." if day else ""
    about = " · ".join(text for text in (info.organization, info.occasion, printed_day) if text)
    title = line(info.title, Look.REPORT_TITLE, 0, units, align=Align.CENTER)
    under = (line(about, Look.LEAD, 0, units, align=Align.CENTER),) if about else ()
    return (title, *under, gap(_AFTER_TITLE))


def report_record(report: Report) -> dict[str, str]:
    """What the hidden sheet says of the whole workbook."""
    info = report.info
    about = {
        "format": RECORD_FORMAT,
        "report": info.uid,
        "title": info.title,
        "organization": info.organization,
        "template": info.template,
        "template_version": str(info.template_version),
        "fiscal_year": str(info.fiscal_year),
        "as_of": info.as_of.isoformat() if info.as_of else "",
    }
    versions = {f"table:{t.uid}": f"{t.code} {t.definition.version} {t.owner}".strip() for t in report.tables.values()}
    return about | versions
