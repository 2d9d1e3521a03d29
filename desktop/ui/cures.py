"""What would put a finding right, as a button offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.display import display
from desktop.domain.josa import with_josa
from desktop.domain.properties import column_of
from desktop.domain.values import Value

if TYPE_CHECKING:
    from desktop.domain.findings import Finding
    from desktop.domain.report import CellKey
    from desktop.ui.session import Session


class Cure(NamedTuple):
    """The cell, what is to be typed into it, what the button says ("270으로"), and what the cell's column is called."""

    key: CellKey
    typed: str
    label: str
    column: str


def cure_of(session: Session, finding: Finding) -> Cure | None:
    """The cure that a check proposes, while its cell is there and may be changed."""
    from desktop.domain.checks.cure import proposed
    from desktop.domain.checks.terms import TERMS

    cure = proposed(finding)
    table = session.table(cure[0].table) if cure else None
    column = column_of(table.definition, cure[0].row, cure[0].column) if table and cure else None
    if cure is None or column is None or session.is_locked(cure[0]):
        return None
    key, typed = cure
    word = finding.values["other"] if finding.code in TERMS else display(column, Value.of(typed))
    return Cure(key, typed, with_josa(word, "으로/로"), column.title)
