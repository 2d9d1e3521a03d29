"""A workbook plan as an .xlsx file: numbers as numbers, texts never as formulas, the file whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.layout.looks import FONT_NAME
from desktop.domain.layout.paper import FOOTER_MARGIN, SIDE_MARGIN, TOP_MARGIN
from desktop.domain.layout.plan import PlanCell, SheetPlan, WorkbookPlan
from desktop.excel.atomic import write_atomically
from desktop.excel.errors import LongTextError
from desktop.excel.packing import packed
from desktop.excel.styles import Styles, cover, has_lines, paint
from desktop.excel.texts import is_too_long, may_become_formula, storable

RECORD_SHEET = "_자료"
"""The hidden sheet that says which figure stands where."""

_A4 = 9
_LONGEST_FOOTER = 200
_RECORD_HEADER = ("sheet", "address", "table", "row", "column")


def write_workbook(
    plan: WorkbookPlan, target: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> None:
    """Write the workbook to `target`, replacing an older file in one step.

    Args:
        plan: what stands on the sheets.
        target: the .xlsx file.
        progress: told after each sheet how many of all steps are done; the last step is the saving. What it raises
            stops the writing.

    Raises:
        WriteError: see `excel.errors`; the old file is intact and nothing new is left behind.
    """
    steps = len(plan.sheets) + 1
    workbook = _new_workbook(plan.title)
    styles = Styles(workbook)
    for done, sheet in enumerate(plan.sheets):
        progress(done, steps)
        _write_sheet(workbook.create_sheet(sheet.name), sheet, styles, target)
    _write_record(workbook.create_sheet(RECORD_SHEET), plan)
    styles.close()
    progress(len(plan.sheets), steps)
    content = packed(workbook)

    def write(path: Path) -> None:
        path.write_bytes(content)

    write_atomically(target, write)
    progress(steps, steps)


def _new_workbook(title: str) -> Workbook:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    # Column widths are measured in the default font, which has no public setter.
    workbook._fonts[0] = Font(name=FONT_NAME, size=10)  # type: ignore[attr-defined]  # noqa: SLF001
    workbook.properties.title = storable(title)
    workbook.properties.creator = "성과대장"
    return workbook


def _write_sheet(sheet: Worksheet, plan: SheetPlan, styles: Styles, target: Path) -> None:
    for cell in plan.cells:
        _write_cell(sheet, cell, styles, target)
    for number, width in enumerate(plan.widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, height in enumerate(plan.heights, start=1):
        sheet.row_dimensions[number].height = height
    _set_up_page(sheet, plan)


def _write_cell(sheet: Worksheet, plan: PlanCell, styles: Styles, target: Path) -> None:
    """One cell, or a merged range; where it has lines, each of its cells has the style, so that they are whole."""
    quoted = isinstance(plan.content, str) and may_become_formula(plan.content)
    top, left = plan.row + 1, plan.col + 1
    corner = _cell_at(sheet, top, left)
    _set_content(corner, plan, target)
    style = styles.of(plan, quoted=quoted)
    paint(corner, style)
    if plan.link:
        corner.hyperlink = Hyperlink(ref=corner.coordinate, location=_top_of(plan.link))
    if plan.rowspan == plan.colspan == 1:
        return
    bottom, right = plan.row + plan.rowspan, plan.col + plan.colspan
    if has_lines(plan):
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                if (row, col) != (top, left):
                    cover(_cell_at(sheet, row, col), style)
    # Not add() of the range itself: it compares a new area with all earlier ones, which takes most of a long export.
    sheet.merged_cells.ranges.add(CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right))


def _top_of(sheet: str) -> str:
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!A1"


def _cell_at(sheet: Worksheet, row: int, col: int) -> Cell:
    """A cell of its own: ranges are merged by their outline only, so openpyxl never makes a MergedCell here."""
    return cast("Cell", sheet.cell(row, col))


def _set_content(cell: Cell, plan: PlanCell, target: Path) -> None:
    if isinstance(plan.content, str):
        if is_too_long(plan.content):
            raise LongTextError(target, plan.key, len(plan.content))
        _set_text(cell, plan.content)
    elif plan.content is not None:
        cell.value = plan.content


def _set_text(cell: Cell, text: str) -> None:
    """A text, whatever it begins with; an empty one leaves the cell blank."""
    stored = storable(text)
    if stored:
        cell.value = stored
        cell.data_type = "s"


def _set_up_page(sheet: Worksheet, plan: SheetPlan) -> None:
    """A4, one page wide, with margins, repeated rows, breaks and page numbers."""
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if plan.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = SIDE_MARGIN
    margins.top = margins.bottom = TOP_MARGIN
    margins.header = margins.footer = FOOTER_MARGIN
    sheet.print_options.horizontalCentered = True
    footer = storable(plan.footer)[:_LONGEST_FOOTER].replace("&", "&&")
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=footer or None), right=_HeaderFooterPart(text=_page_codes(plan.page_label))
    )
    if plan.first_page is not None:
        sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = plan.first_page, True
    sheet.print_area = f"A1:{get_column_letter(len(plan.widths))}{max(1, len(plan.heights))}"
    if plan.repeat_rows:
        sheet.print_title_rows = f"{plan.repeat_rows[0] + 1}:{plan.repeat_rows[1] + 1}"
    for row in plan.breaks:
        sheet.row_breaks.append(Break(id=row))
    if plan.filter:
        first, last = plan.filter[0] + 1, plan.filter[1] + 1
        sheet.auto_filter.ref = f"A{first}:{get_column_letter(len(plan.widths))}{last}"
        sheet.freeze_panes = f"A{first + 1}"


def _page_codes(label: str) -> str | None:
    """The label of a page with the codes by which a spreadsheet counts pages."""
    return label.format(page="&P", pages="&N") or None


def _write_record(sheet: Worksheet, plan: WorkbookPlan) -> None:
    """The hidden sheet: what the workbook is, then sheet, address, table, row and column of each figure cell."""
    sheet.sheet_state = "hidden"
    lines = [*plan.record.items(), _RECORD_HEADER]
    lines += [
        (each.name, f"{get_column_letter(cell.col + 1)}{cell.row + 1}", cell.key.table, cell.key.row, cell.key.column)
        for each in plan.sheets
        for cell in each.cells
        if cell.key
    ]
    for number, texts in enumerate(lines, start=1):
        for col, text in enumerate(texts, start=1):
            _set_text(_cell_at(sheet, number, col), text)
