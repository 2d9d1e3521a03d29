"""The tabs that hold tables. By itself, so that the window's menu does not load the whole of the definitions."""

from __future__ import annotations

from enum import StrEnum


class Tab(StrEnum):
    """The tab of the window that holds a table (product.md, The window)."""

    ORGANIZATION = "organization"
    INDICATORS = "indicators"
    PROGRAMS = "programs"
    AUDIT = "audit"
    COE = "coe"
