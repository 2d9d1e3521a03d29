"""Item trees: levels, parents, running numbers and printed marks of a flat list of rows.

The mark decides the level (conventions.md, Marks and levels); an item's parent is the nearest item above with a
lower level. A place for a table (mark 표) is a leaf: nothing hangs under it and it has no number (S003-T26 stands
under "2.2", and the ※ after it is "2.2.1").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.definitions import Mark, RowsKind, TableDefinition
from desktop.domain.report import Report, Row, Table
from desktop.domain.values import Value

TABLE_PLACE = "표"
"""The mark of a row that is a place for a clerk's own table (docs/architecture.md)."""

MARK, LABEL, TEXT = "mark", "label", "text"
"""The columns of every outline."""

_SERIES = (
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    "❶❷❸❹❺❻❼❽❾❿",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
    "가나다라마바사아자차카타파하",
    "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩ",
)


_ABOVE_ALL = 0
_ALL = "all"
_LONGEST_COUNT = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an outline.

    Attributes:
        row: the stored row with its mark, label and text.
        level: the level of its mark, 1 is the highest.
        mark: as printed: the running counter ("③"), "" for marks that stand around the text.
        depth: number of items above it in the tree, for the indentation.
        number: its place in the tree ("2.1.3"), "" for a table place.
        parent: uid of the item that it hangs under, "" at the top.
        encloses: the two marks around its text ("【", "】"), or two empty texts.
        mark_prints: whether the mark stands on the page too.
    """

    row: Row
    level: int
    mark: str
    depth: int
    number: str
    parent: str = ""
    encloses: tuple[str, str] = ("", "")
    mark_prints: bool = True

    @property
    def is_table_place(self) -> bool:
        """Whether a clerk's own table prints here."""
        return stored_mark(self.row) == TABLE_PLACE

    @property
    def printed(self) -> str:
        """Label and text as they print, without the mark in front: "대 상 : 만 18세 이상", "【해외】"."""
        left, right = self.encloses
        return left + " : ".join(part for part in (text_of(self.row, LABEL), text_of(self.row, TEXT)) if part) + right


@dataclass(frozen=True, slots=True)
class Program:
    """A row of a program tree over several tables, with its numbers from the top: (1, 3) is the third of the first."""

    table: str
    row: Row
    depth: int
    numbers: tuple[int, ...]


def items(table: Table) -> tuple[Item, ...]:
    """The items of an outline, in order."""
    walk = _Walk(table.definition)
    return tuple(walk.take(row) for row in table.rows)


def shows_items(report: Report, table: Table) -> bool:
    """Whether an outline shows any item."""
    if table.definition.rows.kind is RowsKind.FOLLOW:
        return bool(number_programs(report, table.definition.rows.source))
    return bool(table.rows)


def shown_items(report: Report, table: Table) -> tuple[Item, ...]:
    """The items that an outline shows: its own, or those of the program tree that it follows.

    A list of programs (S003-T14) is an outline whose rows follow `programs`: each level of the tree has the first
    mark of that level, and the text is what the definition follows, or what the clerk stated instead.
    """
    if table.definition.rows.kind is not RowsKind.FOLLOW:
        return items(table)
    tree = number_programs(report, table.definition.rows.source)
    return items(replace(table, rows=tuple(_followed(table, program) for program in tree)))


def _followed(table: Table, program: Program) -> Row:
    levels = sorted({mark.level for mark in table.definition.marks})
    level = levels[min(program.depth, len(levels) - 1)] if levels else 0
    mark = next((mark.mark for mark in table.definition.marks if mark.level == level), "")
    stated = table.row(program.row.uid)
    cells = {MARK: Value.of(mark)} if mark else {}
    for column in table.definition.columns:
        value = program.row.value(column.follows) if column.follows else None
        cells |= {column.key: value} if value else {}
    return Row(program.row.uid, {**cells, **(stated.cells if stated else {})}, program.row.parent)


