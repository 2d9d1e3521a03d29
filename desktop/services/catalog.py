"""The official tables and report templates that the program knows, read from resources once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain import templates
from desktop.domain.definition_names import REPORT_NAMES, Names, Reference, template_problem
from desktop.domain.definition_parser import CUSTOM, expand, parse_custom, parse_definition
from desktop.domain.definition_values import DefinitionError, Problems, read_record
from desktop.domain.definitions import ON_SAME_DAY, ReportTemplate, TableDefinition
from desktop.domain.naming import OWNER
from desktop.domain.terms import Term

_CUSTOM_NAME = "직접 만든 표"


@dataclass(frozen=True)
class Catalog:
    """All official tables and report templates, by code.

    Definitions stand here as they are written; `definition` and `custom` expand them for a fiscal year and keep the
    result, because every table of every report asks for it.
    """

    tables: Mapping[str, TableDefinition]
    templates: Mapping[str, ReportTemplate]
    terms: tuple[Term, ...] = ()
    _expanded: dict[tuple[str, int], TableDefinition] = field(default_factory=dict, repr=False, compare=False)

    def definition(self, code: str, fiscal_year: int) -> TableDefinition:
        """The official definition of a code, expanded for a fiscal year. Raises KeyError when there is none."""
        key = (code, fiscal_year)
        if key not in self._expanded:
            self._expanded[key] = expand(self.tables[code], fiscal_year)
        return self._expanded[key]

    def custom(self, json_text: str, fiscal_year: int) -> TableDefinition:
        """A clerk's own definition, expanded for a fiscal year. Raises DefinitionError when it cannot be read."""
        key = (json_text, fiscal_year)
        if key not in self._expanded:
            self._expanded[key] = expand(self._parsed(json_text), fiscal_year)
        return self._expanded[key]

    def _parsed(self, json_text: str) -> TableDefinition:
        try:
            data = json.loads(json_text)
        except ValueError as error:
            raise DefinitionError(_CUSTOM_NAME, [f"JSON이 아닙니다({error})."]) from error
        if not isinstance(data, dict):
            raise DefinitionError(_CUSTOM_NAME, ["{…}여야 합니다."])
        definition = parse_custom(data, _CUSTOM_NAME)
        _check_across(definition, Names(definition), _Others(self.tables), Problems(_CUSTOM_NAME))
        return definition


def load_catalog(resources: Path) -> Catalog:
    """Read resources/tables/*.toml, resources/reports/*.toml and resources/terms.toml (which may be missing).

    Raises:
        DefinitionError: names the file and everything that is wrong in it.
        OSError: a file cannot be read.
    """
    tables = dict(_read_table(path) for path in sorted((resources / "tables").glob("*.toml")))
    others = _Others(tables)
    for code, definition in tables.items():
        _check_across(definition, others.names(code), others, Problems(f"{code}.toml"))
    templates = dict(_read_template(path, tables) for path in sorted((resources / "reports").glob("*.toml")))
    return Catalog(tables, templates, _read_terms(resources / "terms.toml"))


def _read_terms(path: Path) -> tuple[Term, ...]:
    """The words that come with the program, as `"word" = ["other spelling", …]`."""
    found = _toml(path) if path.is_file() else {}
    terms = []
    for word, spellings in found.items():
        if not isinstance(spellings, list) or not spellings or not all(isinstance(each, str) for each in spellings):
            raise DefinitionError(path.name, [f"{word}: 다른 표기를 늘어놓은 목록이어야 합니다."])
        terms.append(Term(word, tuple(spellings), is_own=False))
    return tuple(terms)


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # not TOML, or not UTF-8
        raise DefinitionError(path.name, [f"TOML로 읽을 수 없습니다({error})."]) from error


def _read_table(path: Path) -> tuple[str, TableDefinition]:
    definition = parse_definition(_toml(path), path.name)
    problems = Problems(path.name)
    _check_code(definition.code, path, problems)
    if definition.code == CUSTOM:
        problems.add("code", f"'{CUSTOM}'은(는) 직접 만든 표의 이름이라 쓸 수 없습니다.")
    problems.stop_if_any()
    return definition.code, definition


def _read_template(path: Path, tables: Mapping[str, TableDefinition]) -> tuple[str, ReportTemplate]:
    problems = Problems(path.name)
    template = read_record(ReportTemplate, _toml(path), "", problems)
    problems.stop_if_any()
    if template is None:
        raise AssertionError(path)
    _check_code(template.code, path, problems)
    _check_chapters(template, tables, problems)
    problems.stop_if_any()
    return template.code, template


