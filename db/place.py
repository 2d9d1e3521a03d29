"""Where an open file lies: outside Windows, which forbids it, one can be moved, removed or replaced while it is open.

SQLite would go on writing into a file that has no name any more, or another one, and nobody would ever see that again.
"""

from __future__ import annotations

import os
from pathlib import Path

from db.errors import GoneError


class Place:
    """Remembers which file lies at a path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.stat()

    def require(self) -> None:
        """Raise GoneError when another file lies there now, or none."""
        try:
            found = self._path.stat()
        except OSError as error:
            raise GoneError(self._path) from error
        if not os.path.samestat(found, self._file):
            raise GoneError(self._path)
