"""What a check found: values, never prose; `services.messages` turns a finding into a Korean sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.definitions import Severity
from desktop.domain.report import CellKey


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction or gap.

    Attributes:
        code: stable code of the rule ("total.column", "budget.order").
        severity: error, warning or info.
        key: the cell where it is shown.
        cells: every cell that takes part in the arithmetic.
        values: what the message needs, as canonical texts ("stated": "41181", "computed": "40937").
        message: the sentence that a definition declares for its own rule; empty for the program's rules.
    """

    code: str
    severity: Severity
    key: CellKey
    cells: tuple[CellKey, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
