"""What a tab of tables lists: official tables by code, those that hang under rows once and not for each row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.definitions import Severity, TableDefinition
from desktop.domain.report import Report, Table
from desktop.domain.tab import Tab
from desktop.ui.progress import progress

if TYPE_CHECKING:
    from desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list.

    Attributes:
        definition: of the table.
        chooses: the definition whose rows are chosen first, None when there is only one instance.
        codes: the tables that are edited there.
    """

    definition: TableDefinition
    chooses: TableDefinition | None
    codes: tuple[str, ...]


def entries_of(report: Report, tab: Tab) -> tuple[Entry, ...]:
    """The entries of a tab, in the order of the report; what hangs under listed rows is edited with them."""
    definitions = {table.code: table.definition for table in report.tables.values() if not table.is_custom}
    seen = [each for each in definitions.values() if each.tab is tab and each.in_window]
    return tuple(_entry(each, definitions) for each in seen if not (each.owner and _lists(definitions.get(each.owner))))


def tables_of(report: Report, entry: Entry) -> Sequence[Table]:
    """The instances behind an entry."""
    return [table for table in report.tables.values() if table.code in entry.codes]


def progress_of(session: Session, tables: Iterable[Table]) -> tuple[int, int]:
    """How many required cells hold something, and how many there are."""
    counts = [progress(session.evaluation, table) for table in tables]
    return sum(entered for entered, _ in counts), sum(required for _, required in counts)


def severities_of(session: Session, tables: Iterable[Table]) -> Sequence[Severity]:
    """The severities of all findings in these tables, worst first."""
    return sorted((each for table in tables for each in session.severities_of(table.uid)), key=list(Severity).index)


def _entry(definition: TableDefinition, definitions: dict[str, TableDefinition]) -> Entry:
    if _lists(definition):
        owned = (each.code for each in definitions.values() if each.owner == definition.code and each.in_window)
        return Entry(definition, definition, (definition.code, *owned))
    owner = definitions.get(definition.owner) if definition.owner else None
    return Entry(definition, owner, (definition.code,))


def _lists(definition: TableDefinition | None) -> bool:
    return definition is not None and bool(definition.filter)
