"""Rows and the tables that hang under them: put in, taken out, moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.domain.changes import AddRow, ChangeSet, MoveRow, RemoveRow, RemoveTable, SetCell
from desktop.domain.definitions import RowsKind
from desktop.domain.editing.cells import shortened
from desktop.domain.editing.step import Step
from desktop.domain.evaluation import Evaluation
from desktop.domain.report import CellKey, Report, Row, Table


def insert_row(evaluation: Evaluation, table_uid: str, position: int, uid: str, parent: str = "") -> ChangeSet | None:
    """A new blank row at a position (0-based, among the stored rows) of a table whose rows the clerk enters.

    None for a table whose rows follow another or are prescribed: such a row is put in where it comes from.
    """
    step, table = Step(evaluation), evaluation.report.tables[table_uid]
    if table.definition.rows.kind is not RowsKind.ENTERED:
        return None
    place = min(max(position, 0), len(table.rows))
    step.do(AddRow(table_uid, Row(uid, parent=parent), place))
    return step.changed("행 추가")


def remove_rows(evaluation: Evaluation, table_uid: str, uids: Iterable[str]) -> ChangeSet | None:
    """Take rows out, with all that hangs under them: child rows, owned tables, and the same rows of tables that follow.

    In a table whose rows follow another or are prescribed only what is stored goes; the rows themselves stay.
    """
    step, wanted = Step(evaluation), tuple(dict.fromkeys(uids))
    names = {row.uid: row.label for row in evaluation.rows(table_uid)}
    seen: set[tuple[str, str]] = set()
    for uid in wanted:
        remove_row(step, table_uid, uid, seen)
    name = names.get(wanted[0], "") if len(wanted) == 1 else ""
    return step.changed(f"{shortened(name) or f'{len(wanted)}행'} 삭제")


def move_row(
    evaluation: Evaluation, table_uid: str, uid: str, position: int, parent: str | None = None
) -> ChangeSet | None:
    """Move a row to a position (0-based, as the rows stand afterwards), and under another parent when one is given.

    A table that follows another then stores all its rows, because it has an order of its own from now on.
    None when nothing moves, the rows are prescribed, or the row would come under itself.
    """
    step, table = Step(evaluation), evaluation.report.tables[table_uid]
    if table.definition.rows.kind is RowsKind.FIXED or (parent and _is_under(table, parent, uid)):
        return None
    if table.definition.rows.kind is RowsKind.FOLLOW:
        step.store_all(table_uid)
    if not move_stored(step, table_uid, uid, position, parent):
        return None
    return step.changed("행 이동")


def remove_table(evaluation: Evaluation, table_uid: str) -> ChangeSet | None:
    """Take a table instance out, with its rows, its fields and stated totals and whatever its rows own."""
    step, table = Step(evaluation), evaluation.report.tables.get(table_uid)
    if table is None:
        return None
    _remove_whole_table(step, table, set())
    return step.changed(f"{table.definition.title} 삭제")


def move_stored(step: Step, table_uid: str, uid: str, position: int, parent: str | None = None) -> bool:
    """Move a stored row within a step. True when it moves."""
    row, order = step.draft.body_row(table_uid, uid), step.draft.order(table_uid)
    if row is None:
        return False
    old, new = order.index(uid), min(max(position, 0), len(order) - 1)
    new_parent = row.parent if parent is None else parent
    if (old, row.parent) == (new, new_parent):
        return False
    step.do(MoveRow(table_uid, uid, old, new, row.parent, new_parent))
    return True


def remove_row(step: Step, table_uid: str, uid: str, seen: set[tuple[str, str]]) -> None:
    """Take a stored row out within a step, and what hangs under it before, so that the inverse puts it back first.

    `seen` are the rows that went already, by table and uid: a child that goes with its parent may be named beside it.
    """
    table = step.table(table_uid)
    if table is None:
        return
    if table.definition.rows.kind is RowsKind.ENTERED:
        _remove_branch(step, table, uid, seen)
    else:
        _drop_row(step, table_uid, uid)


def _remove_branch(step: Step, table: Table, uid: str, seen: set[tuple[str, str]]) -> None:
    """Take a row of a table out with its children, owned tables and followers; `seen` stops at circles."""
    if (table.uid, uid) in seen:
        return
    seen.add((table.uid, uid))
    report = step.evaluation.report
    for other, below in (*_children(report, table, uid), *_followers(report, table, uid)):
        _remove_branch(step, other, below, seen)
    for owned in _owned(report, table, uid):
        _remove_whole_table(step, owned, seen)
    _drop_row(step, table.uid, uid)


def _drop_row(step: Step, table_uid: str, uid: str) -> None:
    row = step.draft.body_row(table_uid, uid)
    if row is not None:
        step.do(RemoveRow(table_uid, row, step.draft.order(table_uid).index(uid)))


def _remove_whole_table(step: Step, table: Table, seen: set[tuple[str, str]]) -> None:
    for row in reversed(table.rows):
        _remove_branch(step, table, row.uid, seen)
    for pseudo in (table.total, table.fields):
        for column, value in pseudo.cells.items():
            step.do(SetCell(CellKey(table.uid, pseudo.uid, column), value, None))
    position = step.draft.position(table.uid)
    step.do(RemoveTable(table.uid, table.code, table.owner, position, table.definition_json))


def _is_under(table: Table, uid: str, above: str) -> bool:
    """Whether a row is another one or hangs somewhere under it."""
    seen: set[str] = set()
    while uid and uid not in seen:
        if uid == above:
            return True
        seen.add(uid)
        row = table.row(uid)
        uid = row.parent if row else ""
    return False


def _children(report: Report, table: Table, uid: str) -> Iterator[tuple[Table, str]]:
    """The rows that hang under a row in a tree of this and other tables."""
    for other in report.tables.values():
        if other.uid == table.uid or table.code in other.definition.rows.parents:
            yield from ((other, row.uid) for row in reversed(other.rows) if row.parent == uid)


def _followers(report: Report, table: Table, uid: str) -> Iterator[tuple[Table, str]]:
    """The same row in the tables that follow this one."""
    for other in report.tables.values():
        rows = other.definition.rows
        if rows.kind is RowsKind.FOLLOW and rows.source == table.code and other.row(uid) is not None:
            yield other, uid


def _owned(report: Report, table: Table, uid: str) -> Iterator[Table]:
    """The table instances that hang under a row: official ones that this table owns, and clerks' own tables."""
    for other in reversed(tuple(report.tables.values())):
        if other.owner == uid and (other.is_custom or other.definition.owner == table.code):
            yield other
