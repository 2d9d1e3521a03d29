"""The end of typing: what is still being composed or edited is stored before anything else is done with the report.

A syllable in composition is not in the text of an editor, and a toolbar click takes no focus (traps.md, Part A
"Korean input", appendix E). Taking the focus away makes every input method commit and every editor store.
"""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def finish_typing() -> None:
    """Store what is being typed, and give the focus back to where it was."""
    from PySide6.QtCore import Qt  # its hundreds of enums cost a sixth of a bare window's start

    editor = QApplication.focusWidget()
    if editor is None:
        return
    home = _home_of(editor)
    editor.clearFocus()
    home.setFocus(Qt.FocusReason.OtherFocusReason)


def _home_of(editor: QWidget) -> QWidget:
    """The widget that gets the focus back: the grid of a cell editor, which goes away with its focus."""
    viewport = editor.parentWidget()
    view = viewport.parentWidget() if viewport else None
    if isinstance(view, QAbstractItemView) and view.viewport() is viewport:
        return view
    return editor
