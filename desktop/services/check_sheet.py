"""점검표: how much was found where, what is open, what was explained by whom, which rules are off; one short sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from desktop.domain.definitions import Align, ReportTemplate, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.layout.lists import ListColumn, Listing, lists_sheet
from desktop.domain.layout.plan import WorkbookPlan
from desktop.domain.report import Explanation
from desktop.domain.standing import Standing
from desktop.services.finding_places import LEVEL_NAMES, FindingPlaces
from desktop.services.messages import arithmetic, place, statement
from desktop.services.rule_help import rule_name

TITLE = "점검표"
EXPLAINED, SWITCHED_OFF = "설명됨", "끈 규칙"
_COUNTED = (*LEVEL_NAMES.values(), EXPLAINED, SWITCHED_OFF)

_COLUMNS = (
    ListColumn("번호", 5, Align.CENTER),
    ListColumn("수준", 7, Align.CENTER),
    ListColumn("위치", 34),
    ListColumn("내용과 검산", 52),
    ListColumn("설명 또는 사유", 20),
    ListColumn("쓴 사람과 때", 14, Align.CENTER),
)
_NUMBER = '#,##0;-#,##0;"-"'
_OF_REASONS = 2
"""The last columns, which tell of explanations and stand only where there are any."""

_Line: TypeAlias = tuple[str, str, str, str, str]


def with_check_sheet(
    plan: WorkbookPlan,
    standing: Standing,
    evaluation: Evaluation,
    template: ReportTemplate | None,
    *,
    with_infos: bool = False,
) -> WorkbookPlan:
    """The workbook with the 점검표 as its last sheet; the cells of the official tables stay as they are.

    Args:
        plan: the sheets of the report.
        standing: what became of the findings.
        evaluation: the report that they were found in.
        template: its chapters, by which the findings are counted.
        with_infos: list open infos too, which are only counted otherwise.
    """
    listed = check_list(standing, evaluation, with_infos=with_infos)
    lists = (summary(standing, evaluation, template), *((listed,) if listed.rows else ()))
    return replace(plan, sheets=(*plan.sheets, lists_sheet(lists, evaluation.report.info)))


def summary(standing: Standing, evaluation: Evaluation, template: ReportTemplate | None) -> Listing:
    """How many findings stand in each chapter, and in all."""
    places = FindingPlaces(evaluation, template)
    counts = Counter[tuple[str, str]]()
    for finding in standing.open:
        counts[places.of(finding).chapter, LEVEL_NAMES[finding.severity]] += 1
    for finding, _ in standing.explained:
        counts[places.of(finding).chapter, EXPLAINED] += 1
    for finding in standing.switched_off:
        counts[places.of(finding).chapter, SWITCHED_OFF] += 1
    chapters = [title for title in places.chapters if any(chapter == title for chapter, _ in counts)]
    sums = ("계", [sum(counts[title, name] for title in chapters) for name in _COUNTED])
    lines = (sums, *((title, [counts[title, name] for name in _COUNTED]) for title in chapters))
    rows = tuple((title, *(str(number) if number else "-" for number in numbers)) for title, numbers in lines)
    figures = {
        (row, column): (Decimal(number), _NUMBER)
        for row, (_, numbers) in enumerate(lines)
        for column, number in enumerate(numbers, start=1)
    }
    columns = (ListColumn("장", 60), *(ListColumn(name, 12, Align.CENTER) for name in _COUNTED))
    return Listing(TITLE, counted(standing, evaluation), columns, rows, figures)


def check_list(standing: Standing, evaluation: Evaluation, *, with_infos: bool = False) -> Listing:
    """Open errors and warnings, what is explained, and the rules that are switched off, as texts, worst first."""
    reasons = (*_explained(standing, evaluation), *_switched_off(standing, evaluation))
    found = [each for each in standing.open if with_infos or each.severity is not Severity.INFO]
    lines = (*_open(found, evaluation), *reasons)
    rows = [(str(number), *line) for number, line in enumerate(lines, start=1)]
    columns = _COLUMNS if reasons else _COLUMNS[:-_OF_REASONS]
    infos = len(standing.open) - len(found)
    lead = f"안내 {infos}건은 위에 수만 적고 싣지 않았습니다." if infos else ""
    return Listing("점검 결과와 사유", lead, columns, tuple(row[: len(columns)] for row in rows))


def counted(standing: Standing, evaluation: Evaluation) -> str:
    """How many there are: "오류 3 · 경고 5 · 안내 20 · 설명됨 2 · 끈 규칙 1"."""
    count = Counter(finding.severity for finding in standing.open)
    parts = [f"{name} {count[level]}" for level, name in LEVEL_NAMES.items()]
    off = sum(subject.key is None for subject in evaluation.report.explanations)
    parts += [
        f"{name} {number}" for name, number in ((EXPLAINED, len(standing.explained)), (SWITCHED_OFF, off)) if number
    ]
    return " · ".join(parts)


def _open(findings: Sequence[Finding], evaluation: Evaluation) -> Iterator[_Line]:
    for finding in findings:
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
            yield SWITCHED_OFF, name, said, explanation.text, signature(explanation)


def _told(finding: Finding, evaluation: Evaluation) -> tuple[str, str]:
    told = (statement(finding, evaluation), arithmetic(finding, evaluation))
    return place(finding, evaluation), "\n".join(text for text in told if text)


def signature(explanation: Explanation) -> str:
    """Who explained, and when: "hong, 2022-01-21 12:00"."""
    return f"{explanation.who}, {explanation.at.replace('T', ' ')[:16]}"
