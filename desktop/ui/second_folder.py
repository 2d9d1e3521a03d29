"""The folder that the clerk chose for a second copy of each backup, remembered in the settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "backups/second_folder"


class SecondFolder:
    """Of this user of this computer; it may be absent, as a memory stick is."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def path(self) -> Path | None:
        """The folder, None while there is none."""
        text = str(self._settings.value(_KEY, ""))
        return Path(text) if text else None

    @path.setter
    def path(self, folder: Path | None) -> None:
        self._settings.setValue(_KEY, str(folder) if folder else "")
