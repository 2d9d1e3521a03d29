"""The row of buttons below a dialog: what it does, and the way out."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


def dialog_buttons(dialog: QDialog, accept: QPushButton | str, leave: str = "취소") -> QDialogButtonBox:
    """The buttons of a dialog, wired to its `accept` and `reject`.

    Args:
        dialog: the dialog that gets them.
        accept: the button that does what the dialog is for, or its text.
        leave: the text of the button that leaves all as it is; "" for none.
    """
    buttons = QDialogButtonBox(dialog)
    done = QPushButton(accept, dialog) if isinstance(accept, str) else accept
    buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
    if leave:
        buttons.addButton(leave, QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
