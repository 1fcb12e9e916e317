"""What screens and commands read of stock.

Balances are kept: the cost doesn't grow with the journal.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select, text, tuple_

from cpise_inventory.documents.issuing import ARRIVED
from cpise_inventory.locations import (
    VIRTUAL,
    centre_of,
    is_real,
    may_have_shelves,
    room_of,
)
from db.run import Query, hold
from db.schema import (
    balance,
    entry,
    event_index,
    kit_content,
    lot,
    place,
    recipient,
    reversal,
)

_B, _L, _E, _I, _K = balance.c, lot.c, entry.c, event_index.c, kit_content.c


class OnHand(NamedTuple):
    """What is there of one lot.

    `expires_on` is the last day of use, `9999-12-31` without expiry.
    """

    centre: str
    location: str
    item: str
    lot: str
    number: str
    expiry: str
    expires_on: str
    donation: str
    quantity: int
    seniority: int = 0
    """As `LotHere` tells it."""


_REAL = _B.location < VIRTUAL
"""Storerooms come before all that's virtual, in the order of the table."""
_SHORT = text("balance.quantity < 0 AND balance.location < '~'")
"""Word for word what the index of them says."""
_ON_HAND = (
    select(
        *(place.c.centre, _B.location, _B.item, _B.lot),
        *(_L.number, _L.expiry, _L.expires_on, _L.donation, _B.quantity, _L.seniority),
    )
    .join_from(balance, lot, (_L.item == _B.item) & (_L.lot == _B.lot))
    .join(place, place.c.code == _B.location)
    .where(_B.quantity != 0, _REAL)
)
IN_ORDER = (_L.expires_on, _L.seniority.desc(), _L.number, _L.lot)
"""First expired, first out; of those that expire together, what came first."""
_HERE = (
    *(_L.lot, _L.number, _L.expiry, _L.expires_on, _L.donation),
    *(_B.quantity, _B.location, _L.seniority),
)
_AT = Query(
    select(*_HERE)
    .join_from(balance, lot, (_L.item == _B.item) & (_L.lot == _B.lot))
    .where(_B.location == bindparam("location"), _B.item == bindparam("item"), _B.quantity != 0)
    .order_by(*IN_ORDER)
)
_UNDER = Query(
    select(*_HERE)
    .join_from(place, balance, _B.location == place.c.code)
    .join(lot, (_L.item == _B.item) & (_L.lot == _B.lot))
    .where(
        place.c.centre == bindparam("centre"),
        (place.c.code == bindparam("location"))
        | (place.c.code > bindparam("first")) & (place.c.code < bindparam("last")),
        place.c.closed_on == "",
        _B.item == bindparam("item"),
        _B.quantity != 0,
    )
    .order_by(*IN_ORDER, _B.location)  # a storeroom before its shelves
)
_TOTALS = (
    select(_B.item, func.sum(_B.quantity))
    .where(_B.location.in_(bindparam("locations", expanding=True)))
    .group_by(_B.item)
)


def on_hand(connection: Connection, centre: str = "", item: str = "") -> list[OnHand]:
    """All that is in storerooms, nought left out; by centre, location, item, then as lots leave."""
    named = {name: value for name, value in (("centre", centre), ("item", item)) if value}
    return [OnHand._make(row) for row in _on_hand(*named).rows(connection, **named)]


@cache
def _on_hand(*named: str) -> Query:
    wanted = _ON_HAND.order_by(place.c.centre, _B.location, _B.item, *IN_ORDER)
    columns = {"centre": place.c.centre, "item": _B.item}
    return Query(wanted.where(*(columns[name] == bindparam(name) for name in named)))


def held(connection: Connection, centre: str = "") -> tuple[int, int]:
    """Units on hand in storerooms, and of how many items."""
    summed = (
        select(func.coalesce(func.sum(_B.quantity), 0), func.count(func.distinct(_B.item)))
        .join_from(balance, place, place.c.code == _B.location)
        .where(_B.quantity != 0, _REAL)
    )
    if centre:
        summed = summed.where(place.c.centre == centre)
    units, items = connection.execute(summed).one()
    return int(units), int(items)


