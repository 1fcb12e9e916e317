"""Another lot than the one that expires first: which, and why."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

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
    from cpise_inventory.store import Store

Chosen = Callable[[str, str], object]
"""Told the lot's key, empty for the proposed order, and the reason."""


class LotSheet(Sheet):
    """The lots of one item in a storeroom, in the order in which they should leave."""

    def __init__(
        self, desk: Desk, goods: Goods, room: str, day: date, chosen: str, done: Chosen
    ) -> None:
        words = desk.look.words
        title = words.t("Lots of {item}", item=goods.name)
        text = words.t("First expired, first out: choose another only with a reason.")
        super().__init__(desk.look, title, text, icon="layers")
        self._desk, self._done, self._day, self._first_key = desk, done, day, ""
        self._picked = chosen
        self.tiles: dict[str, Tile] = {}
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
            from cpise_inventory.stock.queries import lots_at  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return lots_at(connection, room, code)

        desk.worker.ask(job, self._show, self._tell, owner=self)

    @property
    def chosen(self) -> str:
        return next((key for key, tile in self.tiles.items() if tile.isChecked()), "")

    def take(self) -> None:
        """The first to expire needs no reason: it's the proposed one."""
        key, reason = self.chosen, " ".join(self.reason.text().split())
        if key and key != self._first_key and not reason:
            words = self._desk.look.words
            self.field.wrong(words.t("Say why this lot leaves before the one that expires first."))
            self.field.focus()
            return
        self.done()
        self._done("" if key == self._first_key else key, reason)

    def _show(self, lots: "list[LotHere]") -> None:
        words, today = self._desk.look.words, self._day.isoformat()
        if not lots:
            self._problem.say("info", words.t("There is none in this storeroom."))
            self._take.setEnabled(False)
            return
        for at, lot in enumerate(lots):
            expired = lot.expires_on < today
            tile = self._tile(lot, expired=expired)
            tile.setEnabled(not expired and lot.quantity > 0)
            self.body.insertWidget(1 + at, tile)
            self.tiles[lot.lot] = tile
            self._group.addButton(tile)
            if not self._first_key and tile.isEnabled():
                self._first_key = lot.lot
        wanted = self._picked if self._picked in self.tiles else self._first_key
        if wanted:
            self.tiles[wanted].setChecked(True)
            self.tiles[wanted].setFocus()

    def _tile(self, lot: "LotHere", *, expired: bool) -> Tile:
        words = self._desk.look.words
        name = words.ltr(lot.number) or words.t("Without a lot number")
        parts = [words.t("{quantity} in stock", quantity=words.ltr(words.number(lot.quantity)))]
        if lot.expiry:
            date_said = words.ltr(words.expiry(lot.expiry))
            said = words.t("expired: {expiry}") if expired else words.t("expires: {expiry}")
            parts.append(said.format(expiry=date_said))
        parts.append(words.ltr(lot.donation))
        return Tile(self._desk.look, name, " · ".join(parts), "layers")

    def _tell(self, error: Exception) -> None:
        self._problem.say("bad", self._desk.sentence(error))
