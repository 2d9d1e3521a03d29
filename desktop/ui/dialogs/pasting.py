"""The table on the clipboard, read, shown and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from desktop.domain.pasted import PastedTable
    from desktop.domain.recognition import BuiltTable
    from desktop.ui.session import Session


def pasted_table(session: Session, parent: QWidget) -> BuiltTable | None:
    """Ask for the table on the clipboard; None when the clerk cancels or when it is none, which is said."""
    from desktop.domain.recognition import NotATableError
    from desktop.ui.dialogs.pasted_table import PastedTableDialog

    try:
        dialog = PastedTableDialog(_on_clipboard(), session.report.info.fiscal_year, parent)
    except NotATableError as error:
        session.events.refused.emit(error.sentence)
        return None
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    made = dialog.made if wanted else None
    dialog.deleteLater()
    return made


def _on_clipboard() -> PastedTable:
    """What the clipboard holds. Raises NotATableError."""
    from desktop.domain.clipboard import read_table
    from desktop.domain.recognition import NotATableError

    mime = QGuiApplication.clipboard().mimeData()
    table = read_table(mime.text(), mime.html() if mime.hasHtml() else "")
    if table is not None:
        return table
    what = "그림만 있습니다. 그림이 아닌" if mime.hasImage() else "표가 없습니다. 엑셀이나 한글에서"
    raise NotATableError(f"클립보드에 {what} 표를 골라 복사한 뒤 다시 붙여 넣으십시오.")
