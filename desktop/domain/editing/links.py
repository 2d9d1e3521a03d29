"""Tables that hold the same as another one until they are edited: "4번과 같은 답변" (docs/adr/0003-linked-answers.md).

The link is the property `same_as` of the table: the uid of the row whose table of the same code it takes its content
from. The content itself is stored, so that nothing else need know of links; every step is completed so that it stays
the same, and the link goes when the table is edited for itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from desktop.domain.changes import AddRow, AddTable, ChangeSet, MoveRow, RemoveRow, RemoveTable, SetCell
from desktop.domain.definition_parser import CUSTOM
from desktop.domain.editing.draft import DefinitionSource, Draft
from desktop.domain.editing.step import Step
from desktop.domain.evaluation import Evaluation
from desktop.domain.properties import SAME_AS
from desktop.domain.report import FIELDS_ROW, CellKey, Report, Row, Table
from desktop.domain.values import Value

_UID_BYTES = 16


def same_as(evaluation: Evaluation, table_uid: str, owner: str) -> ChangeSet | None:
    """Link a table to the one of the same code under another row; its own content goes when the step is completed.

    None when nothing would change, or when the other row has no such table or takes its content from this one.
    """
    report = evaluation.report
    table = report.tables[table_uid]
    other = report.owned(table.code, owner) if owner and owner != table.owner else None
    if other is None or any(above.uid == table_uid for above in _above(report, other)):
        return None
    step = Step(evaluation)
    step.set_cell(_link_of(table), Value.of(owner))
    return step.changed("같은 내용으로 잇기")


def unlink(evaluation: Evaluation, table_uid: str) -> ChangeSet | None:
    """Keep the content of a table and link it no more. None when it is not linked."""
    step = Step(evaluation)
    step.set_cell(CellKey(table_uid, FIELDS_ROW, SAME_AS), None)
    return step.changed("이음 풀기")


def followed(report: Report, changes: ChangeSet, definitions: DefinitionSource) -> ChangeSet:
    """The changes, and after them what links ask for: copies follow, links of edited copies go.

    Args:
        report: the report before the changes.
        changes: one step of the clerk.
        definitions: where the definitions of new tables come from.

    Raises:
        ChangeConflict: the changes do not fit the report.
    """
    if not _may_matter(report, changes):
        return changes
    draft = Draft(report, definitions)
    for change in changes.changes:
        draft.do(change)
    edited = _edited(report, draft.finished(), _touched(changes))
    linking = frozenset(key.table for key in changes.cells if key.column == SAME_AS)
    _part(draft, edited - linking)
    _follow(draft, edited | linking)
    return replace(changes, changes=tuple(draft.changes))


def _may_matter(report: Report, changes: ChangeSet) -> bool:
    return any(key.column == SAME_AS for key in changes.cells) or any(_linked(report))


def _touched(changes: ChangeSet) -> frozenset[str]:
    """Uids of the tables that a step edits; setting a link is no edit."""
    return changes.reshaped | {key.table for key in changes.cells if key.column != SAME_AS}


def _edited(before: Report, after: Report, touched: frozenset[str]) -> frozenset[str]:
    """Uids of the tables that a step edits, in themselves or in the clerk's own tables in them, gone ones too."""
    return touched | _tables_around(before, touched) | _tables_around(after, touched)


def _tables_around(report: Report, touched: frozenset[str]) -> frozenset[str]:
    """Uids of the tables in which those of the clerk's own tables stand."""
    places = {own.owner for own in report.of_code(CUSTOM) if own.uid in touched}
    if not places:
        return frozenset()
    tables = (table for table in report.tables.values() if not table.is_custom)
    return frozenset(table.uid for table in tables if any(row.uid in places for row in table.rows))


def _part(draft: Draft, edited: frozenset[str]) -> None:
    """Take the links away of tables that were edited for themselves, or whose source is gone."""
    report = draft.finished()
    for table in _linked(report):
        above = _above(report, table)
        if not above or (table.uid in edited and not _is_copy(report, above[-1], table)):
            draft.do(SetCell(_link_of(table), table.fields.value(SAME_AS), None))


def _follow(draft: Draft, edited: frozenset[str]) -> None:
    """Bring the linked tables to what their sources hold, where these or the links changed."""
    report = draft.finished()
    for table in _linked(report):
        above = _above(report, table)
        if not edited.isdisjoint({table.uid, *(each.uid for each in above)}):
            _copy(draft, report, above[-1], table)


def _linked(report: Report) -> Iterator[Table]:
    return (table for table in report.tables.values() if table.fields.value(SAME_AS))


