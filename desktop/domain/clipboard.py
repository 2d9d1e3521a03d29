"""The clipboard: tab-separated texts and HTML tables to and from a grid of texts.

Rules of shared/traps.md, Part B, section 4 "Paste": Excel gives both, and its text is the better one; HWP's text has
no reliable cells, its HTML has. What a text means (△, full-width digits, "-") is the business of `parsing`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TypeAlias

from desktop.domain.pasted import PastedTable, of_grid, read_html

Grid: TypeAlias = list[list[str]]
"""Lines of texts; the lines of one grid are equally long."""

_EXCEL = "urn:schemas-microsoft-com:office:excel"


def read(text: str, html: str = "") -> Grid:
    """The grid that the clipboard holds: that of the HTML when it has a table and is not Excel's, else of the text."""
    if html and _EXCEL not in html:
        grid = parse_html(html)
        if grid:
            return grid
    return parse_tsv(text)


def read_table(text: str, html: str = "") -> PastedTable | None:
    """The table that the clipboard holds, with its merged cells: that of the HTML, else that of tab-separated text.

    None when the HTML has no table and the text no two lines with tabs: such a text is lines, not a table.
    """
    table = read_html(html) if html else None
    if table is not None and table.width:
        return table
    lines = split_tsv(text)
    return of_grid(lines) if sum(len(line) > 1 for line in lines) > 1 else None


def parse_tsv(text: str) -> Grid:
    """The grid of tab-separated text, quoted fields with tabs and line breaks in them as Excel writes them.

    A stray opening quote would swallow everything up to the end; when fields become that few, quotes are
    taken as they stand.
    """
    return _even(split_tsv(text))


def split_tsv(text: str) -> Grid:
    """The lines of `parse_tsv` as long as they are."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not plain:
        return []
    split = [line.split("\t") for line in plain.split("\n")]
    if '"' not in plain:
        return split
    quoted = _quoted(plain)
    return quoted if quoted is not None and _is_even(quoted) else split


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
    table = read_html(html)
    return table.grid() if table else []


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
