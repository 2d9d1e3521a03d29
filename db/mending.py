"""Records of a damaged file that can be read but say what cannot be: put right where possible, else given up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from db.journal import logged_change
from db.pages import SqlValue
from db.records import Action
from db.sorting import Found, Shape

_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Known:
    """What services know of definitions.

    Attributes:
        table: whether there is an official table of this code, or (code, JSON) is a clerk's own one.
        template: whether there is a template of this code.
    """

    table: Callable[[str, str], bool]
    template: Callable[[str], bool]


def mend(found: Found, shapes: Iterable[Shape], known: Known) -> None:
    """Leave only what the program can open; what is given up here may come back from the change log."""
    for shape in shapes:
        mended = (_mended(shape, record, known) for record in found[shape.table])
        found[shape.table] = [record for record in mended if record is not None]


def _mended(shape: Shape, record: tuple[SqlValue, ...], known: Known) -> tuple[SqlValue, ...] | None:
    fields = dict(zip(shape.columns, record, strict=False))
    if any(isinstance(value, str) and "\0" in value for value in record):
        return None
    match shape.table:
        case "report":
            fields |= _dates(fields) | {"fiscal_year": _year(fields)}
        case "report_table" if not known.table(str(fields["code"]), str(fields["definition_json"])):
            return None
        case "change" if not _is_a_change(fields):
            return None
        case "milestone" if not _is_time(fields["at"]):
            return None
        case "note":
            fields["files"] = fields["files"] if _is_list_of_files(str(fields["files"])) else ""
    return tuple(fields.values())


def _dates(fields: dict[str, SqlValue]) -> dict[str, SqlValue]:
    return {name: fields[name] if _is_date(fields[name]) else "" for name in ("as_of", "reported_on")}


def _year(fields: dict[str, SqlValue]) -> SqlValue:
    """A year that cannot be is the year of the dates."""
    if fields["fiscal_year"] in _YEARS:
        return fields["fiscal_year"]
    return next((int(text[:4]) for text in _texts(fields, "as_of", "reported_on")), 2000)


def _texts(fields: dict[str, SqlValue], *names: str) -> Iterator[str]:
    for name in names:
        text = fields[name]
        if isinstance(text, str) and text and _is_date(text):
            yield text


def _is_a_change(fields: dict[str, SqlValue]) -> bool:
    place = [str(fields[name]) for name in ("kind", "table_uid", "row_uid", "column_key")]
    old, new = (None if fields.get(name) is None else str(fields[name]) for name in ("old", "new"))
    try:
        logged_change(place[0], place[1], place[2], place[3], old, new)
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return _is_time(fields["at"]) and fields["action"] in list(Action)


def _is_time(text: SqlValue) -> bool:
    try:
        datetime.fromisoformat(str(text))
    except ValueError:
        return False
    return True


def _is_date(text: SqlValue) -> bool:
    try:
        return text == "" or bool(date.fromisoformat(str(text)))
    except ValueError:
        return False


def _is_list_of_files(text: str) -> bool:
    """As services write it: name, SHA-256 and size of each, "" for none."""
    try:
        listed = json.loads(text or "[]")
        return all(
            isinstance(name, str) and isinstance(sha, str) and isinstance(size, int) for name, sha, size in listed
        )
    except (ValueError, TypeError):
        return False
