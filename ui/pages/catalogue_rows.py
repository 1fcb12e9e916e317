"""What the list of items shows, and all that is known of one of them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.folding import fold
from cpise_inventory.language.packs import packed
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import Words
from ui.kit.pages import View
from ui.pages.form_sheet import today
from ui.pages.names import picked

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Item, KitVersion, Level
    from cpise_inventory.catalogue.shelf_lives import Asked
    from cpise_inventory.stock.queries import OnHand
    from cpise_inventory.store import Store

ALL, KITS, BELOW, RETIRED = "all", "kits", "below", "retired"


@dataclass(frozen=True)
class ItemRow:
    """One item; figures are of the centre that is signed in."""

    item: "Item"
    name: str
    unit: str
    on_hand: int
    minimum: int
    kit: int
    """The version of its contents; 0 where it is no kit."""
    is_below: bool
    is_draft: bool = False
    """A kit of which it isn't known yet how many of everything it holds."""

    @property
    def code(self) -> str:
        return self.item.code

    @property
    def kinds(self) -> set[str]:
        """The chips it stands under; what is retired under its own alone."""
        if self.item.retired_on:
            return {RETIRED}
        return {ALL, *([KITS] if self.kit else []), *([BELOW] if self.is_below else [])}


@dataclass
class Shown:
    rows: list[ItemRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


ORDERS: Final = {
    "name": lambda row: fold(row.name),
    "code": lambda row: row.code,
    "category": lambda row: fold(row.item.category),
    "quantity": lambda row: row.on_hand,
}


class ItemSource:
    """A few hundred items: all are read, then ordered and narrowed here."""

    def __init__(self, words: Words, centre: str) -> None:
        self._words, self._centre = words, centre
        self.shown = Shown()

    def count(self, store: "Store", view: View) -> int:
        self.shown = self._read(store, view)
        return len(self.shown.rows)

    def page(
        self,
        store: "Store",  # noqa: ARG002 - read in `count`, which is asked first
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> list[ItemRow]:
        return self.shown.rows[offset : offset + size]

    def _read(self, store: "Store", view: View) -> Shown:
        from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.planning.shortages import shortages  # noqa: PLC0415 - as above
        from cpise_inventory.stock.queries import on_hand  # noqa: PLC0415 - as above

        with store.read() as connection:
            items = queries.items(connection)
            kits = {kit.code: kit for kit in queries.kits(connection)}
            held = Counter[str]()
            for lot in on_hand(connection, self._centre):
                held[lot.item] += lot.quantity
            levels = {one.item: one.minimum for one in queries.levels(connection, self._centre)}
            below = {one.item for one in shortages(connection, today(), self._centre)}
        counts, rows, wanted = Counter[str](), list[ItemRow](), fold(view.text)
        for item in items:
            name = self._words.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en)
            unit = term(UNITS, item.unit, self._words)
            kit = kits.get(item.code)
            facts = (held[item.code], levels.get(item.code, 0), kit.version if kit else 0)
            is_draft = kit is not None and kit.is_draft
            row = ItemRow(item, name, unit, *facts, item.code in below, is_draft)
            counts.update(row.kinds)
            said = (item.code, item.name.fr, item.name.ar, item.name.en, item.category)
            if (view.kind or ALL) in row.kinds and wanted in fold(" ".join(said)):
                rows.append(row)
        rows.sort(key=ORDERS.get(view.order or "name", ORDERS["name"]), reverse=view.descending)
        return Shown(rows, dict(counts))


@dataclass(frozen=True)
class Known:
    """All that is known of an item, with the names of what it speaks of."""

    item: "Item"
    levels: "dict[str, Level]"
    held: "list[OnHand]"
    versions: "list[KitVersion]"
    kits: tuple[str, ...]
    """Those that hold it."""
    centres: dict[str, str]
    names: dict[str, str]
    people: dict[str, str]
    life: "Asked"
    """How many months a lot must have left when it comes in."""


def read_item(store: "Store", code: str, words: Words) -> Known | None:
    """None where nobody described it (yet)."""
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.catalogue.shelf_lives import least_lives  # noqa: PLC0415 - as above
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above
    from cpise_inventory.stock.queries import on_hand  # noqa: PLC0415 - as above

    with store.read() as connection:
        item = queries.item(connection, code)
        if item is None:
            return None
        holding = [kit for kit in queries.kits(connection) if code in kit.parts]
        places = {one.code: one.name for one in queries.places(connection, closed=True)}
        return Known(
            item,
            {one.centre: one for one in queries.levels(connection, item=code)},
            on_hand(connection, item=code),
            queries.kit_versions(connection, code),
            tuple(kit.code for kit in holding),
            picked({one.code: one.name for one in queries.centres(connection)}, words),
            picked(queries.names(connection) | places, words),
            {one.name: one.display for one in persons(connection, closed=True)},
            least_lives(connection).of(code, item.category),
        )


def in_both(quantity: int, item: "Item", words: Words) -> tuple[str, str]:
    """`99` and `4 cartons + 3 pieces`, which is empty where no pack is full."""
    return words.number(quantity), packed(quantity, item.unit, item.packs, words)
