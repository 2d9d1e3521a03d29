"""The data file (docs/자료-파일.md): a report in from JSON, all or nothing, and out again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.changes import AddRow, AddTable, Change, ChangeSet, SetCell
from desktop.domain.definition_parser import CUSTOM
from desktop.domain.definitions import TableDefinition
from desktop.domain.display import edit_text
from desktop.domain.properties import SAME_AS, column_of
from desktop.domain.report import CellKey, Report, ReportInfo, Row, Table
from desktop.domain.values import State, Value
from desktop.services.desk import Desk
from desktop.services.errors import UserError
from desktop.services.exchange_json import Json, Refusal, a_line, read_json
from desktop.services.exchange_links import check_links
from desktop.services.exchange_reader import FORMAT, TableData, read_head, read_info, read_tables


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a data file brought: the new report, its cells with content, and those of them that are no valid entry."""

    report: str
    title: str
    cells: int
    invalid: int


def import_file(desk: Desk, path: Path) -> ImportResult:
    """Make a new report of a data file and open it, in one transaction.

    A report of the same template, organization, year and 기준일 is never written over: the file is refused.

    Raises:
        UserError: the file cannot be taken, with the place in it; the workspace is as before.
    """
    try:
        data = read_json(path)
        info = read_info(data, desk.catalog, desk.new_uid())
        _refuse_twin(desk, info)
        tables = read_tables(data, desk.catalog, info, desk.new_uid)
        check_links(tables, desk.catalog)
    except Refusal as refusal:
        raise _told(path, refusal) from refusal
    desk.create_report(info, lambda report: _changes(report, tables, desk.new_uid))
    values = [value for table in tables for row in _all_rows(table) for value in row.cells.values()]
    invalid = sum(value.state is State.INVALID for value in values)
    return ImportResult(info.uid, info.title, len(values), invalid)


def organization_of(path: Path) -> str:
    """The organization that a data file reports on.

    Raises:
        UserError: the file cannot be read or names none.
    """
    try:
        return a_line(read_head(read_json(path)), "organization", "보고 정보(report)")
    except Refusal as refusal:
        raise _told(path, refusal) from refusal


def export_data(desk: Desk) -> dict[str, Json]:
    """The open report as the content of a data file; importing it gives the same report (with other table uids)."""
    info = desk.report.info
    head: dict[str, Json] = {
        "template": info.template,
        "title": info.title,
        "organization": info.organization,
        "occasion": info.occasion,
        "reported_on": info.reported_on.isoformat() if info.reported_on else "",
        "as_of": info.as_of.isoformat() if info.as_of else "",
        "fiscal_year": info.fiscal_year,
    }
    return {
        "format": FORMAT,
        "report": {key: value for key, value in head.items() if value},
        "tables": _tables(desk.report),
    }


def _told(path: Path, refusal: Refusal) -> UserError:
    return UserError(f"자료 파일 '{path.name}'의 내용을 가져오지 않았습니다. {refusal}")


def _refuse_twin(desk: Desk, info: ReportInfo) -> None:
    def identity(each: ReportInfo) -> tuple[object, ...]:
        return each.template, each.organization, each.fiscal_year, each.as_of

    twin = next((each for each in desk.reports() if identity(each) == identity(info)), None)
    if twin:
        what = f"같은 서식·기관·회계연도·기준일의 보고가 이미 있습니다: '{twin.title}'. 그 보고를 열어 고쳐 주십시오."
        raise Refusal("", what)


def _changes(report: Report, tables: Sequence[TableData], new_uid: Callable[[], str]) -> ChangeSet:
    """Everything that fills the empty tables of a new report."""
    changes: list[Change] = []
    position = len(report.tables)
    for table in tables:
        empty = report.owned(table.code, table.owner) if table.code != CUSTOM else None
        uid = empty.uid if empty else new_uid()
        if empty is None:
            changes.append(AddTable(uid, table.code, table.owner, position, table.definition_json))
            position += 1
        changes.extend(_filling(uid, table))
    return ChangeSet("자료 파일 가져오기", tuple(changes))


def _filling(uid: str, table: TableData) -> Iterator[Change]:
    yield from (AddRow(uid, row, position) for position, row in enumerate(table.rows))
    for row in (table.total, table.fields):
        yield from (SetCell(CellKey(uid, row.uid, key), None, value) for key, value in row.cells.items())


def _all_rows(table: TableData | Table) -> tuple[Row, ...]:
    return (*table.rows, table.total, table.fields)


def _tables(report: Report) -> dict[str, Json]:
    """The tables that hold something, by code: an object, or a list of them where each has an owner."""
    single: dict[str, Json] = {}
    owned: dict[str, list[Json]] = {}
    copied = frozenset(row.uid for table in report.tables.values() for row in table.rows if _is_linked(table))
    for table in report.tables.values():
        if table.is_custom and table.owner in copied:
            continue
        content = _content(table)
        if table.is_custom:
            content = {"definition": json.loads(table.definition_json), **content}
        if content and table.owner:
            owned.setdefault(table.code, []).append({"owner": table.owner, **content})
        elif content:
            single[table.code] = content
    return {**single, **owned}


def _content(table: Table) -> dict[str, Json]:
    content: dict[str, Json] = {}
    if table.fields.cells:
        content["fields"] = _cells(table.definition, table.fields)
    if table.rows and not _is_linked(table):
        content["rows"] = [_row(table.definition, row) for row in table.rows]
    if table.total.cells:
        content["total"] = _cells(table.definition, table.total)
    return content


def _is_linked(table: Table) -> bool:
    """Whether its rows are those of another table (`editing.links`) and come by themselves."""
    return table.fields.value(SAME_AS) is not None


def _row(definition: TableDefinition, row: Row) -> dict[str, Json]:
    return {"id": row.uid, **({"parent": row.parent} if row.parent else {}), **_cells(definition, row)}


def _cells(definition: TableDefinition, row: Row) -> dict[str, Json]:
    return {key: _written(definition, row, key, value) for key, value in row.cells.items()}


def _written(definition: TableDefinition, row: Row, key: str, value: Value) -> Json:
    column = column_of(definition, row.uid, key)
    text = edit_text(column, value.marked("")) if column else value.text
    return {"value": text, "mark": value.mark} if value.mark else text