def _check_code(code: str, path: Path, problems: Problems) -> None:
    if code != path.stem:
        problems.add("code", f"'{code}' 대신 파일 이름과 같은 '{path.stem}'이어야 합니다.")


def _check_chapters(template: ReportTemplate, tables: Mapping[str, TableDefinition], problems: Problems) -> None:
    seen: set[str] = set()
    for place, chapter in enumerate(template.chapters):
        path = f"chapters[{place}]"
        if chapter.key in seen:
            problems.add(f"{path}.key", f"'{chapter.key}'이(가) 이미 있습니다.")
        seen.add(chapter.key)
        named = [(f"{path}.tables[{n}]", code) for n, code in enumerate(chapter.tables)]
        for where, code in [*named, (f"{path}.sheet_per", chapter.sheet_per)]:
            if code and code not in tables:
                problems.add(where, _unknown(code, tables))
        if chapter.part and all(chapter.part != each.key for each in template.chapters):
            problems.add(f"{path}.part", f"'{chapter.part}'은(는) 이 서식에 없는 장입니다.")
        for sentence in _heading_problems(chapter.heading, tables):
            problems.add(f"{path}.heading", sentence)


def _heading_problems(heading: str, tables: Mapping[str, TableDefinition]) -> Iterator[str]:
    """What is wrong with the template of a heading: it can name the report and single fields of tables."""
    if sentence := template_problem(heading):
        yield sentence
    for name in templates.names(heading):
        code, _, key = name.partition(".")
        if name not in REPORT_NAMES and not (code in tables and tables[code].field(key)):
            yield f"'{name}'은(는) 없는 이름입니다. 쓸 수 있는 이름: {', '.join(sorted(REPORT_NAMES))}, 표.칸."


class _Others:
    """The names of every table, made only for those that somebody asks about."""

    def __init__(self, tables: Mapping[str, TableDefinition]) -> None:
        self.tables = tables
        self._names: dict[str, Names] = {}

    def names(self, code: str) -> Names:
        if code not in self._names:
            self._names[code] = Names(self.tables[code])
        return self._names[code]


def _check_across(definition: TableDefinition, names: Names, others: _Others, problems: Problems) -> None:
    """Refuse names of tables, or of columns in other tables, that do not exist."""
    pointers = list(_pointers(definition))
    for path, code in pointers:
        if code not in others.tables:
            problems.add(path, _unknown(code, others.tables))
    problems.stop_if_any()
    for reference in dict.fromkeys((*_followed(definition), *names.references())):
        if reference.table and (sentence := _across_problem(definition, reference, others)):
            problems.add(reference.path, sentence)
    problems.stop_if_any()


def _pointers(definition: TableDefinition) -> Iterator[tuple[str, str]]:
    if definition.owner:
        yield "owner", definition.owner
    if definition.rows.source:
        yield "rows.source", definition.rows.source
    yield from (
        (f"columns[{n}].outline", column.outline) for n, column in enumerate(definition.columns) if column.outline
    )
    for group, columns in (("columns", definition.columns), ("fields", definition.fields)):
        yield from ((f"{group}[{n}].names", column.names) for n, column in enumerate(columns) if column.names)
    yield from ((f"rows.parents[{place}]", code) for place, code in enumerate(definition.rows.parents))


def _followed(definition: TableDefinition) -> Iterator[Reference]:
    """The columns of other tables that columns follow or correspond to."""
    for group, columns in (("columns", definition.columns), ("fields", definition.fields)):
        for place, column in enumerate(columns):
            if column.follows:
                yield Reference(f"{group}[{place}].follows", definition.rows.source, column.follows)
            if column.corresponds:
                table, _, key = column.corresponds.removesuffix(ON_SAME_DAY).partition(".")
                yield Reference(f"{group}[{place}].corresponds", table, key)


def _across_problem(definition: TableDefinition, reference: Reference, others: _Others) -> str:
    code = definition.owner if reference.table == OWNER else reference.table
    if not code:
        return "owner가 없는 표이므로 owner를 부를 수 없습니다."
    if code not in others.tables:
        return _unknown(code, others.tables)
    return others.names(code).problem(reference) if reference.key else ""


def _unknown(code: str, tables: Mapping[str, TableDefinition]) -> str:
    return f"'{code}'은(는) 없는 표입니다. 쓸 수 있는 표: {', '.join(tables)}."
