"""Texts with names in braces (docs/architecture.md, Templates): titles, notes, captions, messages."""

from __future__ import annotations

import re
from collections.abc import Callable

_PART = re.compile(r"\{\{|\}\}|\{([^{}:]*)(?::([^{}]*))?\}")


def fill(template: str, lookup: Callable[[str, str], str]) -> str:
    """The template with every name replaced.

    Args:
        template: text with {name} or {name:pattern}; {{ and }} are braces. {name, name} are those of several names
            that are not blank, with commas between them.
        lookup: the text of a name under a pattern ("" when there is none), "" when it is blank or unknown.

    Returns:
        The text; "" when the template has names and all of them are blank, so that no empty frame prints.
    """
    texts: list[str] = []

    def replaced(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        several = (lookup(name.strip(), found[2] or "") for name in found[1].split(","))
        texts.append(", ".join(filter(None, several)))
        return texts[-1]

    filled = _PART.sub(replaced, template)
    return filled if not texts or any(texts) else ""


def is_balanced(template: str) -> bool:
    """Whether every brace belongs to a name or is doubled."""
    rest = _PART.sub("", template)
    return "{" not in rest and "}" not in rest


def names(template: str) -> tuple[str, ...]:
    """The names in a template, each once, without their patterns."""
    found = (match[1] for match in _PART.finditer(template) if match[1] is not None)
    return tuple(dict.fromkeys(name.strip() for several in found for name in several.split(",")))