def subtree(outline: Sequence[Item], uid: str) -> range:
    """The positions of an item and everything under it. Raises ValueError when there is no such item."""
    start = next((index for index, item in enumerate(outline) if item.row.uid == uid), None)
    if start is None:
        raise ValueError(uid)
    depth = outline[start].depth
    ends = (index for index in range(start + 1, len(outline)) if outline[index].depth <= depth)
    return range(start, next(ends, len(outline)))


def siblings(outline: Sequence[Item], uid: str) -> tuple[str, ...]:
    """Uids of the items under the same parent, the item itself among them. Raises ValueError when there is none."""
    parent = outline[subtree(outline, uid).start].parent
    return tuple(item.row.uid for item in outline if item.parent == parent)


def stored_mark(row: Row) -> str:
    """The mark that a row holds, "" when it has none."""
    return text_of(row, MARK)


def text_of(row: Row, column: str) -> str:
    """The text in a column, "" when blank."""
    value = row.value(column)
    return value.text if value else ""


def declared_marks(definition: TableDefinition, mark: str) -> tuple[Mark, ...]:
    """The declarations that a stored mark belongs to; any number of a counter (③) belongs to the counter (①)."""
    exact = tuple(declared for declared in definition.marks if declared.mark == mark)
    if exact or not mark:
        return exact
    return tuple(declared for declared in definition.marks if declared.counter and mark in _written_marks(declared))


def read_mark(definition: TableDefinition, line: str) -> tuple[str, str]:
    """A written line as the mark to store and the text behind (or between) it; ("", line) when it has no known mark.

    A mark counts only before a blank or a text that is no figure, so that "-9" and "*3" stay what they are.
    """
    for declared in sorted(definition.marks, key=lambda mark: -len(mark.mark)):
        if declared.mark == TABLE_PLACE or not declared.printed or declared.shows:
            continue
        if declared.encloses:
            left, right = around(declared)
            if line.startswith(left) and line.endswith(right) and len(line) > len(left + right):
                return declared.mark, line[len(left) : -len(right)].strip()
        for written in _written_marks(declared):
            rest = line.removeprefix(written)
            if rest != line and not rest[:1].isdigit():
                return declared.mark, rest.strip()
    return "", line


def around(declared: Mark) -> tuple[str, str]:
    """The two halves of a mark that stands around the text: "【】" is 【 and 】."""
    sign = declared.shows or declared.mark
    half = len(sign) // 2
    return sign[:half], sign[half:]


def numbered(mark: str, number: int) -> str:
    """A counter mark with its number: ("①", 3) is "③", ("1)", 12) is "12)", ("가.", 2) is "나.".

    Beyond the end of a series (50 for ①) the number stands in parentheses.
    """
    if "1" in mark:
        return mark.replace("1", str(number), 1)
    series = next((series for series in _SERIES if series[0] in mark), "")
    if not series:
        return mark
    return mark.replace(series[0], series[number - 1] if number <= len(series) else f"({number})", 1)


def number_programs(report: Report, code: str) -> tuple[Program, ...]:
    """All rows of a program tree, depth first: 분야 → 사업 → 하위 사업 (S003-T14); numbers run per parent.

    The tree takes the tables that the definition names in `rows.parents`, and the table itself. Rows whose
    parent is not there stand at the top, so that none is lost.
    """
    nodes = dict(_nodes(report, code))
    children: dict[str, list[str]] = {}
    for uid, (_, row) in nodes.items():
        parent = row.parent if row.parent in nodes and not _hangs_under_itself(nodes, uid) else ""
        children.setdefault(parent, []).append(uid)
    return tuple(_numbered(nodes, children, "", ()))


def _nodes(report: Report, code: str) -> Iterator[tuple[str, tuple[str, Row]]]:
    instances = report.of_code(code)
    parents = instances[0].definition.rows.parents if instances else ()
    for each in dict.fromkeys((*parents, code)):
        for table in report.of_code(each):
            yield from ((row.uid, (table.uid, row)) for row in table.rows)


