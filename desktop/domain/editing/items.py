"""Outlines: items put in, split, indented, moved with everything under them, and places for a clerk's own table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.changes import AddRow, AddTable, ChangeSet
from desktop.domain.definition_parser import CUSTOM
from desktop.domain.definitions import TableDefinition
from desktop.domain.editing.rows import move_stored, remove_rows
from desktop.domain.editing.step import Step
from desktop.domain.evaluation import Evaluation
from desktop.domain.outline import (
    MARK,
    TABLE_PLACE,
    TEXT,
    Item,
    declared_marks,
    items,
    read_mark,
    siblings,
    stored_mark,
    subtree,
    text_of,
)
from desktop.domain.report import CellKey, Row
from desktop.domain.spelling import tidy
from desktop.domain.values import Value


def add_item(evaluation: Evaluation, table_uid: str, after: str, uid: str) -> ChangeSet:
    """A new item under another one ("" puts it at the top).

    It takes the mark of the item above; when something hangs under that one, the new item becomes its first
    child, so that nothing else changes its place in the tree.
    """
    outline = items(evaluation.report.tables[table_uid])
    position, mark = _place_of_new(evaluation.report.tables[table_uid].definition, outline, after)
    step = Step(evaluation)
    step.do(AddRow(table_uid, Row(uid, _marked(mark)), position))
    return ChangeSet("항목 추가", tuple(step.draft.changes))


def split_item(evaluation: Evaluation, table_uid: str, uid: str, at: int, new_uid: str) -> ChangeSet:
    """Enter within a text: what stands behind the position (in characters) becomes an item of its own below."""
    table = evaluation.report.tables[table_uid]
    row = next(row for row in table.rows if row.uid == uid)
    left, right = text_of(row, TEXT)[:at].rstrip(), text_of(row, TEXT)[at:].lstrip()
    position, mark = _place_of_new(table.definition, items(table), uid)
    step = Step(evaluation)
    step.set_cell(CellKey(table_uid, uid, TEXT), Value.of(left) if left else None)
    step.do(AddRow(table_uid, Row(new_uid, {**_marked(mark), **({TEXT: Value.of(right)} if right else {})}), position))
    return ChangeSet("항목 나누기", tuple(step.draft.changes))


def paste_items(
    evaluation: Evaluation, table_uid: str, after: str, lines: Sequence[str], new_uid: Callable[[], str]
) -> ChangeSet | None:
    """Each line of a pasted text as an item below another one ("" puts them at the top).

    A mark in front of a line (also ③, 【…】) is taken as its mark; a line without one takes that of the line before,
    the first one the mark that `add_item` would give. None when all lines are blank.
    """
    table = evaluation.report.tables[table_uid]
    position, mark = _place_of_new(table.definition, items(table), after)
    step, pasted = Step(evaluation), [text for text in map(tidy, lines) if text]
    for text in pasted:
        found, rest = read_mark(table.definition, text)
        mark = found or mark
        cells = {**_marked(mark), **({TEXT: Value.of(rest)} if rest else {})}
        step.do(AddRow(table_uid, Row(new_uid(), cells), position))
        position += 1
    return step.changed(f"붙여넣기 {len(pasted)}항목")


def set_level(evaluation: Evaluation, table_uid: str, uid: str, steps: int) -> ChangeSet | None:
    """Tab (+1) and Shift+Tab (-1): the item and everything under it go that many declared levels down or up.

    The new mark is that of the sibling above, else the first one that is declared for the level.
    None when the item, or something under it, would leave the declared levels, or is a table place.
    """
    table = evaluation.report.tables[table_uid]
    outline = items(table)
    span = subtree(outline, uid)
    levels = _step_levels(table.definition)
    step = Step(evaluation)
    for index in span:
        if outline[index].is_table_place:
            continue
        level = _shifted(levels, outline[index].level, steps)
        if level is None:
            return None
        mark = _mark_for(table.definition, outline[: span.start] if index == span.start else (), level)
        step.set_cell(CellKey(table_uid, outline[index].row.uid, MARK), Value.of(mark))
    return step.changed("항목 내리기" if steps > 0 else "항목 올리기")


def set_mark(evaluation: Evaluation, table_uid: str, uid: str, mark: str) -> ChangeSet | None:
    """Another mark for one item. None when it has it already."""
    step = Step(evaluation)
    step.set_cell(CellKey(table_uid, uid, MARK), Value.of(mark) if mark else None)
    return step.changed(f"기호 {mark}" if mark else "기호 지움")


def move_item(evaluation: Evaluation, table_uid: str, uid: str, steps: int) -> ChangeSet | None:
    """Move an item, with all under it, before its previous (-1) or behind its next (+1) sibling; None at the end."""
    outline = items(evaluation.report.tables[table_uid])
    family = siblings(outline, uid)
    place = family.index(uid) + steps
    if steps == 0 or not 0 <= place < len(family):
        return None
    span, other = subtree(outline, uid), subtree(outline, family[place])
    target = other.start if steps < 0 else other.stop - len(span)
    step = Step(evaluation)
    for offset, index in enumerate(span):
        move_stored(step, table_uid, outline[index].row.uid, target + (offset if steps < 0 else len(span) - 1))
    return step.changed("항목 이동")


def remove_item(evaluation: Evaluation, table_uid: str, uid: str) -> ChangeSet | None:
    """Take an item out with everything under it, clerks' own tables too."""
    outline = items(evaluation.report.tables[table_uid])
    removed = remove_rows(evaluation, table_uid, [outline[index].row.uid for index in subtree(outline, uid)])
    return ChangeSet("항목 삭제", removed.changes) if removed else None


