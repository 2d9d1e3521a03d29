"""Single cells: what the clerk types, clears, and the label of such a step."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.changes import AddRow, ChangeSet, SetCell
from desktop.domain.definitions import Column, RowsKind
from desktop.domain.display import display
from desktop.domain.editing.step import Step
from desktop.domain.evaluation import Evaluation
from desktop.domain.parsing import parse
from desktop.domain.properties import column_of, is_label
from desktop.domain.report import CellKey, Report, Row
from desktop.domain.values import State, Value

_LONGEST_LABEL = 20


def type_text(evaluation: Evaluation, key: CellKey, typed: str) -> ChangeSet | None:
    """The change that typing a text into a cell makes, None when nothing changes or the cell takes no text.

    In a computed cell and in the total row the text states a published value; a blank text takes it away again.
    What the type of the cell cannot take is kept as `State.INVALID`. Labelled like "지출액 269".
    """
    column = typable(evaluation.report, key)
    if column is None:
        return None
    value = parse(column, typed, evaluation.unit(key))
    step = Step(evaluation)
    step.set_cell(key, value)
    return step.changed(label_of(column, value, evaluation.unit(key)))


def type_new_row(evaluation: Evaluation, table_uid: str, column_key: str, typed: str, uid: str) -> ChangeSet | None:
    """What typing into the blank line behind the last row makes: a row with its first cell, in one step.

    None for a blank text, an unknown column, or a table whose rows the clerk does not enter.
    """
    table = evaluation.report.tables[table_uid]
    column = table.definition.column(column_key)
    value = parse(column, typed) if column else None
    if column is None or value is None or table.definition.rows.kind is not RowsKind.ENTERED:
        return None
    row = AddRow(table_uid, Row(uid), len(table.rows))
    return ChangeSet(label_of(column, value), (row, SetCell(CellKey(table_uid, uid, column_key), None, value)))


def put_back(evaluation: Evaluation, key: CellKey, value: Value | None) -> ChangeSet | None:
    """The change that brings a cell to a value which it had before; None when it has it, or takes none.

    Labelled like "지출액 269 되돌리기".
    """
    column = typable(evaluation.report, key)
    step = Step(evaluation)
    if column is None or not step.set_cell(key, value):
        return None
    name = f"{column.title} 빈칸" if value is None else label_of(column, value, evaluation.unit(key))
    return step.changed(f"{name}으로 되돌리기" if value is None else f"{name} 되돌리기")


def clear(evaluation: Evaluation, keys: Iterable[CellKey]) -> ChangeSet | None:
    """Blank the cells; in computed cells the stated values go. Labelled "지출액 지움" or "12칸 지움"."""
    step = Step(evaluation)
    cleared = [key for key in dict.fromkeys(keys) if evaluation.report.value(key) and step.set_cell(key, None)]
    column = typable(evaluation.report, cleared[0]) if len(cleared) == 1 else None
    return step.changed(f"{column.title} 지움" if column else f"{len(cleared)}칸 지움")


def typable(report: Report, key: CellKey) -> Column | None:
    """The column of a cell that takes text, or None: no such cell, or the label of a total or prescribed row."""
    table = report.tables.get(key.table)
    if table is None or is_label(table.definition, key.row, key.column):
        return None
    return column_of(table.definition, key.row, key.column)


def label_of(column: Column, value: Value | None, unit: str = "") -> str:
    """The name of a step that sets one cell: "지출액 269"; long texts are cut."""
    if value is None:
        return f"{column.title} 지움"
    text = value.text if value.state is State.INVALID else display(column, value, unit=unit)
    return f"{column.title} {shortened(text)}".strip()


def shortened(text: str) -> str:
    """A text in one short line, for labels of steps."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LABEL else line[: _LONGEST_LABEL - 1].rstrip() + "…"
