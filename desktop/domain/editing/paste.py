"""A rectangle of texts from the clipboard, put into a table in one step that can be looked at before it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.changes import AddRow, ChangeSet
from desktop.domain.definitions import Place, RowsKind, TableDefinition
from desktop.domain.display import display
from desktop.domain.editing.step import Step
from desktop.domain.evaluation import Evaluation
from desktop.domain.parsing import parse
from desktop.domain.properties import column_of, is_label, total_label_column
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey, Row, Table
from desktop.domain.spelling import bare, plain
from desktop.domain.values import State


class Reason(StrEnum):
    """Why a pasted text is listed as not fitting."""

    OUTSIDE = "outside"
    LABEL = "label"
    OTHER_ROW = "other_row"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Refused:
    """A pasted text that does not fit.

    `line` and `field` (0-based) say where it stands in the clipboard, `key` the cell it would have gone to, None
    outside the table. INVALID texts are pasted all the same and stay in the cell, red; all others are left out:
    OUTSIDE the table, on the LABEL of a total or a prescribed row, or the name of an OTHER_ROW than the one it meets.
    """

    line: int
    field: int
    text: str
    reason: Reason
    key: CellKey | None = None


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do: the changes (None: nothing), and every text that does not fit."""

    changes: ChangeSet | None
    refused: tuple[Refused, ...] = ()


def paste(
    evaluation: Evaluation,
    anchor: CellKey,
    texts: Sequence[Sequence[str]],
    new_uid: Callable[[], str] | None = None,
) -> PastePlan:
    """Plan the paste of a rectangle whose upper left text goes to the anchor cell.

    Lines follow the shown rows (with the total row where it stands), fields the columns of the window; in the
    row @table the texts of the first field go down the single fields. A blank text blanks its cell. More lines
    than rows add rows to a table whose rows the clerk enters, with uids from `new_uid` (without it they are
    OUTSIDE); an anchor with the row "" adds rows for all of them. A last line then goes to a total row at the end
    only when it carries the label of that row.
    """
    table = evaluation.report.tables.get(anchor.table)
    step, lines = Step(evaluation), texts[: _filled_lines(texts)]
    if table is None:
        return PastePlan(None, tuple(Refused(*each, Reason.OUTSIDE) for each in _each(lines) if each[2].strip()))
    grid = _field_grid(table, anchor) if anchor.row == FIELDS_ROW else _grid(step, table, anchor, lines, new_uid)
    labels = {row.uid: row.label for row in evaluation.rows(table.uid)}
    changed, refused = 0, []
    for line, field, text in _each(lines):
        key = grid[line][field] if line < len(grid) and field < len(grid[line]) else None
        done, reason = _put(step, table, labels, key, text)
        changed += done
        if reason and text.strip():
            refused.append(Refused(line, field, text, reason, key))
    return PastePlan(step.changed(f"붙여넣기 {changed}칸"), tuple(refused))


def _put(
    step: Step, table: Table, labels: Mapping[str, str], key: CellKey | None, text: str
) -> tuple[bool, Reason | None]:
    """Put one text into its cell: whether the cell changes, and why the text does not fit, if so."""
    if key is None:
        return False, Reason.OUTSIDE
    if is_label(table.definition, key.row, key.column):
        return False, None if _same(text, labels.get(key.row, "")) else Reason.LABEL
    column = column_of(table.definition, key.row, key.column)
    if column is None:
        return False, Reason.OUTSIDE
    if column.follows and key.row in labels:
        shown = display(column, step.evaluation.shown(key).value)
        return False, None if _same(text, shown) else Reason.OTHER_ROW
    unit = step.evaluation.unit(key) if key.row in labels else column.unit
    value = parse(column, text, unit)
    invalid = value is not None and value.state is State.INVALID
    return step.set_cell(key, value), Reason.INVALID if invalid else None


def _field_grid(table: Table, anchor: CellKey) -> list[list[CellKey]]:
    """The single fields from the anchor down, one a line; a property stands alone."""
    keys = [field.key for field in table.definition.fields if field.in_window]
    keys = keys[keys.index(anchor.column) :] if anchor.column in keys else [anchor.column]
    return [[CellKey(table.uid, FIELDS_ROW, key)] for key in keys]


def _grid(
    step: Step, table: Table, anchor: CellKey, lines: Sequence[Sequence[str]], new_uid: Callable[[], str] | None
) -> list[list[CellKey]]:
    """The cells from the anchor to the right and down, after rows were added for surplus lines."""
    columns = [column.key for column in table.definition.columns if column.in_window]
    columns = columns[columns.index(anchor.column) :] if anchor.column in columns else []
    rows = _rows_from(step, table, anchor.row)
    can_grow = table.definition.rows.kind is RowsKind.ENTERED and (rows or not anchor.row)
    if can_grow and new_uid and (len(lines) > len(rows) or not anchor.row):
        rows = _with_new_rows(step, table, rows, lines, columns, new_uid)
    return [[CellKey(table.uid, row, column) for column in columns] for row in rows]


def _rows_from(step: Step, table: Table, row: str) -> list[str]:
    """Uids of the shown rows from one on; behind the last one ("") only a total row at the end."""
    shown = [each.uid for each in step.evaluation.rows(table.uid)]
    if not row:
        return [uid for uid in shown[-1:] if uid == TOTAL_ROW and _is_total_last(table.definition)]
    return shown[shown.index(row) :] if row in shown else []


def _with_new_rows(
    step: Step,
    table: Table,
    rows: list[str],
    lines: Sequence[Sequence[str]],
    columns: Sequence[str],
    new_uid: Callable[[], str],
) -> list[str]:
    """The rows for all lines: new rows stand at the end of the body, before a total row there."""
    is_total_last = _is_total_last(table.definition) and TOTAL_ROW in rows
    body = rows[:-1] if is_total_last else rows
    total = [TOTAL_ROW] if is_total_last and _carries_total(table.definition, lines[-1], columns) else []
    beside = body[-1] if body else ""
    added = [_new_row(step, table, beside, new_uid) for _ in range(len(lines) - len(body) - len(total))]
    return [*body, *added, *total]


def _new_row(step: Step, table: Table, beside: str, new_uid: Callable[[], str]) -> str:
    neighbour = table.row(beside)
    row = Row(new_uid(), parent=neighbour.parent if neighbour else "")
    step.do(AddRow(table.uid, row, step.draft.size(table.uid)))
    return row.uid


def _is_total_last(definition: TableDefinition) -> bool:
    return definition.total is not None and definition.total.place is Place.LAST


def _carries_total(definition: TableDefinition, line: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a pasted line says by its label that it is the total."""
    total = definition.total
    texts = dict(zip(columns, line, strict=False))
    return total is not None and _same(texts.get(total_label_column(definition), ""), total.label)


def _same(text: str, shown: str) -> bool:
    """Whether two labels are the same but for blanks (letter-spaced labels) and width."""
    return bare(plain(text)) == bare(plain(shown))


def _filled_lines(texts: Sequence[Sequence[str]]) -> int:
    """How many lines there are up to the last one that is not blank."""
    return max((number for number, line in enumerate(texts, start=1) if any(map(str.strip, line))), default=0)


def _each(lines: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    for line, texts in enumerate(lines):
        for field, text in enumerate(texts):
            yield line, field, text
