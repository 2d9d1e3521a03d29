"""Who works here: the login name, and the clerk's own name as typed once."""

from __future__ import annotations

from PySide6.QtCore import QSettings

_NAME = "clerk/name"


class Clerk:
    """The name is remembered in the settings of this computer's user."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def name(self) -> str:
        """The clerk's own name, "" when never typed."""
        return str(self._settings.value(_NAME, ""))

    @name.setter
    def name(self, name: str) -> None:
        self._settings.setValue(_NAME, name)

    def signature(self) -> str:
        """What stands in the change log: "홍길동 (hong)", or the login name alone."""
        import getpass  # not before the window shows

        login = getpass.getuser()
        return f"{self.name} ({login})" if self.name and self.name != login else login
