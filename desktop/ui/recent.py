"""The workspace files of the last days."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

_KEY = "files/recent"
_MOST = 10


def stored_paths(settings: QSettings, key: str) -> tuple[Path, ...]:
    """A list of paths in the settings; a list of one comes back as a text."""
    stored = settings.value(key, [])
    texts = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
    return tuple(map(Path, texts))


class RecentFiles:
    """Remembers paths in the settings."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def paths(self) -> tuple[Path, ...]:
        """The files that are still there, the last one first."""
        return tuple(path for path in stored_paths(self._settings, _KEY) if path.is_file())

    def add(self, path: Path) -> None:
        """Put a file first."""
        known = [each for each in self.paths() if each != path.absolute()]
        self._settings.setValue(_KEY, [str(each) for each in (path.absolute(), *known)][:_MOST])

    def folder(self) -> Path:
        """Where the last file lies, else the documents of the clerk."""
        paths = self.paths()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return paths[0].parent if paths else Path(documents or Path.home())
