"""What each rule is called, what it asks for, and where it comes from; for help, lists and the check sheet.

The rules that the program brings stand here; those of an official table are told from its definition. The sources
name the lines of the program's reading of official reports (shared/conventions.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.definitions import Check, TableDefinition
from desktop.domain.report import Report

_FIGURES = "보고서 표기 기준 6행 '반올림'"
_DATES = "보고서 표기 기준 10행 '연도와 날짜', 행정업무의 운영 및 혁신에 관한 규정 제7조"
_NAMES = "보고서 표기 기준 15행 '이름'"
_FORM = "공식 서식의 표 정의"
_NAME = re.compile(r"(?:([a-z_][a-z0-9_]*)\.)?([a-z_][a-z0-9_]*)")


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """The help page of one rule: a short name, what the rule says, and its source."""

    name: str
    text: str
    source: str


_HELP = {
    "cell.invalid": RuleHelp(
        "읽을 수 없는 값",
        "칸의 종류에 맞지 않는 입력은 버리지 않고 그대로 두며, 고칠 때까지 계산에 쓰지 않습니다.",
        _FORM,
    ),
    "cell.required": RuleHelp("빈 필수 칸", "공식 서식에서 반드시 채우는 칸입니다. 없으면 '-'를 적습니다.", _FORM),
    "pair.negative": RuleHelp("음수", "정원과 현원처럼 세는 수는 0보다 작을 수 없습니다.", "보고서 표기 기준 8행 '쌍'"),
    "text.carried": RuleHelp(
        "전년도 문구",
        "지난 보고에서 가져온 문구는 이번 보고에 맞는지 한 번은 보아야 합니다.",
        "성과대장 이월 기준: 가져온 문구는 손댈 때까지 표시합니다.",
    ),
    "total.column": RuleHelp("합계", "공표한 합계는 각 칸의 반올림 범위 안에서 더한 값과 같아야 합니다.", _FIGURES),
    "computed.figure": RuleHelp(
        "계산값", "공표한 값은 각 칸의 반올림 범위 안에서 계산한 값과 같아야 합니다.", _FIGURES
    ),
    "computed.text": RuleHelp("같은 이름과 단위", "한 곳에 적은 이름과 단위는 다른 곳에서도 같아야 합니다.", _NAMES),
    "date.nonexistent": RuleHelp("없는 날짜", "날짜는 달력에 있어야 합니다.", _DATES),
    "date.end_before_start": RuleHelp("기간의 앞뒤", "기간의 끝은 시작보다 앞설 수 없습니다.", _DATES),
    "date.weekday": RuleHelp("요일", "괄호 안의 요일은 그 날짜의 요일이어야 합니다.", _DATES),
    "date.length": RuleHelp("기간의 길이", "기간 곁에 적은 길이(10일간, 6개월)는 그 기간과 맞아야 합니다.", _DATES),
    "date.half": RuleHelp("상·하반기", "상반기는 1~6월, 하반기는 7~12월입니다.", _DATES),
    "date.season": RuleHelp("계절", "춘계, 추계처럼 이름에 든 계절은 날짜의 달과 맞아야 합니다.", _DATES),
    "date.dday": RuleHelp("D-일", "D-100처럼 적은 날은 기준이 되는 날에서 센 날짜와 같아야 합니다.", _DATES),
    "date.order": RuleHelp("단계의 순서", "뒤 단계의 날짜는 앞 단계보다 이를 수 없습니다.", _DATES),
    "date.conflict": RuleHelp("두 곳의 날짜", "같은 일의 날짜는 어디에서나 같아야 합니다.", _DATES),
    "date.after_as_of": RuleHelp("기준일 뒤의 실적", "실적의 날짜는 기준일이나 보고일보다 늦을 수 없습니다.", _DATES),
    "date.before_as_of": RuleHelp("기준일 전의 계획", "계획의 날짜는 기준일보다 앞서 끝날 수 없습니다.", _DATES),
    "date.begun": RuleHelp("이미 시작한 계획", "기준일 전에 시작한 일은 계획이 아니라 추진 중인 일입니다.", _DATES),
    "date.no_year": RuleHelp("연도 없는 날짜", "어느 해인지 알 수 없는 날짜에는 연도를 적습니다.", _DATES),
    "date.none_in_plan": RuleHelp("날짜 없는 계획", "끝나지 않은 일의 향후계획에는 언제 할지 적습니다.", _DATES),
    "date.done_with_plan": RuleHelp("완료와 남은 계획", "추진완료인 항목에는 남은 계획이 없어야 합니다.", _DATES),
    "text.sum": RuleHelp("글의 합계", "글에 적은 합계는 괄호 안 내역을 더한 값과 같아야 합니다.", _FIGURES),
    "text.change": RuleHelp("글의 증감", "'A에서 B로'의 증감과 증감률은 두 수에서 나온 값과 같아야 합니다.", _FIGURES),
    "text.added": RuleHelp("글의 누계", "처음 수에 새로 더한 수를 더하면 나중 수가 되어야 합니다.", _FIGURES),
    "text.excess": RuleHelp(
        "초과 달성", "'목표 대비 n% 초과'는 목표를 넘은 몫만 적습니다. 목표의 n%이면 'n% 달성'입니다.", _FIGURES
    ),
    "text.rate": RuleHelp("글의 비율", "글에 적은 비율은 곁의 두 수에서 나온 값과 같아야 합니다.", _FIGURES),
    "text.count": RuleHelp("늘어놓은 개수", "몇 개라고 적은 수는 그 뒤에 늘어놓은 것의 수와 같아야 합니다.", _FIGURES),
    "text.budget": RuleHelp("단가와 예산", "건마다 든 돈에 건수를 곱한 값은 예산과 맞아야 합니다.", _FIGURES),
    "text.cumulative": RuleHelp("누적", "누계나 누적으로 적은 수는 줄어들 수 없습니다.", "보고서 표기 기준 9행 '합계'"),
    "text.part": RuleHelp("부분과 전체", "부분으로 적은 수는 그것을 포함하는 수보다 클 수 없습니다.", _FIGURES),
    "text.appropriation": RuleHelp(
        "사업 예산과 부서 예산", "한 사업의 예산은 그 부서가 쓸 수 있는 돈보다 많을 수 없습니다.", _FIGURES
    ),
    "text.appropriations": RuleHelp(
        "사업 예산의 합계", "한 부서 사업의 예산을 더한 값은 그 부서가 쓸 수 있는 돈보다 많을 수 없습니다.", _FIGURES
    ),
    "text.unit": RuleHelp("나란히 적은 단위", "괄호로 나란히 적은 두 단위의 값은 같은 값이어야 합니다.", _FIGURES),
    "text.table": RuleHelp("글과 표", "글에 적은 수는 아래 표의 수와 같아야 합니다.", _FIGURES),
    "text.same_answer": RuleHelp("같은 내용의 두 상태", "같은 내용의 항목은 상태도 같아야 합니다.", _NAMES),
    "text.block_missing": RuleHelp(
        "빠진 항목", "같은 종류의 쪽에는 같은 항목이 들어 있어야 합니다.", "공식 보고의 같은 종류 쪽들"
    ),
    "name.variant": RuleHelp("다른 표기", "같은 것은 어디에서나 한 가지로 적습니다.", _NAMES),
    "name.similar": RuleHelp(
        "비슷한 이름", "거의 같은 두 이름은 같은 것을 달리 적은 것일 수 있으므로 확인합니다.", _NAMES
    ),
    "name.unknown": RuleHelp("목록에 없는 이름", "부서처럼 목록이 있는 이름은 그 목록에 있어야 합니다.", _NAMES),
    "name.misspelt": RuleHelp("잘못 적은 이름", "목록이 있는 이름은 목록의 이름과 글자까지 같아야 합니다.", _NAMES),
}


def rule_help(code: str, definitions: Iterable[TableDefinition]) -> RuleHelp:
    """The help page of a rule: one of the program's, or one that an official table declares.

    Raises:
        LookupError: neither the program nor one of the tables has such a rule.
    """
    if code in _HELP:
        return _HELP[code]
    tables = {definition.code: definition for definition in definitions}
    for definition in tables.values():
        for check in definition.checks:
            if check.code == code:
                return _declared(definition, check, tables)
    raise LookupError(code)


def rule_name(code: str, report: Report) -> str:
    """What a rule is called; the code itself for one that this version of the program does not know any more."""
    try:
        return rule_help(code, (table.definition for table in report.tables.values())).name
    except LookupError:
        return code


def _declared(definition: TableDefinition, check: Check, tables: Mapping[str, TableDefinition]) -> RuleHelp:
    relation = _in_words(check.expr, definition, tables)
    where = f" ({_in_words(check.when, definition, tables)} 칸이 있을 때)" if check.when else ""
    return RuleHelp(f"{definition.title}: 표에 정한 관계", f"{relation}{where}", f"{_FORM} '{definition.title}'")


def _in_words(expression: str, definition: TableDefinition, tables: Mapping[str, TableDefinition]) -> str:
    """A relation with the titles of columns and fields in place of their keys."""

    def title(name: re.Match[str]) -> str:
        other = tables.get(name[1] or "")
        if other:
            return f"'{other.title}'의 {_titles(other).get(name[2], name[2])}"
        titles = _titles(definition)
        return f"{titles.get(name[1], name[1])}.{name[2]}" if name[1] else titles.get(name[2], name[2])

    return _NAME.sub(title, expression)


def _titles(definition: TableDefinition) -> dict[str, str]:
    return {each.key.partition("@")[0]: each.title for each in (*definition.columns, *definition.fields)}
