"""The columns of a clerk's own table, between the dialog (names) and the definition (keys)."""

from __future__ import annotations

import re
from collections import Counter
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

LEVEL, _BREAK = " > ", "\\n"
_ASKED = ("key", "label", "type", "unit", "unit_column", "places", "formula", "years")
_OF_TYPE = {"pair": ("parts",), "enum": ("options",), "date": ("day_form",), "period": ("day_form",)}
_SIDES = ["left", "right"]
_NUMERIC = frozenset({"integer", "count", "decimal", "money", "percent", "area"})


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One column as the clerk sees it: header levels joined by ">", the formula in names of columns.

    `unit` is a unit, or the name of the column that holds one in each row; `years` a range of year columns. `kept` are
    the settings that the dialog does not ask for; they stay as they are, as far as the type allows them.
    """

    key: str
    label: str = ""
    type: str = "text"
    unit: str = ""
    places: int = 0
    formula: str = ""
    summed: bool = False
    kept: Mapping[str, Any] = field(default_factory=dict)
    years: str = ""


def own_columns(data: Mapping[str, Any]) -> list[OwnColumn]:
    """The columns of a definition."""
    columns: list[Mapping[str, Any]] = list(data.get("columns", []))
    summed = set(data.get("total", {}).get("sum", ()))
    names = column_names({str(column["key"]): _shown(column) for column in columns})
    return [
        OwnColumn(
            str(column["key"]),
            _shown(column),
            str(column.get("type", "text")),
            str(column.get("unit", "")) or names.get(str(column.get("unit_column", "")), ""),
            int(column.get("places", 0)),
            in_words(str(column.get("formula", "")), names),
            column["key"] in summed,
            {key: value for key, value in column.items() if key not in _ASKED},
            str(column.get("years", "")),
        )
        for column in columns
    ]


def columns_data(columns: Sequence[OwnColumn], total_place: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """The columns, and the total row when there is a place for one, as a definition has them.

    Formulas may still call a column by the name that it had before.
    """
    keys = {column.key for column in columns}
    old = column_names({str(column["key"]): _shown(column) for column in before.get("columns", ())})
    new = column_names({column.key: column.label for column in columns})
    words = {name: key for names in (old, new) for key, name in names.items() if name and key in keys}
    data: dict[str, Any] = {"columns": [_column_data(column, words) for column in columns]}
    summed = [column.key for column in columns if column.summed]
    if total_place:
        data["total"] = {"label": "계", **before.get("total", {}), "place": total_place, "sum": summed}
        if data["total"].get("label_column", "") not in keys:
            data["total"].pop("label_column", None)
    return data


def _column_data(column: OwnColumn, words: Mapping[str, str]) -> dict[str, Any]:
    levels = [level.strip().replace(_BREAK, "\n") for level in column.label.split(LEVEL.strip())]
    others = {key for kind, own in _OF_TYPE.items() for key in own if key not in _OF_TYPE.get(column.type, ())}
    kept = {key: value for key, value in column.kept.items() if key not in others}
    data = {"key": column.key, "label": levels if len(levels) > 1 else levels[0], "type": column.type, **kept}
    if column.type == "pair":
        data.setdefault("parts", _SIDES)
    source = words.get(column.unit, "")
    by_row = source if source != column.key else ""
    optional = {
        "unit": "" if by_row else column.unit,
        "unit_column": by_row,
        "places": column.places if column.type in _NUMERIC else 0,
        "formula": in_words(column.formula, words),
        "years": column.years,
    }
    return data | {key: value for key, value in optional.items() if value}


def column_names(labels: Mapping[str, str]) -> dict[str, str]:
    """What formulas call each column: the lowest level of its label; all of it, or the key, where others share that."""
    lowest = {key: label.split(LEVEL.strip())[-1].strip() for key, label in labels.items()}
    taken, whole = Counter(lowest.values()), Counter(labels.values())
    return {
        key: name if taken[name] == 1 else labels[key] if whole[labels[key]] == 1 else key
        for key, name in lowest.items()
    }


def _shown(column: Mapping[str, Any]) -> str:
    """The label in one line: levels joined, line breaks written out."""
    label = column.get("label", "")
    levels = [str(level) for level in label] if isinstance(label, list) else [str(label)]
    return LEVEL.join(level.replace("\n", _BREAK) for level in levels)


def in_words(formula: str, words: Mapping[str, str]) -> str:
    """A formula with names in place of keys, or the other way round; longer words first."""
    ordered = sorted((word for word in words if word), key=len, reverse=True)
    if not formula or not ordered:
        return formula
    pattern = re.compile("|".join(rf"(?<![\w가-힣]){re.escape(word)}(?![\w가-힣])" for word in ordered))
    return pattern.sub(lambda found: words[found[0]], formula)
