"""The program's version, in one place (pyproject.toml); a frozen program carries the same metadata."""

from __future__ import annotations

from importlib.metadata import version


def program_version() -> str:
    """The version of the installed distribution, "0.1.0"."""
    return version("seonggwa")
