"""What the checks of texts, dates and names found, in Korean: sentence, rule and arithmetic by code.

A template names the values of the finding: `{date}`, or `{date|이/가}` with the particle that fits behind it.
"""

# ruff: noqa: E501 - a sentence stands in one line
from __future__ import annotations

import re

from desktop.domain.dates import moment_of
from desktop.domain.findings import Finding
from desktop.domain.josa import josa

_UNSPOKEN = re.compile(r"(?:\([월화수목금토일]\)|[ .~])+$")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"\{(\w+)(?:\|([^}]+))?\}")

_SENTENCES = {
    "date.nonexistent": "“{date}”{date|은/는} 달력에 없는 날짜입니다. 날짜를 확인해 주십시오.",
    "date.end_before_start": "“{date}”{date|은/는} 끝이 시작보다 앞섭니다. 기간을 확인해 주십시오.",
    "date.weekday": "“{date}”의 요일은 {stated}요일이 아니라 {computed}요일입니다. 날짜나 요일을 고쳐 주십시오.",
    "date.length": "“{date}”{date|은/는} {computed}인데 {stated}{stated|이라/라}고 적혀 있습니다. 기간이나 길이를 고쳐 주십시오.",
    "date.half": "“{date}”{date|은/는} {half}가 아닙니다. 상·하반기 표시를 확인해 주십시오.",
    "date.season": "“{date}”{date|은/는} {season}에 들지 않습니다. 이름이나 날짜를 확인해 주십시오.",
    "date.dday": "{mark}의 날짜는 {computed}인데 “{date}”{date|이라/라}고 적혀 있습니다. 둘 가운데 하나를 고쳐 주십시오.",
    "date.order": "“{after}”{after|이/가} 앞 단계 “{before}”보다 이릅니다. 날짜나 순서를 확인해 주십시오.",
    "date.conflict": "같은 일이 다른 곳에는 “{other}”{other|으로/로}, 여기에는 “{date}”{date|으로/로} 적혀 있습니다. 확인해 주십시오.",
    "date.after_as_of": "실적인데 “{date}”{date|이/가} 보고일({as_of}) 뒤입니다. 예정이면 “(예정)”을 붙여 주십시오.",
    "date.before_as_of": "계획인데 “{date}”{date|이/가} 이미 지났습니다(기준일 {as_of}). 날짜를 확인해 주십시오.",
    "date.begun": "계획인데 “{date}”{date|은/는} 기준일({as_of}) 전에 시작했습니다. 추진 중인 일인지 확인해 주십시오.",
    "date.no_year": "“{date}”{date|이/가} 몇 년인지 적혀 있지 않습니다. 연도를 적어 주십시오.",
    "date.none_in_plan": "{status}인데 향후계획에 날짜가 없습니다. 언제 할지 적어 주십시오.",
    "date.done_with_plan": "{status}인데 아직 끝나지 않은 계획이 {count}개 있습니다: “{plan}”. 상태를 확인해 주십시오.",
    "text.sum": "합계는 {stated}{stated|이라/라}고 적혀 있으나 내역을 더하면 {computed}입니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "text.change": "{before}에서 {after}까지의 증감은 {computed}인데 {stated}{stated|이라/라}고 적혀 있습니다. 숫자를 확인해 주십시오.",
    "text.added": "{before}에 신규 {added}{added|을/를} 더하면 {computed}인데 {after}{after|이라/라}고 적혀 있습니다. 숫자를 확인해 주십시오.",
    "text.excess": "{result}{result|은/는} 목표 {target}의 {stated}%이므로 {computed}% 초과입니다. “{stated}% 달성”으로 적어 주십시오.",
    "text.rate": "{result}{result|은/는} {target}의 {computed}%인데 {stated}%로 적혀 있습니다. 숫자를 확인해 주십시오.",
    "text.count": "{stated}{stated|이라/라}고 적혀 있으나 늘어놓은 것은 {computed}개입니다. 빠지거나 더해진 것이 없는지 확인해 주십시오.",
    "text.budget": "{each}씩 {count}이면 많아야 {computed}인데 예산은 {stated}입니다. 숫자를 확인해 주십시오.",
    "text.cumulative": "누적인데 {before}에서 {after}{after|으로/로} 줄었습니다. 숫자를 확인해 주십시오.",
    "text.part": "{stated}{stated|은/는} 그것을 포함하는 {computed}보다 큽니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "text.appropriation": "예산 {stated}{stated|은/는} {name}의 {limit} {computed}보다 많습니다. 숫자를 확인해 주십시오.",
    "text.appropriations": "{name} 사업 {count}개의 예산을 더하면 {stated}{stated|으로/로} {limit} {computed}보다 많습니다. 숫자를 확인해 주십시오.",
    "text.unit": "{stated}{stated|과/와} {computed}{computed|은/는} 같은 값이 아닙니다. 단위나 숫자를 확인해 주십시오.",
    "text.table": "글에는 {stated}, 아래 표에는 {computed}{computed|으로/로} 적혀 있습니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "text.table_rate": "글에는 {stated}, 아래 표로 셈하면 {computed}입니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "text.rows": "글에는 {stated}{stated|이라/라}고 적혀 있으나 표에는 {computed}개가 있습니다. 빠지거나 더해진 것이 없는지 확인해 주십시오.",
    "text.shares": "구성비를 더하면 {computed}%입니다. 100%가 되는지 확인해 주십시오.",
    "text.bands": "“{before}”{before|과/와} “{after}”{kind} 구간의 경계를 확인해 주십시오.",
    "table.total": "합계가 {stated}{stated|으로/로} 적혀 있으나 더하면 {computed}입니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "table.bands": "“{before}”{before|과/와} “{after}”{kind} 구간의 경계를 확인해 주십시오.",
    "table.shares": "{name}{name|을/를} 더하면 {computed}%입니다. 100%가 되는지 확인해 주십시오.",
    "table.outlier": "{stated}{stated|은/는} 다른 기간({usual} 안팎)의 약 {times}입니다. 자릿수나 단위를 확인해 주십시오.",
    "text.same_answer": "같은 내용이 다른 곳에는 {other}, 여기에는 {status}{status|으로/로} 되어 있습니다. 상태를 확인해 주십시오.",
    "text.block_missing": "다른 {what}에 있는 {block}{block|이/가} 이 {what}에는 없습니다. 빠진 것인지 확인해 주십시오.",
    "report.past_year": "‘{report}’의 {place}에는 {other}{other|으로/로}, 여기에는 {stated}{stated|으로/로} 적혀 있습니다. 지난 값을 확인하거나, 고쳐 적은 까닭을 설명에 적어 주십시오.",
    "report.same_day": "같은 기준일의 ‘{report}’에는 {place}{place|이/가} {other}{other|으로/로}, 여기에는 {stated}{stated|으로/로} 적혀 있습니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "report.declared": "‘{report}’의 {place}에는 {other}{other|으로/로}, 여기에는 {stated}{stated|으로/로} 적혀 있습니다. 어느 쪽이 맞는지 확인해 주십시오.",
    "name.variant": "“{name}”{name|이/가} 다른 곳에는 “{other}”{other|으로/로} 적혀 있습니다. 한 가지로 써 주십시오.",
    "name.similar": "“{name}”{name|이/가} 다른 곳의 “{other}”{other|과/와} 비슷합니다. 같은 것이면 이름을 맞춰 주십시오.",
    "name.unknown": "“{name}”{name|은/는} {list}에 없습니다. 이름을 확인해 주십시오.",
    "name.misspelt": "“{name}”{name|은/는} {list}에 없습니다. “{other}”{other|을/를} 잘못 적은 것인지 확인해 주십시오.",
    "term.office": "용어 목록: “{name}”{name|은/는} “{other}”{other|으로/로} 씁니다.",
    "term.common": "“{name}”{name|은/는} “{other}”{other|으로/로} 적는 것이 맞습니다.",
}
_CODED = {"H1": "상반기", "H2": "하반기", "gap": " 사이가 비어 있습니다.", "overlap": "이 겹칩니다."}


def said(finding: Finding) -> str:
    """The sentence of a finding in a text, "" when it is none of these."""
    template = _SENTENCES.get(finding.code, "")
    return _NAME.sub(lambda name: _filled(finding, name), template)


def arithmetic(finding: Finding) -> str:
    """The sum with its figures, "" where nothing is added up."""
    values = finding.values
    return f"{values['parts']} = {values['computed']} ≠ {values['stated']}" if "parts" in values else ""


def _filled(finding: Finding, name: re.Match[str]) -> str:
    value = finding.values.get(name[1], "")
    value = _CODED.get(value, value)
    if name[2]:
        return josa(_UNSPOKEN.sub("", value), name[2])
    moment = moment_of(value) if _ISO_DAY.fullmatch(value) else None
    return moment.text if moment else value
