"""Reads a table definition strictly: what the vocabulary (docs/표-정의.md) does not know is refused, with its place.

What needs other tables (owner, source, `table.key`) is checked by `services.catalog`, when all files are read.
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.definition_rules import check_definition
from desktop.domain.definition_values import DefinitionError, Problems, read_record, write_record
from desktop.domain.definition_years import expand
from desktop.domain.definitions import Layout, TableDefinition
from desktop.domain.tab import Tab

__all__ = ["DefinitionError", "custom_data", "definition_data", "expand", "parse_custom", "parse_definition"]

CUSTOM = "custom"
"""The code of every table that a clerk made."""

_GIVEN_TO_CUSTOM: Mapping[str, object] = {"code": CUSTOM, "version": 1, "tab": Tab.PROGRAMS.value}


def parse_definition(data: Mapping[str, object], where: str) -> TableDefinition:
    """A definition from the data of a TOML file.

    Args:
        data: what `tomllib` or `json` read.
        where: the file, for messages.

    Raises:
        DefinitionError: with every problem of the file, its key path and what is allowed.
    """
    problems = Problems(where)
    definition = read_record(TableDefinition, data, "", problems)
    problems.stop_if_any()
    if definition is None:
        raise AssertionError(where)
    check_definition(definition, problems)
    problems.stop_if_any()
    return definition


def parse_custom(data: Mapping[str, object], where: str) -> TableDefinition:
    """A table that a clerk made: the same vocabulary, without code, version, tab; a grid unless it says otherwise.

    Raises:
        DefinitionError: as `parse_definition`.
    """
    problems = Problems(where)
    for key in _GIVEN_TO_CUSTOM.keys() & data.keys():
        problems.add(key, "직접 만든 표에는 적지 않습니다.")
    problems.stop_if_any()
    return parse_definition({"layout": Layout.GRID.value, **data, **_GIVEN_TO_CUSTOM}, where)


def definition_data(definition: TableDefinition) -> dict[str, object]:
    """The data of a definition, as `parse_definition` reads it; keys at their default are left out."""
    return write_record(definition)


def custom_data(definition: TableDefinition) -> dict[str, object]:
    """The data of a clerk's own table, as `parse_custom` reads it."""
    return {key: value for key, value in write_record(definition).items() if key not in _GIVEN_TO_CUSTOM}
