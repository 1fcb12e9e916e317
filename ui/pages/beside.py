"""An editor with a small button at its end: what isn't in the list is added from there."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.theme import Size


def with_button(editor: QWidget, button: Button) -> QWidget:
    """Both in one row; the focus is the editor's."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Size.XS)
    row.addWidget(editor, 1)
    row.addWidget(button)
    made.setFocusProxy(editor)
    return made
