"""Kits for so many people: made up already, or what is in them piece by piece."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.tile import Tile
from ui.pages.goods import Goods, goods_of

if TYPE_CHECKING:
    from cpise_inventory.store import Store

Add = Callable[[Sequence[tuple[Goods, int]]], object]


@dataclass(frozen=True)
class Kit:
    """A kit, how many of it are made up here, and what one is made of; of a draft nobody knows."""

    goods: Goods
    contents: tuple[tuple[Goods, int], ...]


def read_kits(store: "Store", room: str, words: Words) -> list[Kit]:
    """Those whose contents are known, what is there first; with what the storeroom holds."""
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy with it
    from cpise_inventory.stock.queries import totals, with_shelves  # noqa: PLC0415 - as above

    with store.read() as connection:
        held = totals(connection, with_shelves(connection, room)) if room else {}
        items = {one.code: one for one in queries.items(connection)}
        kits = queries.kits(connection)

    def goods(code: str) -> Goods:
        return goods_of(items[code], words, held.get(code, 0))

    found = (
        Kit(
            goods(kit.code),
            () if kit.is_draft else tuple((goods(code), many) for code, many in kit.contents),
        )
        for kit in kits
        if kit.code in items and all(code in items for code, _many in kit.contents)
    )
    return sorted(found, key=lambda kit: not kit.goods.here)


class KitSheet(Sheet):
    """Which kit, and whether made up or in pieces; `add` gets the lines."""

    def __init__(self, desk: Desk, kits: Sequence[Kit], people: int, add: Add) -> None:
        words = desk.look.words
        title = words.n("Kits for {count} person", "Kits for {count} people", people)
        super().__init__(desk.look, title, icon="layers")
        self._desk, self._add, self._people = desk, add, people
        self._group = QButtonGroup(self)
        self.tiles: list[tuple[Tile, list[tuple[Goods, int]]]] = []
        for kit in kits:
            self._offer(kit)
        if not kits:
            text = words.t("No kit is described yet. Kits come in with an import of kit lists.")
            self.body.addWidget(Button(desk.look, text, self.done, role="quiet"))
        self.first = self.tiles[0][0] if self.tiles else None
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        take = self.add_button(
            Button(desk.look, words.t("Add"), self.take, icon="plus", role="primary", key="F9")
        )
        take.setEnabled(bool(self.tiles))

    def take(self) -> None:
        for tile, lines in self.tiles:
            if tile.isChecked():
                self.done()
                self._add(lines)
                return

    def _offer(self, kit: Kit) -> None:
        words, people = self._desk.look.words, self._people
        here = words.ltr(words.number(kit.goods.here or 0))
        made_up = words.t("Made up: {quantity} in stock", quantity=here)
        self._tile(kit.goods.name, made_up, [(kit.goods, people)])
        if not kit.contents:
            return
        parts = (f"{words.number(many * people)} {goods.name}" for goods, many in kit.contents)
        name = words.t("{kit}, in pieces", kit=kit.goods.name)
        self._tile(name, words.join(parts), [(one, many * people) for one, many in kit.contents])

    def _tile(self, name: str, fact: str, lines: list[tuple[Goods, int]]) -> None:
        tile = Tile(self._desk.look, name, fact, "layers" if len(lines) == 1 else "package-open")
        self._group.addButton(tile)
        tile.setChecked(not self.tiles)
        self.body.addWidget(tile)
        self.tiles.append((tile, lines))
