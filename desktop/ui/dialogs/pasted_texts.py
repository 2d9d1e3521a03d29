"""What the confirmation of a pasted table says: proposals with their proof, and what was not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.recognition import (
    TOTAL,
    Doubt,
    FoundFormula,
    Proof,
    Recognized,
    Relation,
    Remark,
    Sure,
    is_offered,
    years_name,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: its name, what it says, and whether it is ticked before the clerk looks."""

    name: str
    text: str
    is_ticked: bool


def proposals(found: Recognized) -> Iterator[Proposal]:
    """All proposals, in the order of the table."""
    if found.total is not None:
        yield Proposal(TOTAL, _total_text(found), is_offered(found.total.sure))
    for formula in found.formulas:
        yield Proposal(formula.key, _formula_text(found, formula), is_offered(formula.sure))
    for run in found.years:
        yield Proposal(years_name(run), f"연도 열: {run.years[0]}년부터 {run.years[-1]}년까지", is_ticked=True)


def remark_text(found: Recognized, remark: Remark) -> str:
    """One doubt, as a sentence."""
    about = remark.about
    name = next((column.name for column in found.columns if column.key == about), about).strip() or about
    match remark.doubt:
        case Doubt.HEADER:
            return "머리글을 알아보지 못했습니다. 머리글 행 수를 정해 주십시오."
        case Doubt.UNIT:
            return f"'{name}'의 단위를 알 수 없습니다. 단위를 적어 주십시오."
        case Doubt.MISFIT:
            return f"'{name}'에 형식과 맞지 않는 칸이 있습니다. 적힌 그대로 빨갛게 둡니다."
        case Doubt.JOINED:
            return f"{about}행의 가로로 합친 칸은 첫 칸에만 적습니다."
        case Doubt.PICTURE:
            row, _, column = about.partition("/")
            return f"{row}행 {column}열의 그림은 가져오지 않습니다."
        case Doubt.TABLES:
            return f"표가 {about}개라 첫 표만 가져옵니다. 나머지는 따로 복사하십시오."
        case Doubt.SUBTOTALS:
            return "소계 행이 있어 합계가 맞는지 알 수 없습니다. 합계를 확인해 주십시오."
        case Doubt.LINE:
            return f"표 밖의 글은 가져오지 않습니다: {about}"


def _total_text(found: Recognized) -> str:
    total = found.total
    if total is None:
        return ""
    names = {column.key: column.name for column in found.columns}
    text = f"합계 행 '{total.label}': {_proof(total.proof, '열')}"
    if total.twice:
        return f"{text}, 소계까지 더하면 합계의 두 배"
    broken = ", ".join(names[key] for key in total.broken)
    return f"{text}. 맞지 않는 열: {broken}" if broken else text


def _formula_text(found: Recognized, formula: FoundFormula) -> str:
    names = {column.key: f"{column.name}" for column in found.columns}
    text = f"{names[formula.key]} = {_in_words(formula, names)}: {_proof(formula.proof, '행')}"
    return f"{text}(이름으로는 알 수 없음)" if formula.sure is Sure.FIGURES else text


def _in_words(formula: FoundFormula, names: dict[str, str]) -> str:
    first, *rest = (names[key] for key in formula.of)
    match formula.relation:
        case Relation.SUM:
            return " + ".join((first, *rest))
        case Relation.DIFFERENCE:
            return f"{first} - {rest[0]}"
        case Relation.RATE:
            return f"{first} ÷ {rest[0]} × 100"
        case Relation.GROWTH:
            return f"({first} - {rest[0]}) ÷ {rest[0]} × 100"
        case Relation.SHARE:
            return f"{first} ÷ 합계 × 100"


def _proof(proof: Proof, counted: str) -> str:
    if not proof.tested:
        return "견줄 수가 없음"
    if proof.held == proof.tested:
        return f"{proof.tested}{counted} 모두 맞음"
    return f"{proof.tested}{counted} 가운데 {proof.held}{counted} 맞음"
