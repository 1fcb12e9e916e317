"""Stock events to rows: both sides of every line, balances, lots."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import QUARANTINE, REPORTED, centre_of, is_real, is_set_apart
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

MONTH = len("2026-08")
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
_OF_KITS = (KitsAssembled, KitsOpened, Reversed)
"""What puts something into kits or takes it out."""


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    balances = changes.counters(schema.balance, "quantity")
    months = changes.counters(schema.stock_month, "quantity")
    lots = changes.rows_once(schema.lot)
    moved: list[Row] = []
    served: dict[tuple[str, str, str], int] = {}
    held = set[str]()
    for event in events:
        said: Moving = event.payload
        day, clock, device, seq = event.happened_on, event.clock, event.device, event.seq
        month = day[:MONTH]
        for number, line in enumerate(said.lines, 1):
            quantity = line.quantity
            # the same texts each time: quicker than equal ones
            source, here, target, there, apart = _way(line.source, line.target)
            known = _lot_row(line.item, line.lot)
            item, lot = known[0], known[1]
            lots.add(known)
            balances[source, item, lot] -= quantity
            balances[target, item, lot] += quantity
            # what a virtual location's movement is about, the other side says
            held.update(apart)
            if here:
                place = (here, item, day, clock, device, seq, -number, source, target)
                moved.append((*place, lot, -quantity))
                months[source, month, item, lot] -= quantity
            if there:
                place = (there, item, day, clock, device, seq, number, target, source)
                moved.append((*place, lot, quantity))
                months[target, month, item, lot] += quantity
        if isinstance(said, Distributed):
            whom = (said.centre, said.recipient_kind, said.recipient)
            served[whom] = max(served.get(whom, 0), clock)
            changes.increase(schema.people_served, "people", (said.centre, month), said.served)
        elif isinstance(said, _OF_KITS):
            for put in moved_inside(said):
                changes.increase(schema.kit_content, "quantity", put[:-1], put.quantity)
    changes.add_all(schema.entry, moved)
    for location in held:
        _set_apart(location, changes)
    for (centre, kind, name), clock in served.items():
        to = {"centre": centre, "kind": kind, "name": name}
        changes.latest(schema.recipient, to, clock=clock)


@lru_cache(maxsize=65_536)  # few ways are gone again and again
def _way(source: str, target: str) -> tuple[str, str, str, str, tuple[str, ...]]:
    """Both locations, each with its centre, or nothing where it is virtual; those of them where
    goods are held.
    """
    here, there = (centre_of(place) if is_real(place) else "" for place in (source, target))
    apart = tuple(place for place in (source, target) if is_set_apart(place))
    return source, here, target, there, apart


def _set_apart(location: str, changes: Changes) -> None:
    """Such a place comes to be when it's first used; whoever describes it has the last word."""
    centre, _, code = location.partition("/")
    about = dict(zip(_ABOUT_PLACE, (centre, *PLACES_APART[code]), strict=True))
    changes.latest(schema.place, {"code": location}, **about, stamp=LOWEST_STAMP)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _lot_row(item: str, key: str) -> tuple[str, ...]:
    lot = read_lot(key)
    return (item, key, lot.number, lot.expiry, lot.expires_on, lot.donation)
