"""Nothing here yet: what will be here, and the one button that fills it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.text import Picture, label
from ui.look import Look
from ui.theme import Size

PICTURE = 56
WIDEST = 480


class EmptyState(QWidget):
    """In place of an empty list."""

    def __init__(
        self,
        look: Look,
        title: str,
        text: str = "",
        actions: Sequence[Button] = (),
        icon: str = "package-open",
    ) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.L, Size.L, Size.L, Size.L)
        column.setSpacing(Size.S)
        column.addStretch(1)
        column.addWidget(Picture(look, icon, "accent", PICTURE), 0, middle)
        for words, role in ((title, "title"), (text, "muted")):
            line = label(look, words, role, wrap=True)
            line.setAlignment(middle)
            line.setMaximumWidth(WIDEST)
            line.setVisible(bool(words))
            column.addLayout(_centred(line))
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addStretch(1)
        for button in actions:
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(Size.XS)
        column.addLayout(row)
        column.addStretch(2)


def _centred(line: QWidget) -> QHBoxLayout:
    """A label that wraps needs the width of the row, and the stretches keep it in the middle."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(line, 100)
    row.addStretch(1)
    return row
