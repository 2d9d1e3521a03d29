"""The lines around a pasted table, and where its header ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.dates import parse_date
from desktop.domain.pasted import PastedCell, PastedTable
from desktop.domain.spelling import bare, plain
from desktop.domain.units import normal, unit_of

_UNIT_LINE = re.compile(r"단위\s*[:：)]?|^[(（〈<\[][^()]*(?:기준|[%명원건])\s*[)）〉>\]]$")
_UNITS = re.compile(r"단위\s*[:：]?\s*([^'’)）\]〉>]+)")
_FOOTNOTE = re.compile(r"\s*(?:※|\*|＊|†|주\s*\d*\s*[:)）.]|\d+\)|[¹²³⁴]\s*\)?|자료\s*[:：]|출처\s*[:：])")
_FIGURE = re.compile(r"[(]?\s*[△▲+\-−]?\s*[\d,.]+\s*(?:%|[가-힣㎡]{0,3})\s*[)]?|[\d,.△-]+\s*/\s*[\d,.△-]+")
_YEAR = re.compile(r"(?:(?:19|20)\d\d|['’‘`]\s?\d\d)\.?\s*년?도?(?:\(\w+\))?")
_HEADER_LINES = 4
_TITLE_LONGEST = 80
_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """What is not body: the lines around, the row where the table begins, its header rows, the row where it ends."""

    title: str
    unit_note: str
    footnotes: tuple[str, ...]
    begin: int
    header_rows: int
    end: int
    unread: tuple[str, ...] = ()


def frame_of(table: PastedTable, header_rows: int | None = None) -> Frame:
    """Find title, unit line, footnotes and header; `header_rows` is what the clerk says of the last."""
    rows = _rows(table)
    begin, end = 0, len(table.widths)
    while begin < end - 1 and _is_line(rows[begin], table.width) and not _labels(rows, begin, table):
        begin += 1
    while end - 1 > begin and _is_line(rows[end - 1], table.width) and _FOOTNOTE.match(_only(rows[end - 1])):
        end -= 1
    over = [*table.above[-_ABOVE:], *(text for row in rows[:begin] if (text := _only(row)))]
    unit_note = next((line for line in reversed(over) if _UNIT_LINE.search(line)), "")
    titles = [line for line in over if line != unit_note and len(line) <= _TITLE_LONGEST]
    under = [*(_only(row) for row in rows[end:]), *table.below]
    notes = tuple(line for line in under if _FOOTNOTE.match(line))
    title = titles[-1] if titles else ""
    unread = tuple(line for line in (*over, *under) if line not in (title, unit_note, *notes))
    found = _header_rows(rows, begin, end, table) if header_rows is None else min(header_rows, end - begin)
    return Frame(title, unit_note, notes, begin, found, end, unread)


def units_in(note: str) -> tuple[str, ...]:
    """The units that a unit line names: "(단위 : 백만원, %, '22.1.21. 기준)" names 백만원 and %."""
    found = _UNITS.search(note)
    named = re.split(r"[,·/]|\s및\s", found[1] if found else note.strip("()（）〈〉[] "))
    return tuple(dict.fromkeys(unit for part in named if is_unit(unit := bare(part))))


def is_unit(text: str) -> bool:
    """Whether a text is a unit that figures can have."""
    return normal(text) in ("%", "%p", "배", "점") or unit_of(text) is not None


def year_of(text: str) -> str:
    """The year in a header text ("2018년", "'18년도"), "" when it is none."""
    return bare(text) if _YEAR.fullmatch(text.strip()) else ""


def is_figure(text: str) -> bool:
    """Whether a text is a figure or a day, and so no header."""
    spelled = plain(text.strip())
    return bool(_FIGURE.fullmatch(spelled)) or spelled in ("-", "–") or (parse_date(text) is not None)


def _rows(table: PastedTable) -> list[list[PastedCell]]:
    rows: list[list[PastedCell]] = [[] for _ in table.widths]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return rows


def _only(row: Sequence[PastedCell]) -> str:
    """The text of a row with a single text in it, else ""."""
    texts = [cell.text for cell in row if cell.text.strip()]
    return texts[0] if len(texts) == 1 else ""


def _is_line(row: Sequence[PastedCell], width: int) -> bool:
    """Whether a row is no row of cells but one line of text, or blank."""
    filled = [cell for cell in row if cell.text.strip()]
    return width > 1 and len(filled) <= 1 and not any(cell.rowspan > 1 for cell in row)


def _labels(rows: Sequence[Sequence[PastedCell]], place: int, table: PastedTable) -> bool:
    """Whether the single text of a row is the label over a part of the columns, or a row of figures to come."""
    filled = [cell for cell in rows[place] if cell.text.strip()]
    if not filled or _UNIT_LINE.search(filled[0].text):
        return False
    return filled[0].column > 0 and filled[0].colspan < table.width - 1 and not table.above and filled[0].colspan > 1


def _header_rows(rows: Sequence[Sequence[PastedCell]], begin: int, end: int, table: PastedTable) -> int:
    """Header rows from <th>, else from the merges of the first row, else up to the first row with a figure."""
    headed = 0
    while begin + headed < end - 1 and rows[begin + headed] and all(cell.is_header for cell in rows[begin + headed]):
        headed += 1
    if headed:
        return min(headed, _HEADER_LINES)
    first = rows[begin]
    deepest = max((cell.rowspan for cell in first), default=1)
    if deepest == 1 and any(cell.colspan > 1 for cell in first) and _is_worded(rows, begin + 1, end):
        deepest = 1 + bool(_is_lower(rows[begin + 1], first))
    if not table.has_spans:
        deepest = _unspanned(rows, begin, end)
    return min(deepest, _HEADER_LINES, end - begin)


def _is_lower(row: Sequence[PastedCell], first: Sequence[PastedCell]) -> bool:
    """Whether a row labels what the merged cells above it hold: nothing stands under the unmerged ones."""
    single = {cell.column for cell in first if cell.colspan == 1}
    under = [cell for cell in row if cell.text.strip()]
    return bool(under) and all(cell.column not in single for cell in under)


def _is_worded(rows: Sequence[Sequence[PastedCell]], place: int, end: int) -> bool:
    return place < end - 1 and not any(is_figure(cell.text) for cell in rows[place] if not year_of(cell.text))


def _unspanned(rows: Sequence[Sequence[PastedCell]], begin: int, end: int) -> int:
    """Without merges a second header row is one whose first cell is blank and which has no figure."""
    count = 1
    while count < _HEADER_LINES and _is_worded(rows, begin + count, end) and not rows[begin + count][0].text.strip():
        count += 1
    return count
