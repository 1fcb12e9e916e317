"""What has just been issued: its paper drawn, to be printed or saved, and the way to the next.

Once the sheet is closed, a toast offers to cancel the document: by a sheet that asks a reason.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from cpise_inventory.identity import read_number
from cpise_inventory.language.terms import DOCUMENTS, term
from cpise_inventory.language.words import LANGUAGES
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.note import Note
from ui.kit.paper import PaperPreview
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.output import AskPath, ask_path, print_pdf, save_pdf
from ui.pages.cancel import CancelSheet
from ui.pages.drawing import NAMES, drawn
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.paper.preview import Picture
    from cpise_inventory.printing.commands import Printed
    from cpise_inventory.store import Store

WIDTH: Final = 830
AROUND, TALLEST = 220, 640
"""Pixels that the sheet needs beside the paper, and the most that the paper gets."""


def show_issued(desk: Desk, number: str, following: str, language: str = "") -> None:
    """The paper, and then the way back."""
    words = desk.look.words
    sheet = IssuedSheet(desk, number, following, language)
    said = words.t("{number} issued.", number=words.ltr(number))
    sheet.closed.connect(lambda: desk.say(said, lambda: desk.open(CancelSheet(desk, number))))
    desk.open(sheet)


class IssuedSheet(Sheet):
    """The first print is the original; every later one says that it is a duplicate."""

    def __init__(self, desk: Desk, number: str, following: str, language: str = "") -> None:
        """`following` is what the button says that goes on: Next delivery."""
        look, words = desk.look, desk.look.words
        found = read_number(number)
        kind = term(DOCUMENTS, found.code if found else "", words)
        super().__init__(
            look, kind[:1].upper() + kind[1:], icon="circle-check", tone="good", width=WIDTH
        )
        self._desk, self.number = desk, number
        self.ask_path: AskPath = ask_path
        self._undelivered: tuple[str, Printed] | None = None
        self._language = language or words.code
        self._problem = Note(look)
        self._choices = Choices(
            look,
            words.t("Language of the paper"),
            [Choice(code, NAMES[code]) for code in LANGUAGES],
            self._language,
            "segment",
        )
        self.paper = PaperPreview(look)
        self.next = Button(look, following, self.done, role="quiet")
        self.save = Button(look, words.t("Save as PDF"), self._save, icon="file-down")
        self.print = Button(
            look, words.t("Print"), self._print, icon="printer", role="primary", key="Ctrl+P"
        )
        self.head.addWidget(label(look, words.ltr(number), "strong"))
        self._lay_out()
        self.first = self.print
        self._choices.picked.connect(self._other_language)
        self._allow()
        self._draw()

    def _lay_out(self) -> None:
        """The buttons above the paper: below it, what is said of them would hide them."""
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._choices, 1)
        for button in (self.next, self.save, self.print):
            row.addWidget(button)
        self.body.addWidget(self._problem)
        self.body.addLayout(row)
        self.body.addWidget(self.paper, 1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """As much of the paper as the window has room for."""
        super().showEvent(event)
        self.paper.setMinimumHeight(min(max(self.window().height() - AROUND, 160), TALLEST))

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - as above

        why_not = self._desk.why_not(Right.PRINT_DOCUMENTS)
        for button in (self.print, self.save):
            button.allow(not why_not, why_not)

    def _draw(self) -> None:
        number, language = self.number, self._language
        self._desk.worker.ask(
            lambda store: _pages(store, number, language),
            self.paper.show_pages,
            self._tell,
            owner=self,
            only_latest=("issued", number),
        )

    def _other_language(self, language: str) -> None:
        self._language = language
        self._draw()

    def _print(self) -> None:
        self._get(lambda made: print_pdf(self, self._desk, made.pdf, self._name(made)))

    def _save(self) -> None:
        asked = self.ask_path
        self._get(lambda made: save_pdf(self, self._desk, made.pdf, self._name(made), asked))

    def _name(self, made: "Printed") -> str:
        return (
            f"{made.number}-{self._language}"
            if not made.copy
            else (f"{made.number}-{self._language}-duplicata-{made.copy}")
        )

    def _get(self, out: "Callable[[Printed], bool]") -> None:
        """Journal a print and hand it on; one that went nowhere is handed on the next time."""
        number, language, person = self.number, self._language, self._desk.session.person
        waiting, self._undelivered = self._undelivered, None
        if waiting is not None and waiting[0] == language:
            self._hand_on(*waiting, out)
            return
        for button in (self.print, self.save):
            button.setEnabled(False)

        def job(store: "Store") -> "Printed":
            from cpise_inventory.printing.commands import print_document  # noqa: PLC0415 - as above

            return print_document(store, person, number, language)

        self._desk.worker.ask(
            job,
            lambda made: self._hand_on(language, made, out),
            self._tell,
            always=self._allow,
            owner=self,
        )

    def _hand_on(self, language: str, made: "Printed", out: "Callable[[Printed], bool]") -> None:
        if not out(made):
            self._undelivered = (language, made)

    def _tell(self, error: Exception) -> None:
        self._problem.say("bad", self._desk.sentence(error))


def _pages(store: "Store", number: str, language: str) -> "list[Picture]":
    from cpise_inventory.printing.papers import papers, pdf  # noqa: PLC0415 - reportlab

    with store.read() as connection:
        made = papers(connection, store.journal, number, language)
    return drawn(pdf(made[:1]))
