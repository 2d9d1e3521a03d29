"""A workspace brought back from a backup: rehearsed first, and what is there is set aside."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from db import restore as stored
from db.restore import Contents
from desktop.services.backups import ASIDE, STAMP, Backup, unused
from desktop.services.errors import told
from desktop.services.protection import key_of


def rehearse(backup: Backup, password: str = "") -> Contents:
    """Read a backup from end to end and count what is in it; nothing changes.

    Raises:
        PasswordError: it is protected, and the password is missing or wrong.
        UserError: it is damaged or cannot be read.
    """
    with told():
        return stored.contents(backup.path, key_of(password))


def restore(backup: Backup, workspace: Path, who: str, now: datetime, password: str = "") -> Path | None:
    """Put a copy of a backup in the place of a workspace that nobody has open.

    Returns:
        Where the file that was there lies now, with everything that was in it; None when there was none.

    Raises:
        UserError: it could not be done; everything is as it was.
    """
    aside = aside_path(workspace, now)
    with told():
        stored.restore(backup.path, workspace, aside, who, key_of(password))
    return aside if aside.exists() else None


def aside_path(workspace: Path, now: datetime) -> Path:
    """Where a workspace is set aside; nothing is there yet."""
    return unused(workspace.with_stem(f"{workspace.stem} {ASIDE} {now:{STAMP}}"))
