"""The one gate for what comes into a workspace: no resident registration number passes it (개인정보 보호법 §24-2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from desktop.domain.changes import AddTable, ChangeSet
from desktop.domain.definitions import TableDefinition
from desktop.domain.editing import DefinitionSource
from desktop.domain.evaluation import Evaluation
from desktop.domain.life import Milestone
from desktop.domain.masking import screened
from desktop.domain.properties import column_of
from desktop.domain.report import CellKey, Report, ReportInfo
from desktop.domain.resident_numbers import masked
from desktop.services.messages import cell_name

_REPORT = CellKey("", "", "")
_MOST_PLACES = 5


class Screening:
    """Masks what a desk is about to store, and remembers where until it is told."""

    def __init__(self, definitions: DefinitionSource, clock: Callable[[], datetime]) -> None:
        self._definitions, self._clock = definitions, clock
        self._places: list[CellKey] = []

    def changes(self, changes: ChangeSet, report: Report) -> ChangeSet:
        """The changes as they may be stored in a report."""
        clean = screened(changes, lambda key: self._is_figure(key, changes, report), self._clock().date())
        self._places.extend(clean.places)
        return clean.changes

    def info(self, info: ReportInfo) -> ReportInfo:
        """What identifies a report, as it may be stored."""
        texts = (self.text(text) for text in (info.title, info.organization, info.occasion))
        title, organization, occasion = texts
        return replace(info, title=title, organization=organization, occasion=occasion)

    def milestones(self, events: Sequence[Milestone]) -> tuple[Milestone, ...]:
        """Events in the life of a report with their reasons as they may be stored."""
        return tuple(replace(event, why=self.text(event.why, event.key or _REPORT)) for event in events)

    def text(self, text: str, place: CellKey = _REPORT) -> str:
        """A single text as it may be stored, at a cell or (left out) with the report."""
        clean = masked(text, self._clock().date())
        if clean != text:
            self._places.append(place)
        return clean

    def tell(self, evaluation: Evaluation) -> str:
        """One sentence about everything that was masked since the last time, "" when nothing was."""
        names = list(dict.fromkeys(_name(place, evaluation) for place in self._places))
        self._places.clear()
        if not names:
            return ""
        more = f" 등 {len(names)}곳" if len(names) > _MOST_PLACES else ""
        return (
            f"주민등록번호로 보이는 번호의 뒤 6자리를 가리고 저장했습니다: {', '.join(names[:_MOST_PLACES])}{more}. "
            "번호 자체는 저장되지 않았습니다(개인정보 보호법 제24조의2). 번호가 필요 없도록 고쳐 주십시오."
        )

    def _is_figure(self, key: CellKey, changes: ChangeSet, report: Report) -> bool:
        definition = self._definition(key.table, changes, report)
        column = column_of(definition, key.row, key.column) if definition else None
        return column is not None and column.type.is_figure

    def _definition(self, table: str, changes: ChangeSet, report: Report) -> TableDefinition | None:
        if table in report.tables:
            return report.tables[table].definition
        added = next((each for each in changes.changes if isinstance(each, AddTable) and each.table == table), None)
        if added is None:
            return None
        year = report.info.fiscal_year
        if added.definition_json:
            return self._definitions.custom(added.definition_json, year)
        return self._definitions.definition(added.code, year)


def _name(place: CellKey, evaluation: Evaluation) -> str:
    if place.table not in evaluation.report.tables:
        return "보고 정보"
    return cell_name(place, evaluation)
