"""An open workspace as a file: what is asked of it as a whole, whatever report lies on the desk."""

from __future__ import annotations

from pathlib import Path

from db.diagnosis import Diagnosis
from db.store import WorkspaceStore
from desktop.services.errors import told


class WorkspaceFile:
    """The file behind a desk; what takes long may be called in another thread."""

    def __init__(self, store: WorkspaceStore) -> None:
        """Ask an open store."""
        self._store = store

    @property
    def password(self) -> str:
        """What the workspace was opened with, "" when it has none."""
        return self._store.key.password if self._store.key else ""

    @property
    def was_cut_off(self) -> bool:
        """Whether the last session with this workspace ended without closing it (`services.aftermath`)."""
        return self._store.was_cut_off

    @property
    def rows_written(self) -> int:
        """How many rows were stored since the workspace was opened: tells whether a backup would hold anything new."""
        return self._store.rows_written

    def diagnosis(self) -> Diagnosis:
        """Numbers about the workspace for those who help."""
        with told():
            return self._store.diagnosis()

    def require_sound(self) -> None:
        """Let the whole file be read. Raises UserError when it is damaged."""
        with told():
            self._store.require_sound()

    def back_up(self, target: Path) -> None:
        """Copy what is stored into a new file. Raises db.errors.WorkspaceError."""
        self._store.back_up(target)
