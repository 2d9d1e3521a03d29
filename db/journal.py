"""The change log: each change as a row that tells by itself what stood there before and what stands there now.

The format of `old` and `new` (JSON): a cell {"state", "text"?, "mark"?};
a row {"position", "parent"?, "cells"?, "carried"?};
a table {"code", "owner"?, "position", "definition"?}; a definition the JSON text itself as a string; a note
{"text"?, "source"?, "is_question"?, "at"?, "who"?}; an explanation {"code", "digest"?, "text", "at"?, "who"?}.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, TypeAlias

from db.records import (
    CellChange,
    CellRecord,
    ChangeKind,
    ChangeRecord,
    DefinitionChange,
    ExplanationChange,
    ExplanationRecord,
    NoteChange,
    NoteRecord,
    RowChange,
    RowRecord,
    StepRecord,
    TableChange,
    TableRecord,
)

_Side: TypeAlias = CellRecord | RowRecord | TableRecord | NoteRecord | ExplanationRecord | str | None


def log_entry(report: str, number: int, step: StepRecord, change: ChangeRecord) -> dict[str, object]:
    """The parameters of `statements.LOG` for one change of a step."""
    return {
        "in_report": report,
        "step": number,
        **asdict(step),
        "kind": _kind(change),
        "table_uid": change.table,
        "row_uid": getattr(change, "row", ""),
        "column_key": getattr(change, "column", ""),
        "old": _json(change.old),
        "new": _json(change.new),
    }


def _kind(change: ChangeRecord) -> ChangeKind:
    match change:
        case CellChange():
            return ChangeKind.CELL
        case RowChange():
            return ChangeKind.ROW
        case TableChange():
            return ChangeKind.TABLE
        case DefinitionChange():
            return ChangeKind.DEFINITION
        case NoteChange():
            return ChangeKind.NOTE
        case ExplanationChange():
            return ChangeKind.EXPLANATION


def _json(side: _Side) -> str | None:
    return None if side is None else json.dumps(_data(side), ensure_ascii=False, separators=(",", ":"))


def _data(side: CellRecord | RowRecord | TableRecord | NoteRecord | ExplanationRecord | str) -> object:
    match side:
        case CellRecord():
            return _cell(side)
        case RowRecord():
            # Sorted: a row just typed and the same one read from the file are logged alike.
            cells = {key: _cell(cell) for key, cell in sorted(side.cells.items())}
            return {
                "position": side.position,
                **_filled({"parent": side.parent, "cells": cells, "carried": side.carried_from}),
            }
        case TableRecord():
            optional = {"owner": side.owner, "definition": side.definition_json}
            return {"code": side.code, "position": side.position, **_filled(optional)}
        case NoteRecord() | ExplanationRecord():
            return _filled(asdict(side))
        case str():
            return side


def _cell(cell: CellRecord) -> dict[str, object]:
    return {"state": cell.state, **_filled({"text": cell.text, "mark": cell.mark})}


def _filled(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}


def logged_change(kind: str, table: str, row: str, column: str, old: str | None, new: str | None) -> ChangeRecord:
    """The change that a line of the log tells of; the inverse of `log_entry`."""
    before, after = _read(old), _read(new)
    match ChangeKind(kind):
        case ChangeKind.CELL:
            return CellChange(table, row, column, _cell_of(before), _cell_of(after))
        case ChangeKind.ROW:
            return RowChange(table, row, _row_of(row, before), _row_of(row, after))
        case ChangeKind.TABLE:
            return TableChange(table, _table_of(table, before), _table_of(table, after))
        case ChangeKind.DEFINITION:
            return DefinitionChange(table, str(before), str(after))
        case ChangeKind.NOTE:
            return NoteChange(table, row, column, _note_of(before), _note_of(after))
        case ChangeKind.EXPLANATION:
            return ExplanationChange(table, row, column, _explanation_of(before), _explanation_of(after))


def _read(side: str | None) -> Any:
    return None if side is None else json.loads(side)


def _cell_of(data: Any) -> CellRecord | None:
    return None if data is None else CellRecord(**data)


def _note_of(data: Any) -> NoteRecord | None:
    return None if data is None else NoteRecord(**{"text": "", **data})


def _explanation_of(data: Any) -> ExplanationRecord | None:
    return None if data is None else ExplanationRecord(**{"digest": "", **data})


def _row_of(uid: str, data: Any) -> RowRecord | None:
    if data is None:
        return None
    cells = {key: CellRecord(**cell) for key, cell in data.get("cells", {}).items()}
    return RowRecord(uid, data["position"], data.get("parent", ""), cells, data.get("carried"))


def _table_of(uid: str, data: Any) -> TableRecord | None:
    if data is None:
        return None
    return TableRecord(uid, data["code"], data.get("owner", ""), data["position"], data.get("definition", ""))
