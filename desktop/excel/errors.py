"""Why a workbook could not be written; `services.reports` says it in a sentence."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.report import CellKey


class WriteError(Exception):
    """The workbook was not written; the file that stood at its place is as it was."""

    def __init__(self, target: Path) -> None:
        super().__init__(str(target))
        self.target = target


class MissingFolderError(WriteError):
    """The folder of the target is not there."""


class ReadOnlyFolderError(WriteError):
    """No new file can be made in the folder of the target."""


class TargetInUseError(WriteError):
    """The old file cannot be replaced: another program has it open, or it is write-protected."""


class DiskFullError(WriteError):
    """The disk (or the user's share of it) has no room left."""


class DiskError(WriteError):
    """Any other trouble of the disk."""


class LongTextError(WriteError):
    """A text is longer than a cell of a spreadsheet holds."""

    def __init__(self, target: Path, key: CellKey | None, length: int) -> None:
        super().__init__(target)
        self.key = key
        self.length = length