class LotHere(NamedTuple):
    """One lot at one location. `seniority`: greater, the longer ago it first came in."""

    lot: str
    number: str
    expiry: str
    expires_on: str
    donation: str
    quantity: int
    location: str = ""
    seniority: int = 0


def turn(lot: OnHand | LotHere) -> tuple[str, int, str, str]:
    """Its turn to leave, as `IN_ORDER` tells it to the database."""
    return lot.expires_on, -lot.seniority, lot.number, lot.lot


def lots_at(
    connection: Connection, location: str, item: str, *, lock: bool = False
) -> list[LotHere]:
    """In the order in which they should leave.

    `lock`: nobody else takes from this location before the transaction ends.
    """
    if lock:
        hold_stock(connection, location)
    rows = _AT.rows(connection, location=location, item=item)
    return [LotHere._make(row) for row in rows]


def lots_under(connection: Connection, location: str, item: str) -> list[LotHere]:
    """In the order in which they should leave: those of a storeroom, and those on its open shelves.

    Of any other location its own alone.
    """
    if not may_have_shelves(location):
        return lots_at(connection, location, item)
    asked = {"centre": centre_of(location), "location": location, "item": item}
    below = {"first": f"{location}/", "last": f"{location}0"}  # the sign after the slash
    return [LotHere._make(row) for row in _UNDER.rows(connection, **asked, **below)]


def with_shelves(connection: Connection, location: str) -> list[str]:
    """A storeroom and its open shelves; any other location alone."""
    if not may_have_shelves(location):
        return [location]
    below = (place.c.code > f"{location}/") & (place.c.code < f"{location}0")
    wanted = select(place.c.code).where(below, place.c.closed_on == "").order_by(place.c.code)
    return [location, *connection.scalars(wanted)]


def hold_stock(connection: Connection, *locations: str) -> None:
    """Nobody else takes from these locations before the transaction ends.

    Storerooms are held with all their shelves: who takes from a storeroom may take from each.
    """
    hold(connection, *(f"stock {room_of(location)}" for location in locations))


def totals(connection: Connection, locations: Iterable[str]) -> dict[str, int]:
    """Item -> quantity over these locations."""
    rows = connection.execute(_TOTALS, {"locations": list(locations)})
    return {item: int(quantity) for item, quantity in rows}


class CardLine(NamedTuple):
    """A line of the stock card. `balance` is what was there after it, over the centre's places."""

    happened_on: str
    clock: int
    document: str
    kind: str
    location: str
    other: str
    lot: str
    received: int
    issued: int
    balance: int
    device: str
    seq: int
    line: int
    reversed_by: str = ""
    """The document that cancels this line's; empty while it stands."""

    @property
    def recorded_at(self) -> int:
        """Microseconds since 1970 UTC, by the hybrid clock."""
        return (self.clock >> 16) * 1_000


_HELD = (
    select(func.sum(_B.quantity))
    .join_from(balance, place, place.c.code == _B.location)
    .where(place.c.centre == bindparam("centre"), _B.item == bindparam("item"))
)
_ORDER = (_E.happened_on, _E.clock, _E.device, _E.seq, _E.line)
_MOVED = 7
"""Where the signed quantity stands in a row of `_CARD`."""
_REVERSED_BY = (
    select(func.min(reversal.c.reversed_by))
    .where(reversal.c.document == _I.document)
    .scalar_subquery()
)
_CARD = (
    select(
        *(_E.happened_on, _E.clock, _I.document, _I.kind, _E.location, _E.other, _E.lot),
        *(_E.quantity, _E.device, _E.seq, _E.line, func.coalesce(_REVERSED_BY, "")),
    )
    .join_from(entry, event_index, (_I.device == _E.device) & (_I.seq == _E.seq))
    .where(_E.centre == bindparam("centre"), _E.item == bindparam("item"))
    .order_by(*(column.desc() for column in _ORDER))
    .limit(bindparam("most"))
)


