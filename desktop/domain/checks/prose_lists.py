"""Totals and numbers of things in one statement against what stands under it or beside it.

known-inconsistencies.json, kinds prose_sum, count, rate and budget_cap. Warnings only: two statements may speak of two
things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.domain.checks.statements import Statements, finding
from desktop.domain.definitions import Severity
from desktop.domain.findings import Finding
from desktop.domain.numbers import canonical, rounded, shortest
from desktop.domain.prose.amounts import Amount, amounts
from desktop.domain.prose.bands import bands_in, breaks
from desktop.domain.prose.breakdowns import Breakdown, read_parts, split
from desktop.domain.prose.changes import Share, joined
from desktop.domain.prose.lists import announced_list, counted_lists, named_total
from desktop.domain.prose.passages import Passage, siblings

_NEW = re.compile(r"신규\s*\(?\s*$")
_PAID = re.compile(r"\s*\(\s*(?P<figure>\d+(?:\.\d+)?)\s*%\s*\)\s*(?:를\s*|을\s*)?(?:교부|집행|지출|지급|납부|징수)")
_WORD = re.compile(r"[가-힣A-Za-z]{3,}")
_EACH = re.compile(
    r"(?P<count>\d+)\s?개?\s?(?P<noun>과제|사업|기업|업체|단체|팀|기관|개소|대학)\s*\(?\s*(?P=noun)?\s*(?:당|별)\s*(?:최대\s*)?$"
)
_BUDGET = re.compile(r"(?:소요|사업)?\s?예산$")
_IN_LINE_BUDGET = re.compile(r"\(\s*(?:소요|사업)?\s?예산\s*\)\s*$|(?<![가-힣])소요\s?예산\s*:?\s*$")
_BARE_LIST = re.compile(r"(?:[가-힣·\s]{1,12}\d[\d,.]*[가-힣%㎡]{0,4}(?:\([^()\d]*\))?\s*[,/]?\s*)+")
_LEAST_BARE = 3
_WITH_RUNNING_COST = Decimal("1.1")
"""How far a budget may lie above what is given away and still hold the cost of giving it (S003-T61: 12 × 20 → 256)."""

_MONEY = "원"
_SHARES = re.compile(r"구성\s?비")
_WHOLE = Decimal(100)


def parts_under_a_total(texts: Statements) -> Iterator[Finding]:
    """A list of parts under the statement that has their total: "중도 포기자는 85명" over "중도 포기 사유 : …"."""
    for passage in texts.all:
        label, colon, listed = passage.text.partition(":")
        total = named_total(passage.parent.text, label) if colon and passage.parent else None
        found = read_parts(listed, total, says_total=True) if total else None
        if found and found.is_broken and passage.parent:
            yield finding("text.sum", Severity.WARNING, passage, passage.parent, **sum_values(found))


def bare_parts_under_a_total(texts: Statements) -> Iterator[Finding]:
    """A list of nothing but parts under a statement with one figure: "1,124천㎡" over "산업 729, 지원 82, 기타 313"."""
    for passage in texts.all:
        total = _only_amount(passage.parent.text) if passage.parent and ":" not in passage.text else None
        found = read_parts(passage.text, total, says_total=False) if total else None
        is_list = found and len(found.parts) >= _LEAST_BARE and _BARE_LIST.fullmatch(passage.text)
        if found and is_list and found.is_broken and passage.parent:
            yield finding("text.sum", Severity.WARNING, passage, passage.parent, **sum_values(found))


def things_under_a_total(texts: Statements) -> Iterator[Finding]:
    """A statement with a number of things and the list of them, in it or right under it."""
    for passage in texts.all:
        lists = list(counted_lists(passage.text))
        under = announced_list(passage.parent.text, passage.text) if passage.parent else None
        for counted in (*lists, *([under] if under else [])):
            if counted.is_broken:
                values = {"stated": counted.text, "computed": str(counted.least)}
                yield finding("text.count", Severity.WARNING, passage, **values)


def additions(texts: Statements) -> Iterator[Finding]:
    """A number that grew ("3개 → 6개") and what is new in it ("신규(6개)"), in one statement or right under it."""
    for passage in texts.all:
        parent = passage.parent
        for new in (amount for amount in amounts(passage.text) if _NEW.search(passage.text[: amount.start])):
            for before, after in _grown(passage) + (_grown(parent) if parent else []):
                if before.unit == after.unit == new.unit and new.is_exact and after.value != before.value + new.value:
                    values = {"before": before.text, "after": after.text, "added": new.text}
                    total = _plain(before.value + new.value)
                    others = (parent,) if parent else ()
                    yield finding("text.added", Severity.WARNING, passage, *others, **values, computed=total)


def paid_shares(texts: Statements) -> Iterator[Finding]:
    """Paid shares, "1,157백만원(51%) 교부", against the one amount elsewhere on the page with its name."""
    for passage in texts.all:
        for part in amounts(passage.text):
            stated = _PAID.match(passage.text, part.start + len(part.text))
            whole = _whole(texts, passage, part) if stated and part.unit == _MONEY else None
            if stated and whole:
                half = Decimal(1).scaleb(-len(stated["figure"].partition(".")[2])) / 2
                share = Share(whole[1], part, Decimal(stated["figure"]), half)
                if share.is_broken:
                    values = {"result": part.text, "target": whole[1].text, "stated": stated["figure"]}
                    computed = _plain(rounded(share.rate, 1))
                    yield finding("text.rate", Severity.WARNING, passage, whole[0], **values, computed=computed)


def budgets(texts: Statements) -> Iterator[Finding]:
    """A limit for each of so many, "5개 과제(과제당 2억원 이내)", with a budget that they cannot need."""
    for group in siblings(texts.all):
        wanted = [amount for passage in group for amount in _budget(passage)]
        for passage in group:
            for count, each in _limits(passage.text):
                least = wanted[0].value - wanted[0].half if len(wanted) == 1 else Decimal(0)
                if least > count * each.value:
                    values = {"each": each.text, "count": str(count), "stated": wanted[0].text}
                    computed = _plain(count * each.value / each.scale) + each.text.lstrip("0123456789.,")
                    severity = Severity.WARNING if least > count * each.value * _WITH_RUNNING_COST else Severity.INFO
                    yield finding("text.budget", severity, passage, **values, computed=computed)


def shares_that_are_no_whole(texts: Statements) -> Iterator[Finding]:
    """Shares that a statement calls 구성비 and that do not come to 100 within the rounding of each."""
    for passage in texts.all:
        label, colon, listed = passage.text.partition(":")
        entries = split(listed, ",/") if colon and _SHARES.search(label) else []
        found = [amounts(entry) for entry in entries]
        parts = [each[0] for each in found if len(each) == 1 and each[0].unit == "%" and each[0].is_exact]
        gap = abs(sum((part.value for part in parts), Decimal(0)) - _WHOLE)
        if len(found) == len(parts) > 1 and sum(part.half for part in parts) < gap:
            computed = _plain(sum((part.value for part in parts), Decimal(0)))
            yield finding("text.shares", Severity.WARNING, passage, computed=computed)


def bands_with_gaps(texts: Statements) -> Iterator[Finding]:
    """Bands in one statement, "10인 미만, 10~50인, 60인 이상", that leave a gap or overlap."""
    for passage in texts.all:
        for before, after, is_gap in breaks(bands_in(passage.text)):
            values = {"before": before.text, "after": after.text, "kind": "gap" if is_gap else "overlap"}
            yield finding("text.bands", Severity.WARNING, passage, **values)


CHECKS = (
    parts_under_a_total,
    bare_parts_under_a_total,
    things_under_a_total,
    additions,
    paid_shares,
    budgets,
    shares_that_are_no_whole,
    bands_with_gaps,
)


def sum_values(found: Breakdown) -> dict[str, str]:
    """What the message of a sum that does not come out needs."""
    return {
        "stated": found.total.text,
        "computed": _plain(found.sum / found.total.scale),
        "parts": " + ".join(part.text.strip(" ,/") for part in found.parts),
    }


def _grown(passage: Passage) -> list[tuple[Amount, Amount]]:
    found = amounts(passage.text)
    return [pair for pair in pairwise(found) if joined(passage.text, *pair)]


def _only_amount(text: str) -> Amount | None:
    """The amount of a statement that has no other."""
    found = amounts(text)
    return found[0] if len(found) == 1 and found[0].unit and found[0].is_exact else None


def _whole(texts: Statements, passage: Passage, part: Amount) -> tuple[Passage, Amount] | None:
    """The one other statement with a name of this one and one sum of money that is not smaller."""
    names = set(_WORD.findall(passage.text[: part.start]))
    found = []
    for other in texts.all:
        money = [amount for amount in amounts(other.text) if amount.unit == _MONEY]
        if other is not passage and len(money) == 1 and names & set(_WORD.findall(other.text)):
            found.append((other, money[0]))
    return found[0] if len(found) == 1 and found[0][1].is_exact and found[0][1].value >= part.value else None


def _budget(passage: Passage) -> Sequence[Amount]:
    label, colon, rest = passage.text.partition(":")
    if colon and _BUDGET.search(label.strip()):
        return [amount for amount in amounts(rest)[:1] if amount.unit == _MONEY]
    money = (amount for amount in amounts(passage.text) if amount.unit == _MONEY)
    return [amount for amount in money if _IN_LINE_BUDGET.search(passage.text[: amount.start])]


def _limits(text: str) -> Iterator[tuple[int, Amount]]:
    for each in amounts(text):
        found = _EACH.search(re.sub(r"최대\s*$", "", text[: each.start]))
        if found and each.unit == _MONEY:
            yield int(found["count"]), each


def _plain(value: Decimal) -> str:
    return canonical(shortest(value))
