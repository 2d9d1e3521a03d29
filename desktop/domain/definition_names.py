"""Which names the expressions and templates of a definition use, and whether a definition has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.domain import templates
from desktop.domain.definition_years import (
    declared_years,
    expand,
    expanded_checks,
    expanded_columns,
    is_relative,
    resolve,
)
from desktop.domain.definitions import Column, Scope, TableDefinition
from desktop.domain.expressions import Comparison, Condition, ExpressionError, Name, parse, parse_conditions
from desktop.domain.naming import AS_OF
from desktop.domain.properties import PROPERTIES

_TOTAL, _TABLE = "total", "table"
REPORT_NAMES = frozenset({"year", "yy", "title", "organization", "as_of"})
"""The names of the report itself in a template."""
_FAR_YEAR = 2999
"""A fiscal year so far off that relative years can be told from absolute ones (19xx, 20xx)."""
_LONGEST_RANGE = 100

_COUNTED = re.compile(r"\bcount\(\s*([a-z_][a-z0-9_]*)\s*[,)]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that a definition uses.

    Attributes:
        path: where it is used ("columns[3].formula").
        table: code of the other table, OWNER, or "" for the table itself.
        key: key of a column or single field; "" when only the table is named.
        part: side of a pair, or "".
        row: whether a column of the current row would be meant, which does not exist at this place otherwise.
    """

    path: str
    table: str
    key: str
    part: str = ""
    row: bool = True

    @property
    def name(self) -> str:
        """As written."""
        return ".".join(each for each in (self.table, self.key, self.part) if each)


class Names:
    """The names of one definition, as they stand in a far fiscal year."""

    def __init__(self, definition: TableDefinition) -> None:
        expanded = expand(definition, _FAR_YEAR)
        self._definition = definition
        self._columns = {column.key: column for column in expanded.columns}
        self._fields = {column.key: column for column in expanded.fields}
        self._years = declared_years(definition, _FAR_YEAR)
        declared = (*definition.columns, *definition.fields)
        self._relative = {column.key: column for column in declared if column.years and is_relative(column.years)}

    def find(self, key: str) -> Column | None:
        """The column or single field of a resolved key; of a relative year column any absolute year will do."""
        base, _, year = key.partition("@")
        if year and int(year) < _FAR_YEAR - _LONGEST_RANGE:
            return self._columns.get(key) or self._fields.get(key) or self._relative.get(base)
        return self._columns.get(key) or self._fields.get(key)

    def problem(self, reference: Reference) -> str:
        """What is wrong with a name that points into this definition, in Korean; "" when nothing is."""
        column = self.find(reference.key)
        if column is None:
            return f"'{reference.name}'은(는) 없는 이름입니다. 쓸 수 있는 이름: {', '.join(self._allowed())}."
        if reference.part and reference.part not in column.parts:
            sides = ", ".join(column.parts) or "없음"
            return f"'{reference.key}'에는 '{reference.part}' 쪽이 없습니다. 쓸 수 있는 쪽: {sides}."
        if not reference.row and column.key in self._columns:
            return f"'{reference.name}'은(는) 행마다 있는 열이라 여기서 쓸 수 없습니다. 합계는 total.{reference.key}."
        return ""

    def _allowed(self) -> Iterator[str]:
        for column in (*self._definition.columns, *self._definition.fields):
            yield f"{column.key}@{{year}}" if column.years else column.key

    def references(self) -> Iterator[Reference]:
        """Every name used in formulas, checks and templates of the definition."""
        yield from self._of_columns("columns", self._definition.columns, row=True)
        yield from self._of_columns("fields", self._definition.fields, row=False)
        yield from self._of_checks()
        yield from self._of_followed()
        for path, text in _printed(self._definition):
            yield from self._of_template(resolve(text, _FAR_YEAR, _FAR_YEAR), path, row=False)

    def _of_columns(self, group: str, columns: Iterable[Column], *, row: bool) -> Iterator[Reference]:
        for place, column in enumerate(columns):
            for each in expanded_columns(column, self._years, _FAR_YEAR):
                yield from self._of_expression(each.formula, f"{group}[{place}].formula")
                yield from self._of_template(each.text, f"{group}[{place}].text", row=row)

    def _of_checks(self) -> Iterator[Reference]:
        for place, check in enumerate(self._definition.checks):
            for each in expanded_checks(check, self._years, _FAR_YEAR):
                yield from self._of_expression(each.expr, f"checks[{place}].expr")
                yield from self._of_expression(each.when, f"checks[{place}].when")
                in_row = check.scope is not Scope.TABLE
                yield from self._of_template(each.message, f"checks[{place}].message", row=in_row)

    def _of_followed(self) -> Iterator[Reference]:
        """The columns of the followed table by which its rows are chosen, and the single fields beside them."""
        rows = self._definition.rows
        for condition in _conditions(rows.where):
            yield Reference("rows.where", rows.source, condition.column)
            if isinstance(condition.value, Name):
                yield self._own_or_other(*condition.value.text.split("."), path="rows.where", row=False)

    def _of_expression(self, text: str, path: str) -> Iterator[Reference]:
        for name in expression_names(text):
            if name == Name(AS_OF):
                continue
            if name.part or name.key in self._columns or name.key not in _counted(text):
                yield self._own_or_other(*filter(None, (name.key, name.part)), path=path, row=True)
            else:
                yield Reference(path, name.key, "")

    def _of_template(self, text: str, path: str, *, row: bool) -> Iterator[Reference]:
        for name in templates.names(text):
            head, *rest = name.split(".")
            if head in (_TOTAL, _TABLE) and rest:
                yield Reference(path, "", rest[0], ".".join(rest[1:]), row=head == _TOTAL)
            elif rest or head not in REPORT_NAMES | PROPERTIES.keys() or head in self._columns:
                yield self._own_or_other(head, *rest, path=path, row=row)

    def _own_or_other(self, head: str, *rest: str, path: str, row: bool) -> Reference:
        """`pair.part` and `table.key` look alike; a column of the table itself goes first."""
        if not rest or self.find(head) is not None:
            return Reference(path, "", head, ".".join(rest), row=row)
        return Reference(path, head, rest[0], ".".join(rest[1:]))


