"""What happens in the window, told to whoever shows it. Nobody needs to know who else listens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class AppEvents(QObject):
    """Signals between the parts of the window.

    `workspace_opened` carries the `Path` of the file that was opened; `opened` says that another report lies on the
    desk; `changed` carries the `ChangeResult` of a step that is stored; `jump` asks for the cell of a `CellKey`;
    `menu_wanted` for the menu of the current cell at a `QPoint` of the screen;
    `refused` carries one Korean sentence about a step that could not be done.
    """

    workspace_opened = Signal(object)
    opened = Signal()
    changed = Signal(object)
    jump = Signal(object)
    menu_wanted = Signal(object)
    refused = Signal(str)
