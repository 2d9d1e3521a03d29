"""What a computed column is, chosen by name (합계, 구성비, 증감): its formula from the columns beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.domain.definition_years import is_relative, years_of
from desktop.domain.definitions import ColumnType
from desktop.domain.recognition import Relation, expression
from desktop.ui.dialogs.own_columns import LEVEL, OwnColumn, column_names, in_words

TYPED, WRITTEN = "", "formula"
WAYS = (
    (TYPED, "직접 입력"),
    (Relation.SUM.value, "합계"),
    (Relation.SHARE.value, "구성비"),
    (Relation.DIFFERENCE.value, "증감"),
    (Relation.RATE.value, "비율"),
    (Relation.GROWTH.value, "증감률"),
    (WRITTEN, "식"),
)
"""How the figures of a column come about, and what that is called."""

_KEY = r"[a-z]\w*(?:@[+-]?\d+)?"
_SHAPES = (
    (Relation.SUM, rf"{_KEY}(?: \+ {_KEY})+|sum\({_KEY}(?:, {_KEY})+\)"),
    (Relation.SHARE, rf"share\({_KEY}\)"),
    (Relation.DIFFERENCE, rf"{_KEY} - {_KEY}"),
    (Relation.RATE, rf"{_KEY} / {_KEY} \* 100"),
    (Relation.GROWTH, rf"\(({_KEY}) - ({_KEY})\) / \2 \* 100"),
)
_PERCENTAGES = (Relation.SHARE, Relation.RATE, Relation.GROWTH)
_RATES = (ColumnType.PERCENT, ColumnType.DECIMAL)
_PAIR = 2


def way_of(formula: str, columns: Sequence[OwnColumn]) -> str:
    """Which of WAYS a formula (in names of columns) is."""
    if not formula:
        return TYPED
    keys = in_words(formula, _keys(columns))
    return next((shape.value for shape, pattern in _SHAPES if re.fullmatch(pattern, keys)), WRITTEN)


def worked_out(column: OwnColumn, way: str, columns: Sequence[OwnColumn]) -> OwnColumn | None:
    """The column with the formula of a relation, from the columns beside it, and a type that can hold it.

    The columns on the left are taken before those on the right; a sum adds the neighbours of one type and unit, first
    of all those below the same header; a difference and a rate hold the later column against the earlier one. None
    when there are too few columns.
    """
    relation = Relation(way)
    sides = [_neighbours(column, columns, relation, step) for step in (-1, 1)]
    of = next((side for side in sides if len(side) >= _fewest(relation)), None)
    if of is None:
        return None
    names = _names(of, columns)
    if relation is not Relation.SUM:
        names = [names[0]] if relation is Relation.SHARE else [names[1], names[0]]
    return replace(_fitting(column, relation, of[0]), formula=expression(relation, names))


def without_total(columns: Sequence[OwnColumn], *, has_total: bool) -> tuple[OwnColumn, str] | None:
    """The first column that is a share of a column which no total row adds up, and the name of that one."""
    called = column_names({each.key: each.label for each in columns})
    summed = {each.key for each in columns if each.summed and has_total}
    for column in columns:
        used = re.findall(r"share\(([a-z]\w*)", in_words(column.formula, _keys(columns)))
        if missing := next((key for key in used if key in called and key not in summed), ""):
            return column, called[missing]
    return None


def _fewest(relation: Relation) -> int:
    return 1 if relation is Relation.SHARE else _PAIR


def _neighbours(
    column: OwnColumn, columns: Sequence[OwnColumn], relation: Relation, step: int
) -> list[tuple[OwnColumn, str]]:
    """The columns on one side that a relation can be of, with their year, from left to right."""
    here = columns.index(column)
    side = columns[here + 1 :] if step > 0 else columns[:here][::-1]
    able = [each for each in side if _is_addend(each) and not _needs(each, column, columns)]
    if relation is Relation.SUM:
        able = _alike(column, able)
    elif relation is Relation.SHARE:
        able = able[:1]
    dated = [each for one in able[::step] for each in _by_year(one)]
    few = slice(None) if relation is Relation.SUM else slice(-_PAIR, None) if step < 0 else slice(_PAIR)
    return dated[few]


def _alike(column: OwnColumn, able: Sequence[OwnColumn]) -> list[OwnColumn]:
    """Addends of one sum: below the column's own header where two are, of one type and unit, no sums themselves."""
    plain = [each for each in able if not each.formula]
    below = [each for each in plain if _above(each) and _above(each) == _above(column)]
    chosen = below if len([dated for each in below for dated in _by_year(each)]) >= _PAIR else plain
    return [each for each in chosen if (each.type, each.unit) == (chosen[0].type, chosen[0].unit)]


def _by_year(column: OwnColumn) -> Iterator[tuple[OwnColumn, str]]:
    """A column, or each of its year columns, with what a formula writes behind its name."""
    try:
        years = years_of(column.years, 0) if column.years else ()
    except ValueError:
        return
    sign = "+d" if column.years and is_relative(column.years) else "d"
    yield from ((column, f"@{year:{sign}}") for year in years)
    if not column.years:
        yield column, ""


def _names(of: Sequence[tuple[OwnColumn, str]], columns: Sequence[OwnColumn]) -> list[str]:
    called = column_names({each.key: each.label for each in columns})
    return [called[column.key] + year for column, year in of]


def _fitting(column: OwnColumn, relation: Relation, of: tuple[OwnColumn, str]) -> OwnColumn:
    """The column with a type that holds what comes out; a type that can hold it stays."""
    source, _year = of
    if relation in _PERCENTAGES:
        return column if column.type in _RATES else replace(column, type=ColumnType.PERCENT.value, unit="", places=1)
    if _is_addend(column):
        return column
    return replace(column, type=source.type, unit=source.unit, places=source.places)


def _is_addend(column: OwnColumn) -> bool:
    return bool(column.label) and ColumnType(column.type).is_figure and column.type != ColumnType.PERCENT


def _needs(column: OwnColumn, other: OwnColumn, columns: Sequence[OwnColumn]) -> bool:
    """Whether a column is computed from another one, by way of others too."""
    keys = _keys(columns)
    by_key = {each.key: each for each in columns}
    seen: set[str] = set()
    todo = [column]
    while todo:
        used = set(re.findall(r"[a-z]\w*", in_words(todo.pop().formula, keys))) & by_key.keys() - seen
        seen |= used
        todo += [by_key[key] for key in used]
    return other.key in seen


def _keys(columns: Sequence[OwnColumn]) -> dict[str, str]:
    return {name: key for key, name in column_names({each.key: each.label for each in columns}).items() if name}


def _above(column: OwnColumn) -> tuple[str, ...]:
    """The header levels above a column's own name."""
    return tuple(level.strip() for level in column.label.split(LEVEL.strip())[:-1])
