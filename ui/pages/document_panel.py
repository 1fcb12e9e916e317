"""One document: its paper drawn, printed again as a marked duplicate, saved, or cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpise_inventory.language.terms import DOCUMENTS, term
from cpise_inventory.language.words import LANGUAGES, Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.paper import PaperPreview
from ui.kit.side import SidePanel
from ui.kit.text import Elided, label
from ui.output import print_pdf, save_pdf
from ui.pages.attach_sheet import Target
from ui.pages.attachments import AttachmentsBox
from ui.pages.cancel import CancelSheet
from ui.pages.decision_sheet import DecisionSheet
from ui.pages.drawing import NAMES, drawn
from ui.pages.goods_back import GoodsBackSheet
from ui.pages.layouts import clear
from ui.pages.lines_sheet import LinesSheet
from ui.pages.release_sheet import ReleaseSheet
from ui.pages.undone_sheet import UndoneSheet

if TYPE_CHECKING:
    from cpise_inventory.documents.queries import Document
    from cpise_inventory.paper.preview import Picture
    from cpise_inventory.printing.commands import Printed
    from cpise_inventory.store import Store

GIVEN: Final = "stock.distributed"
"""The kind of document whose goods may come back."""
LOST: Final = "loss.reported"
"""That on which somebody else decides."""
Out = Callable[[QWidget, Desk, bytes, str], bool]
"""Print or save; False where the paper did not leave the window."""


class DocumentPanel(SidePanel):
    """Follows the row in use; the paper is drawn in its own language."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose a document"))
        self._desk = desk
        self._found: Document | None = None
        self._undelivered: tuple[str, Printed] | None = None
        words = desk.look.words
        self._languages = Choices(
            desk.look,
            words.t("Language of the paper"),
            [Choice(code, NAMES[code]) for code in LANGUAGES],
            words.code,
            "segment",
        )
        self._facts = QHBoxLayout()
        self._paper = PaperPreview(desk.look)
        self.attachments = AttachmentsBox(desk, "print_documents")
        self.attachments.hide()
        self._back = Button(
            desk.look, words.t("Goods came back…"), self._open_back, icon="package-check"
        )
        self._decide = Button(
            desk.look, words.t("Decide…"), self._open_decision, icon="triangle-alert"
        )
        self._release = Button(
            desk.look,
            words.t("Check what is in quarantine"),
            self._open_release,
            icon="shield-check",
        )
        self._lines = Button(
            desk.look, words.t("Lines and donations…"), self._open_lines, icon="clipboard-list"
        )
        self._settle = Button(
            desk.look, words.t("Cancelled more than once…"), self._open_settling, icon="undo-2"
        )
        self._moved = _Moved()
        self.body.addLayout(self._facts)
        for button in (self._settle, self._back, self._decide, self._release, self._lines):
            button.hide()
            self.body.addWidget(button)
        self.body.addWidget(self._languages)
        self.body.addWidget(self._paper, 1)
        self.body.addWidget(self.attachments)
        self._languages.picked.connect(lambda _code: self.refresh())
        self._print = Button(
            desk.look,
            words.t("Print again"),
            lambda: self._again(print_pdf),
            icon="printer",
            key="Ctrl+P",
        )
        self._print.setShortcut("")  # the window has it, and asks `print_again`
        self._save = Button(
            desk.look, words.t("Save as PDF"), lambda: self._again(save_pdf), icon="file-down"
        )
        self._cancel = Button(
            desk.look,
            words.t("Cancel the document"),
            self._open_cancel,
            icon="undo-2",
            role="danger",
        )
        for button in (self._print, self._save, self._cancel):
            self.foot.addWidget(button)
        self._allow()

    def show_document(self, found: "Document | None") -> None:
        if found is not None and found != self._found:
            self._found, self._moved = found, _Moved()
            self.refresh()

    def refresh(self) -> None:
        found = self._found
        self._allow()
        if found is None:
            return
        look, words = self._desk.look, self._desk.look.words
        self.title.setText(called(found.code, words))
        clear(self._facts)
        self._facts.addWidget(label(look, words.ltr(found.number), "strong"))
        if found.reversed_by:
            by = words.t("Cancelled by {number}", number=words.ltr(found.reversed_by))
            if found.status == "cancelled_twice":
                by = words.t("Cancelled ×{times}", times=found.times)
            self._facts.addWidget(Elided(look, by, "bad"))
        language, number = self._languages.chosen, found.number
        self.attachments.show()
        self.attachments.show_for(Target(paper=number))
        self._desk.worker.ask(
            lambda store: _pages(store, number, language),
            self._paper.show_pages,
            owner=self,
            only_latest=id(self),
        )
        self._desk.worker.ask(
            lambda store: _moved(store, number),
            self._show_moved,
            owner=self,
            only_latest=(id(self), "moved"),
        )

    def _show_moved(self, moved: "_Moved") -> None:
        self._moved = moved
        self._allow()

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - as above

        there = self._found is not None
        prints = self._desk.why_not(Right.PRINT_DOCUMENTS)
        for button in (self._print, self._save):
            button.allow(there and not prints, prints)
        moves = self._desk.why_not(Right.MOVE_STOCK)
        undone = self._why_it_stands()
        self._cancel.allow(there and not moves and not undone, moves or undone)
        given = self._found is not None and self._found.kind == GIVEN
        self._back.setVisible(given and not undone)
        self._back.allow(not moves, moves)
        approves = self._desk.why_not(Right.APPROVE)
        lost = self._found is not None and self._found.kind == LOST
        self._decide.setVisible(lost and not undone)
        self._decide.allow(not approves, approves)
        twice = self._found is not None and self._found.status == "cancelled_twice"
        self._settle.setVisible(twice)
        self._settle.allow(not moves, moves)
        self._release.setVisible(bool(self._moved.to_release))
        self._release.allow(not moves, moves)
        self._lines.setVisible(self._moved.goods)

    def _why_it_stands(self) -> str:
        """Why nobody cancels this document any more; empty where somebody may."""
        from cpise_inventory.stock.errors import (  # noqa: PLC0415 - SQLAlchemy
            AlreadyReversedError,
            ReversalOfReversalError,
        )

        found = self._found
        if found is None or found.surplus or not (found.reverses or found.reversed_by):
            return ""
        if found.reverses and not found.reversed_by:
            return self._desk.sentence(ReversalOfReversalError(found.number))
        return self._desk.sentence(AlreadyReversedError(found.number, found.reversed_by))

    def print_again(self) -> bool:
        """Ctrl+P; False where there is nothing to print, or no right to."""
        if self._print.isEnabled():
            self._print.click()
        return self._print.isEnabled()

    def _again(self, out: "Out") -> None:
        """Journal the print, then hand the marked duplicate on.

        One that went nowhere (no printer, thought better of it) is handed on the next time.
        """
        found, person, language = self._found, self._desk.session.person, self._languages.chosen
        if found is None:
            return
        waiting, self._undelivered = self._undelivered, None
        if waiting is not None and (waiting[0], waiting[1].number) == (language, found.number):
            self._hand_on(*waiting, out)
            return

        def job(store: "Store") -> "Printed":
            from cpise_inventory.printing.commands import print_document  # noqa: PLC0415 - as above

            return print_document(store, person, found.number, language)

        self._desk.worker.ask(
            job, lambda made: self._hand_on(language, made, out), self._failed, owner=self
        )

    def _hand_on(self, language: str, made: "Printed", out: "Out") -> None:
        copy = f"-duplicata-{made.copy}" if made.copy else ""
        if not out(self, self._desk, made.pdf, f"{made.number}-{language}{copy}"):
            self._undelivered = (language, made)

    def _failed(self, error: Exception) -> None:
        self._desk.say_wrong(self._desk.sentence(error))

    def _open_back(self) -> None:
        if self._found is not None:
            self._desk.open(GoodsBackSheet(self._desk, self._found.number))

    def _open_decision(self) -> None:
        if self._found is not None:
            self._desk.open(DecisionSheet(self._desk, self._found.number))

    def _open_settling(self) -> None:
        if self._found is not None:
            self._desk.open(UndoneSheet(self._desk, self._found.number))

    def _open_release(self) -> None:
        if self._found is not None:
            waiting = self._moved.to_release
            self._desk.open(
                ReleaseSheet(
                    *(self._desk, self._found.centre),
                    lambda one: (one.item, one.lot) in waiting,
                )
            )

    def _open_lines(self) -> None:
        if self._found is not None:
            self._desk.open(LinesSheet(self._desk, self._found.number))

    def _open_cancel(self) -> None:
        if self._found is not None:
            self._desk.open(CancelSheet(self._desk, self._found.number))


def called(code: str, words: Words) -> str:
    """A kind of document as a title: `Reçu de distribution`."""
    name = term(DOCUMENTS, code, words)
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class _Moved:
    """Whether the document moves goods, and what of them waits to be released: (item, lot)."""

    goods: bool = False
    to_release: frozenset[tuple[str, str]] = frozenset()


def _moved(store: "Store", number: str) -> _Moved:
    from cpise_inventory.stock.moved import lines_of, to_release  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        lines = lines_of(connection, store.journal, number)
        return _Moved(bool(lines), frozenset(to_release(connection, lines)))


def _pages(store: "Store", number: str, language: str) -> "list[Picture]":
    from cpise_inventory.printing.papers import papers, pdf  # noqa: PLC0415 - reportlab

    with store.read() as connection:
        made = papers(connection, store.journal, number, language)
    return drawn(pdf(made[:1]))
