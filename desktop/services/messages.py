"""Findings in Korean: one sentence that says where, what and what to do; the arithmetic; the place; the rule.

Tests assert codes and values, never prose. The sentence of a rule that a definition declares stands in the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.domain.checks.cells import CARRIED, INVALID, NEGATIVE, REQUIRED
from desktop.domain.checks.cure import proposed
from desktop.domain.checks.relations import COMPUTED, TEXT, TOTAL
from desktop.domain.definitions import Column, ColumnType
from desktop.domain.display import display
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.josa import josa, settled, with_josa
from desktop.domain.properties import PROPERTIES
from desktop.domain.report import FIELDS_ROW, CellKey
from desktop.domain.values import Value
from desktop.services import text_messages

_FIELD_OF_TABLE = "표 머리"
_MOST_ADDENDS = 5
_LONGEST_NAME = 24

_EXPECTED = {
    ColumnType.INTEGER: "정수로 적어 주십시오",
    ColumnType.COUNT: "정수로 적어 주십시오",
    ColumnType.DECIMAL: "숫자로 적어 주십시오",
    ColumnType.MONEY: "금액을 숫자로 적어 주십시오",
    ColumnType.PERCENT: "비율을 숫자로 적어 주십시오",
    ColumnType.AREA: "면적을 숫자로 적어 주십시오",
    ColumnType.PAIR: "'정원/현원'처럼 두 수를 /로 나누어 적어 주십시오",
    ColumnType.DATE: "있는 날짜를 '2022. 1. 21.'처럼 적어 주십시오",
    ColumnType.PERIOD: "기간을 '2022. 1. ~ 2022. 6.'처럼 적어 주십시오",
    ColumnType.ENUM: "정해진 항목 가운데 하나를 골라 주십시오",
}


def sentence(finding: Finding, evaluation: Evaluation) -> str:
    """What is wrong, where, and what to do, in one short paragraph."""
    return f"{place(finding, evaluation)}: {statement(finding, evaluation)}"


def statement(finding: Finding, evaluation: Evaluation) -> str:
    """What is wrong and what to do, for where the place stands beside it."""
    if said := text_messages.said(finding):
        return settled(said)
    told = _SENTENCES.get(finding.code, _declared)(finding, evaluation)
    return settled(told) + _cure_sentence(finding, evaluation)


def place(finding: Finding, evaluation: Evaluation) -> str:
    """Where a finding is: "예산 · 금융투자과 · 원인행위액"."""
    return cell_name(finding.key, evaluation)


def place_in_table(finding: Finding, evaluation: Evaluation) -> str:
    """Where a finding is, for where the table is said already: "금융투자과 · 원인행위액"."""
    return _name_in_table(finding.key, evaluation) or place(finding, evaluation)


def cell_name(key: CellKey, evaluation: Evaluation) -> str:
    """What a cell is called: its table, row and column."""
    parts = (table_name(key.table, evaluation), _name_in_table(key, evaluation))
    return " · ".join(part for part in parts if part)


def _name_in_table(key: CellKey, evaluation: Evaluation) -> str:
    column = _column(key, evaluation)
    return " · ".join(part for part in (row_name(key, evaluation), column.title if column else "") if part)


def table_name(uid: str, evaluation: Evaluation) -> str:
    """What a table is called: its title, behind the row that it hangs under ("매출 지원 · 목표·실적")."""
    table = evaluation.report.tables[uid]
    typed = table.fields.value("title") if table.is_custom else None
    title = typed.text if typed else table.definition.title
    owners = evaluation.instances(table.definition.owner)
    owner = next((sheet.label(table.owner) for sheet in owners if table.owner in sheet.body), "")
    return " · ".join(_in_one_line(part) for part in (_shortened(owner), title) if part)


def arithmetic(finding: Finding, evaluation: Evaluation, *, whole: bool = False) -> str:
    """The sum or the comparison with its figures, "" where nothing is reckoned.

    Args:
        finding: what was found.
        evaluation: the report that it was found in.
        whole: name every addend of a long sum, not only the first and the last.
    """
    if text_messages.said(finding):
        return text_messages.arithmetic(finding)
    if finding.code == TOTAL:
        return _sum_text(finding, evaluation, whole=whole)
    if finding.code == COMPUTED:
        computed, stated, difference = _compared(finding, evaluation)
        return f"계산값 {computed} ≠ 공표값 {stated} (차이 {difference})"
    if finding.code in _SENTENCES:
        return ""
    return ", ".join(f"{_short_name(cell, evaluation)} {_shown(cell, evaluation)}" for cell in finding.cells)


# ---------------------------------------------------------------- sentences


def _invalid(finding: Finding, _evaluation: Evaluation) -> str:
    expected = _EXPECTED.get(ColumnType(finding.values["type"]), "다시 적어 주십시오")
    return f"'{finding.values['typed']}'{josa(finding.values['typed'], '은/는')} 읽을 수 없습니다. {expected}."


def _negative(finding: Finding, evaluation: Evaluation) -> str:
    typed = _as_column(finding.key, finding.values["typed"], evaluation)
    return f"{with_josa(typed, '은/는')} 0보다 작은 수입니다. 두 수를 모두 0 이상으로 적어 주십시오."


def _required(_finding: Finding, _evaluation: Evaluation) -> str:
    return "비어 있습니다. 값을 적거나, 없으면 '-'를 적어 주십시오."


def _carried(_finding: Finding, _evaluation: Evaluation) -> str:
    return "전년도 문구입니다. 올해에 맞게 고쳐 주십시오."


def _total(finding: Finding, evaluation: Evaluation) -> str:
    computed, stated, difference = _compared(finding, evaluation)
    if finding.values["relation"] == "rounding":
        summed = with_josa(computed, "과/와")
        return f"공표한 합계 {with_josa(stated, '은/는')} 더한 값 {summed} 반올림 차이 {difference}입니다."
    return f"공표한 합계 {with_josa(stated, '이/가')} 더한 값 {with_josa(computed, '과/와')} {difference} 다릅니다."


def _computed(finding: Finding, evaluation: Evaluation) -> str:
    computed, stated, difference = _compared(finding, evaluation)
    if finding.values["relation"] == "rounding":
        return (
            f"공표한 값 {with_josa(stated, '과/와')} 계산한 값 {with_josa(computed, '은/는')} 반올림 차이가 있습니다."
        )
    return f"공표한 값 {with_josa(stated, '이/가')} 계산한 값 {with_josa(computed, '과/와')} {difference} 다릅니다."


def _text(finding: Finding, _evaluation: Evaluation) -> str:
    stated, computed = finding.values["stated"], finding.values["computed"]
    difference = f"'{stated}'{josa(stated, '은/는')} 다른 곳의 '{computed}'{josa(computed, '과/와')} 다릅니다."
    return f"{difference} 어느 쪽이 맞는지 확인해 주십시오."


def _declared(finding: Finding, evaluation: Evaluation) -> str:
    """The sentence of the definition with its figures, or a plain one."""
    row = finding.values.get("row", finding.key.row)
    said = evaluation.fill(finding.message, finding.key.table, "" if row == FIELDS_ROW else row)
    said = said or "서로 맞지 않습니다. 값을 확인해 주십시오."
    return f"{said} (반올림 차이)" if finding.values.get("relation") == "rounding" else said


_SENTENCES: dict[str, Callable[[Finding, Evaluation], str]] = {
    INVALID: _invalid,
    NEGATIVE: _negative,
    REQUIRED: _required,
    CARRIED: _carried,
    TOTAL: _total,
    COMPUTED: _computed,
    TEXT: _text,
}


def _cure_sentence(finding: Finding, evaluation: Evaluation) -> str:
    cure = proposed(finding)
    if cure is None:
        return ""
    cell, figure = cure
    name = _short_name(cell, evaluation, with_column=True)
    return f" {with_josa(name, '이/가')} {_as_column(cell, figure, evaluation)}이면 모두 맞습니다."


# ---------------------------------------------------------------- figures and names


def _compared(finding: Finding, evaluation: Evaluation) -> tuple[str, str, str]:
    """Computed and stated value and their difference (without its sign), as the column prints them."""
    computed, stated, difference = (finding.values[name] for name in ("computed", "stated", "difference"))
    sides = "/".join(side.removeprefix("-") for side in difference.split("/"))
    return tuple(_as_column(finding.key, text, evaluation) for text in (computed, stated, sides))  # type: ignore[return-value]


def _as_column(key: CellKey, text: str, evaluation: Evaluation) -> str:
    """A canonical figure as the column of a cell prints it, without what stands around it."""
    column = _column(key, evaluation)
    return display(_bare(column), Value.of(text)) if column else text


def _bare(column: Column) -> Column:
    return replace(column, shows="{value}", shows_total="", zero="0")


def _sum_text(finding: Finding, evaluation: Evaluation, *, whole: bool) -> str:
    computed, stated, difference = _compared(finding, evaluation)
    addends = [_shown(cell, evaluation) for cell in finding.cells if cell != finding.key]
    known = [text for text in addends if text]
    return f"{' + '.join(known) if whole else _abbreviated(known)} = {computed} ≠ {stated} (차이 {difference})"


def _abbreviated(addends: Sequence[str]) -> str:
    if len(addends) > _MOST_ADDENDS:
        addends = [*addends[:2], "…", *addends[-2:]]
    return " + ".join(addends)


def _shown(key: CellKey, evaluation: Evaluation) -> str:
    column = _column(key, evaluation)
    return display(_bare(column), evaluation.shown(key).value) if column else ""


def _short_name(key: CellKey, evaluation: Evaluation, *, with_column: bool = False) -> str:
    column = _column(key, evaluation)
    title = column.title if column else ""
    return f"{row_name(key, evaluation)} {title}".strip() if with_column else title


def row_name(key: CellKey, evaluation: Evaluation) -> str:
    """What the row of a cell is called in a sentence, "" for the single fields of a table."""
    if key.row == FIELDS_ROW:
        return _FIELD_OF_TABLE if key.column in PROPERTIES else ""
    row = next((row for row in evaluation.rows(key.table) if row.uid == key.row), None)
    return _shortened(row.label) if row else ""


def _shortened(label: str) -> str:
    """A row is called by the beginning of its text where it has no name (the items of a program page)."""
    return label if len(label) <= _LONGEST_NAME else label[: _LONGEST_NAME - 1].rstrip() + "…"


def _column(key: CellKey, evaluation: Evaluation) -> Column | None:
    return evaluation.sheet(key.table).column(key.row, key.column)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
