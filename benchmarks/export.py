"""How long the export of all sample reports takes beside raw openpyxl with cached styles on the same cells.

    python benchmarks/export.py

Ours is planned and written; the raw side writes merged, styled cells that somebody else has planned for it. Both are
timed alternately in the same run, without the garbage collector, which rests while the window exports (`ui.jobs`);
the smallest of the times counts. Limit (issues 2 and 3): 1.3 times raw openpyxl.
"""

from __future__ import annotations

import copy
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.layout.plan import PlanCell, WorkbookPlan
from desktop.excel.styles import has_lines
from desktop.excel.writer import write_workbook
from desktop.paths import resources_dir
from desktop.services.catalog import Catalog, load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file, organization_of
from desktop.services.reports import plan_report
from desktop.services.workspaces import create_workspace

LIMIT = 1.3
ROUNDS = 5


def main() -> int:
    """Measure and print; 1 when the limit is not kept."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_desks:
        folder = Path(name)
        catalog = load_catalog(resources_dir())
        samples = sorted((resources_dir() / "samples").glob("*.json"))
        desks = [_desk_with(sample, folder, catalog) for sample in samples]
        for desk in desks:
            open_desks.callback(desk.close)
        return _report(desks, folder)


def _report(desks: Sequence[Desk], folder: Path) -> int:
    plans = [_plan(desk) for desk in desks]
    ways: dict[str, Callable[[], None]] = {
        "raw openpyxl, cached styles": lambda: _all_raw(plans, folder / "raw.xlsx"),
        "our writer, plans given": lambda: _all_ours(plans, folder / "ours.xlsx"),
        "our export, planned and written": lambda: _all_ours(map(_plan, desks), folder / "ours.xlsx"),
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            times[way].append(_timed(run))
    raw, _, whole = (min(each) for each in times.values())
    sheets = [sheet for plan in plans for sheet in plan.sheets]
    print(f"{len(plans)} reports, {len(sheets)} sheets, {sum(len(sheet.cells) for sheet in sheets):,} printed cells")
    for way, each in times.items():
        print(f"{way:<32} {min(each):.3f} s  ratio {min(each) / raw:.2f}")
    return int(whole / raw > LIMIT)


def _desk_with(sample: Path, folder: Path, catalog: Catalog) -> Desk:
    path = folder / f"{sample.stem}.seonggwa"
    desk = create_workspace(path, catalog, organization_of(sample), "benchmark", datetime.now)
    import_file(desk, sample)
    return desk


def _plan(desk: Desk) -> WorkbookPlan:
    return plan_report(desk.evaluation, desk.catalog.templates[desk.report.info.template])


def _all_raw(plans: Iterable[WorkbookPlan], path: Path) -> None:
    for plan in plans:
        _raw(plan, path)


def _all_ours(plans: Iterable[WorkbookPlan], path: Path) -> None:
    for plan in plans:
        write_workbook(plan, path)


def _timed(run: Callable[[], object]) -> float:
    """Seconds of the processor, so that what else the machine does counts for neither side."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    run()
    taken = time.process_time() - start
    gc.enable()
    return taken


def _raw(plan: WorkbookPlan, path: Path) -> None:
    """The same cells with as little as openpyxl needs: one copied style array a cell, no checks of any kind."""
    workbook = Workbook()
    scratch = workbook.active
    styles: dict[tuple[object, ...], object] = {}
    for sheet_plan in plan.sheets:
        sheet = workbook.create_sheet(sheet_plan.name)
        for cell in sheet_plan.cells:
            key = (cell.look, cell.align, cell.number_format, cell.edges, cell.indent)
            if key not in styles:
                styles[key] = _style(scratch.cell(len(styles) + 1, 1), cell)
            _place(sheet, cell, styles[key])
        for number, width in enumerate(sheet_plan.widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for number, height in enumerate(sheet_plan.heights, start=1):
            sheet.row_dimensions[number].height = height
    _raw_record(workbook, plan)
    workbook.remove(scratch)
    workbook.save(path)


def _place(sheet: Worksheet, cell: PlanCell, style: object) -> None:
    corner = sheet.cell(cell.row + 1, cell.col + 1)
    corner.value = cell.content
    corner._style = copy.copy(style)  # noqa: SLF001
    if cell.rowspan == cell.colspan == 1:
        return
    if has_lines(cell):
        for row in range(cell.row + 1, cell.row + cell.rowspan + 1):
            for col in range(cell.col + 1, cell.col + cell.colspan + 1):
                sheet.cell(row, col)._style = copy.copy(style)  # noqa: SLF001
    last = (cell.row + cell.rowspan, cell.col + cell.colspan)
    area = CellRange(min_row=cell.row + 1, min_col=cell.col + 1, max_row=last[0], max_col=last[1])
    sheet.merged_cells.ranges.add(area)


def _raw_record(workbook: Workbook, plan: WorkbookPlan) -> None:
    """The address of each figure cell, as a reader of the file needs it."""
    sheet = workbook.create_sheet("record")
    for each in plan.sheets:
        for cell in each.cells:
            if cell.key:
                address = f"{get_column_letter(cell.col + 1)}{cell.row + 1}"
                sheet.append((each.name, address, cell.key.table, cell.key.row, cell.key.column))


def _style(cell: object, plan: PlanCell) -> object:
    line = Side("thin", "8A94A3")
    cell.font = Font(name="맑은 고딕", size=10)
    cell.alignment = Alignment("left", "center", wrap_text=True, indent=plan.indent)
    cell.border = Border(line, line, line, line)
    cell.fill = PatternFill("solid", fgColor="DFE6F0")
    cell.number_format = plan.number_format
    return cell._style  # noqa: SLF001


if __name__ == "__main__":
    sys.exit(main())
