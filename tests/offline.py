"""A whole run of the program in which asking for a socket is an error: `python -m tests.offline DIR`.

Python tells an audit hook of everything in its socket module, also of what C code and `socket.create_connection` ask
for; a hook cannot be taken away again, which is why this is a program of its own (tests/test_offline.py).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def refuse_sockets(event: str, _arguments: tuple[object, ...]) -> None:
    """The audit hook."""
    if event.startswith("socket."):
        raise RuntimeError(f"the program asked for a socket: {event}")


def main(folder: Path) -> None:
    """The demo imports, checks and exports every sample; then the window with every tab, a backup and an edit."""
    from desktop.__main__ import main as seonggwa

    assert seonggwa(["demo", "--dir", str(folder), "--no-window"]) == 0
    work_in_the_window(folder / "서울특별시 경제정책실.seonggwa", folder)
    assert not [name for name in sys.modules if name.startswith("PySide6.QtNetwork")]


def work_in_the_window(path: Path, folder: Path) -> None:
    """Open a workspace, visit every tab, type a figure, back up, and close."""
    from PySide6.QtCore import Qt

    from desktop.app import make_application
    from desktop.services.backups import take_backup
    from desktop.ui.jobs import MainThreadCollector
    from tests.windows import NOW, Driver, register_fonts

    app = make_application(["offline"])
    register_fonts(app)
    driver = Driver(app, path, folder)
    MainThreadCollector(driver.window)
    session, view = driver.window.session, driver.window.view
    assert session is not None
    assert view is not None
    for name in view.names:
        view.show_tab(name)
        driver.wait(lambda: not driver.window.jobs.is_busy)
    driver.at(driver.table("budget"), 2, 2)
    driver.type("1234")
    driver.press(Qt.Key.Key_Return)
    take_backup(session.desk, NOW)
    driver.close()


if __name__ == "__main__":
    sys.addaudithook(refuse_sockets)
    main(Path(sys.argv[1]))
