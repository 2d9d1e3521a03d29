"""Findings and stated figures as the clerk reads them in tooltips and panels."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING

from desktop.domain.definitions import Column
from desktop.domain.display import display
from desktop.services.finding_places import LEVEL_NAMES

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.domain.report import CellKey
    from desktop.ui.session import Session

_LONGEST_LINE = 64
"""Letters in a line of a tooltip: Qt breaks the lines of plain texts nowhere by itself."""


def told(session: Session, finding: Finding) -> tuple[str, str]:
    """The sentence of a finding and its arithmetic (may be "")."""
    from desktop.services.messages import arithmetic, sentence

    return sentence(finding, session.evaluation), arithmetic(finding, session.evaluation)


def tooltip(session: Session, key: CellKey, column: Column) -> str:
    """Both figures of a stated value, the findings of the cell with sum and reason, else what to enter."""
    lines = [*_both_figures(session, key, column), *_findings(session, key), *_note(session, key)]
    if not lines and column.help and not session.evaluation.shown(key).is_computed:
        lines = [column.help]
    return "\n".join(chain.from_iterable(wrap(line, _LONGEST_LINE) for line in lines))


def _both_figures(session: Session, key: CellKey, column: Column) -> list[str]:
    shown = session.evaluation.shown(key)
    if not shown.is_stated:
        return []
    unit = session.evaluation.unit(key)
    stated, computed = (display(column, value, unit=unit) or "(빈칸)" for value in (shown.value, shown.computed))
    return [f"공표한 값 {stated} · 계산한 값 {computed}"]


def _note(session: Session, key: CellKey) -> list[str]:
    note = session.note_at(key)
    if note is None:
        return []
    files = ", ".join(each.name for each in note.files)
    source = f"출처: {note.source}" if note.source else ""
    head = f"[메모{' · 확인 필요' if note.is_question else ''}] {note.text} ({note.who})"
    return [line for line in (head, source, f"증빙: {files}" if files else "") if line]


def _findings(session: Session, key: CellKey) -> Iterator[str]:
    from desktop.services.rule_help import why

    for finding in session.findings_at(key):
        sentence, arithmetic = told(session, finding)
        yield f"[{LEVEL_NAMES[finding.severity]}] {sentence}"
        if arithmetic:
            yield f"검산: {arithmetic}"
        yield f"왜? {why(finding.code, session.report)}"
