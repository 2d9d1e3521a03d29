"""What each rule is called, what it asks for, and where it comes from; for help, lists and the check sheet.

The rules that the program brings stand here; those of an official table are told from its definition. A source is a law
or a practice that the clerk can look up or knows, never a file of the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.definitions import Check, TableDefinition
from desktop.domain.report import Report

_FIGURES = "통계표를 적는 관행: 반올림으로 생기는 끝자리 차이만 인정합니다"
_DATES = "「행정업무의 운영 및 혁신에 관한 규정」 제7조(문서 작성의 일반원칙)"
_NAMES = "「국어기본법」 제14조(공문서등의 작성ㆍ평가), 같은 것은 한 문서에서 한 가지로 적는 관행"
_PEOPLE = "정원과 현원을 함께 적는 조직 현황표의 관행"
_RUNNING = "누계를 적는 관행: 앞 기간의 값을 모두 더한 값입니다"
_MONEY = "세출예산과 결산의 관행: 예산현액은 한 해에 쓸 수 있는 돈의 전부입니다"
_OFFICE = "이 업무 파일의 용어 목록(도구 > 용어 목록)"
_SPELLING = "「국어기본법」 제14조(공문서등의 작성ㆍ평가), 외래어 표기법"
_PAGES = "같은 종류의 쪽을 같은 차례로 적는 보고서의 관행"
_CARRIED = "지난 보고에서 가져온 문구는 손댈 때까지 표시해 둡니다"
_REPORTS = "같은 것은 어느 보고에서나 같은 값으로 적는 관행"
_FORM = "공식 서식"
_LONGEST_NAME = 48
_NAME = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|(?:(?P<table>[a-z_][a-z0-9_]*)\.)?(?P<key>[a-z_][a-z0-9_]*)(?:@(?P<year>[+-]?\d+|\{year\}))?"""
)
_YEAR = re.compile(r"[‘']?\{(?:year|yy)\}\s*년?\s*")
_SIGN = re.compile(r"<=|>=|!=|==|\*|(?<=\s)/(?=\s)")
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "*": "×", "/": "÷"}
_SIDES = {0: "앞 수", 1: "뒤 수"}
_FUNCTIONS = {
    "sum": "합계",
    "count": "개수",
    "number": "순번",
    "total": "계",
    "min": "가장 작은 값",
    "max": "가장 큰 값",
    "abs": "차이",
    "share": "구성비",
    "above": "위 칸",
    "first": "처음 값",
    "last": "마지막 값",
    "so_far": "지금까지의 합",
    "if": "경우에 따른 값",
    "lookup": "표에서 찾은 값",
    "owner": "상위 행",
    "as_of": "기준일",
}
"""What a function of the expressions is called in a sentence."""
_BANDS = "이어진 구간(10인 미만, 10~50인)은 사이가 비거나 겹치지 않아야 합니다."


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
    "pair.negative": RuleHelp("음수", "정원과 현원처럼 세는 수는 0보다 작을 수 없습니다.", _PEOPLE),
    "text.carried": RuleHelp(
        "전년도 문구",
        "지난 보고에서 가져온 문구는 이번 보고에 맞는지 한 번은 보아야 합니다.",
        _CARRIED,
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
    "text.cumulative": RuleHelp("누적", "누계나 누적으로 적은 수는 줄어들 수 없습니다.", _RUNNING),
    "text.part": RuleHelp("부분과 전체", "부분으로 적은 수는 그것을 포함하는 수보다 클 수 없습니다.", _FIGURES),
    "text.appropriation": RuleHelp(
        "사업 예산과 부서 예산", "한 사업의 예산은 그 부서가 쓸 수 있는 돈보다 많을 수 없습니다.", _MONEY
    ),
    "text.appropriations": RuleHelp(
        "사업 예산의 합계", "한 부서 사업의 예산을 더한 값은 그 부서가 쓸 수 있는 돈보다 많을 수 없습니다.", _MONEY
    ),
    "text.unit": RuleHelp("나란히 적은 단위", "괄호로 나란히 적은 두 단위의 값은 같은 값이어야 합니다.", _FIGURES),
    "text.table": RuleHelp("글과 표", "글에 적은 수는 아래 표의 수와 같아야 합니다.", _FIGURES),
    "text.table_rate": RuleHelp(
        "글의 비율과 표", "글에 적은 비율은 아래 표의 비율이나 그 평균(가중평균)에서 나올 수 있어야 합니다.", _FIGURES
    ),
    "text.rows": RuleHelp(
        "적은 개수와 표", "표 위에 적은 개수는 그 이름의 열에 적힌 것의 수와 같아야 합니다.", _FIGURES
    ),
    "text.shares": RuleHelp("글의 구성비", "구성비를 모두 더하면 반올림 범위 안에서 100%가 되어야 합니다.", _FIGURES),
    "text.bands": RuleHelp("글의 구간", _BANDS, _FIGURES),
    "table.total": RuleHelp(
        "표 안의 소계와 합계",
        "소계나 합계로 적은 줄은 그 앞이나 뒤의 줄을 더한 값이어야 합니다. 그 표의 다른 합계가 맞을 때에만 봅니다.",
        _FIGURES,
    ),
    "table.bands": RuleHelp("구간", _BANDS, _FIGURES),
    "table.shares": RuleHelp("구성비", "구성비를 모두 더하면 반올림 범위 안에서 100%가 되어야 합니다.", _FIGURES),
    "table.outlier": RuleHelp(
        "자릿수", "여러 해 고른 수 가운데 하나만 10배, 1,000배 따위로 벗어나면 자릿수나 단위를 확인합니다.", _FIGURES
    ),
    "text.same_answer": RuleHelp("같은 내용의 두 상태", "같은 내용의 항목은 상태도 같아야 합니다.", _NAMES),
    "text.block_missing": RuleHelp("빠진 항목", "같은 종류의 쪽에는 같은 항목이 들어 있어야 합니다.", _PAGES),
    "report.past_year": RuleHelp(
        "지난 보고의 값", "지난 연도의 값은 그 값을 적은 지난 보고와 같아야 합니다. 고쳤으면 까닭을 적습니다.", _REPORTS
    ),
    "report.same_day": RuleHelp(
        "같은 날의 두 보고", "같은 기준일의 같은 표는 어느 보고에서나 같은 값이어야 합니다.", _REPORTS
    ),
    "report.declared": RuleHelp(
        "두 보고의 같은 값", "서식에서 같은 것으로 정한 두 표의 값은 같은 연도의 두 보고에서 같아야 합니다.", _REPORTS
    ),
    "name.variant": RuleHelp("다른 표기", "같은 것은 어디에서나 한 가지로 적습니다.", _NAMES),
    "name.similar": RuleHelp(
        "비슷한 이름", "거의 같은 두 이름은 같은 것을 달리 적은 것일 수 있으므로 확인합니다.", _NAMES
    ),
    "name.unknown": RuleHelp("목록에 없는 이름", "부서처럼 목록이 있는 이름은 그 목록에 있어야 합니다.", _NAMES),
    "name.misspelt": RuleHelp("잘못 적은 이름", "목록이 있는 이름은 목록의 이름과 글자까지 같아야 합니다.", _NAMES),
    "term.office": RuleHelp("용어 목록", "기관의 용어 목록에 있는 말은 목록의 바른 말로 적습니다.", _OFFICE),
    "term.common": RuleHelp("흔히 틀리는 말", "외래어와 흔히 틀리는 말은 규범에 맞는 표기로 적습니다.", _SPELLING),
}

