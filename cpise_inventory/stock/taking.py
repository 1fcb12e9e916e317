"""Which lots goods leave from: first expired, first out, and never what is not there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import names_lot
from cpise_inventory.locations import (
    DISTRIBUTED,
    centre_of,
    has_floor,
    is_for_use,
    is_set_apart,
    quarantine,
)
from cpise_inventory.losses.queries import held_at
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import (
    ExpiredLotError,
    HeldForLossError,
    LotElsewhereError,
    NotEnoughStockError,
    NotEnoughThenError,
    NotYetThereError,
    OnlyExpiredStockError,
    QuarantinedError,
    RestInQuarantineError,
    TakenSinceError,
    UnknownLotError,
)
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import LotHere
from cpise_inventory.stock.since import taker_since

Spot = tuple[str, str]
"""A location and a lot that lies there."""


@dataclass(frozen=True)
class Wanted:
    """So much of an item; from the lot named (its number or its key), else first expired first.

    `place`: the location that it's taken from, where that is not left to the same order.
    """

    item: str
    quantity: int
    lot: str = ""
    place: str = ""


@dataclass
class Shelf:
    """One location on the day of the fact, with what this command has taken already. Of a
    storeroom with all that lies on its shelves, or not (`shelves` false).

    Only looked at (`lock` false), it holds nobody up: for what is drawn while it is being typed.
    """

    connection: Connection
    location: str
    day: date
    today: date
    lock: bool = True
    shelves: bool = True
    _taken: dict[tuple[str, Spot], int] = field(default_factory=dict)
    _seen: dict[str, tuple[list[LotHere], dict[Spot, int]]] = field(default_factory=dict)
    """Item -> its lots and what each may give, as they stood before this command."""

    def __post_init__(self) -> None:
        if self.lock:
            queries.hold_stock(self.connection, self.location)

    def available(self, wanted: Wanted, target: str) -> int:
        """How much of it may leave still. Raises as `take` does where the lot can't be given."""
        lots, free = self._lots(wanted.item)
        usable = self._usable(lots, wanted, target)
        return sum(free[_spot(lot)] for lot in usable)

    def take(self, wanted: Wanted, target: str) -> Iterator[Line]:
        """The lines that bring it to `target`. Raises why it can't be."""
        lots, free = self._lots(wanted.item)
        usable = self._usable(lots, wanted, target)
        left, available = wanted.quantity, sum(free[_spot(lot)] for lot in usable)
        if available < left:
            self._refuse(wanted, lots, usable, target)
        for lot in usable:
            quantity = min(free[_spot(lot)], left)
            if quantity:
                key = (wanted.item, _spot(lot))
                self._taken[key] = self._taken.get(key, 0) + quantity
                yield Line(wanted.item, lot.lot, lot.location, target, quantity)
                left -= quantity

    def _lots(self, item: str) -> tuple[list[LotHere], dict[Spot, int]]:
        """The lots there, and what of each may still leave: the least from the day of the fact on,
        for goods may also have left or come, or will have, on a later day; less what is held for
        the decision on a loss.
        """
        if item not in self._seen:
            self._seen[item] = self._look(item)
        lots, free = self._seen[item]
        taken = {spot: self._taken.get((item, spot), 0) for spot in free}
        return lots, {spot: max(free[spot] - taken[spot], 0) for spot in free}

    def _look(self, item: str) -> tuple[list[LotHere], dict[Spot, int]]:
        look = queries.lots_under if self.shelves else queries.lots_at
        there, free = look(self.connection, self.location, item), dict[Spot, int]()
        for location in dict.fromkeys(lot.location for lot in there):
            place = (self.connection, location, item)
            here = [lot for lot in there if lot.location == location]
            lowest = queries.lowest_since(*place, self.day.isoformat(), here)
            held = held_at(*place)
            free |= {_spot(lot): lowest[lot.lot] - held.get(lot.lot, 0) for lot in here}
        return there, free

    def _usable(self, lots: list[LotHere], wanted: Wanted, target: str) -> list[LotHere]:
        """The lots to take from: the one rule of what may leave a place.

        What stands in quarantine is neither given, sent nor put into kits. An expired lot is given
        away never, and sent only by name. To another place of the centre, to be written off or to
        go back, all may leave.
        """
        for_use = is_for_use(target)
        if for_use and is_set_apart(self.location):
            raise QuarantinedError(wanted.item, self.location)
        here = [lot for lot in lots if wanted.place in ("", lot.location)]
        if not wanted.lot:
            return [lot for lot in here if not (for_use and self._expired(lot))]
        named = [lot for lot in here if names_lot(wanted.lot, lot.lot)]
        if not named:
            self._refuse_if_taken_since(wanted, target, 0, 0)
            raise self._nowhere(wanted)
        for lot in named:
            if target == DISTRIBUTED and self._expired(lot):
                raise ExpiredLotError(wanted.item, lot.number, lot.expires_on)
        return named

    def _nowhere(self, wanted: Wanted) -> Refusal:
        """Why the lot that was named is not here: where it is instead."""
        centre = centre_of(self.location)
        held = queries.on_hand(self.connection, centre, wanted.item)
        there = [one for one in held if names_lot(wanted.lot, one.lot) and one.quantity > 0]
        places = sorted((one.location for one in there), key=is_set_apart)
        if not places:
            return UnknownLotError(wanted.item, wanted.lot)
        if is_set_apart(places[0]):
            return QuarantinedError(wanted.item, places[0])
        return LotElsewhereError(wanted.item, there[0].number, places[0])

    def _apart(self, item: str) -> list[LotHere]:
        """What the centre keeps in quarantine: why a lot is not on its shelf."""
        return queries.lots_at(self.connection, quarantine(centre_of(self.location)), item)

    def _expired(self, lot: LotHere) -> bool:
        return lot.expires_on < self.day.isoformat()

    def _refuse_if_taken_since(
        self, wanted: Wanted, target: str, available: int, there: int
    ) -> None:
        """Of a past day: if there was enough then, and it's a later document that took it."""
        if self.day >= self.today:
            return
        day, for_use = self.day.isoformat(), is_for_use(target)

        def counts(lot: str, expires_on: str) -> bool:
            if wanted.lot:
                return names_lot(wanted.lot, lot)
            return not (for_use and expires_on < day)

        below = queries.with_shelves if self.shelves else _alone
        places = [wanted.place] if wanted.place else below(self.connection, self.location)
        asked = max(wanted.quantity, 1)
        found = taker_since(self.connection, places, wanted.item, day, counts, asked, there)
        if found is not None:
            about = (wanted.item, wanted.quantity, available, day)
            raise TakenSinceError(*about, found.document, found.day)

    def _refuse(
        self, wanted: Wanted, lots: list[LotHere], usable: list[LotHere], target: str
    ) -> None:
        """More is wanted than may leave."""
        _, free = self._lots(wanted.item)
        available = sum(free[_spot(lot)] for lot in usable)
        location = wanted.place or self.location
        held = held_at(self.connection, location, wanted.item)
        waits = sum(held.get(lot.lot, 0) for lot in usable)
        if waits and available + waits >= wanted.quantity:
            raise HeldForLossError(wanted.item, wanted.quantity, available, waits, location)
        taken = sum(self._taken.get((wanted.item, _spot(lot)), 0) for lot in usable)
        today = sum(lot.quantity for lot in usable) - taken
        self._refuse_if_taken_since(wanted, target, available, today)
        if today >= wanted.quantity:
            kind = NotEnoughThenError if self.day < self.today else NotYetThereError
            raise kind(wanted.item, wanted.quantity, available, self.day.isoformat())
        expired = sum(lot.quantity for lot in lots if self._expired(lot) and lot not in usable)
        if expired > 0 and not wanted.lot:
            raise OnlyExpiredStockError(wanted.item, wanted.quantity, available, expired)
        apart = (
            0 if is_set_apart(location) else sum(lot.quantity for lot in self._apart(wanted.item))
        )
        if apart > 0 and not wanted.lot:
            raise RestInQuarantineError(wanted.item, wanted.quantity, available, location, apart)
        raise NotEnoughStockError(wanted.item, wanted.quantity, available, location)


