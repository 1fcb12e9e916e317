"""Stock events to rows: both sides of every line, balances, lots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import QUARANTINE, REPORTED, VIRTUAL, centre_of, is_set_apart
from cpise_inventory.stock.events import (
    Distributed,
    KitsAssembled,
    KitsOpened,
    Moving,
    Reversed,
)
from cpise_inventory.stock.inside import moved_inside
from db import schema
from db.run import Row
from db.write import Changes

YEAR, MONTH = len("2026"), len("2026-08")
PLACES_APART = {
    QUARANTINE: ("quarantine", "Quarantaine", "منطقة الحجر", "Quarantine"),
    REPORTED: (
        *("reported", "Signalé perdu ou volé", "مبلَّغ عن فقدانه أو سرقته"),
        "Reported lost or stolen",
    ),
}
"""Kind, and names in French, Arabic and English."""
_ABOUT_PLACE = ("centre", "kind", "name_fr", "name_ar", "name_en")
LOWEST_STAMP = ""
"""Before every event's."""
NOT_YET = -date.max.toordinal()
"""The seniority of a lot of which no event yet tells how it came: the least of all."""
_ABOUT_LOT = ("number", "expiry", "expires_on", "donation")
TOLD_BY_DOCUMENT = frozenset({KitsAssembled, KitsOpened, Reversed})
"""What puts something into kits or takes it out, and undoings: what a line of these means, its way
alone doesn't say. To be asked for by `type`: `isinstance` takes three times as long as a line.
"""


@dataclass(slots=True, eq=False)
class Moved:
    """What went one way of a lot in a month. `here` and `there`: the centres on whose cards the
    source and the target stand, if they do on any.
    """

    source: str
    here: str
    target: str
    there: str
    year: str
    month: str
    lot: Row
    """Its row."""
    item: str
    lot_key: str
    expires_on: str
    since: str
    """The first day on which any did."""
    fit: int = 0
    """Units that moved while they might still be used."""
    late: int = 0
    """Units that moved after their last day of use."""


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    plain, otherwise = changes.gathered(spread), changes.gathered(_spread_otherwise)
    rows: list[Row] = []
    served: dict[tuple[str, str, str], int] = {}
    for event in events:
        said = event.payload
        day, clock, device, seq = event.happened_on, event.clock, event.device, event.seq
        month = day[:MONTH]
        of = type(said)
        moved = otherwise if of in TOLD_BY_DOCUMENT else plain
        for number, line in enumerate(said.lines, 1):
            quantity = line.quantity
            way = (line.source, line.target, line.item, line.lot, month)
            one = moved.get(way) or _begun(moved, way, day)
            if day < one.since:  # noqa: PLR1730 - of a million lines; `min` is a call
                one.since = day
            if one.expires_on < day:
                one.late += quantity
            else:
                one.fit += quantity
            # the texts that were there first: quicker than equal ones
            item, lot, source, target = one.item, one.lot_key, one.source, one.target
            if here := one.here:
                rows.append(
                    (here, item, day, clock, device, seq, -number, source, target, lot, -quantity)
                )
            if there := one.there:
                rows.append(
                    (there, item, day, clock, device, seq, number, target, source, lot, quantity)
                )
        if of is Distributed:
            whom = (said.centre, said.recipient_kind, said.recipient)
            served[whom] = max(served.get(whom, 0), clock)
            changes.increase(schema.people_served, "people", (said.centre, month), said.served)
        elif of in TOLD_BY_DOCUMENT:
            _say_otherwise(said, changes)
    changes.add_all(schema.entry, rows)
    for (centre, kind, name), clock in served.items():
        to = {"centre": centre, "kind": kind, "name": name}
        changes.latest(schema.recipient, to, clock=clock)


def _undone(said: Reversed, changes: Changes) -> None:
    """Of a document that isn't undone once, a person is told: undoings apart add up."""
    changes.increase(schema.undoing, "times", (said.subject,), -said.sign)
    if said.restores:
        changes.once(schema.taken_back, (said.undoes,))


def _begun(moved: dict[Row, Moved], way: Row, day: str) -> Moved:
    source, here, target, there = _ends(way[0], way[1])
    lot = _lot_row(way[2], way[3])
    item, lot_key = lot[0], lot[1]
    year, month = intern(way[4][:YEAR]), intern(way[4])
    one = Moved(source, here, target, there, year, month, lot, item, lot_key, lot[4], day)
    moved[source, target, item, lot_key, month] = one  # texts that many share stay at hand
    return one


@lru_cache(maxsize=65_536)
def _ends(source: str, target: str) -> tuple[str, str, str, str]:
    """Both, each with the centre on whose cards it stands. A virtual location is on nobody's,
    unless no other side tells of the movement.
    """
    beyond = source >= VIRTUAL and target >= VIRTUAL
    here, there = (centre_of(one) if beyond or one < VIRTUAL else "" for one in (source, target))
    return source, here, target, there


def spread(moved: dict[Row, Moved], changes: Changes) -> None:
    """To balances, months, years and lots.

    A lot is as old as the first day on which any of it came in, from whomever and to whichever
    centre: sent on, it doesn't become younger. A receipt that is cancelled was a receipt.
    """
    balances = changes.counters(schema.balance, "quantity")
    months = changes.counters(schema.stock_month, "quantity")
    years = changes.counters(schema.stock_year, "quantity")
    lots = changes.rows_once(schema.lot)
    places = set[str]()
    for one in moved.values():
        item, lot, quantity = one.item, one.lot_key, one.fit + one.late
        if one.source >= VIRTUAL > one.target:
            _came_in(one, changes)
        else:
            lots.add((*one.lot, NOT_YET))
        for location, change in ((one.source, -quantity), (one.target, quantity)):
            balances[location, item, lot] += change
            if location < VIRTUAL:
                months[location, one.month, item, lot] += change
                years[location, one.year, item, lot] += change
                places.add(location)
    for location in filter(is_set_apart, places):
        _set_apart(location, changes)


def _came_in(one: Moved, changes: Changes) -> None:
    key = {"item": one.item, "lot": one.lot_key}
    about = dict(zip(_ABOUT_LOT, one.lot[len(key) :], strict=True))
    seniority = -date.fromisoformat(one.since).toordinal()
    changes.latest(schema.lot, key, **about, seniority=seniority)


def _spread_otherwise(moved: dict[Row, Moved], changes: Changes) -> None:
    """What kits and undoings moved: it isn't shared, since only they tell what it means."""
    spread(moved, changes)


def _say_otherwise(said: Moving, changes: Changes) -> None:
    """What a document of `TOLD_BY_DOCUMENT` says besides its lines."""
    if isinstance(said, Reversed):
        _undone(said, changes)
    if isinstance(said, KitsAssembled):
        kits = said.lines[-1]
        for one in said.instead:
            changes.add(
                schema.kit_instead, (kits.item, kits.lot, one.item, one.other, one.quantity)
            )
    for put in moved_inside(said):
        changes.increase(schema.kit_content, "quantity", put[:-1], put.quantity)


def _set_apart(location: str, changes: Changes) -> None:
    """Such a place comes to be when it's first used; whoever describes it has the last word."""
    centre, _, code = location.partition("/")
    about = dict(zip(_ABOUT_PLACE, (centre, *PLACES_APART[code]), strict=True))
    changes.latest(schema.place, {"code": location}, **about, stamp=LOWEST_STAMP)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _lot_row(item: str, key: str) -> tuple[str, ...]:
    lot = read_lot(key)
    return (item, key, lot.number, lot.expiry, lot.expires_on, lot.donation)
