"""What stands before the books are open: a card in the middle, the languages above it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.choices import Choices
from ui.kit.note import Note
from ui.kit.sheet import Fitting
from ui.kit.text import Picture, label
from ui.languages import LANGUAGES
from ui.look import Look
from ui.theme import Size

CARD = 420


class Gate(QWidget):
    """`card` is filled by who derives from it; a small window scrolls it."""

    language_wanted = Signal(str)

    def __init__(self, look: Look, width: int = CARD) -> None:
        super().__init__()
        self.look = look
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.languages = Choices(look, look.words.t("Language"), LANGUAGES, look.words.code)
        self.languages.picked.connect(self.language_wanted)
        frame = QFrame()
        frame.setProperty("role", "card")
        frame.setMaximumWidth(width)
        self.card = QVBoxLayout(frame)
        self.card.setContentsMargins(28, 22, 28, 22)
        self.card.setSpacing(Size.M)
        self.foot = label(look, "", "small")
        top = QHBoxLayout()
        top.addStretch(1)
        top.addWidget(self.languages)
        middle = QWidget()
        grid = QGridLayout(middle)  # its outer rows and columns take what the card leaves over
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(frame, 1, 1)
        for side in (0, 2):
            grid.setColumnStretch(side, 1)
            grid.setRowStretch(side, 1)
        grid.setColumnStretch(1, 100)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.L, Size.M, Size.L, Size.S)
        column.addLayout(top)
        column.addWidget(Fitting(middle), 1)
        column.addWidget(self.foot)

    def add_brand(self, fact: str) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(self.look, "CPISE Inventory", "title"))
        if fact:
            names.addWidget(label(self.look, fact, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(Size.M)
        row.addWidget(Picture(self.look, "package-check", "accent", 30))
        row.addLayout(names, 1)
        self.card.addLayout(row)

    def say_version(self, version: str) -> None:
        self.foot.setText(self.look.words.ltr(version))

    def give_focus(self) -> None:
        """To where typing begins."""

    def state(self) -> dict[str, Any]:
        """What somebody would miss after a change of language."""
        return {}


class OpeningGate(Gate):
    """Under a second nobody reads it; a long upgrade of the books says how far it is."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.add_brand("")
        self.card.addWidget(label(look, look.words.t("Opening the books…"), "muted"))


class TroubleGate(Gate):
    """The books can't be opened: why, and the ways out."""

    def __init__(
        self, look: Look, sentence: str, ways: Sequence[tuple[str, str, Callable[[], object]]]
    ) -> None:
        """`ways`: words, icon, what happens; the first is the primary one."""
        super().__init__(look, 640)
        self.add_brand("")
        self.note = Note(look)
        self.note.say("bad", sentence, icon="hard-drive")
        self.card.addWidget(self.note)
        self.buttons = [
            Button(look, words, act, icon=icon, role="" if at else "primary")
            for at, (words, icon, act) in enumerate(ways)
        ]
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addStretch(1)
        for button in reversed(self.buttons):
            row.addWidget(button)
        self.card.addLayout(row)

    def give_focus(self) -> None:
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
