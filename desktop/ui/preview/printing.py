"""Print the pages of a plan: the system's dialog, then the printer. QtPrintSupport is loaded when somebody prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.layout.paper import pages
from desktop.domain.layout.plan import WorkbookPlan
from desktop.ui.preview.pdf import paint_pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget


def ask_and_print(plan: WorkbookPlan, parent: QWidget) -> bool:
    """Let the clerk choose printer, pages and copies, and print. Returns whether it was printed.

    Raises:
        UserError: the printer does not take the document.
    """
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(plan.title)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages(plan)))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_plan(plan, printer)
    return True


def print_plan(plan: WorkbookPlan, printer: QPrinter) -> None:
    """Print the pages that are chosen in the printer's settings.

    Raises:
        UserError: the printer does not take the document.
    """
    every = pages(plan)
    first, last = printer.fromPage() or 1, printer.toPage() or len(every)
    paint_pages(printer, every[first - 1 : last], printer.resolution())
