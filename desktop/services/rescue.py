"""A workspace that is moved, removed or replaced while it is open: all that was stored goes into a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import GoneError
from desktop.services.errors import UserError, told

if TYPE_CHECKING:
    from desktop.services.desk import Desk


class Rescue:
    """Watches over the steps of one open workspace; as long as the file is gone there is one backup, not one a step."""

    def __init__(self, desk: Desk, clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock
        self._backup: Path | None = None
        self._written = 0

    @contextmanager
    def told(self) -> Iterator[None]:
        """Say troubles as `errors.told`; when the file is gone, back its content up and say where it lies.

        Raises:
            UserError: instead of a `db.errors.WorkspaceError`.
        """
        try:
            with told():
                yield
        except UserError as error:
            if not isinstance(error.__cause__, GoneError):
                raise
            raise UserError(self._sentence(error), self._desk.path) from error

    def _sentence(self, error: UserError) -> str:
        try:
            backup = self._backed_up()
        except UserError:
            return error.sentence
        return (
            f"열어 둔 업무 파일 '{self._desk.path}'이(가) 다른 곳으로 옮겨졌거나 지워졌거나 다른 파일로 바뀌었습니다. "
            f"방금 한 일만 빼고 모두 백업 '{backup.name}'에 저장했으니 '파일 > 백업 열기'로 되돌려 주십시오."
        )

    def _backed_up(self) -> Path:
        from desktop.services.backups import take_backup

        written = self._desk.file.rows_written
        if self._backup is None or written != self._written or not self._backup.exists():
            self._backup, self._written = take_backup(self._desk, self._clock()), written
        return self._backup
