"""The program's version, in one place (pyproject.toml); a frozen program carries the same metadata."""

from __future__ import annotations


def program_version() -> str:
    """The version of the installed distribution, "0.1.0"."""
    from importlib.metadata import version  # a fifth of a bare window's start: only when somebody asks

    return version("seonggwa")
