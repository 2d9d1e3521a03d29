"""A table as the clipboard holds it: its cells with their spans, and the lines of text around it.

The shapes are those of shared/traps.md, Part B, section 4 "Paste": Excel's HTML (`mso-` styles, a hidden last row, text
that flows over its neighbours), HWP's (a paragraph of nested spans in each cell) and LibreOffice's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BREAKS = frozenset({"br", "p", "div", "li"})
_UNSEEN = frozenset({"head", "style", "script", "title"})
_PICTURES = frozenset({"img", "v:imagedata"})
_LONGEST_SPAN = 1000
_STYLE_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_TEXT_FORMAT = re.compile(r"mso-number-format:\s*[\"']?\\?@")
_CLIPPED = re.compile("#{2,}")


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell, 0-based, with its span. `is_header` is <th>; `is_text` a cell that Excel holds as text."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class PastedTable:
    """The first table of the clipboard.

    Attributes:
        cells: in reading order.
        widths: the columns that each row reaches to; they differ in a ragged table.
        above: lines of text before the table.
        below: lines of text behind it.
        tables: how many tables stand side by side; only the first is here.
        nested: rows (0-based) in which a table stands within a cell.
        pictures: (row, column) of the cells with a picture.
        has_spans: whether the source says which cells are merged (tab-separated text does not).
    """

    cells: tuple[PastedCell, ...]
    widths: tuple[int, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    tables: int = 1
    nested: tuple[int, ...] = ()
    pictures: tuple[tuple[int, int], ...] = ()
    has_spans: bool = True

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(self.widths, default=0)

    def grid(self) -> list[list[str]]:
        """The texts, each in the upper left place of its cell, blanks where the cell reaches."""
        lines = [[""] * self.width for _ in self.widths]
        for cell in self.cells:
            lines[cell.row][cell.column] = cell.text
        return lines


def read_html(html: str) -> PastedTable | None:
    """The first table of an HTML text, or None when it has none.

    A merged cell stands in its upper left place. Line breaks within a cell are kept, other white space is one blank. A
    table within a cell is text of the cell. A span that only lets a text flow over its neighbours is none.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if not reader.tables:
        return None
    cells, widths = _placed(reader.rows)
    pictures = tuple((cell.row, cell.column) for cell, read in cells if read.has_picture)
    nested = tuple(dict.fromkeys(cell.row for cell, read in cells if read.has_table))
    made = tuple(cell for cell, _ in cells)
    above, below = _lines(reader.above), _lines(reader.below)
    return PastedTable(made, widths, above, below, reader.tables, nested, pictures)


def of_grid(lines: Sequence[Sequence[str]]) -> PastedTable:
    """The table of tab-separated lines: lines of one field before and after it are lines of text around it."""
    wide = [place for place, line in enumerate(lines) if len(line) > 1]
    first, last = (wide[0], wide[-1] + 1) if wide else (0, len(lines))
    body = lines[first:last]
    cells = tuple(PastedCell(text, row, place) for row, line in enumerate(body) for place, text in enumerate(line))
    above, below = (tuple(text for line in part for text in line if text) for part in (lines[:first], lines[last:]))
    return PastedTable(cells, tuple(map(len, body)), above, below, has_spans=False)


@dataclass
class _Cell:
    """One cell as it is being read."""

    colspan: int
    rowspan: int
    is_header: bool = False
    is_text: bool = False
    number: str = ""
    has_picture: bool = False
    has_table: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as a browser shows it; the figure itself where Excel's column was too narrow for it."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        text = "\n".join(lines).strip("\n")
        return self.number if self.number and _CLIPPED.fullmatch(text) else text


class _Reader(HTMLParser):
    """Reads the rows of the first table, and what stands around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[_Cell]] = []
        self.above: list[str] = []
        self.below: list[str] = []
        self.tables = 0
        self._depth = 0
        self._unseen: list[str] = []
        self._cell: _Cell | None = None
        self._styles: dict[str, str] = {}
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open the table, a row or a cell; break the line."""
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag in _BREAKS:
            self._break(force=tag == "br")
        if tag == "table":
            self._open_table()
        elif self._cell is not None and tag in _PICTURES:
            self._cell.has_picture = True
        elif self.tables == 1 and self._depth == 1 and tag in ("tr", "td", "th"):
            self._open(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or the table."""
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if self._depth == 1 and tag in ("td", "th", "tr"):
            self._cell = None
        if tag == "table" and self._depth:
            self._depth -= 1
        if tag in _BREAKS and not self._depth:
            self._break(force=True)

    def handle_data(self, data: str) -> None:
        """Text of the open cell, or around the table; line breaks of the source are blanks."""
        if "style" in self._unseen:
            self._styles.update(_STYLE_RULE.findall(data))
        elif self._cell is not None:
            self._cell.parts.append(data.replace("\n", " "))
        elif not self._depth and not self._unseen:
            (self.below if self.tables else self.above).append(data.replace("\n", " "))

    def _open_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self.tables += 1
        elif self._cell is not None:
            self._cell.has_table = True

    def _open(self, tag: str, given: Mapping[str, str]) -> None:
        style = " ".join(
            (given.get("style", ""), *(self._styles.get(name, "") for name in given.get("class", "").split()))
        )
        self._cell = None
        style = style.replace(" ", "")
        if tag == "tr":
            self._is_hidden = "display:none" in style
            self.rows += [] if self._is_hidden else [[]]
        elif not self._is_hidden:
            self._open_cell(tag, given, style)

    def _open_cell(self, tag: str, given: Mapping[str, str], style: str) -> None:
        flows = "mso-ignore:colspan" in style
        colspan = _span(given.get("colspan", ""))
        cell = _Cell(1 if flows else colspan, _span(given.get("rowspan", "")), is_header=tag == "th")
        cell.is_text, cell.number = bool(_TEXT_FORMAT.search(style)), given.get("x:num", "")
        self.rows = self.rows or [[]]
        self.rows[-1] += [cell, *(_Cell(1, 1) for _ in range(colspan - 1 if flows else 0))]
        self._cell = cell

    def _break(self, *, force: bool) -> None:
        """A line break: in a cell always for <br>, for blocks only behind text."""
        if self._cell is not None:
            if force or self._cell.text:
                self._cell.parts.append("\n")
        elif not self._depth:
            (self.below if self.tables else self.above).append("\n")


def _span(value: str) -> int:
    """A span as HTML reads it: at least 1, and never so long that a forged table fills the memory."""
    digits = value.strip()
    return min(max(int(digits), 1), _LONGEST_SPAN) if digits.isascii() and digits.isdigit() else 1


def _lines(parts: Sequence[str]) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return tuple(line for line in lines if line)


def _placed(rows: Sequence[Sequence[_Cell]]) -> tuple[list[tuple[PastedCell, _Cell]], tuple[int, ...]]:
    """The cells on a grid, and how far each row reaches."""
    taken: set[tuple[int, int]] = set()
    reach = [0] * len(rows)
    cells = []
    for line, row in enumerate(rows):
        column = 0
        for read in row:
            while (line, column) in taken:
                column += 1
            height = min(read.rowspan, len(rows) - line)
            for below, right in _area(line, column, height, read.colspan):
                taken.add((below, right))
                reach[below] = max(reach[below], right + 1)
            made = PastedCell(
                read.text, line, column, height, read.colspan, is_header=read.is_header, is_text=read.is_text
            )
            cells.append((made, read))
    return cells, tuple(reach)


def _area(row: int, column: int, height: int, width: int) -> Iterator[tuple[int, int]]:
    return ((row + down, column + right) for down in range(height) for right in range(width))