def _link_of(table: Table) -> CellKey:
    return CellKey(table.uid, FIELDS_ROW, SAME_AS)


def _above(report: Report, table: Table) -> list[Table]:
    """The tables that a table takes its content from, the nearest first; links in a circle end where they close."""
    found: list[Table] = []
    seen = {table.uid}
    while link := table.fields.value(SAME_AS):
        source = report.owned(table.code, link.text)
        if source is None or source.uid in seen:
            break
        found.append(source)
        seen.add(source.uid)
        table = source
    return found


def _own_tables(report: Report, table: Table) -> list[Table]:
    rows = {row.uid for row in table.rows}
    return [each for each in report.tables.values() if each.is_custom and each.owner in rows]


@dataclass(frozen=True, slots=True)
class _Copy:
    """What a table becomes under another row: the uids of what is copied follow from what they were."""

    owner: str

    def uid(self, uid: str) -> str:
        return blake2b(f"{uid}\n{self.owner}".encode(), digest_size=_UID_BYTES).hexdigest()

    def rows(self, table: Table) -> tuple[Row, ...]:
        return tuple(
            Row(self.uid(row.uid), row.cells, self.uid(row.parent) if row.parent else "") for row in table.rows
        )

    def own_table(self, table: Table) -> Table:
        return replace(table, uid=self.uid(table.uid), owner=self.uid(table.owner), rows=self.rows(table))


def _is_copy(report: Report, source: Table, table: Table) -> bool:
    """Whether a table holds what its source holds: a step that was taken back in both is no edit of the copy."""
    copy = _Copy(table.owner)
    wanted = [_content(copy.own_table(own)) for own in _own_tables(report, source)]
    own = [_content(each) for each in _own_tables(report, table)]
    return _content(replace(source, uid=table.uid, owner=table.owner, rows=copy.rows(source))) == _content(
        table
    ) and sorted(wanted, key=str) == sorted(own, key=str)


def _content(table: Table) -> tuple[object, ...]:
    fields = {key: value for key, value in table.fields.cells.items() if key != SAME_AS}
    return table.uid, table.owner, table.definition_json, table.rows, dict(table.total.cells), fields


def _copy(draft: Draft, report: Report, source: Table, table: Table) -> None:
    """Change a table, and the clerk's own tables in it, until they hold what the source holds."""
    copy = _Copy(table.owner)
    wanted = {own.uid: own for own in map(copy.own_table, _own_tables(report, source))}
    kept = {own.uid for own in _own_tables(report, table) if _is_same(own, wanted.get(own.uid))}
    for own in reversed(_own_tables(report, table)):
        if own.uid not in kept:
            _remove(draft, own)
    _bring(draft, table.uid, replace(source, rows=copy.rows(source)))
    for uid, own in wanted.items():
        if uid not in kept:
            draft.do(AddTable(uid, own.code, own.owner, draft.count, own.definition_json))
        _bring(draft, uid, own)


def _is_same(table: Table, wanted: Table | None) -> bool:
    return wanted is not None and (table.owner, table.definition_json) == (wanted.owner, wanted.definition_json)


def _remove(draft: Draft, table: Table) -> None:
    _bring(draft, table.uid, Table(table.uid, table.definition))
    position = draft.position(table.uid)
    draft.do(RemoveTable(table.uid, table.code, table.owner, position, table.definition_json))


def _bring(draft: Draft, uid: str, wanted: Table) -> None:
    """Change the rows and cells of one table until it holds those of another."""
    _bring_rows(draft, uid, wanted.rows)
    for row in (*wanted.rows, wanted.total, wanted.fields):
        stored = draft.row(uid, row.uid)
        for column in dict.fromkeys((*(stored.cells if stored else ()), *row.cells)):
            key = CellKey(uid, row.uid, column)
            old, new = draft.value(key), row.value(column)
            if column != SAME_AS and old != new:
                draft.do(SetCell(key, old, new))


def _bring_rows(draft: Draft, uid: str, rows: tuple[Row, ...]) -> None:
    wanted = {row.uid for row in rows}
    for position, each in reversed(list(enumerate(draft.order(uid)))):
        stored = draft.row(uid, each)
        if each not in wanted and stored is not None:
            draft.do(RemoveRow(uid, stored, position))
    for position, row in enumerate(rows):
        stored = draft.row(uid, row.uid)
        if stored is None:
            draft.do(AddRow(uid, row, position))
        elif (at := draft.order(uid).index(row.uid)) != position or stored.parent != row.parent:
            draft.do(MoveRow(uid, row.uid, at, position, stored.parent, row.parent))
