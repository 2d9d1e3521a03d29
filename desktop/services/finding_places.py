"""Where in a report findings stand: in which tab of the window, chapter and official table; and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
        codes = [(code, each.title) for each in reversed(chapters) for code in (each.sheet_per, *each.tables)]
        self._chapters = {code: title for code, title in codes if code}
        self.chapters = (*dict.fromkeys(chapter.title for chapter in chapters), NO_CHAPTER)
        """Titles of all chapters in the order of the report; what no chapter prints comes last."""
        self._outlines = outlines_by_item(evaluation.report)
        self._followers = self._tables_that_follow()
        self._known: dict[tuple[str, str], FindingPlace] = {}
        self._names: dict[str, str] = {}

    def of(self, finding: Finding) -> FindingPlace:
        """Where a finding stands."""
        place = finding.key.table, finding.key.row
        if place not in self._known:
            self._known[place] = self._found(*place)
        return self._known[place]

    def _found(self, uid: str, row: str) -> FindingPlace:
        tables = self._evaluation.report.tables
        table = tables[uid]
        home = tables.get(self._outlines.get(table.owner, ""), table) if table.is_custom else table
        if home.uid not in self._names:
            self._names[home.uid] = table_name(home.uid, self._evaluation)
        chapter = self._chapter(home, row) or NO_CHAPTER
        return FindingPlace(home.definition.tab.value, chapter, home.uid, self._names[home.uid])

    def _chapter(self, table: Table, row: str) -> str:
        """The chapter that prints the table, else one that prints the row, else that of the row that owns it."""
        if table.code in self._chapters:
            return self._chapters[table.code]
        for follower in self._followers.get(table.code, ()):
            if row in self._evaluation.sheet(follower.uid).body:
                return self._chapters[follower.code]
        owners = self._evaluation.instances(table.definition.owner)
        owner = next((sheet.table for sheet in owners if table.owner in sheet.body), None)
        return self._chapter(owner, table.owner) if owner else ""

    def _tables_that_follow(self) -> Mapping[str, Sequence[Table]]:
        """The tables of chapters whose rows follow another table, by the code of that table."""
        found: dict[str, list[Table]] = {}
        for table in self._evaluation.report.tables.values():
            if table.code in self._chapters and table.definition.rows.source:
                found.setdefault(table.definition.rows.source, []).append(table)
        return found


def counted(findings: Iterable[Finding]) -> str:
    """How many findings of each level there are: "오류 2 · 경고 5 · 안내 20"; levels without any are left out."""
    counts = Counter(finding.severity for finding in findings)
    return " · ".join(f"{name} {counts[level]}" for level, name in LEVEL_NAMES.items() if counts[level])
