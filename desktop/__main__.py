"""Entry point: `seonggwa` opens the window, `seonggwa COMMAND …` works without one."""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line or the window and return the exit code.

    Nothing heavy is imported before the choice is made: the window must show at once, and a command must not need Qt.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0].endswith(".seonggwa"):
        from desktop.app import run_window

        return run_window(words[0] if words else None)
    if words[0] == "--selftest" and len(words) > 1:
        from desktop.selftest import run_selftest

        return run_selftest(Path(words[1]))
    from desktop.cli import run_command

    return run_command(words)


if __name__ == "__main__":
    sys.exit(main())
