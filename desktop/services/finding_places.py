"""Where in a report findings stand: in which tab of the window, chapter and official table; and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.chapters import arrangement
from desktop.domain.definitions import ReportTemplate, Severity
from desktop.domain.evaluation import Evaluation
from desktop.domain.findings import Finding
from desktop.domain.report import Table
from desktop.domain.table_places import outlines_by_item
from desktop.services.messages import table_name

LEVEL_NAMES: Mapping[Severity, str] = {Severity.ERROR: "오류", Severity.WARNING: "경고", Severity.INFO: "안내"}
NO_CHAPTER = "장 밖의 표"
"""What the chapter of a table is called that no chapter prints."""


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where a finding stands.

    Attributes:
        tab: name of the tab (`domain.tab.Tab` value).
        chapter: title of the chapter that prints the table.
        home: uid of the official table; of a clerk's own table the outline in which it hangs.
        name: what that table is called, with the row that it hangs under.
    """

    tab: str
    chapter: str
    home: str
    name: str


class FindingPlaces:
    """Finds the places of the findings of one report as it is now; each table is looked up once."""

    def __init__(self, evaluation: Evaluation, template: ReportTemplate | None) -> None:
        self._evaluation = evaluation
        chapters = [each.chapter for each in arrangement(evaluation.report, template)] if template else []
        self._chapters = {code: chapter.title for chapter in reversed(chapters) for code in chapter.tables}
        self.chapters = (*dict.fromkeys(chapter.title for chapter in chapters), NO_CHAPTER)
        """Titles of all chapters in the order of the report; what no chapter prints comes last."""
        self._outlines = outlines_by_item(evaluation.report)
        self._known: dict[str, FindingPlace] = {}

    def of(self, finding: Finding) -> FindingPlace:
        """Where a finding stands."""
        uid = finding.key.table
        if uid not in self._known:
            self._known[uid] = self._found(self._evaluation.report.tables[uid])
        return self._known[uid]

    def _found(self, table: Table) -> FindingPlace:
        tables = self._evaluation.report.tables
        home = tables.get(self._outlines.get(table.owner, ""), table) if table.is_custom else table
        definition = home.definition
        chapter = self._chapters.get(home.code) or self._chapters.get(definition.owner) or NO_CHAPTER
        return FindingPlace(definition.tab.value, chapter, home.uid, table_name(home.uid, self._evaluation))


def counted(findings: Iterable[Finding]) -> str:
    """How many findings of each level there are: "오류 2 · 경고 5 · 안내 20"; levels without any are left out."""
    counts = Counter(finding.severity for finding in findings)
    return " · ".join(f"{name} {counts[level]}" for level, name in LEVEL_NAMES.items() if counts[level])
