"""What the parts of one definition owe each other: keys that exist, types that fit, names that are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import TypeVar

from desktop.domain import templates
from desktop.domain.definition_names import Names, conditions_problem, syntax_problem, template_problem
from desktop.domain.definition_values import Problems
from desktop.domain.definition_years import declared_years, years_of
from desktop.domain.definitions import EMPTY, KEEP, ON_SAME_DAY, Column, ColumnType, Layout, RowsKind, TableDefinition
from desktop.domain.outline import LABEL, MARK, TEXT

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_TEXTS = (ColumnType.TEXT, ColumnType.LONG_TEXT)
_CORRESPONDS = re.compile(rf"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(?:{ON_SAME_DAY})?")
_SIDES = 2
_SHOWN = frozenset({"value", "unit"})

Thing = TypeVar("Thing", bound=Hashable)

Found = Iterator[tuple[str, str]]
"""Problems as (key path, Korean sentence)."""


def check_definition(definition: TableDefinition, problems: Problems) -> None:
    """Note everything in a definition that does not fit together; names of other tables are the catalog's."""
    for path, sentence in chain.from_iterable(rule(definition) for rule in _RULES):
        problems.add(path, sentence)
    with suppress(ValueError):  # a wrong range of years is already noted
        _check_names(definition, problems)


def _check_names(definition: TableDefinition, problems: Problems) -> None:
    declared_years(definition, 0)
    names = Names(definition)
    own = (reference for reference in names.references() if not reference.table)
    noted = {(each.path, sentence): None for each in own if (sentence := names.problem(each))}
    for path, sentence in noted:
        problems.add(path, sentence)


def _columns(definition: TableDefinition) -> Iterator[tuple[str, Column]]:
    yield from ((f"columns[{place}]", column) for place, column in enumerate(definition.columns))
    yield from ((f"fields[{place}]", column) for place, column in enumerate(definition.fields))


def _keys(definition: TableDefinition) -> Found:
    seen: set[str] = set()
    for path, column in _columns(definition):
        if not _KEY.fullmatch(column.key):
            yield f"{path}.key", f"'{column.key}': 영문 소문자로 시작하고 소문자, 숫자, 밑줄(_)만 씁니다."
        if column.key in seen:
            yield f"{path}.key", f"'{column.key}'이(가) 이미 있습니다. 키는 표 안에서 하나뿐이어야 합니다."
        seen.add(column.key)


def _content(definition: TableDefinition) -> Found:
    for path, column in _columns(definition):
        if not column.label or not any(column.label):
            yield f"{path}.label", "비어 있습니다. 머리글을 하나 이상 적습니다."
        if (column.type is ColumnType.PAIR) != (len(column.parts) == _SIDES):
            yield f"{path}.parts", "짝(pair) 열에만, 서로 다른 이름 두 개로 적습니다."
        elif len(set(column.parts)) != len(column.parts):
            yield f"{path}.parts", "두 이름이 같습니다."
        if (column.type is ColumnType.ENUM) != bool(column.options):
            yield f"{path}.options", "선택(enum) 열에만, 하나 이상 적습니다."
        if column.places < 0 or (column.places and not column.type.is_numeric):
            yield f"{path}.places", "수를 담는 열에만 0 이상으로 적습니다."
        if column.width < 0:
            yield f"{path}.width", "0 이상이어야 합니다."


def _look(definition: TableDefinition) -> Found:
    if definition.print.panels < 1:
        yield "print.panels", "1 이상이어야 합니다."
    if definition.print.panels > 1 and (definition.layout is not Layout.GRID or definition.print.transpose):
        yield "print.panels", "행과 열을 바꾸지 않은 격자(grid) 표에만 적습니다."
    for path, column in _columns(definition):
        if column.day_form and column.type not in (ColumnType.DATE, ColumnType.PERIOD):
            yield f"{path}.day_form", "날짜(date)나 기간(period) 열에만 적습니다."
        if column.merge and column.join_left:
            yield f"{path}.join_left", "위아래로 합치는 열(merge)에는 적지 않습니다."


def _carried(definition: TableDefinition) -> Found:
    for group, columns in (("columns", definition.columns), ("fields", definition.fields)):
        keys = {column.key.split("@")[0] for column in columns}
        for place, column in enumerate(columns):
            if column.carry and column.carry not in {KEEP, EMPTY, *keys}:
                yield f"{group}[{place}].carry", f"'{column.carry}': keep, empty 또는 이 표에 있는 열의 키를 적습니다."


def _computed(definition: TableDefinition) -> Found:
    follows = definition.rows.kind is RowsKind.FOLLOW
    for path, column in _columns(definition):
        if sum(map(bool, (column.formula, column.text, column.follows))) > 1:
            yield path, "formula, text, follows 가운데 하나만 적습니다."
        if column.formula and not (column.type.is_figure or column.type in _TEXTS):
            yield f"{path}.formula", f"'{column.type}' 열은 계산할 수 없습니다. 수, 짝, 글 열에만 적습니다."
        if column.text and column.type not in _TEXTS:
            yield f"{path}.text", f"'{column.type}' 열에는 쓸 수 없습니다. 쓸 수 있는 종류: {', '.join(_TEXTS)}."
        if column.follows and (path.startswith("fields") or not follows):
            yield f"{path}.follows", '행이 다른 표를 따르는 표(rows.kind = "follow")의 열에만 적습니다.'
        if column.is_computed and column.required:
            yield f"{path}.required", "저절로 채워지는 칸은 필수로 둘 수 없습니다."
        if column.formula and (sentence := syntax_problem(column.formula, relation=False)):
            yield f"{path}.formula", sentence


