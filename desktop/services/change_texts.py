"""Logged changes in Korean: what was done, where, and what stood there before and after."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.changes import (
    AddRow,
    AddTable,
    Change,
    MoveRow,
    RemoveRow,
    RemoveTable,
    SetCell,
    SetDefinition,
    SetExplanation,
    SetNote,
)
from desktop.domain.display import display
from desktop.domain.evaluation import Evaluation
from desktop.domain.properties import column_of
from desktop.domain.report import CellKey, Explanation, Note, Row, Subject
from desktop.domain.values import State, Value
from desktop.services.change_log import Action
from desktop.services.messages import cell_name, table_name
from desktop.services.rule_help import rule_name

ACTION_NAMES = {
    Action.MADE: "만들기",
    Action.TYPED: "입력",
    Action.PASTED: "붙여넣기",
    Action.IMPORTED: "가져오기",
    Action.MERGED: "취합",
    Action.RESTORED: "되돌리기",
    Action.UNDONE: "실행 취소",
    Action.REDONE: "다시 실행",
}
"""How a change came about, as the clerk reads it."""

_GONE = "(지워진 표)"
_BLANK = "(빈칸)"
_MOST_CELLS = 3


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One change in words: the place, and what stood there before and after."""

    place: str
    before: str
    after: str


def change_text(change: Change, evaluation: Evaluation) -> ChangeText:
    """Tell of one change in the words of the report as it is now."""
    match change:
        case SetCell(key, old, new):
            return ChangeText(
                place_of(key, evaluation), value_text(key, old, evaluation), value_text(key, new, evaluation)
            )
        case AddRow(table, row, position):
            return ChangeText(_table(table, evaluation), "", f"{position + 1}행 추가{_cells(table, row, evaluation)}")
        case RemoveRow(table, row, position):
            return ChangeText(_table(table, evaluation), f"{position + 1}행{_cells(table, row, evaluation)}", "행 삭제")
        case MoveRow(table, row, old_position, new_position):
            place = place_of(CellKey(table, row, ""), evaluation)
            return ChangeText(place, f"{old_position + 1}행", f"{new_position + 1}행")
        case AddTable(table):
            return ChangeText(_table(table, evaluation), "", "표 추가")
        case RemoveTable(table):
            return ChangeText(_table(table, evaluation), "", "표 삭제")
        case SetDefinition(table):
            return ChangeText(_table(table, evaluation), "", "표 서식 변경")
        case SetNote(key, old_note, new_note):
            return ChangeText(f"{place_of(key, evaluation)} (메모)", _note(old_note), _note(new_note))
        case SetExplanation(subject, old_reason, new_reason):
            return ChangeText(_subject(subject, evaluation), _reason(old_reason), _reason(new_reason))


def place_of(key: CellKey, evaluation: Evaluation) -> str:
    """What a cell is called, also one whose row or table is gone."""
    return cell_name(key, evaluation) if key.table in evaluation.report.tables else _GONE


def value_text(key: CellKey, value: Value | None, evaluation: Evaluation) -> str:
    """What stood in a cell, as its column prints it; what cannot be read stays as it was typed."""
    if value is None:
        return _BLANK
    table = evaluation.report.tables.get(key.table)
    column = column_of(table.definition, key.row, key.column) if table else None
    if column is None or value.state is State.INVALID:
        return value.text
    is_shown = any(row.uid == key.row for row in evaluation.rows(key.table))
    return display(column, value, unit=evaluation.unit(key) if is_shown else "")


def _note(note: Note | None) -> str:
    if note is None:
        return ""
    files = (f"붙임 {each.name}" for each in note.files)
    parts = (note.text, note.source, "확인 필요" if note.is_question else "", *files)
    return " · ".join(part for part in parts if part)


def _subject(subject: Subject, evaluation: Evaluation) -> str:
    if subject.key is None:
        return f"규칙 끄기: {rule_name(subject.code, evaluation.report)}"
    return f"{place_of(subject.key, evaluation)} (설명: {rule_name(subject.code, evaluation.report)})"


def _reason(explanation: Explanation | None) -> str:
    return explanation.text if explanation else ""


def _table(uid: str, evaluation: Evaluation) -> str:
    return table_name(uid, evaluation) if uid in evaluation.report.tables else _GONE


def _cells(table: str, row: Row, evaluation: Evaluation) -> str:
    """The first cells that came or went with a row: ": 경제정책과, 131,125, …"."""
    texts = [value_text(CellKey(table, row.uid, key), value, evaluation) for key, value in row.cells.items()]
    if not texts:
        return ""
    return ": " + ", ".join([*texts[:_MOST_CELLS], *(["…"] if len(texts) > _MOST_CELLS else [])])
