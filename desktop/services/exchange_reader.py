"""A data file (`seonggwa-report/1`, docs/자료-파일.md), read strictly into plain records.

What does not belong is refused with its place; a figure that its column cannot take is no such thing: it is kept,
as if a clerk had typed it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.chapters import CHAPTERS
from desktop.domain.definition_parser import CUSTOM, DefinitionError
from desktop.domain.definitions import Column, RowsKind, TableDefinition
from desktop.domain.parsing import parse
from desktop.domain.properties import PROPERTIES, column_of, is_label
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, ReportInfo, Row
from desktop.domain.resident_numbers import masked
from desktop.domain.values import Value
from desktop.services.catalog import Catalog
from desktop.services.completion import table_codes
from desktop.services.exchange_json import Json, Refusal, a_date, a_line, a_list, an_object, only, typed

FORMAT = "seonggwa-report/1"

_HEAD = "보고 정보(report)"
_YEARS = range(1945, 2101)
_LONGEST_UID = 64


@dataclass(frozen=True)
class TableData:
    """One table instance of a data file; `where` names it in Korean."""

    code: str
    owner: str
    definition: TableDefinition
    where: str
    definition_json: str = ""
    rows: tuple[Row, ...] = ()
    total: Row = field(default_factory=lambda: Row(TOTAL_ROW))
    fields: Row = field(default_factory=lambda: Row(FIELDS_ROW))

    def where_row(self, uid: str) -> str:
        """The place of a row in Korean."""
        number = next(number for number, row in enumerate(self.rows, start=1) if row.uid == uid)
        return f"{self.where}의 {number}번째 행"


def read_head(data: Json) -> dict[str, Json]:
    """The report part of a data file. Raises Refusal when the file has another format."""
    whole = an_object(data, "자료 파일")
    if whole.get("format") != FORMAT:
        raise Refusal("", f"성과대장 자료 파일이 아닙니다. 맨 앞의 'format'이 '{FORMAT}'이어야 합니다.")
    only(whole, ("format", "report", "tables"), "자료 파일")
    return an_object(whole.get("report"), _HEAD)


def read_info(data: Json, catalog: Catalog, uid: str) -> ReportInfo:
    """What identifies the report. Raises Refusal for a wrong date, an unknown template or anything missing."""
    head = read_head(data)
    names = ("template", "title", "organization", "occasion", "reported_on", "as_of", "fiscal_year")
    only(head, names, _HEAD)
    template = catalog.templates.get(a_line(head, "template", _HEAD))
    if template is None:
        known = ", ".join(catalog.templates)
        raise Refusal(_HEAD, f"'template'의 '{head['template']}' 서식을 알지 못합니다. 있는 서식: {known}.")
    return ReportInfo(
        uid=uid,
        template=template.code,
        template_version=template.version,
        title=a_line(head, "title", _HEAD),
        organization=a_line(head, "organization", _HEAD),
        fiscal_year=_fiscal_year(head),
        as_of=a_date(head, "as_of", _HEAD),
        reported_on=a_date(head, "reported_on", _HEAD),
        occasion=a_line(head, "occasion", _HEAD, required=False),
    )


def _fiscal_year(head: Mapping[str, Json]) -> int:
    year = head.get("fiscal_year")
    if isinstance(year, bool) or not isinstance(year, int) or year not in _YEARS:
        raise Refusal(_HEAD, "'fiscal_year'(회계연도)는 2022처럼 네 자리 숫자여야 합니다.")
    return year


def read_tables(data: Json, catalog: Catalog, info: ReportInfo, new_uid: Callable[[], str]) -> tuple[TableData, ...]:
    """All tables of a data file, in its order; rows without an id get a new uid.

    Raises:
        Refusal: a table, column or key that the report does not know, or something of the wrong type.
    """
    tables = an_object(data, "자료 파일").get("tables", {})
    found = an_object(tables, "표 모음(tables)")
    codes = (*table_codes(catalog.templates[info.template], catalog.tables), CHAPTERS, CUSTOM)
    only(found, codes, "표 모음(tables)")
    reader = _TableReader(catalog, info.fiscal_year, new_uid)
    return tuple(table for code, content in found.items() for table in reader.tables(code, content))


class _TableReader:
    """Reads the tables of one report."""

    def __init__(self, catalog: Catalog, fiscal_year: int, new_uid: Callable[[], str]) -> None:
        self._catalog = catalog
        self._year = fiscal_year
        self._new_uid = new_uid

    def tables(self, code: str, content: Json) -> Iterator[TableData]:
        """The instances of one code."""
        if code == CUSTOM:
            for number, each in enumerate(a_list(content, f"직접 만든 표({CUSTOM})"), start=1):
                yield self._custom(each, f"{number}번째 직접 만든 표({CUSTOM})")
            return
        definition = self._catalog.definition(code, self._year)
        where = f"표 '{definition.title}'({code})"
        if not definition.owner:
            yield self._table(TableData(code, "", definition, where), an_object(content, where))
            return
        for number, each in enumerate(a_list(content, where), start=1):
            instance = an_object(each, f"{where}의 {number}번째 묶음")
            owner = a_line(instance, "owner", f"{where}의 {number}번째 묶음")
            yield self._table(TableData(code, owner, definition, f"{where}, owner '{owner}'"), instance, "owner")

    def _custom(self, content: Json, where: str) -> TableData:
        instance = an_object(content, where)
        owner = a_line(instance, "owner", where)
        written = an_object(instance.get("definition"), f"{where}의 definition")
        text = json.dumps(written, ensure_ascii=False, default=float)
        try:
            definition = self._catalog.custom(text, self._year)
        except DefinitionError as error:
            raise Refusal(f"{where}의 definition", f"표 정의를 읽을 수 없습니다: {error}") from error
        whole = TableData(CUSTOM, owner, definition, f"{where} '{definition.title}'", text)
        return self._table(whole, instance, "owner", "definition")

    def _table(self, table: TableData, content: Mapping[str, Json], *more: str) -> TableData:
        """The table with its rows, total and fields."""
        only(content, (*more, "fields", "rows", "total"), table.where)
        rows = a_list(content.get("rows", []), f"{table.where}의 rows")
        return TableData(
            table.code,
            table.owner,
            table.definition,
            table.where,
            table.definition_json,
            tuple(
                self._row(table, row, f"{table.where}의 {number}번째 행") for number, row in enumerate(rows, start=1)
            ),
            self._pseudo_row(table, content, TOTAL_ROW, "total"),
            self._pseudo_row(table, content, FIELDS_ROW, "fields"),
        )

    def _row(self, table: TableData, content: Json, where: str) -> Row:
        row = dict(an_object(content, where))
        uid, parent = a_line(row, "id", where, required=False), a_line(row, "parent", where, required=False)
        if parent and not table.definition.nests:
            raise Refusal(where, "이 표의 행은 다른 행 아래에 놓이지 않습니다. 'parent'를 빼 주십시오.")
        if uid.startswith("@") or len(uid) > _LONGEST_UID:
            what = f"id '{uid[:_LONGEST_UID]}' 값은 쓸 수 없습니다. '@'로 시작하지 않는 64자 이내여야 합니다."
            raise Refusal(where, what)
        if masked(uid, date.max) != uid:
            raise Refusal(where, "id에 주민등록번호로 보이는 번호가 있습니다. 다른 이름을 붙여 주십시오.")
        if not uid and table.definition.rows.kind is not RowsKind.ENTERED:
            raise Refusal(where, "'id'가 없습니다. 어느 행인지 'id'로 적어 주십시오.")
        cells = {name: value for name, value in row.items() if name not in ("id", "parent")}
        uid = uid or self._new_uid()
        return Row(uid, _cells(table.definition, uid, cells, where), parent)

    def _pseudo_row(self, table: TableData, content: Mapping[str, Json], uid: str, name: str) -> Row:
        where = f"{table.where}의 {name}"
        cells = an_object(content.get(name, {}), where)
        if cells and uid == TOTAL_ROW and table.definition.total is None:
            raise Refusal(where, "이 표에는 합계 행이 없습니다. 'total'을 빼 주십시오.")
        return Row(uid, _cells(table.definition, uid, cells, where))


def _cells(definition: TableDefinition, uid: str, written: Mapping[str, Json], where: str) -> dict[str, Value]:
    """The values of one row by column key, blank ones left out."""
    columns = definition.columns if uid != FIELDS_ROW else (*definition.fields, *PROPERTIES.values())
    only(written, [column.key for column in columns if not is_label(definition, uid, column.key)], where)
    values = {}
    for key, content in written.items():
        column = column_of(definition, uid, key)
        value = _value(column, content, _unit(definition, uid, written, column), where) if column else None
        if value is not None:
            values[key] = value
    return values


def _value(column: Column, content: Json, unit: str, where: str) -> Value | None:
    place = f"{where}, '{column.title}'({column.key})"
    if not isinstance(content, dict):
        return parse(column, typed(content, place), unit)
    only(content, ("value", "mark"), place)
    mark = a_line(content, "mark", place, required=False)
    value = parse(column, typed(content.get("value"), place), unit)
    return value.marked(mark) if value and mark else value


def _unit(definition: TableDefinition, uid: str, written: Mapping[str, Json], column: Column | None) -> str:
    """The unit of a cell where it differs by row: in a column of its own, or prescribed with the row."""
    if column and column.unit_column:
        unit = written.get(column.unit_column)
        return unit if isinstance(unit, str) else ""
    return next((row.unit for row in definition.rows.fixed if row.key == uid), "")
