"""One number for everything that a clerk entered into a report, to tell whether anything was changed since."""

from __future__ import annotations

import hashlib
import json

from desktop.domain.report import Report, Row, Table
from desktop.domain.values import Value


def content_digest(report: Report) -> str:
    """SHA-256 (hexadecimal) over the identity of a report and every entered or stated cell.

    Equal for equal content wherever it was entered: uids of tables do not count, those of rows do (other tables refer
    to them). What is computed does not count, and neither does the state of the report (작성중, 마감).
    """
    info = report.info
    head = [info.template, info.title, info.organization, info.fiscal_year, str(info.as_of), str(info.reported_on)]
    tables = sorted((table.code, table.owner, _table(table)) for table in report.tables.values() if _has_content(table))
    text = json.dumps([*head, info.occasion, tables], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _has_content(table: Table) -> bool:
    """A table that a newer version of the program brought, still empty, is no other content."""
    return bool(table.rows or table.total.cells or table.fields.cells or table.definition_json)


def _table(table: Table) -> list[object]:
    rows = [_row(row) for row in table.rows]
    return [table.definition_json, rows, _row(table.total), _row(table.fields)]


def _row(row: Row) -> list[object]:
    return [row.uid, row.parent, [[key, *_value(value)] for key, value in sorted(row.cells.items())]]


def _value(value: Value) -> list[str]:
    return [value.state.value, value.text, value.mark]
