"""A second place for backups that the clerk chose: a memory stick, a share. It may be absent at any time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from db import errors
from db.backup import copy_file
from desktop.services.backups import Backup, backups_in, backups_of, newest_first, thin
from desktop.services.errors import UserError

_TOLD_APART = 6


def place_in(folder: Path, workspace: Path) -> Path:
    """Where in the clerk's folder the backups of a workspace go: files of one name in two folders are told apart."""
    told_apart = hashlib.sha256(str(workspace.absolute()).encode()).hexdigest()[:_TOLD_APART]
    return folder / f"{workspace.stem} 백업 {told_apart}"


def copy_newest(workspace: Path, folder: Path, now: datetime) -> Path | None:
    """Copy the newest backup into the clerk's folder unless it is there, and let old ones there make room.

    May be called in another thread. What was missed while the folder was absent is made up for by the newest.

    Raises:
        UserError: it could not be copied; nothing half-made is left, and the backups beside the workspace are there.
    """
    newest = next(iter(backups_of(workspace)), None)
    if newest is None:
        return None
    target = place_in(folder, workspace) / newest.path.name
    try:
        if target.exists():
            return None
        if not folder.is_dir():
            raise errors.MissingFolderError(folder)
        copy_file(newest.path, target)
        thin(target.parent, workspace, now)
    except (errors.WorkspaceError, OSError) as error:
        raise UserError(
            f"백업을 '{folder}' 폴더에는 복사하지 못했습니다. 연결하거나 공간을 비우면 다음 백업 때 다시 복사합니다."
        ) from error
    return target


def all_backups(workspace: Path, folder: Path | None) -> tuple[Backup, ...]:
    """The backups beside a workspace and in the clerk's folder, newest first; of two copies the one beside it."""
    beside = backups_of(workspace)
    known = {each.path.name for each in beside}
    elsewhere = (each for each in _elsewhere(workspace, folder) if each.path.name not in known)
    return newest_first((*beside, *elsewhere))


def _elsewhere(workspace: Path, folder: Path | None) -> Iterator[Backup]:
    if folder is not None:
        try:
            yield from backups_in(place_in(folder, workspace), workspace)
        except OSError:
            return  # it is absent: a stick that was pulled out may say so only while it is read
