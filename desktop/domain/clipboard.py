"""The clipboard: tab-separated texts and HTML tables to and from a grid of texts.

Rules of shared/traps.md, Part B, section 4 "Paste": Excel gives both, and its text is the better one; HWP's text has
no reliable cells, its HTML has. What a text means (△, full-width digits, "-") is the business of `parsing`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

Grid: TypeAlias = list[list[str]]
"""Lines of texts; the lines of one grid are equally long."""

_EXCEL = "urn:schemas-microsoft-com:office:excel"
_BREAKS = frozenset({"br", "p", "div", "li"})
_LONGEST_SPAN = 1000


def read(text: str, html: str = "") -> Grid:
    """The grid that the clipboard holds: that of the HTML when it has a table and is not Excel's, else of the text."""
    if html and _EXCEL not in html:
        grid = parse_html(html)
        if grid:
            return grid
    return parse_tsv(text)


def parse_tsv(text: str) -> Grid:
    """The grid of tab-separated text, quoted fields with tabs and line breaks in them as Excel writes them.

    A stray opening quote would swallow everything up to the end; when fields become that few, quotes are
    taken as they stand.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not plain:
        return []
    split = [line.split("\t") for line in plain.split("\n")]
    if '"' not in plain:
        return _even(split)
    quoted = _quoted(plain)
    return _even(quoted if quoted is not None and _is_even(quoted) else split)


def to_tsv(grid: Sequence[Sequence[str]]) -> str:
    """The text that Excel and `parse_tsv` read as this grid; fields with tabs, quotes and line breaks are quoted."""
    target = io.StringIO(newline="")
    csv.writer(target, dialect="excel-tab", lineterminator="\r\n").writerows(grid)
    return target.getvalue()


def parse_html(html: str) -> Grid:
    """The grid of the first table in an HTML text, [] when it has none.

    A merged cell stands in its upper left place, the places under it are "". Line breaks within a cell are kept,
    other white space is one blank. A table within a cell is text of the cell.
    """
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return _spread(reader.rows)


def _quoted(plain: str) -> Grid | None:
    try:
        return list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        return None


def _is_even(grid: Grid) -> bool:
    """Whether the lines are equally long, as in everything that was copied as a rectangle."""
    return len({len(line) for line in grid}) == 1


def _even(grid: Grid) -> Grid:
    width = max(map(len, grid), default=0)
    return [[*line, *[""] * (width - len(line))] for line in grid]


@dataclass
class _Cell:
    """One cell of an HTML table as it is being read."""

    colspan: int
    rowspan: int
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text, white space as a browser shows it."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(lines).strip("\n")


class _TableReader(HTMLParser):
    """Reads the rows of the first table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self._depth = 0
        self._done = False
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open the table, a row or a cell; break the line within a cell."""
        self._depth += tag == "table" and not self._done
        if tag in _BREAKS:
            self._break(force=tag == "br")
        if self._depth != 1:
            return
        if tag == "tr":
            self._cell = None
            self.rows.append([])
        elif tag in ("td", "th"):
            given = dict(attrs)
            self._cell = _Cell(_span(given.get("colspan")), _span(given.get("rowspan")))
            self.rows = self.rows or [[]]
            self.rows[-1].append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or the table."""
        if self._depth == 1 and tag in ("td", "th", "tr"):
            self._cell = None
        if tag == "table" and self._depth:
            self._depth -= 1
            self._done = self._depth == 0

    def handle_data(self, data: str) -> None:
        """Text of the open cell; line breaks of the source are blanks."""
        if self._cell and not self._done:
            self._cell.parts.append(data.replace("\n", " "))

    def _break(self, *, force: bool) -> None:
        """A line break in the open cell: always for <br>, for blocks only behind text."""
        if self._cell and (force or self._cell.text):
            self._cell.parts.append("\n")


def _span(value: str | None) -> int:
    """A span as HTML reads it: at least 1, and never so long that a forged table fills the memory."""
    digits = (value or "").strip()
    return min(max(int(digits), 1), _LONGEST_SPAN) if digits.isascii() and digits.isdigit() else 1


def _spread(rows: Sequence[Sequence[_Cell]]) -> Grid:
    """The cells on a grid: each in its upper left place, with blanks where it reaches."""
    places: dict[tuple[int, int], str] = {}
    for line, row in enumerate(rows):
        column = 0
        for cell in row:
            while (line, column) in places:
                column += 1
            for below in range(line, min(line + cell.rowspan, len(rows))):
                places.update({(below, column + right): "" for right in range(cell.colspan)})
            places[line, column] = cell.text
            column += cell.colspan
    width = max((column + 1 for _, column in places), default=0)
    return [[places.get((line, column), "") for column in range(width)] for line in range(len(rows))]
