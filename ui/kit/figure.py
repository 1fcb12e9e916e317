"""A large figure; one that is below zero says so in words and colour."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.pill import Pill, State
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size


class Figure(QWidget):
    """`text` as it is shown, in the colour of an error and with a pill where it's `negative`."""

    def __init__(self, look: Look, text: str, *, negative: bool = False) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.M)
        role = "bad-figure" if negative else "figure"
        row.addWidget(label(look, look.words.ltr(text), role))
        if negative:
            row.addWidget(Pill(look, State("bad", "scale", look.words.t("Negative"))))
        row.addStretch(1)
