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
_TABLE_TITLE = "title"


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


def passages(report: Report) -> tuple[Passage, ...]:
    """All statements of a report with their headings, in order."""
    reader = _Reader(report)
    return tuple(passage for table in report.tables.values() for passage in reader.read(table))


def siblings(statements: Iterable[Passage]) -> tuple[tuple[Passage, ...], ...]:
    """The statements that hang on the same one, together and in order."""
    groups: dict[int, list[Passage]] = {}
    for passage in statements:
        if not passage.is_heading:
            groups.setdefault(id(passage.parent), []).append(passage)
    return tuple(tuple(group) for group in groups.values())


class _Reader:
    """Reads tables one after the other and knows on which row each of them hangs."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._rows: dict[str, Passage] = {}

    def read(self, table: Table) -> Iterator[Passage]:
        owner = self._rows.get(table.owner)
        if table.definition.layout is Layout.OUTLINE:
            yield from self._outline(table, owner)
        else:
            yield from self._cells(table, owner)

    def _outline(self, table: Table, owner: Passage | None) -> Iterator[Passage]:
        found: dict[str, Passage] = {}
        for item in shown_items(self._report, table):
            parent = found.get(item.parent, owner)
            if item.is_table_place and parent is not None:
                self._rows[item.row.uid] = parent
            text = _item_text(item)
            if text and not item.is_table_place:
                found[item.row.uid] = Passage(_item_key(table, item), text, parent)
                yield found[item.row.uid]

    def _cells(self, table: Table, owner: Passage | None) -> Iterator[Passage]:
        title = _text(table.fields, _TABLE_TITLE) or table.definition.title
        top = Passage(CellKey(table.uid, FIELDS_ROW, _TABLE_TITLE), title, owner, is_heading=True)
        yield top
        for row in (table.fields, *table.rows):
            yield from self._row(table, row, top)

    def _row(self, table: Table, row: Row, top: Passage) -> Iterator[Passage]:
        columns = table.definition.fields if row.uid == FIELDS_ROW else table.definition.columns
        texts = [column for column in columns if column.type in _TEXTS and _text(row, column.key)]
        label = ""
        for column in texts:
            key = CellKey(table.uid, row.uid, column.key)
            above = Passage(key, label, top, is_heading=True) if label else top
            nest = _Nest(Passage(key, column.title, above, is_heading=True))
            lines = [line.strip() for line in _text(row, column.key).splitlines()]
            statements = [nest.take(key, line) for line in lines if line]
            label = label or statements[0].text
            self._rows.setdefault(row.uid, statements[0])
            yield from statements


def _item_key(table: Table, item: Item) -> CellKey:
    return CellKey(table.uid, item.row.uid, TEXT if text_of(item.row, TEXT) else LABEL)


def _item_text(item: Item) -> str:
    return " : ".join(part for part in (text_of(item.row, LABEL), text_of(item.row, TEXT)) if part)


def _text(row: Row, column: str) -> str:
    value = row.value(column)
    return value.text.strip() if value and value.state is State.VALUE else ""
