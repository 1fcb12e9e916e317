"""Which delivery computers came with: the goods received notes of late, to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.pages.combo import Combo

if TYPE_CHECKING:
    from cpise_inventory.documents.queries import Document
    from cpise_inventory.store import Store

MOST: Final = 60
"""Documents that are looked at: computers are registered within days."""


@dataclass(frozen=True)
class Arrival:
    """What a goods received note says of where its goods came from."""

    donor: str
    donation: str
    centre: str
    paper: str
    day: date


class CameWith(Combo):
    """`taken` tells what the chosen note says already."""

    taken = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notes: Sequence[Document] = ()
        self._kept = ""
        self.offer("")
        self.activated.connect(lambda _at: self._chosen())
        centre = desk.session.centre
        desk.worker.ask(lambda store: _read(store, centre), self._show, owner=self)

    def offer(self, donor: str | None) -> None:
        """The notes of this donor, or all while none is chosen."""
        words = self._desk.look.words
        told = [
            (one.number, " · ".join((words.ltr(one.number), _day(one, words), one.party)))
            for one in self._notes
            if donor in (None, "", one.party)
        ]
        self.fill([("", words.t("None: they came alone")), *told], self._kept or self.code)

    def restore(self, number: str) -> None:
        """Of a draft, even before the notes are read."""
        self._kept = number
        self.choose(number)

    def _show(self, notes: "Sequence[Document]") -> None:
        self._notes = notes
        self.offer("")

    def _chosen(self) -> None:
        self._kept = self.code
        for note in self._notes:
            if note.number == self._kept:
                self._desk.worker.ask(partial(_arrival, note), self.taken.emit, owner=self)


def _day(note: "Document", words: Words) -> str:
    return words.ltr(words.date(note.happened_on))


def _read(store: "Store", centre: str) -> "list[Document]":
    """Those that stand, the newest first."""
    from cpise_inventory.documents.issuing import RECEIVED  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.documents.queries import Filter, register  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = register(connection, Filter(code=RECEIVED, centre=centre), most=MOST)
    return [one for one in found if one.kind == "stock.received" and not one.reversed_by]


def _arrival(note: "Document", store: "Store") -> Arrival:
    from cpise_inventory.documents.queries import issued_event  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        event = issued_event(connection, store.journal, note)
    said = event.payload
    donation = "" if said.donation == said.donor else said.donation
    day = date.fromisoformat(event.happened_on)
    return Arrival(said.donor, donation, said.centre, said.paper, day)