def _outlined(definition: TableDefinition) -> Found:
    """A tree prints in the last column of an upright grid, one tree in a row."""
    printed = [column for column in definition.columns if column.printed and not column.inside]
    for path, column in _columns(definition):
        if not column.outline:
            continue
        if definition.layout is not Layout.GRID or definition.print.transpose or column is not printed[-1]:
            yield f"{path}.outline", '격자(layout = "grid")의 맨 오른쪽에 찍는 열에만 적습니다.'
        if column.is_computed or column.type is not ColumnType.LONG_TEXT:
            yield f"{path}.outline", 'type = "long_text"이고 저절로 채워지지 않는 열에만 적습니다.'


def _years(definition: TableDefinition) -> Found:
    for path, column in _columns(definition):
        try:
            years_of(column.years, 0) if column.years else ()
        except ValueError:
            yield f"{path}.years", f'\'{column.years}\': "-2..+2", "2016..2020", "2016,2018"처럼 적습니다.'


def _templates(definition: TableDefinition) -> Found:
    printed = definition.print
    texts = [("print.title", printed.title), ("print.lead", printed.lead), ("print.unit_note", printed.unit_note)]
    texts += [(f"print.footnotes[{place}]", note) for place, note in enumerate(printed.footnotes)]
    texts += [(f"checks[{place}].message", check.message) for place, check in enumerate(definition.checks)]
    texts += [(f"{path}.text", column.text) for path, column in _columns(definition)]
    for path, text in texts:
        if (sentence := template_problem(text)) is not None:
            yield path, sentence


def _shows(definition: TableDefinition) -> Found:
    for path, column in _columns(definition):
        for key in ("shows", "shows_total", "joint"):
            text = getattr(column, key)
            if text and ("{value}" not in text or not set(templates.names(text)) <= _SHOWN):
                yield f"{path}.{key}", f"'{text}': {{value}}가 있어야 하고, 그 밖에는 {{unit}}만 쓸 수 있습니다."


def _pointers(definition: TableDefinition) -> Found:
    """Keys that name another column of the same group."""
    for group, columns in (("columns", definition.columns), ("fields", definition.fields)):
        by_key = {column.key: column for column in columns}
        for place, column in enumerate(columns):
            yield from ((f"{group}[{place}].{key}", said) for key, said in _pointed(column, by_key))


def _pointed(column: Column, by_key: dict[str, Column]) -> Found:
    for key in ("inside", "unit_column"):
        named = getattr(column, key)
        target = by_key.get(named)
        if named and (target is None or target is column):
            yield key, f"'{named}'은(는) 없는 키입니다. 쓸 수 있는 키: {', '.join(by_key.keys() - {column.key})}."
        elif target is not None and target.years and target.years != column.years:
            yield key, f"'{named}'은(는) 연도 열이므로 years가 같은 열만 가리킬 수 있습니다."
    if bool(column.inside) != bool(column.joint):
        yield "joint", "inside와 joint는 함께 적습니다."
    if column.inside in by_key and by_key[column.inside].inside:
        yield "inside", f"'{column.inside}'도 다른 칸 안에 찍히는 열입니다."


def _meant(definition: TableDefinition) -> Found:
    """What a column means to the checks fits what it holds."""
    for path, column in _columns(definition):
        if column.names and column.type not in _TEXTS:
            yield f"{path}.names", f"'{column.type}' 열에는 쓸 수 없습니다. 쓸 수 있는 종류: {', '.join(_TEXTS)}."
        if column.corresponds and not (column.type.is_figure and _CORRESPONDS.fullmatch(column.corresponds)):
            yield f"{path}.corresponds", '수를 담는 열에 "표.열" 또는 "표.열@as_of"로 적습니다.'
        if column.limit and (column.type is not ColumnType.MONEY or not column.unit):
            yield f"{path}.limit", "단위(unit)가 있는 금액(money) 열에만 적습니다."
        if column.limit and (path.startswith("fields") or definition.rows.kind is not RowsKind.FOLLOW):
            yield f"{path}.limit", '행이 다른 표를 따르는 표(rows.kind = "follow")의 열에만 적습니다.'
    if sum(column.limit for column in definition.columns) > 1:
        yield "columns", "limit은 열 하나에만 적습니다."


