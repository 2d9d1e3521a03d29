"""Expressions worked out over figures with intervals, and relations judged on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from desktop.domain import quantities as q
from desktop.domain.expressions import (
    Call,
    Comparison,
    Condition,
    Expression,
    Name,
    Negation,
    Node,
    Number,
    Operation,
    Text,
)
from desktop.domain.quantities import Figure, Quantity
from desktop.domain.spelling import bare


class Relation(StrEnum):
    """Whether a relation holds between printed figures (conventions.md, Rounding)."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that an expression came upon: its figure, if it shows one, and its text.

    The text is "" for a blank cell, and None where it cannot be known: a figure that is invalid or not yet there.
    """

    quantity: Quantity | None = None
    text: str | None = None


class Resolver(Protocol):
    """What names mean at one place: in a row, in the total row, or once in a table. None is unknown."""

    def value(self, name: Name) -> Quantity | None:
        """A column of the row, a single field, one side of a pair, or a field of another table."""
        ...

    def total(self, name: Name) -> Quantity | None:
        """What the total row shows in a column."""
        ...

    def column(self, name: Name) -> Quantity | None:
        """The sum of a column over body rows; partial when a cell of it is blank. None when all are."""
        ...

    def count(self, name: Name, where: Sequence[Condition]) -> int | None:
        """The number of body rows of a table for which the conditions hold."""
        ...

    def number(self, name: Name) -> int | None:
        """The place of the row, from 1, among the rows that hold the same in a column."""
        ...

    def text(self, name: Name) -> str | None:
        """What a cell says (`Found.text`)."""
        ...

    def above(self, name: Name) -> Found | None:
        """The cell of the same column in the nearest row above that holds anything."""
        ...

    def cells(self, name: Name, where: Sequence[Condition] = ()) -> Sequence[Found]:
        """The cells in a column of a table ("table.key") in the rows for which the conditions hold, in order."""
        ...


def calculate(expression: Expression, resolver: Resolver) -> Quantity | None:
    """The quantity that an expression comes to, None when it cannot be known. Comparisons come to nothing."""
    return _quantity(expression.tree, resolver)


def wording(expression: Expression, resolver: Resolver) -> str | None:
    """The text that an expression chooses, None when it cannot be known or is no text."""
    return _wording(expression.tree, resolver)


def judge(expression: Expression, resolver: Resolver) -> Relation:
    """Whether a comparison chain holds; the worst link of the chain decides."""
    return _judged(expression.tree, resolver)


def _judged(tree: Node, resolver: Resolver) -> Relation:
    if not isinstance(tree, Comparison):
        return Relation.UNKNOWN
    operands = tree.operands
    figures = [_quantity(operand, resolver) for operand in operands]
    links = zip(pairwise(operands), tree.signs, pairwise(figures), strict=True)
    return worst([_link(nodes, sign, known, resolver) for nodes, sign, known in links])


def _link(
    nodes: tuple[Node, Node], sign: str, figures: tuple[Quantity | None, Quantity | None], resolver: Resolver
) -> Relation:
    """Two neighbours of a chain: figures where they are any, else texts."""
    one, other = figures
    if one is not None and other is not None:
        return compare(one, sign, other)
    left, right = nodes
    if isinstance(left, Text) or isinstance(right, Text):
        return _same_text(_wording(left, resolver), sign, _wording(right, resolver), Text("") in nodes)
    if one is None and other is None and sign in _OF_TEXTS:
        return _same_text(_wording(left, resolver), sign, _wording(right, resolver))
    return compare(one, sign, other)


def _same_text(left: str | None, sign: str, right: str | None, of_blank: bool = False) -> Relation:  # noqa: FBT001, FBT002
    """Whether two texts are the same, blanks aside; of a blank one it is only known that it is blank (`key = ""`)."""
    if left is None or right is None or not (of_blank or (left and right)):
        return Relation.UNKNOWN
    return Relation.HOLDS if (bare(left) == bare(right)) == (sign == "=") else Relation.BROKEN


_OF_TEXTS = ("=", "!=")


def worst(relations: Sequence[Relation]) -> Relation:
    """The relation of a whole: broken when a part is, then unknown, then rounding."""
    for relation in (Relation.BROKEN, Relation.UNKNOWN, Relation.ROUNDING):
        if relation in relations:
            return relation
    return Relation.HOLDS


def compare(left: Quantity | None, sign: str, right: Quantity | None) -> Relation:
    """Compare two quantities side by side; a single figure compares with both sides of a pair."""
    if left is None or right is None:
        return Relation.UNKNOWN
    if len(left) == len(right) == 1:
        return _COMPARE[sign](left[0], right[0])
    sides = _matched(left, right)
    if sides is None:
        return Relation.UNKNOWN
    return worst([_COMPARE[sign](one, other) for one, other in sides])


def _equal(left: Figure, right: Figure) -> Relation:
    if left.is_partial or right.is_partial:
        return _equal_partial(left, right)
    if left.value == right.value:
        return Relation.HOLDS
    return Relation.ROUNDING if left.low <= right.high and right.low <= left.high else Relation.BROKEN


def _equal_partial(left: Figure, right: Figure) -> Relation:
    """A sum with an unknown addend is wrong only when it is already too large (nothing in it is negative)."""
    if left.is_partial and right.is_partial:
        return Relation.UNKNOWN
    partial, whole = (left, right) if left.is_partial else (right, left)
    return Relation.BROKEN if partial.low > whole.high and whole.value >= 0 else Relation.UNKNOWN


def _unequal(left: Figure, right: Figure) -> Relation:
    if left.is_partial or right.is_partial:
        return Relation.UNKNOWN
    return Relation.BROKEN if left.value == right.value else Relation.HOLDS


def _at_most(left: Figure, right: Figure) -> Relation:
    if right.is_partial:
        return Relation.UNKNOWN
    if left.low > right.high:
        return Relation.BROKEN
    return _within(left, is_met=left.value <= right.value)


def _less(left: Figure, right: Figure) -> Relation:
    if right.is_partial:
        return Relation.UNKNOWN
    if left.low >= right.high:
        return Relation.BROKEN
    return _within(left, is_met=left.value < right.value)


def _within(left: Figure, *, is_met: bool) -> Relation:
    if left.is_partial:
        return Relation.UNKNOWN
    return Relation.HOLDS if is_met else Relation.ROUNDING


_COMPARE: dict[str, Callable[[Figure, Figure], Relation]] = {
    "=": _equal,
    "!=": _unequal,
    "<=": _at_most,
    "<": _less,
    ">=": lambda left, right: _at_most(right, left),
    ">": lambda left, right: _less(right, left),
}


def _matched(left: Quantity, right: Quantity) -> list[tuple[Figure, Figure]] | None:
    """The figures side by side; a single figure stands beside each side of a pair."""
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    if len(left) == 1:
        return [(left[0], figure) for figure in right]
    return [(figure, right[0]) for figure in left] if len(right) == 1 else None


def _quantity(node: Node, resolver: Resolver) -> Quantity | None:
    if isinstance(node, Name):  # most nodes are names: asked first
        return resolver.value(node)
    if isinstance(node, Operation):
        return _operation(node.sign, _quantity(node.left, resolver), _quantity(node.right, resolver))
    if isinstance(node, Number):
        return (q.exact(node.value),)
    if isinstance(node, Call):
        return _call(node, resolver)
    return _negated(_quantity(node.operand, resolver)) if isinstance(node, Negation) else None


def _negated(quantity: Quantity | None) -> Quantity | None:
    return None if quantity is None else tuple(q.negate(figure) for figure in quantity)


def _operation(sign: str, left: Quantity | None, right: Quantity | None) -> Quantity | None:
    if left is None or right is None:
        return None
    if len(left) == len(right) == 1:
        figure = _OPERATIONS[sign](left[0], right[0])
        return None if figure is None else (figure,)
    sides = _matched(left, right)
    if sides is None or (len(left) != len(right) and sign in "+-"):
        return None
    figures = [_OPERATIONS[sign](one, other) for one, other in sides]
    known = tuple(figure for figure in figures if figure is not None)
    return known if len(known) == len(figures) else None


_OPERATIONS: dict[str, Callable[[Figure, Figure], Figure | None]] = {
    "+": q.add,
    "-": q.subtract,
    "*": q.multiply,
    "/": q.divide,
}


def _wording(node: Node, resolver: Resolver) -> str | None:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Name):
        return resolver.text(node)
    if not isinstance(node, Call):
        return None
    if node.function == "if":
        branch = _branch(node, resolver)
        return _wording(branch, resolver) if branch else None
    found = _found(node, resolver)
    return found.text if found else None


def _branch(call: Call, resolver: Resolver) -> Node | None:
    """What an if chooses by the figures as printed; a relation that cannot be known chooses nothing."""
    relation = _judged(call.arguments[0], resolver)
    if relation is Relation.UNKNOWN:
        return None
    return call.arguments[1 if relation is Relation.HOLDS else 2]


def _found(call: Call, resolver: Resolver) -> Found | None:
    """The cell that a call comes upon in the rows of a table; blank cells are passed over."""
    first = call.arguments[0]
    if call.function == "lookup":
        return _looked_up(call, resolver)
    if not isinstance(first, Name):
        return None
    if call.function == "above":
        return resolver.above(first)
    if call.function not in _OF_ROWS or not first.part:
        return None
    known = [each for each in resolver.cells(first, call.where) if each.text]
    return known[_OF_ROWS[call.function]] if known else None


def _looked_up(call: Call, resolver: Resolver) -> Found | None:
    """What stands beside the highest bound that is not above the value."""
    value, (_, bounds, results) = _quantity(call.arguments[0], resolver), call.arguments
    if value is None or not (isinstance(bounds, Name) and isinstance(results, Name)):
        return None
    rows = zip(resolver.cells(bounds), resolver.cells(results), strict=True)
    reached = [
        (bound.quantity[0].value, found) for bound, found in rows if bound.quantity and _reaches(value, bound.quantity)
    ]
    return max(reached, key=lambda each: each[0])[1] if reached else None


def _reaches(value: Quantity, bound: Quantity) -> bool:
    """Whether a figure is as printed not below a bound."""
    return len(value) == 1 and value[0].value >= bound[0].value


_OF_ROWS = {"first": 0, "last": -1}


def _call(call: Call, resolver: Resolver) -> Quantity | None:
    function, arguments = call.function, call.arguments
    first = arguments[0]
    if function == "count" and isinstance(first, Name):
        return _counted(resolver.count(first, call.where))
    if function == "if":
        branch = _branch(call, resolver)
        return _quantity(branch, resolver) if branch else None
    if found := _found(call, resolver):
        return found.quantity
    if len(arguments) == 1 and isinstance(first, Name) and function in _OF_COLUMNS:
        return _OF_COLUMNS[function](first, resolver)
    known = [quantity for node in arguments if (quantity := _quantity(node, resolver)) is not None]
    if function in _OF_KNOWN:
        return _OF_KNOWN[function](known) if known else None
    if len(known) < len(arguments) or function not in _OF_VALUES:
        return None
    return _OF_VALUES[function](known)


def _share(name: Name, resolver: Resolver) -> Quantity | None:
    part = _operation("/", resolver.value(name), resolver.total(name))
    return None if part is None else tuple(q.multiply(figure, q.exact(Decimal(100))) for figure in part)


def _counted(number: int | None) -> Quantity | None:
    return None if number is None else (q.exact(Decimal(number)),)


_OF_COLUMNS: dict[str, Callable[[Name, Resolver], Quantity | None]] = {
    "sum": lambda name, resolver: resolver.column(name),
    "total": lambda name, resolver: resolver.total(name),
    "number": lambda name, resolver: _counted(resolver.number(name)),
    "share": _share,
}


def _sum(quantities: Sequence[Quantity]) -> Quantity | None:
    found: Quantity | None = quantities[0]
    for quantity in quantities[1:]:
        found = _operation("+", found, quantity)
    return found


def _extreme(quantities: Sequence[Quantity], choose: Callable[[Iterable[Figure]], Figure]) -> Quantity | None:
    if len({len(quantity) for quantity in quantities}) > 1:
        return None
    return tuple(choose(figures) for figures in zip(*quantities, strict=True))


_OF_VALUES: dict[str, Callable[[Sequence[Quantity]], Quantity | None]] = {
    "sum": _sum,
    "min": lambda quantities: _extreme(quantities, q.least),
    "max": lambda quantities: _extreme(quantities, q.greatest),
    "abs": lambda quantities: tuple(q.absolute(figure) for figure in quantities[0]),
}

_OF_KNOWN: dict[str, Callable[[Sequence[Quantity]], Quantity | None]] = {
    "so_far": _sum,
    "first": lambda quantities: quantities[0],
    "last": lambda quantities: quantities[-1],
}
"""Functions of the arguments that are known; those that are not there yet are passed over."""
