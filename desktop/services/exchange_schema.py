"""The JSON Schema of data files, made from the table definitions (docs/자료-파일.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from desktop.domain.definition_parser import CUSTOM
from desktop.domain.definitions import Column, RowsKind, TableDefinition
from desktop.domain.properties import PROPERTIES, is_label
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW
from desktop.services.catalog import Catalog
from desktop.services.exchange_reader import FORMAT

Schema: TypeAlias = dict[str, object]

_VALUE: Schema = {"$ref": "#/$defs/value"}
_TEXT: Schema = {"type": "string", "minLength": 1}
_DATE: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_ANY_ROW = "row"


def data_schema(catalog: Catalog) -> Schema:
    """The JSON Schema (draft 2020-12) of a data file.

    It says what a single look at a place can say: names, types, and which columns a table has. That ids, owners and
    parents exist, only the import can see.
    """
    tables = {code: _table(definition) for code, definition in catalog.tables.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"성과대장 자료 파일 {FORMAT}",
        **_object(
            {
                "format": {"const": FORMAT},
                "report": _report(catalog),
                "tables": _object({**tables, CUSTOM: _list(_custom())}),
            },
            required=("format", "report"),
        ),
        "$defs": {"value": _value()},
    }


def _report(catalog: Catalog) -> Schema:
    names: Schema = {
        "template": {"enum": sorted(catalog.templates)},
        "title": _TEXT,
        "organization": _TEXT,
        "fiscal_year": {"type": "integer", "minimum": 1945, "maximum": 2100},
        "as_of": {"description": "기준일", **_DATE},
        "reported_on": {"description": "보고일", **_DATE},
        "occasion": {"type": "string"},
    }
    return _object(names, required=("template", "title", "organization", "fiscal_year"))


def _value() -> Schema:
    plain: Schema = {"type": ["string", "number", "null"]}
    marked = _object({"value": plain, "mark": {"type": "string"}}, required=("value",))
    return {
        "description": "칸 하나: 담당자가 입력하는 그대로의 글, 숫자, 또는 각주 표시가 붙은 값",
        "oneOf": [plain, marked],
    }


def _table(definition: TableDefinition) -> Schema:
    content = _content(definition)
    if not definition.owner:
        return {"title": definition.title, **_object(content)}
    owner: Schema = {"description": f"표 '{definition.owner}'의 행 id", **_TEXT}
    return {"title": definition.title, **_list(_object({"owner": owner, **content}, required=("owner",)))}


def _content(definition: TableDefinition) -> Schema:
    fields = _columns(definition, FIELDS_ROW, (*definition.fields, *PROPERTIES.values()))
    content: Schema = {"fields": fields, "rows": _list(_row(definition))}
    if definition.total:
        content["total"] = _columns(definition, TOTAL_ROW, definition.columns)
    return content


def _row(definition: TableDefinition) -> Schema:
    entered = definition.rows.kind is RowsKind.ENTERED
    fixed = [row.key for row in definition.rows.fixed]
    own: Schema = {"id": {"enum": fixed} if fixed else {**_TEXT, "maxLength": 64, "pattern": "^[^@]"}}
    if definition.nests:
        own["parent"] = {"type": "string"}
    return _columns(definition, _ANY_ROW, definition.columns, own, required=() if entered else ("id",))


def _columns(
    definition: TableDefinition,
    row: str,
    columns: Iterable[Column],
    more: Mapping[str, object] | None = None,
    required: Iterable[str] = (),
) -> Schema:
    """An object with a value for each column; year columns by their pattern."""
    written = [column for column in columns if not is_label(definition, row, column.key)]
    plain = {column.key: _column(column) for column in written if not column.years}
    years = {f"^{column.key}@[0-9]{{4}}$": _column(column) for column in written if column.years}
    schema = _object({**(more or {}), **plain}, required=required)
    return {**schema, "patternProperties": years} if years else schema


def _column(column: Column) -> Schema:
    hints = [column.title, f"단위: {column.unit}" if column.unit else "", "공표된 값" if column.is_computed else ""]
    options = " · ".join(column.options)
    return {**_VALUE, "description": ", ".join(hint for hint in (*hints, options) if hint)}


def _custom() -> Schema:
    values: Schema = {"type": "object", "additionalProperties": _VALUE}
    row: Schema = {"type": "object", "properties": {"id": _TEXT, "parent": _TEXT}, "additionalProperties": _VALUE}
    content: Schema = {
        "owner": {"description": "표 자리인 항목(기호 '표')의 id", **_TEXT},
        "definition": {"description": "표 정의 (docs/표-정의.md)", "type": "object"},
        "fields": values,
        "rows": _list(row),
        "total": values,
    }
    return _object(content, required=("owner", "definition"))


def _object(properties: Mapping[str, object], required: Iterable[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}
