"""How long our export takes beside raw openpyxl with cached styles on the same cells, in the same run.

    python benchmarks/export.py [sheets]

Both ways write the same merged, styled cells of the first sample, repeated to the wanted number of sheets, and
are timed alternately; the smallest of the times counts. Limit (issue 2): 1.3 times raw openpyxl.
"""

from __future__ import annotations

import copy
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from desktop.domain.layout.plan import PlanCell, WorkbookPlan
from desktop.excel.writer import write_workbook
from desktop.paths import resources_dir
from desktop.services.catalog import load_catalog
from desktop.services.desk import Desk
from desktop.services.exchange import import_file, organization_of
from desktop.services.reports import plan_report
from desktop.services.workspaces import create_workspace

LIMIT = 1.3
ROUNDS = 5


def main() -> int:
    """Measure and print; 1 when the limit is not kept."""
    sheets = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = _sample_desk(folder)
        try:
            return _report(desk, sheets, folder)
        finally:
            desk.close()


def _report(desk: Desk, sheets: int, folder: Path) -> int:
    template = desk.catalog.templates[desk.report.info.template]
    single = plan_report(desk.evaluation, template)
    plan = _repeated(single, sheets)
    planning = min(_timed(lambda: plan_report(desk.evaluation, template)) for _ in range(ROUNDS))
    planning *= sheets / len(single.sheets)
    ways: dict[str, Callable[[], None]] = {
        "raw openpyxl, cached styles": lambda: _raw(plan, folder / "raw.xlsx"),
        "our writer": lambda: write_workbook(plan, folder / "ours.xlsx"),
    }
    times = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, run in ways.items():
            times[way].append(_timed(run))
    raw, ours = (min(each) for each in times.values())
    cells = sum(cell.rowspan * cell.colspan for sheet in plan.sheets for cell in sheet.cells)
    print(f"{len(plan.sheets)} sheets, {cells:,} sheet cells, {sum(len(s.cells) for s in plan.sheets):,} printed cells")
    print(f"raw openpyxl with cached styles  {raw:.3f} s")
    print(f"our writer, plan given           {ours:.3f} s  ratio {ours / raw:.2f}")
    print(f"our writer and the plan          {ours + planning:.3f} s  ratio {(ours + planning) / raw:.2f}")
    return int(ours / raw > LIMIT)


def _sample_desk(folder: Path) -> Desk:
    sample = min((resources_dir() / "samples").glob("*.json"))
    catalog = load_catalog(resources_dir())
    desk = create_workspace(folder / "bench.seonggwa", catalog, organization_of(sample), "benchmark", datetime.now)
    import_file(desk, sample)
    return desk


def _repeated(plan: WorkbookPlan, count: int) -> WorkbookPlan:
    many = tuple(replace(plan.sheets[number % len(plan.sheets)], name=f"{number + 1}") for number in range(count))
    return replace(plan, sheets=many)


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


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
            style = styles[key]
            sheet.cell(cell.row + 1, cell.col + 1).value = cell.content
            for row in range(cell.row + 1, cell.row + cell.rowspan + 1):
                for col in range(cell.col + 1, cell.col + cell.colspan + 1):
                    sheet.cell(row, col)._style = copy.copy(style)  # noqa: SLF001
            if cell.rowspan > 1 or cell.colspan > 1:
                last = (cell.row + cell.rowspan, cell.col + cell.colspan)
                area = CellRange(min_row=cell.row + 1, min_col=cell.col + 1, max_row=last[0], max_col=last[1])
                sheet.merged_cells.add(area)
        for number, width in enumerate(sheet_plan.widths, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for number, height in enumerate(sheet_plan.heights, start=1):
            sheet.row_dimensions[number].height = height
    _raw_record(workbook, plan)
    workbook.remove(scratch)
    workbook.save(path)


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
