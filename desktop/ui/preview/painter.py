"""Paints a printed page with Qt, in points of the paper, as the workbook prints it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.domain.layout.looks import BOXED, EDGE_COLOR, FILLS, LINE_COLOR, ink
from desktop.domain.layout.measure import POINTS_PER_UNIT
from desktop.domain.layout.paper import FOOTER_MARGIN, POINTS_PER_INCH, SIDE_MARGIN, Page
from desktop.domain.layout.plan import Look, PlanCell
from desktop.ui.preview.cell_text import CellText
from desktop.ui.preview.fonts import look_font

_THIN, _THICK = 0.6, 1.5
"""Widths of the lines in points."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell, and its place below the origin of the page in points before they are scaled."""

    cell: PlanCell
    rect: QRectF
    text: CellText


@dataclass(frozen=True, slots=True)
class Band:
    """Rows under one another on a page: the part of the page that they fill, and their cells, which may be larger."""

    area: QRectF
    cells: tuple[PlacedCell, ...]


class PagePainter:
    """Paints one page; the painter's unit is a point and its origin the corner of the paper."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """What stands on the page: the repeated header, if any, then its own rows."""
        found: list[Band] = []
        top = 0.0
        for rows in (self.page.repeated, self.page.rows):
            if rows:
                found.append(self._band(*rows, top))
                top += found[-1].area.height()
        return tuple(found)

    def paint(self, painter: QPainter, exposed: QRectF | None = None) -> None:
        """Paint the page, or what of it lies in `exposed` (on the paper, in points)."""
        page = self.page
        wanted = (exposed or QRectF(QPointF(), QPointF(*page.size))).translated(-QPointF(*page.origin))
        painter.save()
        painter.translate(QPointF(*page.origin))
        painter.scale(page.scale, page.scale)
        for band in self.bands:
            _paint_band(painter, band, QRectF(wanted.topLeft() / page.scale, wanted.size() / page.scale))
        painter.restore()
        self._paint_footer(painter)

    def _band(self, first: int, end: int, top: float) -> Band:
        sheet = self.page.sheet
        lefts = tuple(accumulate((width * POINTS_PER_UNIT for width in sheet.widths), initial=0.0))
        tops = tuple(accumulate(sheet.heights, initial=top - sum(sheet.heights[:first])))
        cells = tuple(
            _placed(cell, lefts, tops) for cell in sheet.cells if cell.row < end and cell.row + cell.rowspan > first
        )
        return Band(QRectF(0.0, top, lefts[-1], tops[end] - tops[first]), cells)

    def _paint_footer(self, painter: QPainter) -> None:
        """The title at the left, the number of the page at the right."""
        width, height = self.page.size
        side, bottom = SIDE_MARGIN * POINTS_PER_INCH, FOOTER_MARGIN * POINTS_PER_INCH
        font = look_font(Look.BLANK)
        place = QRectF(side, height - bottom - 2 * font.pixelSize(), width - 2 * side, 2 * font.pixelSize())
        painter.setFont(font)
        painter.setPen(QColor(Qt.GlobalColor.black))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.page.sheet.footer)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self.page.label)


def _placed(cell: PlanCell, lefts: tuple[float, ...], tops: tuple[float, ...]) -> PlacedCell:
    rect = QRectF(
        QPointF(lefts[cell.col], tops[cell.row]),
        QPointF(lefts[cell.col + cell.colspan], tops[cell.row + cell.rowspan]),
    )
    return PlacedCell(cell, rect, CellText(cell, rect))


def _paint_band(painter: QPainter, band: Band, wanted: QRectF) -> None:
    """Grounds first, then texts, then thin lines, and the thick ones above all; nothing outside the band."""
    reach = _THICK / 2
    area = band.area.adjusted(-reach, -reach, reach, reach)
    cells = [placed for placed in band.cells if placed.rect.intersects(wanted)]
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    for placed in cells:
        if placed.cell.look in FILLS:
            painter.fillRect(placed.rect & band.area, QColor(f"#{FILLS[placed.cell.look]}"))
    for placed in cells:
        _paint_text(painter, placed)
    boxed = [(placed.cell.edges, placed.rect & band.area) for placed in cells if placed.cell.look in BOXED]
    open_sides = [(placed.cell.edges, placed.rect & band.area) for placed in cells if placed.cell.look not in BOXED]
    thin = [("tblr", rect) for _, rect in boxed] + open_sides
    _paint_lines(painter, [line for edges, rect in thin for line in _sides(rect, edges)], LINE_COLOR, _THIN)
    _paint_lines(painter, [line for edges, rect in boxed for line in _sides(rect, edges)], EDGE_COLOR, _THICK)
    painter.restore()


def _paint_text(painter: QPainter, placed: PlacedCell) -> None:
    text = placed.text
    if not text.runs:
        return
    look = placed.cell.look
    painter.setFont(look_font(look))
    painter.setPen(QColor(f"#{ink(look)}"))
    clipped = not placed.rect.contains(text.rect)
    if clipped:
        painter.save()
        painter.setClipRect(placed.rect, Qt.ClipOperation.IntersectClip)
    for run in text.runs:
        painter.drawText(text.at(run), run.text)
    if clipped:
        painter.restore()


def _sides(rect: QRectF, edges: str) -> list[QLineF]:
    lines = {
        "t": QLineF(rect.topLeft(), rect.topRight()),
        "b": QLineF(rect.bottomLeft(), rect.bottomRight()),
        "l": QLineF(rect.topLeft(), rect.bottomLeft()),
        "r": QLineF(rect.topRight(), rect.bottomRight()),
    }
    return [lines[edge] for edge in edges]


def _paint_lines(painter: QPainter, lines: list[QLineF], color: str, width: float) -> None:
    if lines:
        painter.setPen(QPen(QColor(f"#{color}"), width))
        painter.drawLines(lines)