def _counted(text: str) -> frozenset[str]:
    """The tables whose rows an expression counts."""
    return frozenset(_COUNTED.findall(text))


def _printed(definition: TableDefinition) -> Iterator[tuple[str, str]]:
    printed = definition.print
    yield from (("print.title", printed.title), ("print.lead", printed.lead), ("print.unit_note", printed.unit_note))
    yield from ((f"print.footnotes[{place}]", note) for place, note in enumerate(printed.footnotes))


def expression_names(text: str) -> tuple[Name, ...]:
    """The names in an expression, each once; none when its grammar is wrong, which `syntax_problem` says."""
    try:
        return parse(text).names if text else ()
    except ExpressionError:
        return ()


def _conditions(text: str) -> tuple[Condition, ...]:
    """The conditions in a text; none when their grammar is wrong, which `conditions_problem` says."""
    try:
        return parse_conditions(text) if text else ()
    except ExpressionError:
        return ()


def syntax_problem(expression: str, *, relation: bool) -> str | None:
    """What is wrong with the grammar of a relation (of a check) or a formula, in Korean; None when nothing is."""
    try:
        tree = parse(resolve(expression, _FAR_YEAR, _FAR_YEAR)).tree
    except ExpressionError as error:
        return str(error)
    if isinstance(tree, Comparison) == relation:
        return None
    return "비교 기호(<=, = 등)가 있어야 합니다." if relation else "비교가 아니라 값을 내는 식이어야 합니다."


def conditions_problem(conditions: str) -> str:
    """What is wrong with the grammar of conditions on rows, in Korean; "" when nothing is."""
    try:
        parse_conditions(conditions)
    except ExpressionError as error:
        return str(error)
    return ""


def template_problem(template: str) -> str | None:
    """What is wrong with the grammar of a template, in Korean; None when nothing is."""
    is_balanced = templates.is_balanced(resolve(template, _FAR_YEAR, _FAR_YEAR))
    return None if is_balanced else "중괄호가 맞지 않습니다."
