"""The page preview: the pages as they will print under one another, and the list of sheets to jump by."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.domain.layout.paper import POINTS_PER_INCH, pages
from desktop.domain.layout.plan import WorkbookPlan
from desktop.ui.metrics import gap, line_height
from desktop.ui.preview.painter import PagePainter


class Zoom(Enum):
    """How large the pages show."""

    FIT = "쪽 너비"
    FULL = "100 %"


class PagePreview(QAbstractScrollArea):
    """Shows the printed pages of a plan; only pages in sight are laid out and painted."""

    sheet_changed = Signal(int)
    """The sheet (0-based) of which a page now stands at the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painters: tuple[PagePainter, ...] = ()
        self._tops: tuple[float, ...] = (0.0,)
        self._first_pages: tuple[int, ...] = ()
        self._zoom, self._pixels_per_point = Zoom.FIT, 1.0
        self._sheet = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.verticalScrollBar().valueChanged.connect(self._tell_sheet)

    @property
    def page_count(self) -> int:
        """How many pages print."""
        return len(self._painters)

    def show_plan(self, plan: WorkbookPlan) -> None:
        """Show another plan, at the sheet that was in sight as far as there is one."""
        self._painters = tuple(PagePainter(page) for page in pages(plan))
        sheets = [painter.page.sheet.name for painter in self._painters]
        self._first_pages = tuple(sheets.index(sheet.name) for sheet in plan.sheets)
        self._arrange()
        self.go_to_sheet(min(self._sheet, len(plan.sheets) - 1))
        self.viewport().update()

    def set_zoom(self, zoom: Zoom) -> None:
        """Fit the width, or show the size of the paper; the page at the top stays there."""
        self._zoom = zoom
        self._arrange()
        self.viewport().update()

    def go_to_sheet(self, number: int) -> None:
        """Bring the first page of a sheet to the top."""
        if 0 <= number < len(self._first_pages):
            self.verticalScrollBar().setValue(round(self._tops[self._first_pages[number]]))

    def visible_pages(self) -> tuple[int, ...]:
        """The pages (0-based) of which a part is in sight."""
        return tuple(number for number, _ in self._within(QRectF(self.viewport().rect())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is exposed of the pages in sight, straight from the plan: crisp at every scale."""
        exposed = QRectF(event.rect())
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for number, place in self._within(exposed):
            painter.fillRect(place, Qt.GlobalColor.white)
            painter.save()
            painter.setClipRect(place & exposed)
            painter.translate(place.topLeft())
            painter.scale(self._pixels_per_point, self._pixels_per_point)
            part = (exposed & place).translated(-place.topLeft())
            scale = self._pixels_per_point
            self._painters[number].paint(painter, QRectF(part.topLeft() / scale, part.size() / scale))
            painter.restore()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _within(self, part: QRectF) -> Iterator[tuple[int, QRectF]]:
        """The pages that a part of the viewport shows, with their places on it."""
        for number in range(self.page_count):
            place = self._place(number)
            if place.intersects(part):
                yield number, place

    def _place(self, number: int) -> QRectF:
        """Where a page stands on the viewport as it is scrolled."""
        width, height = (side * self._pixels_per_point for side in self._painters[number].page.size)
        left = max(float(gap(self)), (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
        top = gap(self) + self._tops[number] - self.verticalScrollBar().value()
        return QRectF(QPointF(left, top), QPointF(left + width, top + height))

    def _arrange(self) -> None:
        """Reckon the size of the pages and how far there is to scroll; what is at the top stays there."""
        before = self.verticalScrollBar().value() / self._tops[-1] if self._tops[-1] else 0.0
        widest = max((painter.page.size[0] for painter in self._painters), default=1.0)
        if self._zoom is Zoom.FIT:
            self._pixels_per_point = max(0.1, (self.viewport().width() - 2 * gap(self)) / widest)
        else:
            self._pixels_per_point = self.logicalDpiX() / POINTS_PER_INCH
        heights = (painter.page.size[1] * self._pixels_per_point + gap(self) for painter in self._painters)
        self._tops = tuple(accumulate(heights, initial=0.0))
        self._set_bars(widest * self._pixels_per_point)
        self.verticalScrollBar().setValue(round(before * self._tops[-1]))

    def _set_bars(self, widest: float) -> None:
        """The last sheet can be brought to the top too, so that what was jumped to is what is marked."""
        view = self.viewport().size()
        last = self._tops[self._first_pages[-1]] if self._first_pages else 0.0
        for bar, reach, seen in (
            (self.verticalScrollBar(), max(last, self._tops[-1] + gap(self) - view.height()), view.height()),
            (self.horizontalScrollBar(), widest + 2 * gap(self) - view.width(), view.width()),
        ):
            bar.setRange(0, max(0, round(reach)))
            bar.setPageStep(seen)
            bar.setSingleStep(3 * line_height(self))

    def _tell_sheet(self, value: int) -> None:
        at = [number for number, page in enumerate(self._first_pages) if self._tops[page] <= value + gap(self)]
        if at and at[-1] != self._sheet:
            self._sheet = at[-1]
            self.sheet_changed.emit(self._sheet)
