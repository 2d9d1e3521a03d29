"""What a clerk's own table loses with a column that is taken away: checks that look at it, formulas that need it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.josa import with_josa
from desktop.ui.dialogs.own_columns import OwnColumn, column_names, in_words, own_columns

_NAMING = ("expr", "when", "message")


def kept_checks(columns: Sequence[OwnColumn], before: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The checks of a definition that look at columns which are still there."""
    gone = _gone(columns, before)
    return [check for check in before.get("checks", ()) if not _named(check, gone)]


def lost_checks(columns: Sequence[OwnColumn], before: Mapping[str, Any]) -> str:
    """A sentence that names the checks which go with the columns that were taken away, "" when none does."""
    gone, names = _gone(columns, before), _old_names(before)
    lost = [(check, keys) for check in before.get("checks", ()) if (keys := _named(check, gone))]
    if not lost:
        return ""
    taken = ", ".join(dict.fromkeys(f"'{gone[key]}'" for _, keys in lost for key in keys))
    checks = ", ".join(f"'{in_words(str(check['expr']), names)}'" for check, _ in lost)
    return f"{taken} 열을 지우면 그 열을 보는 점검 {with_josa(checks, '이/가')} 함께 지워집니다."


def lost_operand(columns: Sequence[OwnColumn], before: Mapping[str, Any]) -> str:
    """A sentence on the first formula that needs a column which was taken away, "" when none does.

    A new column, or one that was renamed, may stand in for it by taking its name.
    """
    called = column_names({each.key: each.label for each in columns})
    labels = {each.key: each.label for each in own_columns(before)}
    there = {called[each.key] for each in columns if labels.get(each.key) != each.label}
    gone = [name for name in _gone(columns, before).values() if name not in there]
    for column in columns:
        name = next((name for name in gone if in_words(column.formula, {name: ""}) != column.formula), "")
        if name:
            return f"'{column.label}' 열의 계산식이 지운 '{name}' 열을 씁니다. 계산식을 고치거나 지우십시오."
    return ""


def _gone(columns: Sequence[OwnColumn], before: Mapping[str, Any]) -> dict[str, str]:
    """Names of the columns that were taken away, by key."""
    there = {column.key for column in columns}
    return {key: name for key, name in _old_names(before).items() if key not in there}


def _old_names(before: Mapping[str, Any]) -> dict[str, str]:
    return column_names({column.key: column.label for column in own_columns(before)})


def _named(check: Mapping[str, Any], gone: Mapping[str, str]) -> list[str]:
    said = " ".join(str(check.get(key, "")) for key in _NAMING)
    return [key for key in gone if re.search(rf"(?:(?<![\w.])|(?<=total\.)){re.escape(key)}(?!\w)", said)]