def _hangs_under_itself(nodes: Mapping[str, tuple[str, Row]], uid: str) -> bool:
    seen = {uid}
    while uid in nodes and (uid := nodes[uid][1].parent):
        if uid in seen:
            return True
        seen.add(uid)
    return False


def _numbered(
    nodes: Mapping[str, tuple[str, Row]], children: Mapping[str, Sequence[str]], parent: str, above: tuple[int, ...]
) -> Iterator[Program]:
    for position, uid in enumerate(children.get(parent, ()), start=1):
        table, row = nodes[uid]
        numbers = (*above, position)
        yield Program(table, row, len(above), numbers)
        yield from _numbered(nodes, children, uid, numbers)


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that later ones may hang under (None above all of them), with how many do by now, in all and by mark."""

    item: Item | None
    mark: str = ""
    counts: Counter[str] = field(default_factory=Counter)

    def counted(self, declared: Mark) -> tuple[str, str]:
        """Number and printed mark of the next item under this one."""
        self.counts.update({_ALL, declared.mark})
        place = str(self.counts[_ALL])
        number = f"{self.item.number}.{place}" if self.item else place
        if declared.encloses:
            return number, ""
        if declared.counter:
            return number, numbered(declared.mark, self.counts[declared.mark])
        return number, declared.shows or declared.mark


class _Walk:
    """Takes rows one after the other and knows which items are still open above."""

    def __init__(self, definition: TableDefinition) -> None:
        self._definition = definition
        self._choices: dict[str, tuple[Mark, ...]] = {}
        self._above = [_Open(None)]

    def take(self, row: Row) -> Item:
        """The next item."""
        declared = self._declared(stored_mark(row))
        while self._level() >= declared.level:
            self._above.pop()
        item = self._item(row, declared)
        if not item.is_table_place:
            self._above.append(_Open(item, declared.mark))
        return item

    def _level(self) -> int:
        last = self._above[-1].item
        return last.level if last else _ABOVE_ALL

    def _item(self, row: Row, declared: Mark) -> Item:
        """Made whole at once: trees have thousands of items, and each is made anew at an edit and at an export."""
        parent, depth = self._above[-1], len(self._above) - 1
        number, mark = "", declared.shows or declared.mark
        if stored_mark(row) != TABLE_PLACE:
            number, mark = parent.counted(declared)
        above = parent.item.row.uid if parent.item else ""
        encloses = around(declared) if declared.encloses else ("", "")
        return Item(row, declared.level, mark, depth, number, above, encloses, declared.printed)

    def _declared(self, mark: str) -> Mark:
        """The declaration of a mark here; a mark that the definition does not know stands beside the item above."""
        choices = self._choices.get(mark)
        if choices is None:
            declared = declared_marks(self._definition, mark)
            choices = self._choices[mark] = tuple(sorted(declared, key=lambda choice: choice.level))
        if not choices:
            return Mark(mark, max(self._level(), 1))
        return self._same_as_above(choices) or self._first_below(choices)

    def _same_as_above(self, choices: Sequence[Mark]) -> Mark | None:
        """Of a mark that is declared for several levels: the level of the open item with this mark."""
        levels = {above.item.level for above in self._above if above.item and above.mark == choices[0].mark}
        return next((choice for choice in choices if choice.level in levels), None)

    def _first_below(self, choices: Sequence[Mark]) -> Mark:
        """Of a mark that is declared for several levels: the first one under the item above, else the last."""
        return next((choice for choice in choices if choice.level > self._level()), choices[-1])


def _written_marks(declared: Mark) -> tuple[str, ...]:
    """How a mark may be written: a counter with any of its numbers, the longest first ("12." before "1.")."""
    if declared.encloses:
        return ()
    if not declared.counter:
        return (declared.mark,)
    return tuple(numbered(declared.mark, number) for number in range(_LONGEST_COUNT, 0, -1))
