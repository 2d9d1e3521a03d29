"""The window under a real input method: opens a workspace, says where to click and, at the end, what the cells hold.

Run by test_korean_typing.py in a session with Xvfb, D-Bus and ibus-hangul: `python -m tests.e2e.ime_window PATH WAY`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, QTimer

from desktop.app import make_application
from tests.windows import Driver, register_fonts


def main(path: Path, folder: Path) -> None:
    """Open the window, put the cursor on the second department, tell the places, and run."""
    app = make_application(["ime"])
    register_fonts(app)
    driver = Driver(app, path, folder)
    grid = driver.table("departments")
    driver.at(grid, 1, 0)
    other = grid.viewport().mapToGlobal(grid.visualRect(grid.table_model.index(6, 1)).center())
    view = driver.window.view
    assert view is not None
    bar = view.tabs.tabBar()
    tab: QPoint = bar.mapToGlobal(bar.tabRect(3).center())
    sys.stdout.write(f"READY {other.x()} {other.y()} {tab.x()} {tab.y()}\n")
    sys.stdout.flush()
    watch = QTimer(driver.window, interval=100)
    stop = folder / "stop"

    def finish() -> None:
        if stop.exists():
            cells = "|".join(grid.table_model.face(row, 0).text for row in range(4))
            sys.stdout.write(f"CELLS {cells}\n")
            app.exit()

    watch.timeout.connect(finish)
    watch.start()
    app.exec()
    driver.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
