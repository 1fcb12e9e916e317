"""What the stock list shows: a row per item, its lots beneath in the order in which they leave."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory import clock
from cpise_inventory.language.folding import fold
from cpise_inventory.language.money import added_up, worth_said
from cpise_inventory.language.packs import packed
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import Words
from cpise_inventory.locations import is_set_apart
from ui.kit.pages import View
from ui.pages.names import picked

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Item, Place
    from cpise_inventory.stock.queries import OnHand
    from cpise_inventory.store import Store

SOON_DAYS: Final = 92
"""Three months, as on the page of today."""
ALL, SOON, EXPIRED, NEGATIVE = "all", "soon", "expired", "negative"
BELOW, ENOUGH = "below", "enough"
"""Of an item with a minimum at the centre that is shown, now."""


@dataclass(frozen=True)
class StockRow:
    """An item with its total, or (`lot` not None) one of its lots at one place."""

    item: str
    name: str
    unit: str
    quantity: int
    state: str
    location: str = ""
    room: str = ""
    """What the location is called."""
    lot: str | None = None
    key: str = ""
    expiry: str = ""
    donation: str = ""
    first: bool = False
    is_kit: bool = False
    packs: str = ""
    """Of an item's total: `4 cartons + 3 pieces`."""


@dataclass
class Snapshot:
    """What was read last, narrowed and put in rows."""

    rows: list[StockRow] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    worth: str = ""
    """What all that is on hand comes to, by today's unit values."""


class StockSource:
    """Reads the centre's stock once for each refresh and serves its pages from that."""

    def __init__(self, words: Words, centre: str) -> None:
        self._words, self.centre = words, centre
        self.day: date | None = None
        """At whose end; None is now."""
        self.snapshot = Snapshot()

    def count(self, store: "Store", view: View) -> int:
        self.snapshot = self._read(store, view)
        return len(self.snapshot.rows)

    def page(
        self,
        store: "Store",  # noqa: ARG002 - read in `count`, which is asked first
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> list[StockRow]:
        return self.snapshot.rows[offset : offset + size]

    def _read(self, store: "Store", view: View) -> Snapshot:
        from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.stock.past import on_hand_at  # noqa: PLC0415 - as above

        with store.read() as connection:
            held = on_hand_at(connection, self.day, clock.today(), self.centre)
            names = picked(catalogue.names(connection), self._words)
            items = {one.code: one for one in catalogue.items(connection)}
            rooms = self._rooms(names, catalogue.places(connection, closed=True))
            kits = {one.code for one in catalogue.kits(connection)}
            standing = self._standing(connection)
        wanted = fold(view.text)
        rows: list[StockRow] = []
        counts: Counter[str] = Counter()
        ordered = sorted(held, key=lambda one: (fold(names.get(one.item, one.item)), one.item))
        for item, lots in groupby(ordered, key=lambda one: one.item):
            name = names.get(item, item)
            known = items.get(item)
            unit = term(UNITS, known.unit if known else "piece", self._words)
            whole, *below = _group(item, name, unit, list(lots), rooms, self.day or clock.today())
            if known:
                told = (whole.quantity, known.unit, known.packs, self._words)
                whole = replace(whole, packs=packed(*told))
            whole = replace(whole, state=whole.state or standing.get(item, ""))
            group = [replace(row, is_kit=item in kits) for row in (whole, *below)]
            counts.update({ALL, *(row.state for row in group if row.state)})
            if wanted and wanted not in _told(item, known, group):
                continue
            if view.kind in ("", ALL) or any(row.state == view.kind for row in group):
                rows += group
        return Snapshot(rows, dict(counts), self._worth(held, items))

    def _worth(self, held: "list[OnHand]", items: "dict[str, Item]") -> str:
        """What all of it comes to, where values are known."""
        goods = ((one.quantity, items[one.item]) for one in held if one.item in items)
        return worth_said(added_up((n, i.value, i.currency) for n, i in goods), self._words)

    def _standing(self, connection: Any) -> dict[str, str]:
        """Item -> whether there is as much of it as the centre said it must have."""
        from cpise_inventory.catalogue.queries import levels  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.planning.shortages import shortages  # noqa: PLC0415 - as above

        if not self.centre or self.day is not None:
            return {}
        known = {one.item: ENOUGH for one in levels(connection, self.centre) if one.minimum}
        short = shortages(connection, clock.today(), self.centre)
        return known | {one.item: BELOW for one in short}

    def _rooms(self, names: dict[str, str], places: "list[Place]") -> dict[str, str]:
        """The storeroom's name; the centre's where several are shown, for all have a storeroom."""
        return {
            one.code: (
                self._words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)
                if self.centre
                else names.get(one.centre, one.centre)
            )
            for one in places
        }


def _told(item: str, known: "Item | None", group: list[StockRow]) -> str:
    """What a row is found by: code, its name in any language, lots, donations and places."""
    names = (known.name.fr, known.name.ar, known.name.en) if known else ()
    lots = (text for row in group for text in (row.lot or "", row.donation, row.location, row.room))
    return fold(" ".join((item, *names, *lots)))


def _group(
    item: str, name: str, unit: str, lots: "list[OnHand]", rooms: dict[str, str], today: date
) -> list[StockRow]:
    leaving = _first_to_leave(lots, today)
    below = [
        StockRow(
            item=item,
            name=name,
            unit=unit,
            quantity=one.quantity,
            state=state_of(one, today),
            location=one.location,
            room=rooms.get(one.location, one.location),
            lot=one.number,
            key=one.lot,
            expiry=one.expiry,
            donation=one.donation,
            first=one is leaving,
        )
        for one in lots
    ]
    worst = next((s for s in (NEGATIVE, EXPIRED, SOON) if any(r.state == s for r in below)), "")
    total = sum(one.quantity for one in lots)
    return [StockRow(item, name, unit, total, worst), *below]


def _first_to_leave(lots: "list[OnHand]", today: date) -> "OnHand | None":
    """Of several lots on a centre's shelves: expired ones and those in quarantine stay."""
    from cpise_inventory.stock.queries import turn  # noqa: PLC0415 - SQLAlchemy

    usable = [
        one
        for one in lots
        if one.quantity > 0
        and one.expires_on >= today.isoformat()
        and not is_set_apart(one.location)
    ]
    if len(lots) < 2 or len({one.centre for one in lots}) > 1:  # noqa: PLR2004 - a choice of lots
        return None
    return min(usable, key=turn, default=None)


def state_of(one: "OnHand", today: date) -> str:
    if one.quantity < 0:
        return NEGATIVE
    if one.expires_on < today.isoformat():
        return EXPIRED
    return SOON if one.expires_on <= (today + timedelta(days=SOON_DAYS)).isoformat() else ""
