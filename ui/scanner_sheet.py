"""What a scanner sends and whether that is right: a code to scan from the screen, and an answer."""

from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from cpise_inventory.code_files import is_code
from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.language.words import N_
from cpise_inventory.paper import qr
from cpise_inventory.paper.label_layout import LEVEL, VERSION
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.look import Look
from ui.pages.qr_picture import QrPicture
from ui.scanning import ENTER, NOTHING, TAB, Scan, ScanReader
from ui.theme import Size

SAMPLE: Final = label_text(asset_tag("TEST-A", 1))
"""Capitals, digits, hyphen and colon: all that our codes are made of."""

ENDS: Final = {ENTER: N_("Enter"), TAB: N_("Tab"), NOTHING: N_("nothing")}


class Verdict(NamedTuple):
    """A note's tone and its two texts (msgids)."""

    tone: str
    title: str
    text: str


_WELL: Final = Verdict("good", N_("The scanner is set up well."), N_("You need to do nothing."))
_NO_ENTER: Final = Verdict(
    "warn",
    N_("The scanner sends no Enter after a code."),
    N_("Our labels are read all the same; for codes on boxes, set it to send Enter (CR)."),
)
_OTHER_CASE: Final = Verdict(
    "warn",
    N_("Capitals and small letters are exchanged."),
    N_("Turn Caps Lock off; if it is off, set the scanner to leave letters as they are."),
)
_OTHER_KEYBOARD: Final = Verdict(
    "bad",
    N_("Other letters arrive than those of the code."),
    N_("Set the scanner's keyboard country to English (US), then scan again."),
)
_ANOTHER: Final = Verdict(
    "info",
    N_("This is another code than the one shown here."),
    N_("It is read as you see below; scan the code on the screen to be sure."),
)


def judge(scan: Scan) -> Verdict:
    """What to make of a scan of `SAMPLE`."""
    readings = scan.candidates
    if SAMPLE in readings:
        return _WELL if scan.end == ENTER else _NO_ENTER
    if any(one.casefold() == SAMPLE.casefold() for one in readings):
        return _OTHER_CASE
    if any(is_code(one) for one in readings):
        return _ANOTHER
    return _OTHER_KEYBOARD


class ScannerSheet(Sheet):
    def __init__(self, look: Look, reader: ScanReader) -> None:
        words = look.words
        super().__init__(look, words.t("Test the scanner"), icon="scan-barcode", width=620)
        self._values = [label(look, "–", wrap=True) for _ in range(4)]
        self.note = Note(look, large=True)
        self.note.say(
            "info",
            words.t("Scan this code from the screen."),
            words.t("Or any label, if the scanner does not read screens."),
            icon="scan-barcode",
        )
        picture = QrPicture(qr.symbol(SAMPLE, LEVEL, VERSION), words.ltr(SAMPLE))
        told = QVBoxLayout()
        told.addWidget(self.note)
        told.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(Size.L)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        self.body.addLayout(row)
        self.body.addLayout(self._grid())
        self.first = self.add_button(Button(look, words.t("Close"), self.done))
        reader.heard.connect(self.hear)

    def _grid(self) -> QGridLayout:
        words, grid = self.look.words, QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setColumnStretch(1, 1)
        names = (
            words.t("Keys that the scanner pressed"),
            words.t("What this keyboard makes of them"),
            words.t("After the code"),
            words.t("From key to key"),
        )
        for at, (name, value) in enumerate(zip(names, self._values, strict=True)):
            grid.addWidget(label(self.look, name, "field"), at, 0)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, at, 1)
        return grid

    def hear(self, scan: Scan) -> None:
        words = self.look.words
        verdict = judge(scan)
        self.note.say(verdict.tone, words.t(verdict.title), words.t(verdict.text))
        told = (
            words.ltr(scan.by_key),
            words.isolate(scan.text),
            words.t(ENDS[scan.end]),
            words.t("{count} ms", count=words.ltr(words.number(scan.pace))),
        )
        for value, text in zip(self._values, told, strict=True):
            value.setText(text)

    @override
    def scanned(self, _scan: Scan) -> bool:
        """Heard already, with what was not believed."""
        return True
