"""How a list was read: which file, as what, by which letters and signs, and which columns."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.kit.choices import Choice, Choices
from ui.kit.flow import Flow
from ui.kit.text import Elided, Picture, label
from ui.look import Look
from ui.pages.combo import Combo
from ui.pages.file_reading import KINDS, Reading
from ui.theme import Size

SEPARATORS: Final = (";", ",", "\t", "|")
SHOWN: Final = 3
"""Cells with letters beyond ASCII: whether the encoding was guessed right shows in them."""


class FileHead(QFrame):
    """What was guessed can be said otherwise here."""

    kind_picked = Signal(str)
    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = look.words
        self._look = look
        self.setProperty("role", "card")
        self.kinds = Choices(
            look,
            words.t("What the list holds"),
            [Choice(key, words.t(text)) for key, text in KINDS.items()],
            "stock",
            "segment",
        )
        self.name = Elided(look, "", "heading")
        self.fact = label(look, role="small", wrap=True)
        self.letters = Elided(look, "", "small")
        self.encoding, self.separator = Combo(), Combo()
        self.encoding.setAccessibleName(words.t("Encoding of the letters"))
        self.separator.setAccessibleName(words.t("Sign between cells"))
        self._lay_out()
        self.clear()
        self.kinds.picked.connect(self.kind_picked)
        for combo in (self.encoding, self.separator):
            combo.activated.connect(lambda _at: self.changed.emit())

    def clear(self) -> None:
        """While nothing is known of the file but its name."""
        self.fact.clear()
        self.letters.say("")
        for combo in (self.encoding, self.separator):
            combo.hide()

    def show_reading(self, reading: Reading) -> None:
        words, table = self._look.words, reading.table
        self.clear()
        if table is None:
            self.fact.setText(words.t("The file cannot be read."))
            return
        rows = words.n("{count} row", "{count} rows", len(table.rows))
        headings = words.join(map(words.isolate, table.columns.headings.values()))
        columns = words.t("columns read: {columns}", columns=headings)
        sheet = words.t("sheet {sheet}", sheet=words.isolate(table.sheet)) if table.sheet else ""
        self.fact.setText(" · ".join(part for part in (rows, sheet, columns) if part))
        if not table.separator:
            return  # a workbook leaves nothing to guess
        sample = words.join(words.isolate(text[:24]) for text in table.accented[:SHOWN])
        if sample:
            self.letters.say(words.t("Letters as in the file? {sample}", sample=sample))
        self._fill(table.encoding, table.separator)

    def _fill(self, encoding: str, separator: str) -> None:
        from cpise_inventory.importing.encodings import ENCODINGS  # noqa: PLC0415 - with the rest

        words = self._look.words
        names = {
            ";": words.t("semicolon ( ; )"),
            ",": words.t("comma ( , )"),
            "\t": words.t("tab"),
            "|": words.t("bar ( | )"),
        }
        known = dict.fromkeys((encoding, *ENCODINGS))
        self.encoding.fill([(one, one.upper()) for one in known], encoding)
        self.separator.fill([(one, names[one]) for one in SEPARATORS], separator)
        for combo in (self.encoding, self.separator):
            combo.show()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(Size.S)
        title.addWidget(Picture(self._look, "file-spreadsheet", "accent", 22))
        title.addWidget(self.name, 1)
        choices = Flow()
        for part in (self.kinds, self.encoding, self.separator):
            choices.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        rows.setSpacing(Size.S)
        rows.addLayout(title)
        rows.addLayout(choices)
        rows.addWidget(self.fact)
        rows.addWidget(self.letters)
