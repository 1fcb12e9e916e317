"""F1: the keys, as they are now; and the sheet for language and appearance."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from cpise_inventory.language.words import N_
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.languages import LANGUAGES
from ui.look import Look
from ui.registry import PageSpec
from ui.settings import DARK, LIGHT, SYSTEM
from ui.theme import Size

BEFORE: Final = (("F1", N_("These keys")), ("F2", N_("Go to the scan field")))
AFTER: Final = (
    ("F9", N_("Issue, save, print")),
    ("F10", N_("Actions of the row")),
    ("Ctrl+K", N_("Find anything")),
    ("Ctrl+F", N_("Filter the list")),
    ("Ctrl+Z", N_("Undo the last action")),
    ("Ctrl+P", N_("Print again")),
    (N_("Ctrl+Page"), N_("Next place, previous place")),
    ("Ctrl+L", N_("Lock, switch user")),
    (N_("Enter"), N_("Next field; after the last: new line")),
    (N_("Esc"), N_("One step back, at last to the scan field")),
)


class KeysSheet(Sheet):
    """Two columns of keys, read downwards."""

    def __init__(self, look: Look, places: Sequence[PageSpec]) -> None:
        words = look.words
        title = words.t("Keys")
        text = words.t("The F keys work on every keyboard: AZERTY, QWERTY, Arabic.")
        super().__init__(look, title, text, icon="keyboard", width=840)
        ours = tuple((place.shortcut, place.title) for place in places if place.shortcut)
        keys = (*BEFORE, *sorted(ours), *AFTER)
        half = (len(keys) + 1) // 2
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(6)
        for at, (key, meaning) in enumerate(keys):
            column, row = divmod(at, half)
            grid.addWidget(_cap(look, words.t(key)), row, column * 2, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(look, words.t(meaning), wrap=True), row, column * 2 + 1)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.add_button(Button(look, words.t("Close"), self.done))


class LookSheet(Sheet):
    """Takes effect at once; what is open stays open."""

    def __init__(
        self,
        look: Look,
        appearance: str,
        speak: Callable[[str], object],
        appear: Callable[[str], object],
    ) -> None:
        words = look.words
        super().__init__(look, words.t("Language and appearance"), icon="languages", width=460)
        looks = (
            Choice(LIGHT, words.t("Light"), "sun"),
            Choice(DARK, words.t("Dark"), "moon"),
            Choice(SYSTEM, words.t("As the system"), "monitor"),
        )
        self.languages = Choices(look, words.t("Language"), LANGUAGES, words.code, "segment")
        self.appearances = Choices(look, words.t("Appearance"), looks, appearance, "segment")
        for name, choices, take in (
            (words.t("Language"), self.languages, speak),
            (words.t("Appearance"), self.appearances, appear),
        ):
            self.body.addWidget(label(look, name, "field"))
            self.body.addWidget(choices)
            choices.picked.connect(take)
        self.first = self.languages.button(words.code)
        self.add_button(Button(look, words.t("Close"), self.done))


def _cap(look: Look, key: str) -> QLabel:
    """A key as it looks on the keyboard."""
    made = label(look, look.words.ltr(key), "key")
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
