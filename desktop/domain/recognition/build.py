"""What the clerk confirmed of a pasted table, made a clerk's own table: its definition, its rows, one step."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.domain.changes import AddRow, Change, ChangeSet, SetCell
from desktop.domain.definition_parser import expand, parse_custom
from desktop.domain.definitions import Column, ColumnType, TableDefinition
from desktop.domain.display import display
from desktop.domain.editing.items import add_table_place
from desktop.domain.evaluation import Evaluation, evaluate
from desktop.domain.numbers import decimals
from desktop.domain.parsing import parse
from desktop.domain.properties import total_label_column
from desktop.domain.recognition.columns import PARTS
from desktop.domain.recognition.found import FoundColumn, FoundYears, Recognized
from desktop.domain.report import TOTAL_ROW, CellKey, Report, ReportInfo, Row, Table
from desktop.domain.values import Value

_WHERE = "붙여 넣은 표"


@dataclass(frozen=True, slots=True)
class BuiltTable:
    """A pasted table as a clerk's own table: its definition (JSON), its rows in order, its stated totals."""

    definition_json: str
    rows: tuple[Mapping[str, Value], ...]
    total: Mapping[str, Value]


def definition_of(recognized: Recognized) -> dict[str, object]:
    """The definition, as `parse_custom` reads it."""
    years = {key: run for run in recognized.years for key in run.keys}
    dated = _dated_keys(recognized)
    formulas = {formula.key: formula.expression(dated) for formula in recognized.formulas}
    columns = [
        _column(column, years.get(column.key), formulas.get(column.key, ""))
        for column in recognized.columns
        if column.key not in years or years[column.key].keys[0] == column.key
    ]
    printed = {"title": recognized.title, "unit_note": recognized.unit_note}
    data: dict[str, object] = {
        "title": _plain(recognized.title) or "표",
        "layout": "grid",
        "columns": columns,
        "print": {key: _literal(text) for key, text in printed.items() if text}
        | ({"footnotes": [_literal(note) for note in recognized.footnotes]} if recognized.footnotes else {})
        | ({} if recognized.title else {"title_printed": False})
        | ({} if recognized.header_rows else {"header": False}),
    }
    return data | _total(recognized, {key: run.keys[0] for key, run in years.items()})


def built(recognized: Recognized, fiscal_year: int) -> BuiltTable:
    """The table with its values; a computed cell that reads as it was pasted is left to the program.

    Raises:
        DefinitionError: the clerk's columns make no definition.
    """
    data = definition_of(recognized)
    definition = expand(parse_custom(data, _WHERE), fiscal_year)
    keys = _keys(recognized)
    rows = [_values(definition, keys, line) for line in recognized.body]
    total = _values(definition, keys, recognized.total_cells) if recognized.total else {}
    if definition.total is not None:
        total.pop(total_label_column(definition), None)
    table = Table(
        "t",
        definition,
        rows=tuple(Row(f"r{place}", cells) for place, cells in enumerate(rows)),
        total=Row(TOTAL_ROW, total),
        is_custom=True,
    )
    shown = evaluate(Report(ReportInfo("", "", 1, "", "", fiscal_year), {"t": table}))
    kept = tuple(_stated(shown, definition, f"r{place}", cells) for place, cells in enumerate(rows))
    text = json.dumps(data, ensure_ascii=False)
    return BuiltTable(text, kept, _stated(shown, definition, TOTAL_ROW, total))


def paste_table(
    evaluation: Evaluation, table_uid: str, after: str, made: BuiltTable, new_uid: Callable[[], str]
) -> tuple[ChangeSet, str]:
    """The step that puts a pasted table below an item ("" puts it at the top), and the uid of its place."""
    place, own = new_uid(), new_uid()
    begun = add_table_place(evaluation, table_uid, after, place, own, made.definition_json)
    rows: list[Change] = [AddRow(own, Row(new_uid(), dict(cells)), number) for number, cells in enumerate(made.rows)]
    totals = [SetCell(CellKey(own, TOTAL_ROW, key), None, value) for key, value in made.total.items()]
    return ChangeSet("표 붙여넣기", (*begun.changes, *rows, *totals)), place


def _column(column: FoundColumn, run: FoundYears | None, formula: str) -> dict[str, object]:
    label = run.label if run else column.label
    given: dict[str, object] = {
        "unit": column.unit,
        "places": column.places,
        "shows": column.shows if column.shows != "{value}" else "",
        "formula": formula,
        "merge": column.merge and not formula,
        "years": f"{run.years[0]}..{run.years[-1]}" if run else "",
        "parts": list(PARTS) if column.type is ColumnType.PAIR else "",
    }
    data: dict[str, object] = {"key": column.key, "label": _label(label), "type": column.type.value}
    return data | {key: value for key, value in given.items() if value}


def _label(label: tuple[str, ...]) -> str | list[str]:
    """A label must not be blank; a blank one over a column is a blank that prints."""
    parts = [part if part.strip() else " " for part in label] or [" "]
    return parts if len(parts) > 1 else parts[0]


def _total(recognized: Recognized, first_year: Mapping[str, str]) -> dict[str, object]:
    total = recognized.total
    if total is None:
        return {}
    words = next((each.key for each in recognized.columns if each.type.is_worded), recognized.columns[0].key)
    computed, dated = {formula.key for formula in recognized.formulas}, _dated_keys(recognized)
    summed = dict.fromkeys(first_year.get(key, key) for key in total.sum if key not in computed)
    data: dict[str, object] = {"label": total.label, "place": total.place.value, "sum": list(summed)}
    checks = [
        {
            "code": f"own.total_{place}",
            "severity": "error",
            "scope": "table",
            "expr": f"sum({key}) = total({key}) * 2",
        }
        for place, key in enumerate((dated.get(key, key) for key in total.twice), start=1)
    ]
    return {"total": data | {"label_column": words}} | ({"checks": checks} if checks else {})


def _dated_keys(recognized: Recognized) -> dict[str, str]:
    """The keys of year columns after the years were expanded."""
    return {
        key: f"{run.keys[0]}@{year}" for run in recognized.years for key, year in zip(run.keys, run.years, strict=True)
    }


def _keys(recognized: Recognized) -> list[str]:
    dated = _dated_keys(recognized)
    return [dated.get(column.key, column.key) for column in recognized.columns]


def _values(definition: TableDefinition, keys: list[str], line: tuple[str, ...]) -> dict[str, Value]:
    columns = {column.key: column for column in definition.columns}
    read = {key: parse(columns[key], text) for key, text in zip(keys, line, strict=False) if key in columns}
    return {key: value for key, value in read.items() if value is not None}


def _stated(shown: Evaluation, definition: TableDefinition, row: str, cells: Mapping[str, Value]) -> dict[str, Value]:
    """The cells without those that the program reckons to the same print."""
    columns = {column.key: column for column in definition.columns}
    return {key: value for key, value in cells.items() if not _is_reckoned(shown, columns[key], row, value)}


def _is_reckoned(shown: Evaluation, column: Column, row: str, value: Value) -> bool:
    found = shown.shown(CellKey("t", row, column.key))
    if not found.is_computed or found.computed is None or value.mark or decimals(value.text) > column.places:
        return False
    is_total = row == TOTAL_ROW
    return display(column, found.computed, total=is_total) == display(column, value, total=is_total)


def _literal(text: str) -> str:
    """A text as a template that prints it."""
    return text.replace("{", "{{").replace("}", "}}")


def _plain(text: str) -> str:
    return " ".join(text.split())
