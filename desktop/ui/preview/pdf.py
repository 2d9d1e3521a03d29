"""A workbook plan as a PDF: its printed pages with embedded fonts and text that can be searched and copied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.domain.layout.paper import POINTS_PER_INCH, Page, pages
from desktop.domain.layout.plan import WorkbookPlan
from desktop.services.errors import UserError
from desktop.services.files import write_whole
from desktop.services.reports import Form
from desktop.ui.preview.fonts import has_korean
from desktop.ui.preview.painter import PagePainter

_DOTS_PER_INCH = 1200
_NO_FONT = "한글 글꼴이 없어 PDF를 만들 수 없습니다. 맑은 고딕이나 나눔고딕을 설치한 뒤 다시 해 주십시오."
_NO_PRINTER = "인쇄를 시작할 수 없습니다. 프린터가 켜져 있고 연결되어 있는지 확인해 주십시오."


def write_pdf(
    plan: WorkbookPlan, target: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> None:
    """Write the printed pages to a PDF, replacing an older file in one step. A QGuiApplication must be there.

    Args:
        plan: what stands on the pages.
        target: the .pdf file.
        progress: told how many of all pages are painted. What it raises (a cancel) stops the writing.

    Raises:
        UserError: the file could not be written, or there is no Korean font; an older file at its place is intact.
    """
    if not has_korean():
        raise UserError(_NO_FONT)
    # Painted in memory: QPdfWriter says nothing of a full disk.
    data = _pdf(plan, progress)
    write_whole(target, lambda path: path.write_bytes(data))


def _pdf(plan: WorkbookPlan, progress: Callable[[int, int], None]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(plan.title)
    writer.setCreator("성과대장")
    writer.setResolution(_DOTS_PER_INCH)
    paint_pages(writer, pages(plan), _DOTS_PER_INCH, progress)
    return bytes(buffer.data().data())


def paint_pages(
    device: QPagedPaintDevice,
    wanted: tuple[Page, ...],
    dots_per_inch: float,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """Paint pages on paper or into a file, each on a sheet of its own, upright or lying."""
    painter = QPainter()
    try:
        for done, page in enumerate(wanted):
            progress(done, len(wanted))
            device.setPageLayout(_page_layout(page))
            if done:
                device.newPage()
            elif not painter.begin(device):
                raise UserError(_NO_PRINTER)
            painter.resetTransform()
            painter.scale(dots_per_inch / POINTS_PER_INCH, dots_per_inch / POINTS_PER_INCH)
            PagePainter(page).paint(painter)
        progress(len(wanted), len(wanted))
    finally:
        painter.end()


PDF = Form(".pdf", write_pdf)
"""Export as PDF (`services.reports.export_report`)."""


def _page_layout(page: Page) -> QPageLayout:
    """The whole A4 sheet: the margins are the page's own."""
    lies = QPageLayout.Orientation.Landscape if page.sheet.landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), lies, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout
