"""Domain objects to the plain records that `db` stores, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime

from db.records import (
    CellChange,
    CellRecord,
    ChangeRecord,
    DefinitionChange,
    ExplanationChange,
    ExplanationRecord,
    MilestoneRecord,
    NoteChange,
    NoteRecord,
    ReportRecord,
    RowChange,
    RowRecord,
    TableChange,
    TableRecord,
)
from desktop.domain.changes import (
    AddRow,
    AddTable,
    Change,
    ChangeSet,
    MoveRow,
    RemoveRow,
    RemoveTable,
    SetCell,
    SetDefinition,
    SetExplanation,
    SetNote,
)
from desktop.domain.editing import DefinitionSource
from desktop.domain.life import Milestone, Status
from desktop.domain.report import (
    FIELDS_ROW,
    TOTAL_ROW,
    CellKey,
    Evidence,
    Explanation,
    Note,
    Report,
    ReportInfo,
    Row,
    Subject,
    Table,
)
from desktop.domain.values import State, Value


def change_records(changes: ChangeSet) -> list[ChangeRecord]:
    """All changes of a step as the database keeps them."""
    return [change_record(change) for change in changes.changes]


def change_record(change: Change) -> ChangeRecord:
    """How one change is stored and logged."""
    match change:
        case SetCell(key, old, new):
            return CellChange(key.table, key.row, key.column, _cell_record(old), _cell_record(new))
        case AddRow(table, row, position):
            return RowChange(table, row.uid, None, _row_record(row, position))
        case RemoveRow(table, row, position):
            return RowChange(table, row.uid, _row_record(row, position), None)
        case MoveRow(table, uid, old_position, new_position, old_parent, new_parent):
            before, after = RowRecord(uid, old_position, old_parent), RowRecord(uid, new_position, new_parent)
            return RowChange(table, uid, before, after)
        case AddTable():
            return TableChange(change.table, None, _table_record(change))
        case RemoveTable():
            return TableChange(change.table, _table_record(change), None)
        case SetDefinition(table, old_json, new_json):
            return DefinitionChange(table, old_json, new_json)
        case SetNote(key, old_note, new_note):
            return NoteChange(key.table, key.row, key.column, _note_record(old_note), _note_record(new_note))
        case SetExplanation(subject, old_reason, new_reason):
            return _explanation_change(subject, old_reason, new_reason)


def change_of(record: ChangeRecord) -> Change:
    """The change that a stored one tells of; the inverse of `change_record`."""
    match record:
        case CellChange(table, row, column, old, new):
            return SetCell(CellKey(table, row, column), _value(old), _value(new))
        case RowChange(table, uid, old, new):
            return _row_change(table, uid, old, new)
        case TableChange(table, old, new):
            return _table_change(table, old, new)
        case DefinitionChange(table, old, new):
            return SetDefinition(table, old, new)
        case NoteChange(table, row, column, old, new):
            return SetNote(CellKey(table, row, column), _note(old), _note(new))
        case ExplanationChange(table, row, column, old, new):
            subject = _subject((table, row, column), old or new)
            return SetExplanation(subject, _explanation(old), _explanation(new))


def _row_change(table: str, uid: str, old: RowRecord | None, new: RowRecord | None) -> Change:
    if old and new:
        return MoveRow(table, uid, _place(old), _place(new), old.parent, new.parent)
    if new:
        return AddRow(table, _row(new), _place(new))
    if old:
        return RemoveRow(table, _row(old), _place(old))
    raise ValueError(f"a row from nothing to nothing: {table} {uid}")


def _table_change(uid: str, old: TableRecord | None, new: TableRecord | None) -> Change:
    record, kind = (new, AddTable) if new else (old, RemoveTable)
    if record is None:
        raise ValueError(f"a table from nothing to nothing: {uid}")
    return kind(uid, record.code, record.owner, record.position, record.definition_json)


def _place(row: RowRecord) -> int:
    if row.position is None:
        raise ValueError(f"a standing row cannot come, go or move: {row.uid}")
    return row.position


def _value(cell: CellRecord | None) -> Value | None:
    return None if cell is None else Value(State(cell.state), cell.text, cell.mark)


def _note(record: NoteRecord | None) -> Note | None:
    if record is None:
        return None
    files = tuple(Evidence(*each) for each in json.loads(record.files or "[]"))
    return Note(record.text, record.source, record.is_question, record.at, record.who, files)


def _note_record(note: Note | None) -> NoteRecord | None:
    if note is None:
        return None
    files = [[each.name, each.sha256, each.size] for each in note.files]
    written = json.dumps(files, ensure_ascii=False) if files else ""
    return NoteRecord(note.text, note.source, note.is_question, note.at, note.who, written)


def _explanation_change(subject: Subject, old: Explanation | None, new: Explanation | None) -> ExplanationChange:
    key = subject.key or CellKey("", "", "")
    before, after = (_explanation_record(subject, each) for each in (old, new))
    return ExplanationChange(key.table, key.row, key.column, before, after)


def _explanation_record(subject: Subject, explanation: Explanation | None) -> ExplanationRecord | None:
    if explanation is None:
        return None
    return ExplanationRecord(subject.code, subject.digest, explanation.text, explanation.at, explanation.who)


def _subject(place: tuple[str, str, str], record: ExplanationRecord | None) -> Subject:
    if record is None:
        raise ValueError(f"an explanation from nothing to nothing: {place}")
    return Subject(record.code, CellKey(*place) if place[0] else None, record.digest)


def _explanation(record: ExplanationRecord | None) -> Explanation | None:
    return None if record is None else Explanation(record.text, record.at, record.who)


def explanations_of(records: Iterable[tuple[tuple[str, str, str], ExplanationRecord]]) -> dict[Subject, Explanation]:
    """The stored explanations of a report."""
    return {_subject(place, each): Explanation(each.text, each.at, each.who) for place, each in records}


def notes_of(records: Mapping[tuple[str, str, str], NoteRecord]) -> dict[CellKey, Note]:
    """The stored notes of a report."""
    return {CellKey(*place): note for place, record in records.items() if (note := _note(record))}


def _cell_record(value: Value | None) -> CellRecord | None:
    return None if value is None else CellRecord(value.state.value, value.text, value.mark)


def _row_record(row: Row, position: int) -> RowRecord:
    cells = {key: CellRecord(value.state.value, value.text, value.mark) for key, value in row.cells.items()}
    return RowRecord(row.uid, position, row.parent, cells, row.carried_from or None)


def _table_record(change: AddTable | RemoveTable) -> TableRecord:
    return TableRecord(change.table, change.code, change.owner, change.position, change.definition_json)


def report_record(info: ReportInfo) -> ReportRecord:
    """How the identity of a report is stored."""
    values = asdict(info) | {"as_of": _iso(info.as_of), "reported_on": _iso(info.reported_on)}
    return ReportRecord(**values)


def report_info(record: ReportRecord) -> ReportInfo:
    """The identity of a stored report."""
    values = asdict(record) | {"as_of": _date(record.as_of), "reported_on": _date(record.reported_on)}
    return ReportInfo(**values)


def milestone(record: MilestoneRecord) -> Milestone:
    """A stored event in the life of a report."""
    key = CellKey(record.table, record.row, record.column) if record.table else None
    at = datetime.fromisoformat(record.at)
    return Milestone(Status(record.status), at, record.who, record.step, record.why, record.digest, key, record.code)


def milestone_record(event: Milestone) -> MilestoneRecord:
    """How an event in the life of a report is stored."""
    at, key = event.at.isoformat(timespec="milliseconds"), event.key or CellKey("", "", "")
    place = (key.table, key.row, key.column)
    return MilestoneRecord(event.status.value, at, event.who, event.why, event.digest, event.code, *place)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def report_of(info: ReportInfo, tables: tuple[TableRecord, ...], definitions: DefinitionSource) -> Report:
    """The snapshot of a stored report.

    Raises:
        KeyError: a stored table has a code that `definitions` does not know.
    """
    return Report(info, {table.uid: _table(table, info.fiscal_year, definitions) for table in tables})


def _table(record: TableRecord, fiscal_year: int, definitions: DefinitionSource) -> Table:
    custom = record.definition_json
    definition = definitions.custom(custom, fiscal_year) if custom else definitions.definition(record.code, fiscal_year)
    table = Table(record.uid, definition, record.owner, is_custom=bool(custom), definition_json=custom)
    rows = {row.uid: _row(row) for row in record.rows}
    total, fields = rows.pop(TOTAL_ROW), rows.pop(FIELDS_ROW)
    return replace(table, rows=tuple(rows.values()), total=total, fields=fields)


def _row(record: RowRecord) -> Row:
    return Row(record.uid, _cells(record.cells), record.parent, record.carried_from or "")


def _cells(cells: Mapping[str, CellRecord]) -> dict[str, Value]:
    return {key: value for key, cell in cells.items() if (value := _value(cell))}
