"""What stands over a table against the table: its total ("총 16,572개사"), the number of things in it ("7개 분야").

peers.md §1 row 12 (caption = table); conventions.md, Rounding. Only what says 총 is judged, and only where the table
has one total of that unit near it, and numbers of things only where a column is named after them; a table of something
else stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from desktop.domain.checks.series import TOTALS
from desktop.domain.checks.statements import Statements, finding
from desktop.domain.definitions import Layout, Severity
from desktop.domain.findings import Finding
from desktop.domain.numbers import decimals, to_decimal
from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.passages import Passage
from desktop.domain.report import FIELDS_ROW, CellKey
from desktop.domain.spelling import bare
from desktop.domain.units import unit_of

_SAYS_TOTAL = re.compile(r"총\s*$")
_IS_TOTAL = frozenset({"계", "합계", "총계", "총"})
_IN_PARENTHESES = re.compile(r"\(([^()]+)\)")
_NEAR = Decimal("0.3")
_OVER_FIGURES = ("title", "lead")
_BEHIND_A_DASH = re.compile(r"(?:^|\s)[-–:]\s*$")
_NUMBER_OF = re.compile(
    r"(?:(?P<before>[가-힣]{2,12})\s*[(:]?\s*)?(?<![\d.,~∼])(?P<count>\d{1,3})\s?(?:개소|개사|개교|개국|곳|종|팀|개(?![월사소교국구]))(?!\s?(?:이상|이하|이내|여|내외|미만|초과))"
    r"(?:\s(?P<noun>[가-힣]{2,8})(?![가-힣]))?"
)
_SOME = re.compile(r"주요|대표|일부|예시|우수|중\s|등(?![가-힣])|약\s|최대|여\s?개|신규|추가")
_BEHIND_NOUN = re.compile(r"(?<=[가-힣]{2})(?:별|으로|로|에|의|은|는|이|가|을|를|과|와|에서)$")
_NAME_OF = re.compile(r"(?:명|별|명칭|이름)$")
_OPEN = re.compile(r"등$|외\d|…|기타")


@dataclass(frozen=True, slots=True)
class _Total:
    """A total of a table in single units of its base unit, with half of its last digit."""

    key: CellKey
    text: str
    value: Decimal
    half: Decimal
    base: str


def totals_over_tables(texts: Statements) -> Iterator[Finding]:
    """Totals in the statement over a table, or in its own caption, that none of its totals can be."""
    over = captions(texts)
    found = list(_totals(texts)) if over else []
    for caption in over:
        for amount in amounts(caption.text):
            alike = [total for total in found if _base(amount.unit) == total.base]
            if _is_stated_total(caption, amount) and len(alike) == 1 and _differs(amount, alike[0]):
                total = Passage(alike[0].key, caption.text)
                values = {"stated": amount.text, "computed": alike[0].text}
                yield finding("text.table", Severity.WARNING, total, caption, **values)


def rows_under_a_number(texts: Statements) -> Iterator[Finding]:
    """A number of things over a table ("지원시설 12개소") whose column of that name (시설명) lists another number."""
    over = captions(texts)
    named = list(_named_columns(texts)) if over else []
    for caption in over:
        for stated in _NUMBER_OF.finditer(caption.text) if not _SOME.search(caption.text) else ():
            listed = [names for noun, names in named if _speaks_of(stated, noun)]
            if len(listed) == 1 and len(listed[0]) not in (0, 1, int(stated["count"])) and not _nests(texts):
                place = Passage(next(iter(listed[0].values())), caption.text)
                values = {"stated": stated[0].strip(), "computed": str(len(listed[0]))}
                yield finding("text.rows", Severity.WARNING, place, caption, **values)


def captions(texts: Statements) -> list[Passage]:
    """What stands over the figures of a table: the statement that it hangs on, its title and lead as typed."""
    if texts.sheet.definition.layout is not Layout.GRID:
        return []
    typed = ((key, texts.sheet.table.fields.value(key)) for key in _OVER_FIGURES)
    own = [Passage(texts.sheet.key(FIELDS_ROW, key), value.text) for key, value in typed if value]
    return [texts.over, *own] if texts.over else own


CHECKS = (totals_over_tables, rows_under_a_number)


def _is_stated_total(caption: Passage, amount: Amount) -> bool:
    """Whether an amount says that it is a total: 총 before it, or the end of a title behind a dash."""
    if not amount.is_exact or not amount.unit:
        return False
    ends = caption.key.row == FIELDS_ROW and not caption.text[amount.end :].strip(" )")
    before = caption.text[: amount.start]
    return _SAYS_TOTAL.search(before) is not None or (ends and _BEHIND_A_DASH.search(before) is not None)


def _named_columns(texts: Statements) -> Iterator[tuple[str, dict[str, CellKey]]]:
    """The columns of names with what they name, and each name with its first cell; none that leaves its list open."""
    for column in texts.sheet.definition.columns:
        noun = _NAME_OF.sub("", bare(column.title))
        if not column.type.is_worded or len(noun) < len("시설"):
            continue
        found: dict[str, CellKey] = {}
        for row in texts.sheet.body:
            value = texts.sheet.shown(row, column.key).value
            if value and bare(value.text) not in TOTALS:
                found.setdefault(bare(value.text), texts.sheet.key(row, column.key))
        if not any(_OPEN.search(name) for name in found):
            yield noun, found


def _nests(texts: Statements) -> bool:
    """Whether a row is the sum of rows under it, as 간접일자리 is of its kinds: then rows are no things."""
    sheet = texts.sheet
    for column in sheet.definition.columns:
        figures = [sheet.quantity(row, column.key) for row in sheet.body] if column.type.is_numeric else []
        values = [each[0].value for each in figures if each]
        for place, value in enumerate(values):
            sums = list(accumulate(values[place + 1 :]))
            if value and value in sums[1:]:
                return True
    return False


def _speaks_of(stated: re.Match[str], noun: str) -> bool:
    """Whether a number counts what a column names: "7개 분야", "지원시설 12개소"."""
    behind, before = stated["noun"] or "", stated["before"] or ""
    return _BEHIND_NOUN.sub("", behind) == noun or before.endswith(noun)


def _differs(amount: Amount, total: _Total) -> bool:
    """Whether two totals are near enough to be the same and too far apart to be it."""
    gap = abs(amount.value - total.value)
    return amount.half + total.half < gap <= amount.value * _NEAR


def _totals(texts: Statements) -> Iterator[_Total]:
    sheet = texts.sheet
    for row in sheet.rows():
        for column in sheet.definition.columns:
            if not column.type.is_numeric or not (row.is_total or {bare(row.label), bare(column.title)} & _IS_TOTAL):
                continue
            value = sheet.shown(row.uid, column.key).value
            figure = to_decimal(value.text) if value and value.is_known else None
            unit = sheet.unit(row.uid, column.key) or _unit_in(row.label) or _unit_in(column.title)
            known = unit_of(unit) if unit else None
            if figure is not None and value and known:
                half = known.factor * Decimal(1).scaleb(-decimals(value.text)) / 2 if known.factor > 1 else Decimal(0)
                key = CellKey(sheet.table.uid, row.uid, column.key)
                yield _Total(key, f"{figure:,}{unit}", figure * known.factor, half, _base(known.base))


def _unit_in(label: str) -> str:
    found = _IN_PARENTHESES.search(label)
    return found[1] if found else ""


def _base(unit: str) -> str:
    """One name for units that count the same: 개사 and 社."""
    return {"社": "개사", "기업": "개사", "개기업": "개사"}.get(unit, unit)