def stock_card(
    connection: Connection, centre: str, item: str, most: int = 50, after: CardLine | None = None
) -> list[CardLine]:
    """The newest lines first, each with the balance after it, reckoned backwards from the kept one.

    `after` is the last line already seen, for the next page; a page costs the same at any depth.
    """
    asked: dict[str, object] = {"centre": centre, "item": item, "most": most}
    if after is None:
        rows = connection.execute(_CARD, asked)
        left = int(connection.execute(_HELD, {"centre": centre, "item": item}).scalar() or 0)
    else:
        key = (after.happened_on, after.clock, after.device, after.seq, after.line)
        rows = connection.execute(_CARD.where(tuple_(*_ORDER) < tuple_(*key)), asked)
        left = after.balance - after.received + after.issued
    lines = []
    for row in rows:
        moved = row[_MOVED]
        came, went = max(moved, 0), max(-moved, 0)
        lines.append(CardLine._make((*row[:_MOVED], came, went, left, *row[_MOVED + 1 :])))
        left -= moved
    return lines


_LATER = Query(
    select(_E.lot, _E.happened_on, func.sum(_E.quantity))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on > bindparam("day"),
        _E.location == bindparam("location"),
    )
    .group_by(_E.lot, _E.happened_on)
    .order_by(_E.happened_on.desc())
)


def lowest_since(
    connection: Connection,
    location: str,
    item: str,
    day: str,
    there: Sequence[LotHere] | None = None,
) -> dict[str, int]:
    """Lot -> the least at the end of any day from `day` on: what a fact of that day may take.

    Lots that moved neither since nor are there now are left out. `there`: what is there now, for
    whoever has asked already.
    """
    if there is None:
        there = lots_at(connection, location, item)
    left = {one.lot: one.quantity for one in there}
    lowest = dict(left)
    centre = centre_of(location)
    later = _LATER.rows(connection, centre=centre, item=item, day=day, location=location)
    for lot_key, _, moved in later:
        left[lot_key] = left.get(lot_key, 0) - int(moved)
        lowest[lot_key] = min(lowest.get(lot_key, 0), left[lot_key])
    return lowest


_STANDS = ~exists().where(reversal.c.document == _I.document)
_TAKERS = Query(
    select(_I.document)
    .join_from(entry, event_index, (_I.device == _E.device) & (_I.seq == _E.seq))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("day"),
        _E.clock > bindparam("clock"),
        _E.location == bindparam("location"),
        _E.lot == bindparam("lot"),
        _E.quantity < 0,
        _STANDS,
    )
    .order_by(*(column.desc() for column in _ORDER))
    .limit(5)
)


def takers(
    connection: Connection, location: str, item: str, lot_key: str, day: str = "", clock: int = 0
) -> tuple[str, ...]:
    """The last documents that took from a lot at a place since that day and moment, the newest
    first. Those that were cancelled took nothing.
    """
    if not is_real(location):
        return _received(connection, location.partition("/")[2], clock)
    asked = {"centre": centre_of(location), "item": item, "day": day, "clock": clock}
    rows = _TAKERS.rows(connection, **asked, location=location, lot=lot_key)
    return tuple(dict.fromkeys(number for (number,) in rows))


def _received(connection: Connection, waybill: str, clock: int) -> tuple[str, ...]:
    """The documents by which goods of a waybill came in off the road, since that moment."""
    wanted = select(_I.document).where(
        _I.code == ARRIVED, _I.clock > clock, _I.party == waybill, _STANDS
    )
    return tuple(connection.scalars(wanted.order_by(_I.clock.desc())))


# --- what needs doing ----------------------------------------------------------------------------


def negative_balances(connection: Connection) -> list[OnHand]:
    """What two workstations gave out twice while apart: to be settled by a count."""
    wanted = _ON_HAND.where(_SHORT).order_by(_B.location, _B.item, _B.lot)
    return [OnHand._make(row) for row in connection.execute(wanted)]


