"""What the clerk does, as change sets: pure builders, and `apply` that turns a report and changes into a report.

Every builder takes what is shown (`Evaluation`) and gives a `ChangeSet` whose inverse restores the report
exactly, or None when nothing would change.
"""

from desktop.domain.editing.apply import apply
from desktop.domain.editing.cells import clear, put_back, typable, type_new_row, type_text
from desktop.domain.editing.draft import ChangeConflict, DefinitionSource
from desktop.domain.editing.items import (
    add_item,
    add_table_place,
    move_item,
    paste_items,
    remove_item,
    set_level,
    set_mark,
    split_item,
)
from desktop.domain.editing.links import followed, same_as, unlink
from desktop.domain.editing.paste import PastePlan, Reason, Refused, paste
from desktop.domain.editing.rows import insert_row, move_row, remove_rows, remove_table
from desktop.domain.editing.tables import add_table, set_definition

__all__ = [
    "ChangeConflict",
    "DefinitionSource",
    "PastePlan",
    "Reason",
    "Refused",
    "add_item",
    "add_table",
    "add_table_place",
    "apply",
    "clear",
    "followed",
    "insert_row",
    "move_item",
    "move_row",
    "paste",
    "paste_items",
    "put_back",
    "remove_item",
    "remove_rows",
    "remove_table",
    "same_as",
    "set_definition",
    "set_level",
    "set_mark",
    "split_item",
    "typable",
    "type_new_row",
    "type_text",
    "unlink",
]
