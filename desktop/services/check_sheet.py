"""점검표: what the checks found, what was explained and by whom, and which rules are switched off, as one sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from desktop.domain.definitions import Align
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.layout.lists import ListColumn, Listing, list_sheet
from desktop.domain.layout.plan import WorkbookPlan
from desktop.domain.report import Explanation
from desktop.domain.standing import Standing
from desktop.services.finding_places import LEVEL_NAMES
from desktop.services.messages import arithmetic, place, statement
from desktop.services.rule_help import rule_name

TITLE = "점검표"
EXPLAINED, SWITCHED_OFF = "설명됨", "끈 규칙"

_COLUMNS = (
    ListColumn("번호", 5, Align.CENTER),
    ListColumn("수준", 8, Align.CENTER),
    ListColumn("위치", 28),
    ListColumn("내용", 46),
    ListColumn("검산", 28),
    ListColumn("설명 또는 사유", 28),
    ListColumn("쓴 사람과 때", 18, Align.CENTER),
)
_OF_REASONS = 2
"""The last columns, which tell of explanations and stand only where there are any."""

_Line: TypeAlias = tuple[str, str, str, str, str, str]


def with_check_sheet(plan: WorkbookPlan, standing: Standing, evaluation: Evaluation) -> WorkbookPlan:
    """The workbook with the 점검표 as its last sheet; the cells of the official tables stay as they are."""
    sheet = list_sheet(check_list(standing, evaluation), evaluation.report.info)
    return replace(plan, sheets=(*plan.sheets, sheet))


def check_list(standing: Standing, evaluation: Evaluation) -> Listing:
    """All findings and switched-off rules of a report as texts, worst first."""
    reasons = (*_explained(standing, evaluation), *_switched_off(standing, evaluation))
    rows = [(str(number), *line) for number, line in enumerate((*_open(standing, evaluation), *reasons), start=1)]
    columns = _COLUMNS if reasons else _COLUMNS[:-_OF_REASONS]
    return Listing(TITLE, counted(standing, evaluation), columns, tuple(row[: len(columns)] for row in rows))


def counted(standing: Standing, evaluation: Evaluation) -> str:
    """How many there are: "오류 3 · 경고 5 · 안내 20 · 설명됨 2 · 끈 규칙 1"."""
    count = Counter(finding.severity for finding in standing.open)
    parts = [f"{name} {count[level]}" for level, name in LEVEL_NAMES.items()]
    off = sum(subject.key is None for subject in evaluation.report.explanations)
    parts += [
        f"{name} {number}" for name, number in ((EXPLAINED, len(standing.explained)), (SWITCHED_OFF, off)) if number
    ]
    return " · ".join(parts)


def _open(standing: Standing, evaluation: Evaluation) -> Iterator[_Line]:
    for finding in standing.open:
        yield LEVEL_NAMES[finding.severity], *_told(finding, evaluation), "", ""


def _explained(standing: Standing, evaluation: Evaluation) -> Iterator[_Line]:
    for finding, explanation in standing.explained:
        level = f"{LEVEL_NAMES[finding.severity]}\n({EXPLAINED})"
        yield level, *_told(finding, evaluation), explanation.text, signature(explanation)


def _switched_off(standing: Standing, evaluation: Evaluation) -> Iterator[_Line]:
    silent = Counter(finding.code for finding in standing.switched_off)
    for subject, explanation in evaluation.report.explanations.items():
        if subject.key is None:
            name = f"{rule_name(subject.code, evaluation.report)} ({subject.code})"
            said = f"이 보고에서 끈 규칙입니다. 보이지 않게 된 점검 결과는 {silent[subject.code]}건입니다."
            yield SWITCHED_OFF, name, said, "", explanation.text, signature(explanation)


def _told(finding: Finding, evaluation: Evaluation) -> tuple[str, str, str]:
    return place(finding, evaluation), statement(finding, evaluation), arithmetic(finding, evaluation)


def signature(explanation: Explanation) -> str:
    """Who explained, and when: "hong, 2022-01-21 12:00"."""
    return f"{explanation.who}, {explanation.at.replace('T', ' ')[:16]}"
