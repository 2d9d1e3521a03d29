"""The texts of a report one statement at a time, each with what it hangs on.

An outline gives a statement for each item. Any other text cell gives one for each line, nested by the marks in front
(○, -, ▶ …), under the title of its table, the name of its row and the title of its column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop.domain.definitions import ColumnType, Layout
from desktop.domain.outline import LABEL, TEXT, Item, shown_items, text_of
from desktop.domain.report import FIELDS_ROW, CellKey, Report, Row, Table
from desktop.domain.values import State

_TEXTS = (ColumnType.TEXT, ColumnType.LONG_TEXT)
_MARKS = "□■◆○●◦-‧·•▶▸※*"
_TITLE = "title"
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement, or a heading that has statements under it.

    Attributes:
        key: the cell where it stands; of a heading without a cell, the cell of what is under it.
        text: the statement without its mark.
        parent: what it hangs on, None at the top.
        is_heading: whether it is only a title around statements: of a table, a row or a column.
    """

    key: CellKey
    text: str
    parent: Passage | None = None
    is_heading: bool = False

    @property
    def above(self) -> tuple[Passage, ...]:
        """All that it hangs on, the nearest first."""
        found: list[Passage] = []
        passage = self.parent
        while passage is not None:
            found.append(passage)
            passage = passage.parent
        return tuple(found)


@dataclass(slots=True)
class _Nest:
    """The passages that later lines of the same cell may hang on, by mark."""

    root: Passage
    open: list[tuple[str, Passage]] = field(default_factory=list)

    def take(self, key: CellKey, line: str) -> Passage:
        mark = line[0] if line[0] in _MARKS and not line[1:2].isdigit() else ""
        marks = [known for known, _ in self.open]
        if mark in marks:
            del self.open[marks.index(mark) :]
        passage = Passage(key, line[len(mark) :].strip(), self.open[-1][1] if self.open else self.root)
        self.open.append((mark, passage))
        return passage


def passages(report: Report, table: Table) -> tuple[Passage, ...]:
    """All statements of a table behind its title, with their headings; a line of more than a page is none."""
    found = _passages(report, table)
    return tuple(passage for passage in found if passage.is_heading or len(passage.text) <= _LONGEST)


def _passages(report: Report, table: Table) -> tuple[Passage, ...]:
    top = Passage(CellKey(table.uid, FIELDS_ROW, _TITLE), _title(table), _owner(report, table), is_heading=True)
    if table.definition.layout is Layout.OUTLINE:
        return (top, *_outline(report, table, top).values())
    rows = (table.fields, *table.rows)
    return (top, *(passage for row in rows for passage in _row(table, row, top)))


def all_passages(report: Report) -> Iterator[Passage]:
    """All statements of a report with their headings, table by table."""
    return (passage for table in report.tables.values() for passage in passages(report, table))


def siblings(statements: Iterable[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """The statements that hang on the same one, together and in order."""
    groups: dict[int, list[Passage]] = {}
    for passage in statements:
        if not passage.is_heading:
            groups.setdefault(id(passage.parent), []).append(passage)
    return tuple(tuple(group) for group in groups.values())


def _owner(report: Report, table: Table) -> Passage | None:
    """What a table hangs on: the item over its place in an outline, or the name of the row that owns it."""
    if not table.owner:
        return None
    for other in report.tables.values():
        row = other.row(table.owner) if other.uid != table.uid else None
        if row is not None:
            return _hold(report, other, row)
    return None


def _hold(report: Report, table: Table, row: Row) -> Passage | None:
    if table.definition.layout is Layout.OUTLINE:
        top = Passage(CellKey(table.uid, FIELDS_ROW, _TITLE), _title(table), _owner(report, table), is_heading=True)
        item = next((item for item in shown_items(report, table) if item.row.uid == row.uid), None)
        return _outline(report, table, top).get(item.parent) if item else None
    column = next((column for column in table.definition.columns if _text(row, column.key)), None)
    return Passage(CellKey(table.uid, row.uid, column.key), _text(row, column.key)) if column else None


def _outline(report: Report, table: Table, top: Passage) -> dict[str, Passage]:
    """The statement of each item that has one, by its uid."""
    found: dict[str, Passage] = {}
    for item in shown_items(report, table):
        text = _item_text(item)
        if text and not item.is_table_place:
            found[item.row.uid] = Passage(_item_key(table, item), text, found.get(item.parent, top))
    return found


def _row(table: Table, row: Row, top: Passage) -> Iterator[Passage]:
    columns = table.definition.fields if row.uid == FIELDS_ROW else table.definition.columns
    label = ""
    for column in columns:
        if column.type not in _TEXTS or not _text(row, column.key):
            continue
        key = CellKey(table.uid, row.uid, column.key)
        above = Passage(key, label, top, is_heading=True) if label else top
        nest = _Nest(Passage(key, column.title, above, is_heading=True))
        statements = [nest.take(key, line.strip()) for line in _text(row, column.key).splitlines() if line.strip()]
        label = label or statements[0].text
        yield from statements


def _title(table: Table) -> str:
    return _text(table.fields, _TITLE) or table.definition.title


def _item_key(table: Table, item: Item) -> CellKey:
    return CellKey(table.uid, item.row.uid, TEXT if text_of(item.row, TEXT) else LABEL)


def _item_text(item: Item) -> str:
    return " : ".join(part for part in (text_of(item.row, LABEL), text_of(item.row, TEXT)) if part)


def _text(row: Row, column: str) -> str:
    value = row.value(column)
    return value.text.strip() if value and value.state is State.VALUE else ""
