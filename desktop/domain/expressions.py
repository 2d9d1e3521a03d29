"""The closed grammar of formulas and checks (docs/architecture.md, Expressions), parsed to a small tree.

Nothing outside the grammar is understood, and nothing is ever evaluated by Python itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

_OF_ONE_NAME = frozenset({"count", "number", "total", "share", "above"})
_OF_COLUMNS = _OF_ONE_NAME | {"sum"}
_OF_ROWS = frozenset({"first", "last"})
"""Functions that look at the rows of a table when they are given its column ("table.key"), else at their arguments."""
_OF_THREE = frozenset({"if", "lookup"})
FUNCTIONS = _OF_COLUMNS | _OF_ROWS | _OF_THREE | {"min", "max", "abs", "so_far"}
_EQUALS = ("=", "!=")
COMPARISONS = ("<=", ">=", "==", "!=", "<", ">", "=")
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z_][a-z0-9_]*(?:@\d+)?(?:\.[a-z_][a-z0-9_]*(?:@\d+)?)?)"
    r"|(?P<text>\"[^\"]*\"|'[^']*')|(?P<sign><=|>=|==|!=|[-+*/()<>=,])|(?P<end>$))"
)
_DEEPEST = 40
_LONGEST = 400
"""Most tokens of an expression: a flat sum is a tree as deep as it is long, and is walked by recursion."""


class ExpressionError(ValueError):
    """A text that is no expression: where it stops making sense, and what may stand there."""

    def __init__(self, text: str, position: int, allowed: str) -> None:
        super().__init__(f"'{text}': {position + 1}번째 글자에서 잘못되었습니다. 쓸 수 있는 것: {allowed}")
        self.position = position
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes, to compare with or to choose."""

    value: str


@dataclass(frozen=True, slots=True)
class Name:
    """A key, with a second word for one side of a pair or a key of another table; a year is part of the key."""

    key: str
    part: str = ""

    @property
    def text(self) -> str:
        """As written."""
        return f"{self.key}.{self.part}" if self.part else self.key


@dataclass(frozen=True, slots=True)
class Negation:
    """Minus."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """A sum, difference, product or ratio."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row that is looked at holds in a column: a text or number, or what a name says where the call stands."""

    column: str
    value: str | Decimal | Name
    sign: str = "="


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the closed list; `where` are the conditions on the rows that it looks at."""

    function: str
    arguments: tuple[Node, ...]
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain: a <= b <= c holds when each neighbouring pair does."""

    operands: tuple[Node, ...]
    signs: tuple[str, ...]


