"""The columns of a clerk's own table, between the dialog (names) and the definition (keys)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

OWN_TYPES = (
    ("text", "글"),
    ("long_text", "여러 줄 글"),
    ("integer", "정수"),
    ("count", "개수"),
    ("decimal", "소수"),
    ("money", "금액"),
    ("percent", "비율(%)"),
    ("area", "넓이"),
    ("pair", "짝(가/나)"),
    ("date", "날짜"),
    ("period", "기간"),
)
"""The types that a clerk chooses from, and what they are called."""

_LEVEL = " > "
_ASKED = ("key", "label", "type", "unit", "places", "formula")


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column as the clerk sees it: header levels joined by ">", the formula in names of columns.

    `kept` are the settings that the dialog does not ask for; they stay as they are.
    """

    key: str
    label: str = ""
    type: str = "text"
    unit: str = ""
    places: int = 0
    formula: str = ""
    summed: bool = False
    kept: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The lowest level of the label: how formulas call the column."""
        return self.label.split(">")[-1].strip()


def own_columns(data: Mapping[str, Any]) -> list[OwnColumn]:
    """The columns of a definition."""
    columns: list[Mapping[str, Any]] = list(data.get("columns", []))
    summed = set(data.get("total", {}).get("sum", ()))
    names = {str(column["key"]): _levels(column)[-1] for column in columns}
    return [
        OwnColumn(
            str(column["key"]),
            _LEVEL.join(_levels(column)),
            str(column.get("type", "text")),
            str(column.get("unit", "")),
            int(column.get("places", 0)),
            _replaced(str(column.get("formula", "")), names),
            column["key"] in summed,
            {key: value for key, value in column.items() if key not in _ASKED},
        )
        for column in columns
    ]


def columns_data(columns: Sequence[OwnColumn], total_place: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """The columns, and the total row when there is a place for one, as a definition has them."""
    keys = {column.name: column.key for column in columns if column.name}
    data: dict[str, Any] = {"columns": [_column_data(column, keys) for column in columns]}
    summed = [column.key for column in columns if column.summed]
    if total_place:
        data["total"] = {"label": "계", **before.get("total", {}), "place": total_place, "sum": summed}
    return data


def _column_data(column: OwnColumn, keys: Mapping[str, str]) -> dict[str, Any]:
    levels = [level.strip() for level in column.label.split(">")]
    data = {"key": column.key, "label": levels if len(levels) > 1 else levels[0], "type": column.type, **column.kept}
    optional = {"unit": column.unit, "places": column.places, "formula": _replaced(column.formula, keys)}
    return data | {key: value for key, value in optional.items() if value}


def _levels(column: Mapping[str, Any]) -> list[str]:
    label = column.get("label", "")
    return [str(level) for level in label] if isinstance(label, list) else [str(label)]


def _replaced(formula: str, words: Mapping[str, str]) -> str:
    """A formula with names in place of keys, or the other way round; longer words first."""
    ordered = sorted((word for word in words if word), key=len, reverse=True)
    if not formula or not ordered:
        return formula
    pattern = re.compile("|".join(rf"(?<![\w가-힣]){re.escape(word)}(?![\w가-힣])" for word in ordered))
    return pattern.sub(lambda found: words[found[0]], formula)
