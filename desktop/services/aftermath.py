"""After a session that was cut off: what is said of it, and what it left half-made."""

from __future__ import annotations

from pathlib import Path

from desktop.services.backups import clear_unfinished
from desktop.services.desk import Desk

_CUT_OFF = "지난번에 성과대장이 갑자기 끝났지만, 저장된 입력은 모두 그대로 있습니다."


def clear_leftovers(desk: Desk, *exported_to: Path) -> None:
    """Remove what the last session left half-made: backups, and files exported beside the workspace or elsewhere.

    Args:
        desk: an open workspace, so that nobody else makes backups of it now.
        exported_to: further folders into which the last session may have written.
    """
    from desktop.excel.atomic import clear_leftovers as clear_temporary_files

    clear_unfinished(desk.path)
    for folder in {desk.path.parent, *exported_to}:
        clear_temporary_files(folder)


def sentence(desk: Desk) -> str:
    """What the clerk should know when the last session was cut off; "" when it was closed.

    What was acknowledged is stored by then (`Desk.apply`); only what stood in an open editor is not.
    """
    # Short, for the status bar, which names the last step beside it.
    return _CUT_OFF if desk.file.was_cut_off else ""
