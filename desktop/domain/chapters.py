"""The chapters of one report: which of its template's are printed, and in which order, as the clerk wants it.

What the clerk changed stands in the report as a table of its own (`report_chapters`): one row for each chapter, its uid
the key of the chapter, in print order. So it is stored, logged, undone, carried over, compared and exchanged as every
other table. A report that prints as its template says has no rows there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.domain.changes import AddRow, AddTable, ChangeSet, MoveRow, RemoveRow, SetCell
from desktop.domain.definitions import Chapter, ReportTemplate
from desktop.domain.editing.draft import DefinitionSource, Draft
from desktop.domain.report import CellKey, Report, Row, Table
from desktop.domain.values import State, Value

CHAPTERS = "report_chapters"
"""Code of the table, which every report may have whatever its template is."""

_TITLE, _PRINTING = "chapter", "printing"
_PRINTED, _LEFT_OUT = "찍음", "찍지 않음"


@dataclass(frozen=True, slots=True)
class Arranged:
    """A chapter at its place in the report; one that is not printed keeps its tables and its place."""

    chapter: Chapter
    is_printed: bool = True


def arrangement(report: Report, template: ReportTemplate) -> tuple[Arranged, ...]:
    """All chapters of the template in the order of the report.

    A chapter that the report does not know of (a newer template brought it) stands behind its predecessor there.
    """
    rows = {row.uid: row for row in _rows(report)}
    chapters = {chapter.key: chapter for chapter in template.chapters}
    order = [key for key in rows if key in chapters]
    for place, key in enumerate(chapters):
        if key not in rows:
            before = template.chapters[place - 1].key if place else ""
            order.insert(order.index(before) + 1 if before else 0, key)
    return tuple(Arranged(chapters[key], key not in rows or not _is_left_out(rows[key])) for key in order)


def counted_chapters(
    report: Report, template: ReportTemplate, chosen: Collection[str] | None = None
) -> tuple[Chapter, ...]:
    """The chapters that are printed, in order; with them those that were chosen by name for once."""
    wanted = chosen or ()
    return tuple(
        each.chapter for each in arrangement(report, template) if each.is_printed or each.chapter.key in wanted
    )


def arrange(
    report: Report,
    template: ReportTemplate,
    wanted: Sequence[Arranged],
    definitions: DefinitionSource,
    new_uid: str,
    label: str,
) -> ChangeSet | None:
    """The step that gives the chapters of a report another order or prints others of them; None for no change.

    Args:
        report: as it is.
        template: its template.
        wanted: every chapter of the template once.
        definitions: gives the definition of the table, which the report may not have yet.
        new_uid: the uid of the table then.
        label: names the step.
    """
    draft, table = Draft(report, definitions), _table(report)
    uid = table.uid if table else new_uid
    if tuple(wanted) == tuple(Arranged(chapter) for chapter in template.chapters):
        _forget(draft, uid if table else "")
    elif tuple(wanted) != arrangement(report, template):
        if table is None:
            draft.do(AddTable(uid, CHAPTERS, "", draft.count))
        _keep(draft, uid, wanted)
    return ChangeSet(label, tuple(draft.changes)) if draft.changes else None


def moved(arranged: Sequence[Arranged], key: str, steps: int) -> tuple[Arranged, ...]:
    """The chapters with one of them moved, not beyond either end."""
    order = list(arranged)
    place = _place(order, key)
    order.insert(max(0, place + steps), order.pop(place))
    return tuple(order)


def switched(arranged: Sequence[Arranged], key: str, *, is_printed: bool) -> tuple[Arranged, ...]:
    """The chapters with one of them switched on or off."""
    return tuple(replace(each, is_printed=is_printed) if each.chapter.key == key else each for each in arranged)


def _place(arranged: Sequence[Arranged], key: str) -> int:
    return next(place for place, each in enumerate(arranged) if each.chapter.key == key)


def _table(report: Report) -> Table | None:
    return report.owned(CHAPTERS, "")


def _rows(report: Report) -> tuple[Row, ...]:
    table = _table(report)
    return table.rows if table else ()


def _is_left_out(row: Row) -> bool:
    value = row.value(_PRINTING)
    return value is not None and value.text == _LEFT_OUT


def _forget(draft: Draft, table: str) -> None:
    """Take every row out, the last one first."""
    for place, uid in reversed(list(enumerate(draft.order(table)))):
        row = draft.row(table, uid)
        if row is not None:
            draft.do(RemoveRow(table, row, place))


def _keep(draft: Draft, table: str, wanted: Sequence[Arranged]) -> None:
    """Bring the rows of the table into the wanted order, with what is said of each; new rows stand where they go."""
    for place, each in enumerate(wanted):
        uid = each.chapter.key
        order = draft.order(table)
        if uid not in order:
            draft.do(AddRow(table, Row(uid, dict(_cells(each))), place))
        elif order.index(uid) != place:
            draft.do(MoveRow(table, uid, order.index(uid), place))
        for column, new in _cells(each):
            key = CellKey(table, uid, column)
            if draft.value(key) != new:
                draft.do(SetCell(key, draft.value(key), new))


def _cells(arranged: Arranged) -> Iterator[tuple[str, Value]]:
    yield _TITLE, Value(State.VALUE, arranged.chapter.title)
    yield _PRINTING, Value(State.VALUE, _PRINTED if arranged.is_printed else _LEFT_OUT)
