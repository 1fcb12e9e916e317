"""What workstations did to one document while apart: its story, and which paper is cancelled."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from cpise_inventory.language.terms import DOCUMENTS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.kit.tile import Tile, one_of
from ui.pages.cancel import CancelSheet
from ui.pages.form_sheet import capital
from ui.pages.names import picked, with_lot
from ui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpise_inventory.catalogue.events import Named
    from cpise_inventory.documents.queries import Document
    from cpise_inventory.stock.returns import Out
    from cpise_inventory.store import Store

WIDTH: Final = 640


@dataclass(frozen=True)
class Apart:
    """A document, and the papers of which one is too many: none where that is settled.

    `lots`: of which more came back than it gave; `reversals`: told, not to be chosen.
    """

    document: "Document"
    surplus: "tuple[Document, ...]"
    lots: "tuple[Out, ...]" = ()
    reversals: "tuple[Document, ...]" = ()
    people: dict[str, str] = field(default_factory=dict)
    items: "dict[str, Named]" = field(default_factory=dict)
    """What both are called."""


class Wording(NamedTuple):
    """Of a sheet; `act` is on its button."""

    title: str
    text: str
    act: str


class ApartSheet(Sheet):
    """Who wrote which paper, when and at which workstation; what is chosen is cancelled."""

    def __init__(self, desk: Desk, said: Wording, read: "Callable[[Store], Apart]") -> None:
        look, words = desk.look, desk.look.words
        super().__init__(look, said.title, said.text, icon="undo-2", tone="warn", width=WIDTH)
        self._desk = desk
        self.problem = Note(look)
        self.told = label(look, wrap=True)
        self.tiles: dict[str, Tile] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Size.S)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.told)
        self.body.addLayout(self._rows)
        leave = self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.go_on = self.add_button(
            Button(look, said.act, self._cancel, icon="undo-2", role="danger", key="F9")
        )
        self.go_on.setEnabled(False)
        self.first = leave
        desk.worker.ask(lambda store: _named(store, read), self._show, self._tell, owner=self)

    def _show(self, found: Apart) -> None:
        words, people = self.look.words, found.people
        self.told.setText("\n".join(self._story(found)))
        for one in found.surplus:
            tile = Tile(self.look, words.ltr(one.number), self._by(one, people), "file-text")
            tile.clicked.connect(self._chosen)
            self.tiles[one.number] = tile
            self._rows.addWidget(tile)
        one_of(self, self.tiles.values())
        if not self.tiles:
            self.problem.say("info", words.t("That is settled already."))
            return
        last = next(reversed(self.tiles.values()))
        last.setChecked(True)
        last.setFocus()
        self._chosen()

    def _story(self, found: Apart) -> list[str]:
        words, people = self.look.words, found.people
        kind = capital(term(DOCUMENTS, found.document.code, words))
        lines = [" · ".join((kind, self._by(found.document, people)))]
        items = picked(found.items, words)
        lines += [
            words.t(
                "{item}: {given} given, {back} back",
                item=with_lot(items.get(lot.item, lot.item), lot.lot, words),
                given=words.ltr(words.number(lot.given)),
                back=words.ltr(words.number(lot.back)),
            )
            for lot in found.lots
        ]
        return lines + [
            words.t(
                "Cancelled by {number}: {by}",
                number=words.ltr(one.number),
                by=self._by(one, people),
            )
            for one in found.reversals
        ]

    def _by(self, one: "Document", names: dict[str, str]) -> str:
        words: Words = self.look.words
        return words.t(
            "{name}, {when}, workstation {device}",
            name=words.isolate(names.get(one.actor, one.actor)),
            when=words.ltr(words.when(one.issued_at)),
            device=words.ltr(one.device),
        )

    def _chosen(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        why_not = self._desk.why_not(Right.MOVE_STOCK)
        self.go_on.allow(not why_not, why_not)

    def _cancel(self) -> None:
        chosen = next((number for number, tile in self.tiles.items() if tile.isChecked()), "")
        if chosen:
            self.done()
            self._desk.open(CancelSheet(self._desk, chosen))

    def _tell(self, error: Exception) -> None:
        self.problem.say("bad", self._desk.sentence(error))


class UndoneSheet(ApartSheet):
    """Of a document's cancellations one is cancelled in turn."""

    def __init__(self, desk: Desk, number: str) -> None:
        words = desk.look.words
        title = words.t("Cancelled more than once: {number}", number=words.ltr(number))
        text = words.t(
            "Workstations cancelled it while they were apart, so what it moved went back more than"
            " once. Choose the cancellation that is one too many. If the stock has been counted"
            " since, count it again afterwards."
        )
        said = Wording(title, text, words.t("Cancel this one…"))
        super().__init__(desk, said, lambda store: _undone(store, number))


class TooMuchBackSheet(ApartSheet):
    """Of a receipt's return notes one is cancelled."""

    def __init__(self, desk: Desk, number: str) -> None:
        words = desk.look.words
        title = words.t("More came back than was given: {number}", number=words.ltr(number))
        text = words.t(
            "Workstations took goods of this receipt back while they were apart. Choose the return"
            " note that is one too many. If the stock has been counted since, count it again"
            " afterwards."
        )
        said = Wording(title, text, words.t("Cancel this note…"))
        super().__init__(desk, said, lambda store: _too_much_back(store, number))


def _named(store: "Store", read: "Callable[[Store], Apart]") -> Apart:
    """Raises `UnknownDocumentError`."""
    from cpise_inventory.catalogue.queries import names  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    found = read(store)
    with store.read() as connection:
        people = {one.name: one.display for one in persons(connection, closed=True)}
        return replace(found, people=people, items=names(connection))


def _undone(store: "Store", number: str) -> Apart:
    from cpise_inventory.documents.commands import UnknownDocumentError  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.documents.queries import undone_of  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = undone_of(connection, number)
    if found is None:
        raise UnknownDocumentError(number)
    return Apart(found.document, found.surplus)


def _too_much_back(store: "Store", number: str) -> Apart:
    from cpise_inventory.documents.commands import UnknownDocumentError  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.documents.queries import document_of  # noqa: PLC0415 - as above
    from cpise_inventory.stock.returns import too_much_back  # noqa: PLC0415 - as above

    with store.read() as connection:
        for found in too_much_back(connection, number):
            return Apart(found.receipt, found.notes, found.lots, found.reversals)
        settled = document_of(connection, number)
    if settled is None:
        raise UnknownDocumentError(number)
    return Apart(settled, ())