Node: TypeAlias = Number | Text | Name | Negation | Operation | Call | Comparison


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression and the names in it, each once."""

    text: str
    tree: Node
    names: tuple[Name, ...]

    @property
    def is_of_one_row(self) -> bool:
        """Whether it calls nothing that looks at other rows."""
        calls = (node.function for node in _nodes(self.tree) if isinstance(node, Call))
        return _OF_COLUMNS.isdisjoint(calls)

    @property
    def keeps_decimals(self) -> bool:
        """Whether it passes figures on, added or chosen, so that they keep the decimals that they have."""
        signs = (node.sign for node in _nodes(self.tree) if isinstance(node, Operation))
        shares = any(isinstance(node, Call) and node.function == "share" for node in _nodes(self.tree))
        return not shares and {"*", "/"}.isdisjoint(signs)


@lru_cache(2048)
def parse(text: str) -> Expression:
    """Parse an expression. Raises ExpressionError and nothing else."""
    tree = _Parser(text).whole()
    return Expression(text, tree, tuple(dict.fromkeys(names_in(tree))))


def names_in(node: Node) -> Iterator[Name]:
    """The names in a part of an expression, in order."""
    return (each for each in _nodes(node) if isinstance(each, Name))


def _nodes(node: Node) -> Iterator[Node]:
    """A part of an expression and all parts of it, in order."""
    yield node
    match node:
        case Negation(operand):
            yield from _nodes(operand)
        case Operation(_, left, right):
            yield from _nodes(left)
            yield from _nodes(right)
        case Call(_, children) | Comparison(children, _):
            for child in children:
                yield from _nodes(child)
            if isinstance(node, Call):
                yield from _of_conditions(node)


def _of_conditions(call: Call) -> Iterator[Name]:
    """The columns that conditions look at ("table.column"), and the names beside them."""
    counted = call.arguments[0]
    for condition in call.where:
        if isinstance(counted, Name):
            yield Name(counted.key, condition.column)
        if isinstance(condition.value, Name):
            yield condition.value


@lru_cache(256)
def parse_conditions(text: str) -> tuple[Condition, ...]:
    """Parse conditions alone (`kind = "건의사항", status = "추진중"`). Raises ExpressionError and nothing else."""
    return _Parser(text).conditions()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while True:
        found = _TOKEN.match(text, position)
        if found is None:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise ExpressionError(text, start, "이름, 수, 연산 기호")
        kind = found.lastgroup or "end"
        yield _Token(kind, found[kind], found.start(kind))
        if kind == "end":
            return
        position = found.end()


class _Parser:
    """Recursive descent, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(islice(_tokens(text), _LONGEST + 1))
        self._at = 0
        self._depth = 0
        if len(self._tokens) > _LONGEST:
            raise ExpressionError(text, self._tokens[-1].position, "더 짧은 식")

    def whole(self) -> Node:
        tree = self._comparison()
        if self._next.kind != "end":
            raise self._error("연산 기호나 비교 기호")
        return tree

    def conditions(self) -> tuple[Condition, ...]:
        found = [self._condition()]
        while self._take(","):
            found.append(self._condition())
        if self._next.kind != "end":
            raise self._error("',', 끝")
        return tuple(found)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _error(self, allowed: str) -> ExpressionError:
        return ExpressionError(self._text, self._next.position, allowed)

    def _take(self, *signs: str) -> str:
        """The next sign when it is one of these, else ""."""
        token = self._next
        if token.kind != "sign" or token.text not in signs:
            return ""
        self._at += 1
        return token.text

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise self._error(f"'{sign}'")

    def _comparison(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error("더 얕은 괄호")
        operands, signs = [self._operand()], []
        while sign := self._take(*COMPARISONS):
            signs.append("=" if sign == "==" else sign)
            operands.append(self._operand(*signs[-1:]))
        self._depth -= 1
        if isinstance(operands[0], Text) and not set(signs) <= set(_EQUALS):
            raise self._error("=, !=")
        return Comparison(tuple(operands), tuple(signs)) if signs else operands[0]

    def _operand(self, sign: str = "=") -> Node:
        """A text in quotes, which can only be equal or not, or a sum."""
        if self._next.kind == "text" and sign in _EQUALS:
            return Text(self._word("text", "글")[1:-1])
        return self._sum()

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._take("+", "-"):
            node = Operation(sign, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._unary()
        while sign := self._take("*", "/"):
            node = Operation(sign, node, self._unary())
        return node

    def _unary(self) -> Node:
        minus = False
        while self._take("-"):
            minus = not minus
        atom = self._atom()
        return Negation(atom) if minus else atom

    def _atom(self) -> Node:
        token = self._next
        if self._take("("):
            node = self._comparison()
            self._expect(")")
            return node
        if token.kind not in ("number", "name"):
            raise self._error("이름, 수, 함수, '('")
        self._at += 1
        if token.kind == "number":
            return Number(Decimal(token.text))
        return self._call(token) if self._take("(") else Name(*token.text.split("."))

    def _call(self, token: _Token) -> Node:
        if token.text not in FUNCTIONS:
            raise ExpressionError(self._text, token.position, ", ".join(sorted(FUNCTIONS)))
        inside = self._next.position
        arguments, where = [self._comparison()], []
        takes_conditions = _takes_conditions(token.text, arguments[0])
        while self._take(","):
            if takes_conditions:
                where.append(self._condition())
            else:
                arguments.append(self._comparison())
        self._expect(")")
        if needed := _wrong_arguments(token.text, arguments):
            raise ExpressionError(self._text, inside, needed)
        return Call(token.text, tuple(arguments), tuple(where))

    def _condition(self) -> Condition:
        """A column, a comparison, and a name, a number, or a text in quotes (which can only be equal or not)."""
        column = self._word("name", "열 이름")
        sign = self._take(*COMPARISONS)
        if not sign:
            raise self._error("비교 기호")
        sign = "=" if sign == "==" else sign
        if self._next.kind == "number":
            return Condition(column, Decimal(self._word("number", "수")), sign)
        if self._next.kind == "text" and sign in _EQUALS:
            return Condition(column, self._word("text", "글")[1:-1], sign)
        return Condition(column, Name(*self._word("name", "이름, 수, 따옴표로 묶은 글").split(".")), sign)

    def _word(self, kind: str, allowed: str) -> str:
        """The next token, which is of this kind."""
        token = self._next
        if token.kind != kind:
            raise self._error(allowed)
        self._at += 1
        return token.text


def _takes_conditions(function: str, first: Node) -> bool:
    """Whether what follows the first argument are conditions on rows."""
    return function == "count" or (function in _OF_ROWS and _is_of_table(first))


def _is_of_table(node: Node) -> bool:
    return isinstance(node, Name) and bool(node.part)


def _are_of_one_table(bounds: Node, results: Node) -> bool:
    pair = (bounds, results)
    return all(map(_is_of_table, pair)) and len({each.key for each in pair if isinstance(each, Name)}) == 1


def _wrong_arguments(function: str, arguments: list[Node]) -> str:
    """What a function takes instead of what it was given, "" when it fits."""
    if function in _OF_ONE_NAME and not (len(arguments) == 1 and isinstance(arguments[0], Name)):
        return "이름 하나"
    if function in _OF_THREE and len(arguments) != 3:  # noqa: PLR2004 - as the name of the set says
        return "식 셋"
    if function == "if" and not isinstance(arguments[0], Comparison):
        return "비교, 맞을 때의 식, 아닐 때의 식"
    if function == "lookup" and not _are_of_one_table(*arguments[1:]):
        return "값, 표.하한, 표.결과"
    if function not in _OF_THREE and any(isinstance(each, Text | Comparison) for each in arguments):
        return "비교나 글이 아닌 식"
    return "식 하나" if function == "abs" and len(arguments) > 1 else ""
