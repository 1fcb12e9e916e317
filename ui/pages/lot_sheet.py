"""Another lot than the one that expires first: which, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QButtonGroup

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.tile import Tile
from ui.pages.goods import Goods
from ui.pages.places import no_names_said

if TYPE_CHECKING:
    from cpise_inventory.stock.queries import LotHere
    from cpise_inventory.stock.taking import Spot
    from cpise_inventory.store import Store

Chosen = Callable[["Spot", str], object]
"""Told where the lot lies and its key, both empty for the proposed order, and the reason."""
PROPOSED: Final = ("", "")


@dataclass(frozen=True)
class Storeroom:
    """`names`: of the storeroom and its shelves; `day`: that on which goods leave."""

    code: str
    names: Mapping[str, str]
    day: date


class LotSheet(Sheet):
    """The lots of one item in a storeroom and on its shelves, in the order in which they should
    leave.
    """

    def __init__(
        self, desk: Desk, goods: Goods, room: Storeroom, chosen: "Spot", done: Chosen
    ) -> None:
        words = desk.look.words
        title = words.t("Lots of {item}", item=goods.name)
        text = words.t("First expired, first out: choose another only with a reason.")
        super().__init__(desk.look, title, text, icon="layers")
        self._desk, self._done, self._room = desk, done, room
        self._picked = chosen
        self._lots: dict[Spot, LotHere] = {}
        self._first: Spot | None = None
        """The one that is proposed."""
        self.tiles: dict[Spot, Tile] = {}
        self._group = QButtonGroup(self)
        self._problem = Note(desk.look)
        self.reason = line_edit(desk.look, "", no_names_said(words))
        self.field = Field(desk.look, words.t("Reason"), self.reason)
        self.body.addWidget(self._problem)
        self.body.addWidget(self.field)
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._take = self.add_button(
            Button(
                desk.look,
                words.t("Take this lot"),
                self.take,
                icon="check",
                role="primary",
                key="F9",
            )
        )
        code = goods.code

        def job(store: "Store") -> "list[LotHere]":
            from cpise_inventory.stock.queries import lots_under  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return lots_under(connection, room.code, code)

        desk.worker.ask(job, self._show, self._tell, owner=self)

    @property
    def chosen(self) -> "Spot | None":
        return next((spot for spot, tile in self.tiles.items() if tile.isChecked()), None)

    def take(self) -> None:
        """What expires first, and came first, needs no reason, from whichever place it's taken."""
        spot, reason = self.chosen, " ".join(self.reason.text().split())
        if (why := self._why_asked(spot)) and not reason:
            self.field.wrong(why)
            self.field.focus()
            return
        self.done()
        self._done(PROPOSED if spot in (None, self._first) else spot, reason)

    def _why_asked(self, spot: "Spot | None") -> str:
        """What is asked about a lot whose turn it isn't; nothing of one whose turn it is."""
        from cpise_inventory.stock.offers import Turn, turn_of  # noqa: PLC0415 - SQLAlchemy

        words = self._desk.look.words
        if spot is None or self._first is None:
            return ""
        return {
            Turn.ITS_OWN: "",
            Turn.EXPIRES_FIRST: words.t(
                "Say why this lot leaves before the one that expires first."
            ),
            Turn.CAME_FIRST: words.t("Say why this lot leaves before the one that came in first."),
        }[turn_of(self._lots[spot], self._lots[self._first])]

    def _show(self, lots: "list[LotHere]") -> None:
        words, today = self._desk.look.words, self._room.day.isoformat()
        if not lots:
            self._problem.say("info", words.t("There is none in this storeroom."))
            self._take.setEnabled(False)
            return
        for at, lot in enumerate(lots):
            expired = lot.expires_on < today
            tile = self._tile(lot, expired=expired)
            tile.setEnabled(not expired and lot.quantity > 0)
            self.body.insertWidget(1 + at, tile)
            spot = lot.location, lot.lot
            self._lots[spot], self.tiles[spot] = lot, tile
            self._group.addButton(tile)
            if self._first is None and tile.isEnabled():
                self._first = spot
        wanted = self._picked if self._picked in self.tiles else self._first
        if wanted is not None:
            self.tiles[wanted].setChecked(True)
            (self.reason if self._why_asked(wanted) else self.tiles[wanted]).setFocus()

    def _tile(self, lot: "LotHere", *, expired: bool) -> Tile:
        words = self._desk.look.words
        name = words.ltr(lot.number) or words.t("Without a lot number")
        parts = [words.t("{quantity} in stock", quantity=words.ltr(words.number(lot.quantity)))]
        if lot.expiry:
            date_said = words.ltr(words.expiry(lot.expiry))
            said = words.t("expired: {expiry}") if expired else words.t("expires: {expiry}")
            parts.append(said.format(expiry=date_said))
        parts.append(words.ltr(lot.donation))
        if lot.location != self._room.code:
            place = self._room.names.get(lot.location) or words.ltr(lot.location)
            parts.insert(0, place)
        return Tile(self._desk.look, name, " · ".join(parts), "layers")

    def _tell(self, error: Exception) -> None:
        self._problem.say("bad", self._desk.sentence(error))
