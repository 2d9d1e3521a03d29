"""A workbook plan as text, so that a change of the layout can be read in a diff.

`UPDATE_GOLDEN=1 pytest tests/domain/layout` writes the golden files anew.
"""

import os
from pathlib import Path

from desktop.domain.layout.plan import PlanCell, SheetPlan, WorkbookPlan

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def assert_golden(name: str, plan: WorkbookPlan) -> None:
    """Compare a plan with tests/golden/NAME.txt."""
    path = GOLDEN / f"{name}.txt"
    text = plan_text(plan)
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def plan_text(plan: WorkbookPlan) -> str:
    """Every sheet with its print set-up and every cell on a line of its own."""
    return "\n".join([f"workbook {plan.title}", *(_sheet(sheet) for sheet in plan.sheets)]) + "\n"


def _sheet(sheet: SheetPlan) -> str:
    page = "landscape" if sheet.landscape else "portrait"
    lines = [
        f"\nsheet {sheet.name} | {page} | repeat {sheet.repeat_rows} | breaks {sheet.breaks}",
        "widths " + " ".join(f"{width:g}" for width in sheet.widths),
        "heights " + " ".join(f"{height:g}" for height in sheet.heights),
    ]
    return "\n".join([*lines, *map(_cell, sheet.cells)])


def _cell(cell: PlanCell) -> str:
    span = f"{cell.row},{cell.col} {cell.rowspan}x{cell.colspan}"
    parts = [span, cell.look, cell.align, cell.edges or "-", f"indent {cell.indent}", cell.number_format]
    key = f" <{cell.key.table}/{cell.key.row}/{cell.key.column}>" if cell.key else ""
    return " | ".join([*parts, repr(cell.content)]) + key