def _alone(_connection: Connection, location: str) -> list[str]:
    return [location]


def _spot(lot: LotHere) -> Spot:
    return lot.location, lot.lot


class Shortfall(NamedTuple):
    """More is to leave a place than may."""

    location: str
    item: str
    lot: str
    wanted: int
    available: int


def shortfalls(
    connection: Connection, lines: Iterable[Line], day: date, document: str = ""
) -> list[Shortfall]:
    """What these lines ask of shelves and roads, and is not there on that day or later.

    What comes to a place in the same stroke may leave it. What is held for a loss stays, unless it
    is that of `document`. To be sure of the answer, `queries.hold_stock` first.
    """
    needed: dict[tuple[str, str, str], int] = {}
    for line in lines:
        for place, quantity in ((line.source, line.quantity), (line.target, -line.quantity)):
            if has_floor(place):
                key = (place, line.item, line.lot)
                needed[key] = needed.get(key, 0) + quantity
    found = []
    for (place, item, lot), quantity in needed.items():
        if quantity > 0:
            lots = queries.lowest_since(connection, place, item, day.isoformat())
            held = held_at(connection, place, item, but_of=document)
            there = max(lots.get(lot, 0) - held.get(lot, 0), 0)
            if there < quantity:
                found.append(Shortfall(place, item, lot, quantity, there))
    return found
