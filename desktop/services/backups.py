"""Backups of a workspace: when one is due, where it goes, and which old ones make room (docs/adr/0005)."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from db import errors
from db.files import UNFINISHED
from desktop.domain.thinning import kept
from desktop.services.desk import Desk
from desktop.services.errors import told

FOLDER = "백업"
"""Name of the folder beside the workspace."""
ASIDE = "복원 전"
"""What the name of a workspace says that was set aside when a backup was brought back."""
STAMP = "%Y-%m-%d %H%M%S"
"""How a name tells when a file was put there."""
_NAME = r"{stem} (\d{{4}}-\d\d-\d\d \d{{6}})(?:-\d+)?{suffix}"
_STORED = "입력한 자료는 업무 파일에 그대로 저장되어 있습니다."
_SENTENCES: dict[type[errors.WorkspaceError], str] = {
    errors.WorkspaceError: (
        "백업 '{path}'을(를) 만들지 못했습니다. " + _STORED + " 디스크가 연결되어 있는지 확인해 주십시오."
    ),
    errors.ReadOnlyError: (
        "백업 폴더에 쓸 수 없어 '{path}'을(를) 만들지 못했습니다. " + _STORED + " 폴더의 쓰기 권한을 확인해 주십시오."
    ),
    errors.LongPathError: (
        "백업 '{path}'의 폴더와 이름이 너무 길어 만들지 못했습니다. " + _STORED + " "
        "업무 파일을 닫고 이름을 줄이거나 짧은 폴더로 옮겨 주십시오."
    ),
    errors.DiskFullError: (
        "디스크에 빈 공간이 없어 백업 '{path}'을(를) 만들지 못했습니다. " + _STORED + " 공간을 비워 주십시오."
    ),
    errors.DamagedError: (
        "업무 파일이 손상된 것 같아 백업 '{path}'을(를) 남기지 않았습니다. "
        "지난 백업을 지우지 말고 전산 담당자에게 알려 주십시오."
    ),
}


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the folder.

    Attributes:
        path: the file; it is a workspace like any other.
        taken: local time at which it was taken, as its name says.
        size: in bytes.
    """

    path: Path
    taken: datetime
    size: int


class Backups:
    """Takes the backups of one open workspace. `take` may be called in a worker thread."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        """Take backups of what lies on the desk.

        Args:
            desk: the open workspace.
            clock: the local time.
        """
        self._desk, self._clock = desk, clock
        self._backed_up = desk.file.rows_written

    @property
    def workspace(self) -> Path:
        """The file that is backed up."""
        return self._desk.path

    def take(self) -> Path | None:
        """Copy the workspace as it is stored, then let old backups make room; None when nothing is new.

        Raises:
            UserError: there is no new backup; the workspace and all old backups are as they were.
        """
        written = self._desk.file.rows_written
        if written == self._backed_up:
            return None
        path = take_backup(self._desk, self._clock())
        self._backed_up = written
        return path


def take_backup(desk: Desk, now: datetime) -> Path:
    """Copy a workspace as it is stored, then let old backups make room.

    Raises:
        UserError: there is no new backup; the workspace and all old backups are as they were.
    """
    path = free_path(desk.path, now)
    with told(_SENTENCES):
        desk.file.back_up(path)
    thin(_folder(desk.path), desk.path, now)
    return path


def free_path(workspace: Path, now: datetime) -> Path:
    """Where a backup goes that is taken now; nothing is there yet."""
    return unused(_folder(workspace) / f"{workspace.stem} {now:{STAMP}}{workspace.suffix}")


def unused(path: Path) -> Path:
    """A path, numbered when something is there: two backups of the same second are told apart."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(each for each in chain((path,), numbered) if not os.path.lexists(each))


def backups_of(workspace: Path) -> tuple[Backup, ...]:
    """The backups beside a workspace, newest first; it need not be readable itself."""
    return newest_first(backups_in(_folder(workspace), workspace))


def newest_first(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Backups in the order in which they are offered."""
    return tuple(sorted(backups, key=_age, reverse=True))


def set_aside(workspace: Path) -> tuple[Path, ...]:
    """The files that gave way to a backup; they lie beside the workspace."""
    beginning = f"{workspace.stem} {ASIDE} "
    found = (path for path in _files_in(workspace.parent) if path.suffix == workspace.suffix)
    return tuple(sorted(path for path in found if path.stem.startswith(beginning)))


def backups_in(folder: Path, workspace: Path) -> Iterator[Backup]:
    """The backups of a workspace in a folder, in no order; none when the folder is not there."""
    pattern = _pattern(workspace)
    for path in _files_in(folder):
        if match := pattern.fullmatch(path.name):
            with contextlib.suppress(ValueError, OSError):
                taken = datetime.strptime(match[1], STAMP)  # noqa: DTZ007 - the clerk's local time
                yield Backup(path, taken, path.stat().st_size)


def thin(folder: Path, workspace: Path, now: datetime) -> None:
    """Let old backups of a workspace in a folder make room; one that cannot be removed stays: it does no harm."""
    found = tuple(backups_in(folder, workspace))
    keep = kept((each.taken for each in found), now.date())
    for each in found:
        if each.taken not in keep:
            with contextlib.suppress(OSError):
                each.path.unlink()


def clear_unfinished(workspace: Path) -> None:
    """Remove backups of a workspace that a crash left half-made; whoever calls has the workspace open."""
    whole = _pattern(workspace)
    for path in tuple(_files_in(_folder(workspace))):
        name = path.name.removeprefix(".").removesuffix(".new")
        if path.name == UNFINISHED.format(name) and whole.fullmatch(name):
            with contextlib.suppress(OSError):
                path.unlink()


def _age(backup: Backup) -> tuple[datetime, int, str]:
    """Sorts by time, and those of the same second by number."""
    return backup.taken, len(backup.path.name), backup.path.name


def _folder(workspace: Path) -> Path:
    return workspace.parent / FOLDER


def _pattern(workspace: Path) -> re.Pattern[str]:
    return re.compile(_NAME.format(stem=re.escape(workspace.stem), suffix=re.escape(workspace.suffix)))


def _files_in(folder: Path) -> Iterable[Path]:
    return folder.iterdir() if folder.is_dir() else ()