def add_table_place(
    evaluation: Evaluation, table_uid: str, after: str, uid: str, own_table_uid: str, definition_json: str
) -> ChangeSet:
    """A place for a clerk's own table directly below an item, and the empty table in it."""
    report = evaluation.report
    outline = items(report.tables[table_uid])
    position = subtree(outline, after).start + 1 if after else 0
    place = AddRow(table_uid, Row(uid, _marked(TABLE_PLACE)), position)
    return ChangeSet("표 추가", (place, AddTable(own_table_uid, CUSTOM, uid, len(report.tables), definition_json)))


def _place_of_new(definition: TableDefinition, outline: Sequence[Item], after: str) -> tuple[int, str]:
    """Position and mark of a new item below another one."""
    if not after:
        first = outline[0] if outline else None
        return 0, _stored(definition, first) if first else _first_mark(definition)
    span = subtree(outline, after)
    below = [item for item in outline[span.start + 1 : span.stop] if not item.is_table_place]
    model = below[0] if below else _model(outline[: span.start + 1])
    return span.start + 1, _stored(definition, model) if model else _first_mark(definition)


def _model(above: Sequence[Item]) -> Item | None:
    """The nearest item above whose mark a new item can take: a table place gives none."""
    return next((item for item in reversed(above) if not item.is_table_place), None)


def _stored(definition: TableDefinition, item: Item) -> str:
    """The mark that a sibling of an item stores: of a counter always the first number, it runs by itself."""
    declared = declared_marks(definition, stored_mark(item.row))
    return declared[0].mark if declared else stored_mark(item.row)


def _first_mark(definition: TableDefinition) -> str:
    return next((mark.mark for mark in definition.marks if mark.mark != TABLE_PLACE), "")


def _step_levels(definition: TableDefinition) -> tuple[int, ...]:
    """The levels that Tab goes through: of each plain mark the one that is declared first, its usual place."""
    usual: dict[str, int] = {}
    for mark in definition.marks:
        if mark.mark != TABLE_PLACE and mark.printed and not mark.encloses and not mark.shows:
            usual.setdefault(mark.mark, mark.level)
    return tuple(sorted(set(usual.values())))


def _shifted(levels: Sequence[int], level: int, steps: int) -> int | None:
    """The level so many steps below (or above, when negative); None beyond the last (or first)."""
    further = (
        [each for each in levels if each > level] if steps > 0 else [each for each in reversed(levels) if each < level]
    )
    return further[abs(steps) - 1] if abs(steps) <= len(further) else None


def _mark_for(definition: TableDefinition, above: Sequence[Item], level: int) -> str:
    """The mark on a level: as the sibling above has it, else the first one declared."""
    near = next((item for item in reversed(above) if item.level <= level and not item.is_table_place), None)
    if near and near.level == level:
        return _stored(definition, near)
    return next(mark.mark for mark in definition.marks if mark.level == level and mark.mark != TABLE_PLACE)


def _marked(mark: str) -> dict[str, Value]:
    return {MARK: Value.of(mark)} if mark else {}