def _rows(definition: TableDefinition) -> Found:
    rows = definition.rows
    if bool(rows.source) != (rows.kind is RowsKind.FOLLOW):
        yield "rows.source", 'rows.kind = "follow"일 때에만, 그때는 반드시 적습니다.'
    if rows.where and (sentence := conditions_problem(rows.where)):
        yield "rows.where", sentence
    if rows.where and rows.kind is not RowsKind.FOLLOW:
        yield "rows.where", 'rows.kind = "follow"일 때에만 적습니다.'
    if bool(rows.fixed) != (rows.kind is RowsKind.FIXED):
        yield "rows.fixed", 'rows.kind = "fixed"일 때에만, 그때는 하나 이상 적습니다.'
    if rows.parents and rows.kind is not RowsKind.ENTERED:
        yield "rows.parents", 'rows.kind = "entered"일 때에만 적습니다.'
    for key in _twice(row.key for row in rows.fixed):
        yield "rows.fixed", f"'{key}' 행이 두 번 있습니다."
    if rows.label_column and definition.column(rows.label_column) is None:
        yield "rows.label_column", _no_column(definition, rows.label_column)


def _total(definition: TableDefinition) -> Found:
    total = definition.total
    if total is None:
        return
    if total.label_column and definition.column(total.label_column) is None:
        yield "total.label_column", _no_column(definition, total.label_column)
    for place, key in enumerate(total.sum):
        column = definition.column(key)
        if column is None:
            yield f"total.sum[{place}]", _no_column(definition, key)
        elif not column.type.is_figure:
            yield f"total.sum[{place}]", f"'{key}'은(는) 수가 아니라 '{column.type}'이므로 더할 수 없습니다."
    for key in _twice(total.sum):
        yield "total.sum", f"'{key}'이(가) 두 번 있습니다."


def _checks(definition: TableDefinition) -> Found:
    for code in _twice(check.code for check in definition.checks):
        yield "checks", f"'{code}'이(가) 두 번 있습니다. code는 표 안에서 하나뿐이어야 합니다."
    for place, check in enumerate(definition.checks):
        if sentence := syntax_problem(check.expr, relation=True):
            yield f"checks[{place}].expr", sentence
        if _KEY.fullmatch(check.when):
            if definition.column(check.when) is None and definition.field(check.when) is None:
                yield f"checks[{place}].when", _no_column(definition, check.when)
        elif check.when and (sentence := syntax_problem(check.when, relation=True)):
            yield f"checks[{place}].when", sentence


def _layout(definition: TableDefinition) -> Found:
    has = {column.key for column in definition.columns}
    if definition.layout is Layout.OUTLINE:
        if not {MARK, LABEL, TEXT} <= has:
            yield "columns", f"항목 나무(outline)에는 {MARK}, {LABEL}, {TEXT} 열이 있어야 합니다."
        if not definition.marks:
            yield "marks", "항목 나무(outline)에는 기호가 하나 이상 있어야 합니다."
    elif definition.marks:
        yield "marks", '항목 나무(layout = "outline")에만 적습니다.'
    if definition.layout is Layout.GRID and not definition.columns:
        yield "columns", "비어 있습니다. 열을 하나 이상 적습니다."
    if definition.layout is Layout.FORM and not definition.fields:
        yield "fields", '비어 있습니다. layout = "form"에는 칸을 하나 이상 적습니다.'


def _marks(definition: TableDefinition) -> Found:
    for sign, level in _twice((mark.mark, mark.level) for mark in definition.marks):
        yield "marks", f"'{sign}'이(가) {level}단계에 두 번 있습니다."
    for place, mark in enumerate(definition.marks):
        if mark.level < 1:
            yield f"marks[{place}].level", "1 이상이어야 합니다."
        if not mark.mark or (mark.encloses and len(mark.shows or mark.mark) % 2):
            yield f"marks[{place}].mark", "비어 있거나, 둘러싸는 기호의 앞뒤가 짝이 맞지 않습니다."


def _renamed(definition: TableDefinition) -> Found:
    has = {column.key for _, column in _columns(definition)}
    for old, new in definition.renamed:
        if new not in has:
            yield f"renamed.{old}", _no_column(definition, new)
        if old in has:
            yield f"renamed.{old}", f"'{old}'은(는) 지금도 쓰는 키입니다."


def _filter(definition: TableDefinition) -> Found:
    has = {column.key for column in definition.columns if column.in_window}
    for key in definition.filter:
        if key not in has:
            yield "filter", _no_column(definition, key)
    if definition.filter and (definition.owner or definition.layout is not Layout.GRID):
        yield "filter", "owner가 없는 격자 표에만 적습니다."


def _no_column(definition: TableDefinition, key: str) -> str:
    has = ", ".join(column.key for _, column in _columns(definition))
    return f"'{key}'은(는) 없는 키입니다. 쓸 수 있는 키: {has}."


def _twice(things: Iterable[Thing]) -> list[Thing]:
    return [thing for thing, count in Counter(things).items() if count > 1]


_RULES: tuple[Callable[[TableDefinition], Found], ...] = (
    _keys,
    _content,
    _look,
    _carried,
    _computed,
    _outlined,
    _years,
    _templates,
    _shows,
    _pointers,
    _meant,
    _rows,
    _total,
    _checks,
    _layout,
    _marks,
    _renamed,
    _filter,
)
