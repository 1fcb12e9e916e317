"""A document that workstations cancelled apart: its story, and which cancellation is cancelled."""

from typing import TYPE_CHECKING, Final

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
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.documents.queries import Document, Undone
    from cpise_inventory.store import Store

WIDTH: Final = 640


class UndoneSheet(Sheet):
    """Who cancelled it, when and at which workstation; what is chosen is cancelled in turn."""

    def __init__(self, desk: Desk, number: str) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Cancelled more than once: {number}", number=words.ltr(number))
        text = words.t(
            "Workstations cancelled it while they were apart, so what it moved went back more than"
            " once. Choose the cancellation that is one too many. If the stock has been counted"
            " since, count it again afterwards."
        )
        super().__init__(look, title, text, icon="undo-2", tone="warn", width=WIDTH)
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
            Button(
                look,
                words.t("Cancel this one…"),
                self._cancel,
                icon="undo-2",
                role="danger",
                key="F9",
            )
        )
        self.go_on.setEnabled(False)
        self.first = leave
        desk.worker.ask(lambda store: _read(store, number), self._show, self._tell, owner=self)

    def _show(self, read: "tuple[Undone, dict[str, str]]") -> None:
        (found, names), words = read, self.look.words
        document = found.document
        kind = capital(term(DOCUMENTS, document.code, words))
        self.told.setText(" · ".join((kind, self._by(document, names))))
        for one in found.surplus:
            tile = Tile(self.look, words.ltr(one.number), self._by(one, names), "file-text")
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


def _read(store: "Store", number: str) -> "tuple[Undone, dict[str, str]]":
    """Raises `UnknownDocumentError`."""
    from cpise_inventory.documents.commands import UnknownDocumentError  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.documents.queries import undone_of  # noqa: PLC0415 - as above
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = undone_of(connection, number)
        if found is None:
            raise UnknownDocumentError(number)
        return found, {one.name: one.display for one in persons(connection, closed=True)}
