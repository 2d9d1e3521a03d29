"""Changes applied to a report."""

from __future__ import annotations

from desktop.domain.changes import ChangeSet
from desktop.domain.editing.draft import DefinitionSource, Draft
from desktop.domain.report import Report


def apply(report: Report, changes: ChangeSet, definitions: DefinitionSource) -> Report:
    """The report after the changes, all of them or none.

    What no change touches keeps its identity, so that `evaluation.reevaluate` can tell it by `is`.

    Raises:
        ChangeConflict: a change does not fit the report (its `old` is not what the report holds).
    """
    draft = Draft(report, definitions)
    for change in changes.changes:
        draft.do(change)
    return draft.finished()