_UNKNOWN = RuleHelp(
    "",
    "이 판의 성과대장에는 없는 규칙입니다. 다른 판이나 다른 서식에서 켜고 끈 것입니다.",
    "업무 파일에 남은 기록",
)


def rule_help(code: str, definitions: Iterable[TableDefinition]) -> RuleHelp:
    """The help page of a rule: of the program's own, of one that an official table declares, or of an unknown one.

    A workspace may hold the code of a rule that another version of the program knows; it is told as such.
    """
    if code in _HELP:
        return _HELP[code]
    tables = {definition.code: definition for definition in definitions}
    declared = ((table, check) for table in tables.values() for check in table.checks if check.code == code)
    found = next(declared, None)
    return _declared(*found, tables) if found else replace(_UNKNOWN, name=code)


def rule_name(code: str, report: Report) -> str:
    """What a rule is called; the code itself for one that this version of the program does not know."""
    return _page(code, report).name


def why(code: str, report: Report) -> str:
    """Why something is a finding: the name of the rule, the rule, and where it comes from."""
    page = _page(code, report)
    return f"{page.name}: {page.text} (근거: {page.source})"


def _page(code: str, report: Report) -> RuleHelp:
    return rule_help(code, (table.definition for table in report.tables.values()))


def _declared(definition: TableDefinition, check: Check, tables: Mapping[str, TableDefinition]) -> RuleHelp:
    title = " ".join(definition.title.split())
    relation = _in_words(check.expr, definition, tables)
    where = f" (조건: {_in_words(check.when, definition, tables)})" if check.when else ""
    text = f"이 표에서 늘 맞아야 하는 관계입니다: {relation}{where}."
    name = f"{title}: {relation}"
    name = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
    return RuleHelp(name, text, f"{_FORM} '{title}'")


def _in_words(expression: str, definition: TableDefinition, tables: Mapping[str, TableDefinition]) -> str:
    """A relation as mathematics writes it, with the titles of columns and fields in place of their keys."""
    told = _NAME.sub(lambda name: name["text"] or _name_in_words(name, definition, tables), expression)
    return _SIGN.sub(lambda sign: _SIGNS[sign[0]], " ".join(told.split())).replace('""', "빈칸")


def _name_in_words(name: re.Match[str], definition: TableDefinition, tables: Mapping[str, TableDefinition]) -> str:
    table, key, titles = name["table"] or "", name["key"], {**_FUNCTIONS, **_titles(definition)}
    if table in tables:
        return f"'{tables[table].title}'의 {_titles(tables[table]).get(key, key)}"
    if table:
        sides = next((each.parts for each in definition.columns if each.key.partition("@")[0] == table), ())
        side = _SIDES.get(sides.index(key), key) if key in sides else key
        return f"{titles.get(table, table)}의 {side}"
    if key in tables:
        return f"'{tables[key].title}'"
    return f"{_year_in_words(name['year'] or '')}{titles.get(key) or key}".strip()


def _year_in_words(year: str) -> str:
    """Of "-2" 2년 전, of "+1" 1년 뒤, of "2018" 2018년, each with the blank behind it."""
    if year.lstrip("+-") == "0":
        return "올해 "
    if year[:1] in ("+", "-"):
        return f"{year[1:]}년 {'뒤' if year[0] == '+' else '전'} "
    return f"{year}년 " if year.isdecimal() else ""


def _titles(definition: TableDefinition) -> dict[str, str]:
    named = (*definition.columns, *definition.fields)
    return {each.key.partition("@")[0]: _YEAR.sub("", each.title).strip() or "값" for each in named}
