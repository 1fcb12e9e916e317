"""Which document took, since a day that is gone, what was there then."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from cpise_inventory.locations import centre_of
from db.run import Query
from db.schema import entry, event_index, lot

_E, _I, _L = entry.c, event_index.c, lot.c
_SINCE = Query(
    select(
        *(_E.happened_on, _E.clock, _E.device, _E.seq, _I.document),
        *(_E.lot, _L.expires_on, _E.quantity),
    )
    .join_from(entry, event_index, (_I.device == _E.device) & (_I.seq == _E.seq))
    .join(lot, (_L.item == _E.item) & (_L.lot == _E.lot))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on > bindparam("day"),
        _E.location == bindparam("location"),
    )
)


class _Move(NamedTuple):
    """In the order of time, by its first fields."""

    happened_on: str
    clock: int
    device: str
    seq: int
    document: str
    lot: str
    expires_on: str
    quantity: int

    @property
    def event(self) -> tuple[str, int, str, int]:
        return self.happened_on, self.clock, self.device, self.seq


class Taker(NamedTuple):
    """A document, and the day of what it tells."""

    document: str
    day: str


def taker_since(
    connection: Connection,
    locations: Iterable[str],
    item: str,
    day: str,
    counts: Callable[[str, str], bool],
    wanted: int,
    there: int,
) -> Taker | None:
    """The first after `day` that left less than `wanted`; None if there was less that day already.

    `there`: what is left now of the lots that count, told by their key and last day of use.
    """
    asked = {"item": item, "day": day}
    moves = sorted(
        move
        for location in locations
        for move in map(
            _Move._make,
            _SINCE.rows(connection, centre=centre_of(location), location=location, **asked),
        )
        if counts(move.lot, move.expires_on)
    )
    left = there - sum(move.quantity for move in moves)
    if left < wanted:
        return None
    for _, of_event in groupby(moves, key=lambda move: move.event):
        first, *more = of_event
        left += first.quantity + sum(move.quantity for move in more)
        if left < wanted:
            return Taker(first.document, first.happened_on)
    return None
