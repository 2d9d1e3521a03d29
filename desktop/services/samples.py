"""The examples: one workspace per organization, filled from the data files that are shipped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.services import exchange, workspaces
from desktop.services.catalog import Catalog
from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Example:
    """The workspace of one organization and the data files of its reports, in the order of their names."""

    organization: str
    files: tuple[Path, ...]

    def path(self, folder: Path) -> Path:
        """Where its workspace lies in a folder."""
        return folder / f"{self.organization}.seonggwa"

    def open(self, folder: Path, catalog: Catalog, who: str, clock: Callable[[], datetime]) -> Desk:
        """Open the workspace in a folder, or make and fill it when it is not there; a clerk's changes in it stay.

        Raises:
            UserError: it cannot be opened or made.
        """
        path = self.path(folder)
        if path.exists():
            return workspaces.open_workspace(path, catalog, who, clock)
        desk = workspaces.create_workspace(path, catalog, self.organization, who, clock)
        try:
            for file in self.files:
                exchange.import_file(desk, file)
        except BaseException:
            desk.close()
            raise
        return desk


def sample_files(resources: Path) -> tuple[Path, ...]:
    """The data files of the examples, in the order of their names."""
    return tuple(sorted((resources / "samples").glob("*.json")))


def example_workspaces(resources: Path) -> tuple[Example, ...]:
    """The examples, in the order of their first data files."""
    files: dict[str, list[Path]] = {}
    for file in sample_files(resources):
        files.setdefault(exchange.organization_of(file), []).append(file)
    return tuple(Example(organization, tuple(found)) for organization, found in files.items())
