"""Workspaces opened and made: from a path to a desk at work."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db.cloud import synced_folder
from db.files import require_free
from db.store import WorkspaceStore
from desktop.domain.resident_numbers import masked
from desktop.services.backups import free_path
from desktop.services.catalog import Catalog
from desktop.services.desk import Desk
from desktop.services.errors import UserError, told
from desktop.services.protection import key_of
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


def open_workspace(path: Path, catalog: Catalog, who: str, clock: Callable[[], datetime], password: str = "") -> Desk:
    """Open a workspace file; nobody else can until the desk is closed. One of an older version is backed up first.

    Raises:
        PasswordError: it is protected, and the password is missing or wrong.
        UserError: it cannot be opened; the file stays as it is.
    """
    with told():
        store = WorkspaceStore.open(path, who, before_upgrade=free_path(path, clock()), key=key_of(password))
    return _desk(store, catalog, who, clock)


def copy_workspace(desk: Desk, target: Path) -> None:
    """Copy an open workspace, as it is stored, to where nothing is yet; may be called in another thread.

    Raises:
        UserError: it cannot be copied there; whatever is there stays as it is.
    """
    with told():
        require_free(target)
        desk.file.back_up(target)


def synced_sentence(path: Path) -> str:
    """What there is to say about a workspace in the folder of a cloud service; "" when it lies elsewhere."""
    service = synced_folder(path, os.environ, Path.home())
    if not service:
        return ""
    return (
        f"'{path}' 파일은 {service} 동기화 폴더에 있습니다. 동기화 프로그램이 작업 중인 파일을 바꾸거나 잠그면 자료가 "
        "손상될 수 있으니 이 PC의 다른 폴더로 복사해 쓰십시오."
    )


def _desk(store: WorkspaceStore, catalog: Catalog, who: str, clock: Callable[[], datetime]) -> Desk:
    try:
        return Desk(store, catalog, who, clock)
    except BaseException:
        store.close()
        raise
