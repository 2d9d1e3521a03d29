"""Relations between figures: stated against computed values, and what the definitions declare."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.domain.calculation import Relation, compare, judge
from desktop.domain.definitions import Check, Column, Scope, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.expressions import Call, Comparison, Expression, Name, Negation, Node, Operation, names_in, parse
from desktop.domain.findings import Finding
from desktop.domain.naming import Names
from desktop.domain.numbers import canonical, to_decimal
from desktop.domain.quantities import Quantity
from desktop.domain.report import FIELDS_ROW, TOTAL_ROW, CellKey
from desktop.domain.sheet import TableSheet
from desktop.domain.values import State

TOTAL = "total.column"
COMPUTED = "computed.figure"
TEXT = "computed.text"

_AGGREGATES = frozenset({"sum", "total", "share", "count"})


# ---------------------------------------------------------------- stated against computed


def computed_cells(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """Published totals, rates and derived texts that differ from what the figures come to."""
    for row in (FIELDS_ROW, *(row.uid for row in sheet.rows())):
        yield from computed_in(sheet, row)


def computed_in(sheet: TableSheet, row: str) -> Iterator[Finding]:
    """The same in one row."""
    for column in sheet.computed_columns(row):
        if sheet.shown(row, column.key).is_stated:
            yield from _stated(sheet, row, column)


def _stated(sheet: TableSheet, row: str, column: Column) -> Iterator[Finding]:
    if not column.type.is_figure:
        yield from _stated_text(sheet, row, column)
        return
    reckoned, stated = sheet.reckoned(column, row), sheet.quantity(row, column.key)
    if reckoned is None or stated is None or len(reckoned) != len(stated) or _prints_the_same(sheet, row, column):
        return
    relation = compare(reckoned, "=", stated)
    if relation in _SEVERITY:
        is_sum = sheet.is_summed(column, row)
        cells = _addends(sheet, row, column.key) if is_sum else _operands(sheet, row, parse(column.formula))
        code = TOTAL if is_sum else COMPUTED
        key = sheet.key(row, column.key)
        values = _difference(reckoned, stated) | {"relation": relation.value}
        yield Finding(code, _SEVERITY[relation], key, (key, *cells), values)


_SEVERITY = {Relation.BROKEN: Severity.ERROR, Relation.ROUNDING: Severity.INFO}


def _prints_the_same(sheet: TableSheet, row: str, column: Column) -> bool:
    shown = sheet.shown(row, column.key)
    if shown.value is None or shown.computed is None or shown.value.state is not State.VALUE:
        return False
    return _numbers(shown.value.text) == _numbers(shown.computed.text)


def _numbers(text: str) -> list[Decimal | None]:
    """The sides of a figure as numbers: "1.0" and "1" are one figure."""
    return [to_decimal(side) for side in text.split("/")]


def _difference(reckoned: Quantity, stated: Quantity) -> dict[str, str]:
    """What the message needs; pairs as "307/295"."""
    gaps = [one.value - other.value for one, other in zip(stated, reckoned, strict=True)]
    return {
        "stated": "/".join(canonical(figure.value) for figure in stated),
        "computed": "/".join(canonical(figure.value) for figure in reckoned),
        "difference": "/".join(canonical(gap) for gap in gaps),
    }


def _stated_text(sheet: TableSheet, row: str, column: Column) -> Iterator[Finding]:
    """A text typed over a derived one; blanks do not count, for official labels are letter-spaced."""
    shown = sheet.shown(row, column.key)
    stated = shown.value.text if shown.value else ""
    computed = shown.computed.text if shown.computed else ""
    if computed and "".join(stated.split()) != "".join(computed.split()):
        key = sheet.key(row, column.key)
        yield Finding(TEXT, Severity.WARNING, key, (key,), {"stated": stated, "computed": computed})


def _addends(sheet: TableSheet, row: str, key: str) -> tuple[CellKey, ...]:
    return tuple(sheet.key(each, key) for each in sheet.addends(row))


# ---------------------------------------------------------------- declared relations


def declared_relations(_evaluation: Evaluation, sheet: TableSheet) -> Iterator[Finding]:
    """The [[checks]] of the definition, each where its scope says."""
    for check in sheet.definition.checks:
        for row in _scope(sheet, check):
            yield from _judged(sheet, check, row)


def declared_in(sheet: TableSheet, row: str) -> Iterator[Finding]:
    """The same in one row, and what is judged once for the table."""
    for check in sheet.definition.checks:
        scope = _scope(sheet, check)
        yield from (
            finding for place in (row, FIELDS_ROW) if place in scope for finding in _judged(sheet, check, place)
        )


def _judged(sheet: TableSheet, check: Check, row: str) -> Iterator[Finding]:
    if (check.expr, row) not in sheet.worked_out.silent and _applies(sheet, check.when, row):
        yield from _declared(sheet, check, parse(check.expr), row)


def _applies(sheet: TableSheet, when: str, row: str) -> bool:
    """Whether a check is judged at all: its column holds something, or the relation that it depends on holds."""
    if not when:
        return True
    expression = parse(when)
    if isinstance(expression.tree, Name):
        return any(sheet.shown(place, when).value is not None for place in (row, FIELDS_ROW))
    return judge(expression, Names(sheet, row)) is Relation.HOLDS


def _scope(sheet: TableSheet, check: Check) -> tuple[str, ...]:
    if check.scope is Scope.TABLE:
        return (FIELDS_ROW,)
    with_total = check.scope is Scope.ALL and sheet.definition.total is not None
    return (*sheet.body, TOTAL_ROW) if with_total else sheet.body


def _declared(sheet: TableSheet, check: Check, expression: Expression, row: str) -> Iterator[Finding]:
    names = Names(sheet, row)
    relation = judge(expression, names)
    if relation not in (Relation.BROKEN, Relation.ROUNDING):
        sheet.worked_out.silent.add((expression.text, row))
        return
    severity = check.severity if relation is Relation.BROKEN else Severity.INFO
    cells = tuple(cell for link in _links(expression, relation, names) for cell in _operands(sheet, row, link))
    key = next((cell for cell in cells if _is_entered(sheet, cell)), cells[0] if cells else sheet.key(row, ""))
    yield Finding(check.code, severity, key, cells, {"relation": relation.value, "row": row}, check.message)


def _links(expression: Expression, relation: Relation, names: Names) -> Iterator[Expression]:
    """The links of a chain that do not hold, each as an expression of its own."""
    tree = expression.tree
    if not isinstance(tree, Comparison):
        return
    for left, sign, right in zip(tree.operands, tree.signs, tree.operands[1:], strict=False):
        link = Comparison((left, right), (sign,))
        part = Expression(expression.text, link, tuple(names_in(link)))
        if judge(part, names) is relation:
            yield part


def _is_entered(sheet: TableSheet, cell: CellKey) -> bool:
    """Whether something typed stands in a cell, or can: no unstated total or rate."""
    shown = sheet.shown(cell.row, cell.column)
    return shown.is_stated or not shown.is_computed


def _operands(sheet: TableSheet, row: str, expression: Expression) -> tuple[CellKey, ...]:
    """The cells of this table that an expression reads in a row, each once."""
    return tuple(dict.fromkeys(_cells(sheet, row, expression.tree)))


def _cells(sheet: TableSheet, row: str, node: Node) -> Iterator[CellKey]:
    match node:
        case Name(key):
            yield from [sheet.key(place, key) for place in (row, FIELDS_ROW) if sheet.column(place, key)][:1]
        case Call(function, (Name(key),)) if function in _AGGREGATES:
            yield from _aggregated(sheet, row, function, key)
        case Negation(operand):
            yield from _cells(sheet, row, operand)
        case Operation(_, left, right):
            yield from _cells(sheet, row, left)
            yield from _cells(sheet, row, right)
        case Call(_, children) | Comparison(children, _):
            for child in children:
                yield from _cells(sheet, row, child)


def _aggregated(sheet: TableSheet, row: str, function: str, key: str) -> Iterator[CellKey]:
    if sheet.definition.column(key) is None:
        return
    if function == "share":
        yield sheet.key(row, key)
    if function == "sum":
        yield from _addends(sheet, TOTAL_ROW, key)
    elif function in ("total", "share"):
        yield sheet.key(TOTAL_ROW, key)
