"""Which workstation of its centre this is: the first one, or one more with books of its own."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.identity import LETTERS
from ui.kit.field import Field
from ui.kit.text import label
from ui.kit.tile import Tile, one_of
from ui.look import Look
from ui.pages.combo import Combo
from ui.theme import Size

FIRST: Final = LETTERS[0]
SAMPLE: Final = "RD-2026-00001"
"""How numbers of papers go on."""


class LetterPage(QWidget):
    """A question that is answered by looking at papers: what their numbers begin with."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._centre = look, ""
        words = look.words
        self.only = Tile(
            look,
            words.t("Yes, the first one"),
            words.t("Letter {letter}", letter=words.ltr(FIRST)),
            "monitor",
        )
        self.one_more = Tile(
            look,
            words.t("No, another one has books here already"),
            words.t("The next letter that is free"),
            "copy",
        )
        self.only.setChecked(True)
        one_of(self, (self.only, self.one_more))
        self.letters = Combo()
        self.letters.fill([(one, one) for one in LETTERS if one != FIRST])
        hint = words.t("Look at papers and labels of the others: if they have A and B, choose C.")
        self.field = Field(look, words.t("Letter of this workstation"), self.letters, hint)
        self.told = label(look, "", "strong", wrap=True)
        self._lay_out()
        self.only.toggled.connect(self._chosen)
        self.letters.currentIndexChanged.connect(self._tell)
        self._chosen()

    @property
    def letter(self) -> str:
        return FIRST if self.only.isChecked() else self.letters.code

    def choose(self, letter: str) -> None:
        """One that nobody offers leaves all as it is."""
        self.letters.choose(letter)
        (self.only if letter == FIRST else self.one_more).setChecked(True)

    def show_centre(self, centre: str) -> None:
        self._centre = centre
        self._tell()

    def focus(self) -> None:
        chosen = self.only if self.only.isChecked() else self.one_more
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        words = self._look.words
        tiles = QHBoxLayout()
        tiles.setSpacing(10)
        for tile in (self.only, self.one_more):
            tiles.addWidget(tile, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Size.S, 0, 0)
        column.setSpacing(Size.S)
        for text, role in (
            (words.t("Is this the centre’s first workstation with books of its own?"), "title"),
            (
                words.t(
                    "Numbers of papers and labels begin with the centre and a letter. If two"
                    " workstations had the same letter, two papers would bear the same number, and"
                    " their books could never be joined. The letter never changes afterwards."
                ),
                "muted",
            ),
        ):
            column.addWidget(label(self._look, text, role, wrap=True))
        column.addLayout(tiles)
        column.addWidget(self.field)
        column.addWidget(self.told)

    def _chosen(self) -> None:
        self.field.setVisible(not self.only.isChecked())
        self._tell()

    def _tell(self) -> None:
        words = self._look.words
        number = words.ltr(f"{self._centre}-{self.letter}-{SAMPLE}")
        self.told.setText(words.t("Papers from here: {number}", number=number))
