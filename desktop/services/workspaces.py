"""Workspaces opened and made: from a path to a desk at work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db.store import WorkspaceStore
from desktop.domain.resident_numbers import masked
from desktop.services.backups import free_path
from desktop.services.catalog import Catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError, told
from desktop.version import program_version

SUFFIX = ".seonggwa"
"""What the name of a workspace file ends with."""


def create_workspace(path: Path, catalog: Catalog, organization: str, who: str, clock: Callable[[], datetime]) -> Desk:
    """Make a workspace file, readable by this user alone, and open it.

    Args:
        path: the new file, ending with `SUFFIX`, in a folder that exists.
        catalog: official tables and report templates.
        organization: name of the organization whose reports it will hold.
        who: whose name stands in the change log.
        clock: the local time.

    Raises:
        UserError: it cannot be made there; whatever is there stays as it is.
    """
    if path.suffix != SUFFIX:
        raise UserError(f"새 업무 파일 이름은 '{SUFFIX}'로 끝나야 합니다: '{path}'. 이름을 고쳐 주십시오.")
    now, name = clock(), masked(organization, clock().date())
    with told():
        store = WorkspaceStore.create(path, name, program_version(), now.isoformat(), who)
    return _desk(store, catalog, who, clock)


def open_workspace(path: Path, catalog: Catalog, who: str, clock: Callable[[], datetime]) -> Desk:
    """Open a workspace file; nobody else can until the desk is closed. One of an older version is backed up first.

    Raises:
        UserError: it cannot be opened; the file stays as it is.
    """
    with told():
        store = WorkspaceStore.open(path, who, before_upgrade=free_path(path, clock()))
    return _desk(store, catalog, who, clock)


def _desk(store: WorkspaceStore, catalog: Catalog, who: str, clock: Callable[[], datetime]) -> Desk:
    try:
        return Desk(store, catalog, who, clock)
    except BaseException:
        store.close()
        raise
