"""What the window asks of the program around it: workspaces, opened or made in a worker thread."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.services.backups import Backup
    from desktop.services.catalog import Catalog
    from desktop.services.desk import Desk
    from desktop.services.protection import PasswordWish
    from desktop.services.salvaging import SalvageResult


class WorkspaceOpener(Protocol):
    """Opens workspaces. Every method is called in a worker thread and may raise `UserError`."""

    def catalog(self) -> Catalog:
        """The official tables and report templates."""

    def is_protected(self, path: Path) -> bool:
        """Whether a file is opened by a password only; False when it cannot be read."""

    def open(self, path: Path, password: str = "") -> Desk:
        """Open a workspace file; its newest report lies on the desk when it has one."""

    def protect(self, path: Path, wish: PasswordWish) -> tuple[Desk, str]:
        """Change the password of a closed workspace and open it; what is to be said when not all could be done."""

    def restore(self, path: Path, backup: Backup, now: datetime, password: str = "") -> Desk:
        """Put a backup in the place of a workspace, which is set aside, and open it."""

    def salvage(self, path: Path, now: datetime) -> SalvageResult:
        """Bring what is readable in a damaged workspace into a new one beside it."""

    def create(self, path: Path, organization: str) -> Desk:
        """Make a workspace file and open it."""

    def open_sample(self) -> Desk:
        """Open the example workspace, made when it is not there yet; its first report lies on the desk."""
