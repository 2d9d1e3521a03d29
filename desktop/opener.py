"""How the window gets its workspaces: composition of services, carried out in the window's worker thread."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.services.backups import Backup
    from desktop.services.catalog import Catalog
    from desktop.services.desk import Desk
    from desktop.services.protection import PasswordWish
    from desktop.services.salvaging import SalvageResult


class LocalOpener:
    """Opens workspaces on this computer (`desktop.ui.opening.WorkspaceOpener`).

    The services are imported when they are first needed: SQLAlchemy must not be loaded before the window shows.
    """

    def __init__(self, resources: Path, samples_folder: Path) -> None:
        """Use definitions and samples from `resources`; example workspaces are made in `samples_folder`."""
        self._resources = resources
        self._samples_folder = samples_folder

    @cached_property
    def _catalog(self) -> Catalog:
        from desktop.services.catalog import load_catalog

        return load_catalog(self._resources)

    def catalog(self) -> Catalog:
        """The official tables and report templates."""
        return self._catalog

    def is_protected(self, path: Path) -> bool:
        """Whether a file is opened by a password only; False when it cannot be read."""
        from desktop.services.protection import is_protected

        return is_protected(path)

    def open(self, path: Path, password: str = "") -> Desk:
        """Open a workspace file; its newest report lies on the desk when it has one. Raises UserError."""
        from desktop.services import workspaces

        desk = workspaces.open_workspace(path, self._catalog, _login(), datetime.now, password)
        return _with_newest_report(desk)

    def protect(self, path: Path, wish: PasswordWish) -> tuple[Desk, str]:
        """Change the password of a workspace, which nobody has open, and its backups as wished, and open it again.

        Returns:
            The desk, and what is to be said when not all of it could be done.
        """
        from desktop.services import protection
        from desktop.services.errors import UserError

        try:
            protection.change_password(path, wish, _login())
        except UserError as error:
            return self.open(path, wish.old), error.sentence
        trouble = protection.treat_copies(path, wish, _login())
        return self.open(path, wish.new), trouble

    def restore(self, path: Path, backup: Backup, now: datetime, password: str = "") -> Desk:
        """Put a backup in the place of a workspace, which is set aside, and open it. Raises UserError."""
        from desktop.services.restoring import restore

        restore(backup, path, _login(), now, password)
        return self.open(path, password)

    def salvage(self, path: Path, now: datetime) -> SalvageResult:
        """Bring what is readable in a damaged workspace into a new one beside it. Raises UserError."""
        from desktop.services.salvaging import salvage

        return salvage(path, self._catalog, _login(), lambda: now)

    def create(self, path: Path, organization: str) -> Desk:
        """Make a workspace file and open it. Raises UserError."""
        from desktop.services import workspaces

        return workspaces.create_workspace(path, self._catalog, organization, _login(), datetime.now)

    def open_sample(self) -> Desk:
        """Open the example workspace, made when it is not there yet. Raises UserError."""
        from desktop.services.samples import example_workspaces

        self._samples_folder.mkdir(parents=True, exist_ok=True)
        example = example_workspaces(self._resources)[0]
        return _with_newest_report(example.open(self._samples_folder, self._catalog, _login(), datetime.now))


def _with_newest_report(desk: Desk) -> Desk:
    reports = desk.reports()
    if reports:
        desk.open_report(reports[-1].uid)
    return desk


def _login() -> str:
    import getpass  # only once a workspace is opened, as everything that the first window does without

    return getpass.getuser()