def in_quarantine(connection: Connection) -> list[tuple[str, int, int]]:
    """Centre, lots and units of what waits for somebody to decide about it."""
    there = (
        select(place.c.centre, func.count(), func.sum(_B.quantity))
        .join_from(place, balance, _B.location == place.c.code)
        .where(place.c.kind == "quarantine", _B.quantity > 0)
        .group_by(place.c.centre)
        .order_by(place.c.centre)
    )
    return [(here, int(lots), int(units)) for here, lots, units in connection.execute(there)]


def expiring(connection: Connection, until: str, centre: str = "") -> list[OnHand]:
    """Lots on hand whose last day of use is not after `until`, the most urgent first."""
    wanted = _ON_HAND.where(_L.expires_on <= until, _B.quantity > 0).order_by(*IN_ORDER)
    if centre:
        wanted = wanted.where(place.c.centre == centre)
    return [OnHand._make(row) for row in connection.execute(wanted)]


_WITH_NUMBER = select(_L.lot, _L.number, _L.expiry, _L.expires_on, _L.donation).where(
    _L.item == bindparam("item"),
    _L.lot >= bindparam("first"),  # a lot's key begins with its number
    _L.lot < bindparam("last"),
    _L.number == bindparam("number"),
)
_NUMBERED = Query(_WITH_NUMBER)
_STANDING = Query(
    _WITH_NUMBER.where(exists().where(_B.item == _L.item, _B.lot == _L.lot, _B.quantity != 0))
)


def lots_with_number(connection: Connection, item: str, number: str) -> list[LotHere]:
    """All lots of an item that bear this number, wherever they are; quantity is not told."""
    return _numbered(connection, _NUMBERED, item, number)


def lots_standing(connection: Connection, item: str, number: str) -> list[LotHere]:
    """As `lots_with_number`, without those of which every paper was cancelled: nothing of them is
    anywhere, and nobody got any of it.
    """
    return _numbered(connection, _STANDING, item, number)


def _numbered(connection: Connection, asked: Query, item: str, number: str) -> list[LotHere]:
    keys = {"first": f"{number}/", "last": f"{number}0"}  # the sign after the slash
    rows = asked.rows(connection, item=item, number=number, **keys)
    return [LotHere._make((*row, 0, "", 0)) for row in rows]


def lot_is_known(connection: Connection, item: str, key: str) -> bool:
    """Whether any of it was ever in stock."""
    wanted = select(exists().where(_L.item == item, _L.lot == key))
    return bool(connection.execute(wanted).scalar())


def inside_of(connection: Connection, kit: str, lot_key: str) -> dict[tuple[str, str], int]:
    """(item, lot) -> how much of it is in the kits of this lot that are still whole."""
    wanted = select(_K.part, _K.part_lot, _K.quantity).where(_K.kit == kit, _K.lot == lot_key)
    return {(part, key): quantity for part, key, quantity in connection.execute(wanted)}


_BOOKED = Query(
    select(_B.lot)
    .join_from(balance, place, place.c.code == _B.location)
    .join(lot, (_L.item == _B.item) & (_L.lot == _B.lot))
    .where(place.c.centre == bindparam("centre"), _B.item == bindparam("item"))
    .order_by(*IN_ORDER)
)


def lots_of_centre(connection: Connection, centre: str, item: str) -> list[str]:
    """The keys of all lots of an item that a centre has or had, in the order of leaving."""
    rows = _BOOKED.rows(connection, centre=centre, item=item)
    return list(dict.fromkeys(key for (key,) in rows))


def all_lots(connection: Connection) -> dict[tuple[str, str, str], str]:
    """(item, lot number, donation) -> expiry, of all that was ever in stock under a number."""
    wanted = select(_L.item, _L.number, _L.donation, _L.expiry).where(_L.number != "")
    return {
        (item, number, gift): expiry for item, number, gift, expiry in connection.execute(wanted)
    }


def recipients(connection: Connection, centre: str, kind: str, most: int = 200) -> list[str]:
    """Names that a centre has given to before, in their order; `kind`: unit, staff, group."""
    wanted = select(recipient.c.name).where(recipient.c.centre == centre, recipient.c.kind == kind)
    return list(connection.scalars(wanted.order_by(recipient.c.name).limit(most)))
