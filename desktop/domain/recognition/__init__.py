"""A table from the clipboard, recognized for the clerk to confirm, and made a clerk's own table."""

from desktop.domain.recognition.build import BuiltTable, built, definition_of, paste_table
from desktop.domain.recognition.confirm import TOTAL, Wanted, confirmed, years_name
from desktop.domain.recognition.found import (
    Doubt,
    FoundColumn,
    FoundFormula,
    FoundTotal,
    FoundYears,
    Proof,
    Recognized,
    Relation,
    Remark,
    Sure,
    expression,
)
from desktop.domain.recognition.recognize import NotATableError, is_offered, recognize

__all__ = [
    "TOTAL",
    "BuiltTable",
    "Doubt",
    "FoundColumn",
    "FoundFormula",
    "FoundTotal",
    "FoundYears",
    "NotATableError",
    "Proof",
    "Recognized",
    "Relation",
    "Remark",
    "Sure",
    "Wanted",
    "built",
    "confirmed",
    "definition_of",
    "expression",
    "is_offered",
    "paste_table",
    "recognize",
    "years_name",
]
