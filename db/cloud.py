"""Folders that a cloud service keeps in step with its servers: it may swap or lock a workspace while it is open."""

from __future__ import annotations

import contextlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

ONEDRIVE, DROPBOX, MYBOX, GOOGLE, ICLOUD = "OneDrive", "Dropbox", "네이버 MYBOX", "Google Drive", "iCloud Drive"

_ONEDRIVE_ROOTS = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_FOLDERS = {
    ONEDRIVE: r"onedrive([ -].+)?",
    DROPBOX: r"dropbox([ -].+)?",
    MYBOX: r"(네이버 ?|naver ?)?mybox|(네이버 ?|naver ?)(클라우드|cloud)",
    GOOGLE: r"google ?drive([ -].+)?|googledrive-.+|내 드라이브|my drive|drivefs",
    ICLOUD: r"icloud ?drive|com~apple~clouddocs",
}
"""How the services name their folders when they are installed; a clerk may have moved one, never mind the name."""


def synced_folder(path: Path, environment: Mapping[str, str], home: Path) -> str:
    """The service in whose folder a file lies, "" when it lies in none.

    Args:
        path: a file, there or not.
        environment: variables of the process (OneDrive tells its folders there).
        home: the clerk's home folder (Dropbox tells its folders below it, or below %APPDATA%).
    """
    place = path.resolve()
    for service, root in _told_roots(environment, home):
        if place.is_relative_to(root.resolve()):
            return service
    return next((service for folder in place.parent.parts for service in _named(folder)), "")


def _named(folder: str) -> Iterator[str]:
    name = unicodedata.normalize("NFC", folder)
    for service, pattern in _FOLDERS.items():
        if re.fullmatch(pattern, name, re.IGNORECASE):
            yield service


def _told_roots(environment: Mapping[str, str], home: Path) -> Iterator[tuple[str, Path]]:
    """The folders that the services themselves name, absolute ones only."""
    for name in _ONEDRIVE_ROOTS:
        if _is_a_place(folder := environment.get(name, "")):
            yield ONEDRIVE, Path(folder)
    parents = [Path(environment[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if environment.get(name)]
    for parent in (*parents, home / ".dropbox"):
        for folder in _dropbox_folders(parent / "info.json"):
            yield DROPBOX, Path(folder)


def _dropbox_folders(info: Path) -> Iterator[str]:
    """What Dropbox writes there: {"personal": {"path": "/home/hong/Dropbox", …}, "business": {…}}."""
    accounts: object = None
    with contextlib.suppress(OSError, ValueError):
        accounts = json.loads(info.read_text(encoding="utf-8"))
    for account in accounts.values() if isinstance(accounts, dict) else ():
        folder = account.get("path") if isinstance(account, dict) else None
        if isinstance(folder, str) and _is_a_place(folder):
            yield folder


def _is_a_place(folder: str) -> bool:
    """Whether a text names a folder below a root: "" or "/" would make everything a synced file."""
    pure = PurePath(os.path.normpath(folder)) if folder else PurePath()
    return pure.is_absolute() and len(pure.parts) > 1
