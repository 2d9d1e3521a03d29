"""What the clerk does, as change sets: pure builders, and `apply` that turns a report and changes into a report.

Every builder takes what is shown (`Evaluation`) and gives a `ChangeSet` whose inverse restores the report
exactly, or None when nothing would change.
"""

from desktop.domain.editing.apply import apply
from desktop.domain.editing.draft import ChangeConflict, DefinitionSource

__all__ = ["ChangeConflict", "DefinitionSource", "apply"]
